"""A comparison in sentences, thing by thing, in the reader's language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from jumelage_graph import words
from jumelage_graph.cards import FACTS
from jumelage_graph.differences.comparison import FOLLOWING, Comparison
from jumelage_graph.namespaces import DERIVED, PREFIXES, VOCABULARY, expand, shorten
from jumelage_graph.statements import Statement
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import FALLBACKS, word

_NAMING = [
    f"<{expand(c)}>" for c in ("skos:prefLabel", "rdfs:label", "dct:title", "jg:edtf", "skos:notation")
]
_TYPE, _URL = f"<{expand('rdf:type')}>", f"<{expand('sdo:url')}>"
_ORDER = {f"<{expand(curie)}>": place for place, curie in enumerate(FACTS)}
State = Literal["new", "changed", "gone"]
STATES: tuple[State, ...] = ("new", "changed", "gone")
Said = dict[str, dict[str, set[str]]]
"""Subject → predicate → values, all as N-Triples tokens."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changed about one thing: its IRI, a heading, a sentence for each change; its state, kind and name alone.

    ``state`` is ``new``, ``changed`` or ``gone``; ``kind`` is a word of the reader's language, empty for none.
    """

    iri: str
    heading: str
    sentences: tuple[str, ...]
    state: State
    kind: str
    name: str


def told(comparison: Comparison, lang: str, *, everything: bool = False) -> str:
    """The whole comparison as a text: each changed thing with its sentences, then what is not listed."""
    lines: list[str] = []
    for change in changes(comparison, lang, everything=everything):
        lines += [change.heading, *(f"  {sentence}" for sentence in change.sentences), ""]
    lines += [] if everything else rest(comparison, lang)
    return "".join(f"{line}\n" for line in lines or [word("differences.none", lang)])


def changes(comparison: Comparison, lang: str, *, everything: bool = False) -> list[Change]:
    """The changed things, sorted by their paths, in ``en``, ``fr`` or ``ja``.

    Conclusions of the rules, the vocabulary, and what only follows from a value in a table are left out
    unless ``everything`` is wanted; ``rest`` counts them.
    """
    return list(_Telling(comparison, lang).changes(everything=everything))


def rest(comparison: Comparison, lang: str) -> list[str]:
    """How many statements ``changes`` leaves out, one sentence for each kind."""
    sums = Counter[tuple[str, str]]()
    for sign in ("added", "removed"):
        sums.update((_group(statement), sign) for statement in getattr(comparison, sign))
    return [
        word("differences.rest", lang, added=sums[name, "added"], removed=sums[name, "removed"], where=where)
        for name, where in (
            ("", word("differences.following", lang)),
            *((g, shorten(g)) for g in (DERIVED, VOCABULARY)),
        )
        if sums[name, "added"] or sums[name, "removed"]
    ]


def _group(statement: Statement) -> str:
    """The graph of a statement that is not told, ``""`` for one that follows, ``"told"`` for all others."""
    graph, _, predicate, _ = statement
    if graph in (DERIVED, VOCABULARY):
        return graph
    return "" if predicate in FOLLOWING else "told"


def _said(statements: Iterable[Statement]) -> Said:
    said: Said = defaultdict(lambda: defaultdict(set))
    for _, subject, predicate, value in statements:
        said[subject][predicate].add(value)
    return said


def _owner(subject: str) -> str:
    """The thing that a node hangs under: acts and claims under their agreement; else the node itself."""
    path = subject[1:-1].removeprefix(PREFIXES["id"])
    if f"<{path}>" == subject or path.count("/") < 2:
        return subject
    return f"<{PREFIXES['id']}{'/'.join(path.split('/')[:2])}>"


class _Telling:
    """Two versions, told in one language."""

    def __init__(self, comparison: Comparison, lang: str) -> None:
        self.comparison = comparison
        self.lang, self.tags = lang, (*FALLBACKS[lang], "")
        self.borrowed = {f"<{expand(curie)}>": name for curie, name in words.of("terms", lang).items()}
        self.old, self.new = _said(comparison.old), _said(comparison.new)

    def _say(self, frame: str, **values: str) -> str:
        return word(f"differences.{frame}", self.lang, **values)

    def changes(self, *, everything: bool) -> Iterator[Change]:
        told = [
            {s for s in statements if everything or _group(s) == "told"}
            for statements in (self.comparison.removed, self.comparison.added)
        ]
        removed, added = map(_said, told)
        nodes = defaultdict[str, list[str]](list)
        for node in sorted({*removed, *added}, key=lambda token: token[1:-1]):
            nodes[_owner(node)].append(node)
        for owner in sorted(nodes):
            sentences = [
                s for node in nodes[owner] for s in self._node(node, owner, removed[node], added[node])
            ]
            yield self._change(owner, tuple(sentences))

    def _change(self, owner: str, sentences: tuple[str, ...]) -> Change:
        both = owner in self.old and owner in self.new
        state: State = "changed" if both else "new" if owner in self.new else "gone"
        kind, name, path = self._kind(owner), self.name(owner), shorten(owner[1:-1])
        heading = self._say(state, kind=kind, name=name, path=path).replace("  ", " ")
        return Change(owner[1:-1], heading, sentences, state, kind, name)

    def _node(
        self, node: str, owner: str, removed: dict[str, set[str]], added: dict[str, set[str]]
    ) -> Iterator[str]:
        """The sentences about the thing itself, or about an act, a claim … that hangs under it."""
        kind, name = self._kind(node), shorten(node[1:-1]).rsplit("/", 1)[-1]
        if node != owner and (node not in self.old or node not in self.new):
            form, values = ("part_gone", removed) if node in self.old else ("part_new", added)
            yield self._say(form, kind=kind, name=name, facts=self._facts(values))
            return
        for predicate in sorted({*removed, *added}, key=lambda p: (_ORDER.get(p, len(_ORDER)), p)):
            for sentence in self._property(node, predicate, removed[predicate], added[predicate]):
                whole = self._say("part", kind=kind, name=name, sentence=sentence)
                yield sentence if node == owner else whole

    def _facts(self, values: dict[str, set[str]]) -> str:
        ordered = sorted(values, key=lambda p: (_ORDER.get(p, len(_ORDER)), p))
        listed = [(self._what(p), ", ".join(map(self._value, sorted(values[p])))) for p in ordered]
        return self._say("joint").join(f"{what} {value}" for what, value in listed)

    def _property(self, node: str, predicate: str, old: set[str], new: set[str]) -> Iterator[str]:
        what = self._what(predicate)
        if node not in self.old or node not in self.new:
            yield from (self._say("is", what=what, new=self._value(v)) for v in sorted(old | new))
            return
        for before, after in _pairs(old, new):
            form = "becomes" if before and after else "added" if after else "removed"
            yield self._say(form, what=what, old=self._value(before), new=self._value(after))

    def _what(self, predicate: str) -> str:
        name = self.borrowed.get(predicate) or self.name(predicate)
        return name if ":" in name else name[:1].upper() + name[1:]

    def _kind(self, node: str) -> str:
        types = sorted(self.new.get(node, self.old.get(node, {})).get(_TYPE, ()))
        return next((name for name in map(self.name, types) if ":" not in name), "")

    def _value(self, token: str) -> str:
        if not token:
            return ""
        if (cell := Cell.parse(token)).kind == "literal":
            said = self._say("quoted", text=cell)
            return said if cell.language in ("", self.lang) else f"{said} ({cell.language})"
        urls = self.new.get(token, self.old.get(token, {})).get(_URL, set())
        address = "".join(f" ({url[1:-1]})" for url in sorted(urls))
        return self._say("quoted", text=self.name(token)) + address

    def name(self, node: str) -> str:
        """The name of a thing or a term in the first language of the reader's order that it has."""
        said = self.new.get(node, self.old.get(node, {}))
        for predicate in _NAMING:
            cells = map(Cell.parse, said.get(predicate, ()))
            offers = {cell.language: cell for cell in cells if cell.kind == "literal"}
            for tag in (*self.tags, *sorted(offers)):
                if tag in offers:
                    return str(offers[tag])
        return shorten(node[1:-1])


def _pairs(old: set[str], new: set[str]) -> Iterator[tuple[str, str]]:
    """What went beside what came in its place: values of one language, or the only two; else each alone."""
    tags = {_tag(value) for value in (*old, *new)}
    for tag in sorted(tags):
        before = sorted(value for value in old if _tag(value) == tag)
        after = sorted(value for value in new if _tag(value) == tag)
        if len(before) == len(after) == 1:
            yield before[0], after[0]
        else:
            yield from ((value, "") for value in before)
            yield from (("", value) for value in after)


def _tag(token: str) -> str:
    return Cell.parse(token).language if token else ""
