"""The properties of all things of several classes, read in one answer and grouped by thing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jumelage_graph.words import FALLBACKS

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.statements.cells import Cell

Classes = dict[str, list["Facts"]]
"""The things of each class (``Agreement``, ``Act``), in the order of their IRIs."""


def slug(iri: str) -> str:
    """The last step of an IRI: ``nancy`` of ``…/id/government/nancy``, ``signature-1`` of an act."""
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


class Facts:
    """The properties of one thing, each named by the last step of its IRI (``party``, ``prefLabel``)."""

    __slots__ = ("_terms", "iri", "slug")

    def __init__(self, iri: str) -> None:
        """A thing of which nothing is known yet."""
        self.iri = iri
        self.slug = slug(iri)
        self._terms: dict[str, list[Cell]] = defaultdict(list)

    def add(self, name: str, term: Cell) -> None:
        """Keep one more value."""
        self._terms[name].append(term)

    def has(self, name: str) -> bool:
        """Whether a property has a value."""
        return name in self._terms

    def texts(self, name: str) -> list[str]:
        """All values of a property as they are written, in order."""
        return sorted(map(str, self._terms.get(name, ())))

    def text(self, name: str) -> str:
        """The first value of a property; ``""`` where it has none."""
        return next(iter(self.texts(name)), "")

    def slugs(self, name: str) -> list[str]:
        """The last steps of the IRIs that are a property's values, in order."""
        return [slug(text) for text in self.texts(name)]

    def slug_of(self, name: str) -> str:
        """The last step of the first; ``""`` where there is none."""
        return next(iter(self.slugs(name)), "")

    def number(self, name: str) -> int | None:
        """A whole number; ``None`` where it is not known."""
        text = self.text(name)
        return int(text) if text else None

    def true(self, name: str) -> bool:
        """Whether a property is true."""
        return self.text(name) == "true"

    def tagged(self, name: str) -> dict[str, str]:
        """A property's texts by language tag; the last in order of those that share one."""
        return {term.language: str(term) for term in sorted(self._terms.get(name, ()))}

    def names(self, name: str = "prefLabel") -> dict[str, str]:
        """One text for each language of a reader; another language stands in where one is missing."""
        tagged = self.tagged(name)
        spare = next(iter(tagged.values()), self.slug)
        return {
            lang: next((tagged[t] for t in tags if t in tagged), spare) for lang, tags in FALLBACKS.items()
        }

    def borrowed(self, name: str = "prefLabel") -> dict[str, str]:
        """The true language tag of each text of ``names`` that another language lends; ``und`` for no language."""
        tagged = self.tagged(name)
        chosen = {lang: next((t for t in tags if t in tagged), "und") for lang, tags in FALLBACKS.items()}
        return {lang: tag for lang, tag in chosen.items() if tag != lang}


def read(engine: Engine, classes: str, properties: str) -> Classes:
    """All things of the ``classes``, with those of the ``properties`` (spaces between) that they have."""
    sparql = f"""SELECT DISTINCT ?thing ?property ?value WHERE {{
      VALUES ?class {{ {classes} }} VALUES ?property {{ rdf:type {properties} }}
      ?thing a ?class ; ?property ?value }}"""
    facts_of: dict[str, Facts] = {}
    short: dict[str, str] = {}  # an answer names the same few properties thousands of times
    for thing, name, value in engine.answer(sparql).rows():
        assert thing is not None
        assert name is not None
        assert value is not None
        facts = facts_of.get(thing) or facts_of.setdefault(str(thing), Facts(str(thing)))
        facts.add(short.get(name) or short.setdefault(str(name), slug(name)), value)
    grouped: Classes = defaultdict(list)
    for iri in sorted(facts_of):
        for of in facts_of[iri].slugs("type"):
            grouped[of].append(facts_of[iri])
    return grouped
