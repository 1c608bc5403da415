"""The rules of ``ontology/rules/*.rq``: SPARQL CONSTRUCT queries that conclude something from the record.

A file begins with a header, TOML in lines that start with ``#+``: ``label`` and ``definition`` in en, fr
and ja, and ``writes``, the predicates it concludes. Rules run in the order of their numbers; each sees what
those before it concluded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QueryTriples, RdfFormat, Store, Triple

from jumelage_graph import namespaces as ns
from jumelage_graph.errors import DataError
from jumelage_graph.statements import Statement, lines, reading
from jumelage_graph.statements.terms import describe, labels, name, text
from jumelage_graph.words import say

_NUMBER = re.compile(r"r(\d+)-")
_BLOCK = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its id (``r2``), what it means in each language, the predicates it writes, its SPARQL."""

    id: str
    label: dict[str, str]
    definition: dict[str, str]
    writes: tuple[str, ...]
    construct: str


def read(folder: Path) -> list[Rule]:
    """The rules of a folder in the order of their numbers; ``DataError`` for a file without a good header."""
    return sorted((_read(path) for path in folder.glob("*.rq")), key=lambda rule: int(rule.id[1:]))


def _read(path: Path) -> Rule:
    number = _NUMBER.match(path.name)
    if number is None:
        raise DataError(say("errors.ontology.rule_name", file=path))
    content = path.read_text(encoding="utf-8")
    marked = [line[2:] for line in content.splitlines() if line.startswith("#+")]
    try:
        header = tomllib.loads("\n".join(marked))
        return Rule(
            id=f"r{int(number.group(1))}",
            label=header["label"],
            definition=header["definition"],
            writes=tuple(header["writes"]),
            construct=content,
        )
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise DataError(say("errors.ontology.rule_header", file=path, reason=error)) from error


def description(rule: Rule) -> Iterator[Statement]:
    """What a rule means and which predicates it writes."""
    yield from describe(
        ns.VOCABULARY,
        ns.rule(rule.id),
        {
            "rdf:type": name("jg:Rule"),
            "dct:identifier": text(rule.id),
            "skos:prefLabel": labels(**rule.label),
            "skos:definition": labels(**rule.definition),
            "jg:writes": name(*rule.writes),
            "jg:construct": text(rule.construct),
        },
    )


class Premises:
    """What rules ask about, in a store of its own: of all statements those of which a rule names the predicate.

    A rule names each predicate that it asks about, by its prefixed name.
    """

    def __init__(self, known: Iterable[Rule]) -> None:
        """Nothing yet; ``known`` are the rules that will ask."""
        self.store = Store()
        self._predicates = {f"<{name}>" for rule in known for name in _named(rule)}

    def heard(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """The same statements; when the last is taken, the store holds all that rules ask about."""
        told: list[str] = []
        for statement in statements:
            if statement[2] in self._predicates:
                told.append(lines.line(statement))
                if len(told) == _BLOCK:
                    self._load(told)
            yield statement
        self._load(told)

    def _load(self, told: list[str]) -> None:
        self.store.bulk_load("".join(told).encode(), RdfFormat.N_QUADS)
        told.clear()


def _named(rule: Rule) -> Iterator[str]:
    """The IRIs that a rule names, and the type that it may call ``a``."""
    body = re.sub(r"#[^\n>]*$", "", rule.construct, flags=re.M)
    declared = dict(re.findall(r"(?i)PREFIX\s+([\w-]*):\s*<([^>]*)>", body))
    yield from re.findall(r"<([^<>\s]*)>", body)
    yield ns.expand("rdf:type")
    for prefix, local in re.findall(r"\b([\w-]+):([\w-]+)", body):
        if prefix in declared:
            yield declared[prefix] + local


def conclude(rule: Rule, store: Store) -> list[Statement]:
    """What a rule concludes from the union of the store's graphs and none of them says; the store then holds it too."""
    concluded = (triple for triple in _constructed(rule, store) if not _stands(store, triple))
    new = [reading.statement(triple, ns.DERIVED) for triple in concluded]
    store.bulk_load(lines.write_all(new), RdfFormat.N_QUADS)
    return new


def _stands(store: Store, triple: Triple) -> bool:
    """Whether a graph of the store holds a statement: a recorded one is not concluded again."""
    return any(store.quads_for_pattern(triple.subject, triple.predicate, triple.object))


def _constructed(rule: Rule, store: Store) -> QueryTriples:
    try:
        answer = store.query(rule.construct, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise DataError(say("errors.ontology.rule_malformed", rule=rule.id, reason=error)) from error
    if not isinstance(answer, QueryTriples):
        raise DataError(say("errors.ontology.rule_form", rule=rule.id))
    return answer
