"""Reads the properties of all things of one class in one answer, grouped by thing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from jumelage_graph.words import FALLBACKS

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

_PREFIXES = """PREFIX jg: <https://w3id.org/jumelage/def/>
PREFIX jgk: <https://w3id.org/jumelage/concept/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX sdo: <https://schema.org/>
PREFIX wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX sdgo: <http://metadata.un.org/sdg/ontology#>
"""


def slug(iri: object) -> str:
    """The last step of an IRI: ``nancy`` of ``…/id/government/nancy``, ``signature-1`` of an act."""
    return str(iri).rsplit("/", 1)[-1].rsplit("#", 1)[-1]


class Facts:
    """The properties of one thing, each named by the last step of its IRI (``party``, ``prefLabel``)."""

    def __init__(self, iri: str) -> None:
        """A thing of which nothing is known yet."""
        self.iri = iri
        self.slug = slug(iri)
        self._terms: dict[str, list[Any]] = defaultdict(list)

    def add(self, predicate: object, term: Any) -> None:
        """Keep one more value."""
        self._terms[slug(predicate)].append(term)

    def texts(self, name: str) -> list[str]:
        """All values of a property as they are written."""
        return [str(term) for term in self._terms.get(name, ())]

    def text(self, name: str) -> str:
        """The first value of a property; ``""`` where it has none."""
        return next(iter(self.texts(name)), "")

    def slugs(self, name: str) -> list[str]:
        """The last steps of the IRIs that are a property's values, in order."""
        return [slug(text) for text in self.texts(name)]

    def tagged(self, name: str) -> dict[str, str]:
        """A property's texts by language tag."""
        return {str(getattr(t, "language", None) or ""): str(t) for t in self._terms.get(name, ())}

    def names(self, name: str = "prefLabel") -> dict[str, str]:
        """One text for each language of a page; another language stands in where one is missing."""
        tagged = self.tagged(name)
        spare = next(iter(tagged.values()), self.slug)
        return {
            lang: next((tagged[t] for t in tags if t in tagged), spare) for lang, tags in FALLBACKS.items()
        }

    def borrowed(self, name: str = "prefLabel") -> dict[str, str]:
        """The true language tag of each text of ``names`` that another language lends."""
        tagged = self.tagged(name)
        chosen = {lang: next((t for t in tags if t in tagged), "") for lang, tags in FALLBACKS.items()}
        return {lang: tag for lang, tag in chosen.items() if tag and tag != lang}


def read(engine: Engine, of: str, properties: str) -> dict[str, Facts]:
    """All things of the class ``of`` by IRI, with those of ``properties`` (spaces between) that they have."""
    sparql = f"""{_PREFIXES}
    SELECT ?thing ?property ?value WHERE {{
      VALUES ?property {{ a {properties} }} ?thing a {of} ; ?property ?value
    }} ORDER BY ?thing ?property ?value"""
    sparql = sparql.replace("{ a ", "{ <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ")
    found: dict[str, Facts] = {}
    for thing, predicate, value in engine.answer(sparql).rows():
        found.setdefault(str(thing), Facts(str(thing))).add(predicate, value)
    return found
