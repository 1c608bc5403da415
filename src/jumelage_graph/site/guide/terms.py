"""The classes and the properties of the ontology, as the page of the guide shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jumelage_graph.cards import heading
from jumelage_graph.namespaces import PREFIXES, expand, shorten

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.statements.cells import Cell
    from jumelage_graph.told import Name, Told

SHOWN = ("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "owl:inverseOf")
"""What is said of a term beside its label and its definition."""

_KINDS = {
    "classes": ("owl:Class", "rdfs:Class"),
    "properties": ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "rdf:Property"),
}
_COUNTS = {
    "classes": "SELECT ?term (COUNT(DISTINCT ?thing) AS ?uses) { ?thing a ?term } GROUP BY ?term",
    "properties": "SELECT ?term (COUNT(*) AS ?uses) { ?thing ?term ?value } GROUP BY ?term",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property: its short name, label, definition, what it is tied to, how often it is used.

    ``facts`` have the properties that say so, each with texts and their addresses.
    """

    name: str
    iri: str
    label: Name
    definition: Name | None
    facts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    uses: int

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return self.name.rpartition(":")[2]


class Ontology:
    """The terms of the project's own ontology that a dataset holds."""

    def __init__(self, told: Told, engine: Engine) -> None:
        """The terms in ``told``; ``engine`` counts."""
        self._told, self._counts = told, {kind: _counted(engine, sparql) for kind, sparql in _COUNTS.items()}

    def terms(self, kind: str, lang: str) -> list[Term]:
        """The terms of a kind (``classes`` or ``properties``), in the order of their names."""
        return [self._term(iri, kind, lang) for iri in sorted(self._of(kind))]

    def _of(self, kind: str) -> set[str]:
        types = [expand(curie) for curie in _KINDS[kind]]
        terms = {subject for each in types for _, subject in self._told.pointing(each, "rdf:type")}
        return {iri for iri in terms if iri.startswith(PREFIXES["jg"])}

    def _term(self, iri: str, kind: str, lang: str) -> Term:
        label = self._told.called(iri, lang)
        definition = self._told.text(iri, "skos:definition", lang)
        facts = tuple(self._facts(iri, lang))
        return Term(shorten(iri), iri, label, definition, facts, self._counts[kind][iri])

    def _facts(self, iri: str, lang: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
        for curie in SHOWN:
            if values := self._told.values(iri, curie):
                yield heading(self._told, curie, lang), tuple(_linked(value) for value in values)


def _linked(value: Cell) -> tuple[str, str]:
    """The short form of a value and its address: on this page for a term of ours, none for a text."""
    if value.kind != "iri":
        return str(value), ""
    own = value.startswith(PREFIXES["jg"])
    return shorten(value), f"#{value.removeprefix(PREFIXES['jg'])}" if own else str(value)


def _counted(engine: Engine, sparql: str) -> Counter[str]:
    return Counter({str(row["term"]): int(row["uses"]) for row in engine.answer(sparql).records()})
