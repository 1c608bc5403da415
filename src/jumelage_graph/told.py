"""All that the dataset says of its things, by thing, as pages and cards read it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jumelage_graph.namespaces import PREFIXES, expand, shorten
from jumelage_graph.words import FALLBACKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jumelage_graph.engines import Engine
    from jumelage_graph.statements.cells import Cell

Said = dict[str, list["Cell"]]
"""The values of each predicate (IRI), in their order."""

NAMES = ("skos:prefLabel", "rdfs:label", "dct:title", "jg:edtf", "skos:notation")
"""What a thing may be called by."""

BEARERS = ("jg:hostTown", "jg:counted")
"""What lends its name to a thing that has none."""

_expand = lru_cache(expand)


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called, and in which language; empty where the text has none."""

    text: str
    language: str


class Told:
    """What is said of things, and what points to them; nothing is asked once it is read."""

    def __init__(self, rows: Iterable[tuple[Cell | None, ...]]) -> None:
        """The rows are (thing, predicate, value)."""
        self._said: dict[str, Said] = {}
        self._pointing: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._names: dict[tuple[str, str], Name | None] = {}
        known: dict[str, str] = {}
        for thing, predicate, value in rows:
            assert thing is not None
            assert predicate is not None
            assert value is not None
            subject, name = str(thing), known.setdefault(predicate, str(predicate))
            if subject not in self._said:
                self._said[subject] = {}
                for whole in _wholes(subject):
                    self._parts[whole].append(subject)
            self._said[subject].setdefault(name, []).append(value)
            if value.kind == "iri":
                self._pointing[str(value)].append((name, subject))

    @classmethod
    def whole(cls, engine: Engine) -> Told:
        """All that an engine holds."""
        return cls(sorted(engine.answer("SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o }").rows(), key=_order))

    @classmethod
    def around(cls, engine: Engine, iri: str, predicates: Iterable[str]) -> Told:
        """What is said of one thing by these predicates (prefixed), and the names of all that it speaks of."""
        chosen = " ".join(predicates)
        own = f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES (?s) {{ (<{iri}>) }} VALUES ?p {{ {chosen} }} ?s ?p ?o }}"
        rows = list(engine.answer(own).rows())
        named = {
            iri,
            *(value for *_, value in rows if value and value.kind == "iri"),
            *map(_expand, predicates),
        }
        things = " ".join(f"<{each}>" for each in sorted(named) if " " not in each)
        words = f"""SELECT DISTINCT ?s ?p ?o WHERE {{
          VALUES ?s {{ {things} }} VALUES ?p {{ {" ".join(NAMES)} }} ?s ?p ?o }}"""
        return cls(sorted({*rows, *engine.answer(words).rows()}, key=_order))

    def __contains__(self, iri: object) -> bool:
        """Whether anything is said of a thing."""
        return iri in self._said

    def things(self) -> Iterable[str]:
        """All of which something is said."""
        return self._said

    def of(self, iri: str) -> Said:
        """All that is said of a thing; nothing of one that is not known."""
        return self._said.get(iri, {})

    def values(self, iri: str, curie: str) -> list[Cell]:
        """The values of one property (prefixed) of a thing."""
        return self.of(iri).get(_expand(curie), [])

    def value(self, iri: str, curie: str) -> Cell | None:
        """The first of them."""
        return next(iter(self.values(iri, curie)), None)

    def text(self, iri: str, curie: str, lang: str) -> Name | None:
        """The text of a property in the first language of the reader's order that it has."""
        order = {tag: place for place, tag in enumerate((*FALLBACKS[lang], ""))}
        found = self.values(iri, curie)
        best = min(found, key=lambda cell: (order.get(cell.language, len(order)), cell), default=None)
        return None if best is None else Name(str(best), best.language)

    def pointing(self, iri: str, curie: str = "") -> list[tuple[str, str]]:
        """What points to a thing, each as predicate (IRI) and subject; or by one property alone."""
        wanted = _expand(curie) if curie else ""
        return [each for each in self._pointing.get(iri, ()) if not wanted or each[0] == wanted]

    def below(self, iri: str) -> list[str]:
        """The parts of a thing: those whose IRIs begin with its own and go on by a slash."""
        return self._parts.get(iri, [])

    def name(self, iri: str, lang: str) -> Name | None:
        """What a thing is called, in the first language of the reader's order that it has; ``None`` without a name."""
        if (iri, lang) not in self._names:
            self._names[iri, lang] = self._name(iri, lang)
        return self._names[iri, lang]

    def _name(self, iri: str, lang: str) -> Name | None:
        for curie in NAMES:
            if self.values(iri, curie):
                return self.text(iri, curie, lang)
        if parties := self.values(iri, "jg:partiesAsRead"):
            return Name(" – ".join(parties), "")
        bearer = next((cell for curie in BEARERS for cell in self.values(iri, curie)), None)
        if bearer is None:
            return None
        if bearer.kind == "iri":
            return self.name(bearer, lang)
        return Name(f"{bearer}: {self.value(iri, 'jg:count')}", bearer.language)

    def called(self, iri: str, lang: str) -> Name:
        """What a thing is called, else how people read its IRI."""
        return self.name(iri, lang) or Name(shorten(iri), "")


def _wholes(iri: str) -> Iterator[str]:
    """Those of which a thing is a part, by its IRI: ``…/agreement/a`` of ``…/agreement/a/act/signature-1``."""
    if iri.startswith(PREFIXES["id"]):
        steps = iri.split("/")
        first = PREFIXES["id"].count("/") + 2
        yield from ("/".join(steps[:end]) for end in range(first, len(steps), 2))


def _order(row: tuple[Cell | None, ...]) -> tuple[str, ...]:
    thing, predicate, value = row
    return str(thing), str(predicate), str(value), value.language if value else ""
