"""A comparison as the notes of a release, in Markdown: from which version to which, what is new, changed, removed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from jumelage_graph.differences.comparison import Comparison
from jumelage_graph.differences.sentences import STATES, Change, State, changes, rest
from jumelage_graph.namespaces import DATASET, VOCABULARY, expand, shorten
from jumelage_graph.statements import Statement
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import word

Step = Literal["major", "minor", "patch", "none"]
_SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")


_READING = frozenset(f"<{expand(curie)}>" for curie in ("jg:accessed", "jg:opened"))
"""What a further reading of a source changes, though it says the same."""


def step(comparison: Comparison, changed: Iterable[Change]) -> Step:
    """The part of the version that a change of the data asks for (Semantic Versioning 2.0.0).

    ``major`` where a thing or a term of the vocabulary is gone, for whoever cites it; ``minor`` where one is new;
    ``patch`` where only values changed; ``none`` where nothing did.
    """
    states: set[State] = {change.state for change in changed} | set(_terms(comparison))
    if "gone" in states:
        return "major"
    if "new" in states:
        return "minor"
    return "patch" if comparison.added or comparison.removed else "none"


def _terms(comparison: Comparison) -> Iterator[State]:
    """Whether terms of the vocabulary came or went."""
    old, new = (_vocabulary(statements) for statements in (comparison.old, comparison.new))
    if old and new:  # a file may be of the tables alone
        yield from (state for state, terms in (("gone", old - new), ("new", new - old)) if terms)  # type: ignore[misc]


def _vocabulary(statements: Iterable[Statement]) -> set[str]:
    return {subject for graph, subject, _, _ in statements if graph == VOCABULARY and subject.startswith("<")}


def notes(comparison: Comparison, lang: str) -> str:
    """The notes in a language: things that came or went by name, those that changed with a sentence for each change."""
    changed = [change for change in changes(_read_alike(comparison), lang) if change.iri != DATASET]
    asked = word(f"differences.release.steps.{step(comparison, changed)}", lang)
    counts = {state: sum(change.state == state for change in changed) for state in STATES}
    lines = [
        f"## {_title(comparison, lang)}",
        "",
        word("differences.release.counts", lang, **counts) + " " + asked,
        "",
    ]
    for state in STATES:
        if some := [change for change in changed if change.state == state]:
            listed = _changed(some) if state == "changed" else _named(some)
            lines += [f"### {word(f'differences.release.{state}', lang)}", "", *listed, ""]
    if again := {subject for _, subject, predicate, _ in comparison.added if predicate in _READING}:
        lines += [word("differences.release.again", lang, count=len(again)), ""]
    return "\n".join([*lines, *rest(comparison, lang)]).rstrip("\n") + "\n"


def _read_alike(comparison: Comparison) -> Comparison:
    """The comparison without the days on which sources were read."""
    old, new = (
        frozenset(each for each in statements if each[2] not in _READING)
        for statements in (comparison.old, comparison.new)
    )
    return Comparison(old, new)


def _title(comparison: Comparison, lang: str) -> str:
    old, new = (_edition(statements) for statements in (comparison.old, comparison.new))
    return word("differences.release.title", lang, old=old, new=new)


def _edition(statements: Iterable[Statement]) -> str:
    """The version and the day of a dataset; a question mark for what it does not say."""
    told = {predicate: value for _, subject, predicate, value in statements if subject == f"<{DATASET}>"}
    parts = (told.get(f"<{expand(curie)}>") for curie in ("owl:versionInfo", "dct:modified"))
    version, day = (Cell.parse(part) if part else "?" for part in parts)
    return f"{version} ({day})"


def _named(changed: Iterable[Change]) -> Iterator[str]:
    """The names of things, those of one kind in one item; a kind without a word of ours goes by its path."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for change in changed:
        path = shorten(change.iri)
        kinds[change.kind or path.partition("/")[0]].append(f"{_plain(change.name)} (`{path}`)")
    for kind, names in sorted(kinds.items()):
        yield f"- **{_plain(kind)} ({len(names)})**"
        yield from (f"  - {name}" for name in names)


def _changed(changed: Iterable[Change]) -> Iterator[str]:
    for change in changed:
        yield f"- **{_plain(change.name)}** (`{shorten(change.iri)}`)"
        yield from (f"  - {_plain(sentence)}" for sentence in change.sentences)


def _plain(text: str) -> str:
    """A text on one line in which no sign means anything to Markdown; addresses stay as they are.

    >>> print(_plain("a_b <c> (https://example.org/a_b)"))
    a\\_b \\<c\\> (https://example.org/a_b)
    """
    return " ".join(each if "://" in each else _SIGNS.sub(r"\\\1", each) for each in text.split())
