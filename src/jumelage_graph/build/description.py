"""How the dataset describes itself: DCAT metadata and VoID figures, which count this description too.

Sources: W3C, Data Catalog Vocabulary 3 (2024); Describing Linked Datasets with the VoID Vocabulary (2011).
"""

from __future__ import annotations

import copy
import datetime
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jumelage_graph import namespaces as ns
from jumelage_graph.statements import Statement, lines
from jumelage_graph.statements.terms import Tokens, day, describe, integer, iri, name, tagged, text
from jumelage_graph.tables.description import content
from jumelage_graph.words import LANGUAGES

_TYPE = f"<{ns.expand('rdf:type')}>"
_AGREEMENT = f"<{ns.expand('jg:Agreement')}>"
_LINKING = {f"<{ns.expand(curie)}>" for curie, _ in ns.LINKED.values()}
_THING = f"<{ns.thing('')}"

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the tables' own description says of the whole: titles, rights, publisher, as JSON-LD values."""

    properties: dict[str, Any]

    @classmethod
    def read(cls, data: Path) -> Metadata:
        """The properties of ``csv-metadata.json``."""
        return cls(content(data))

    def texts(self, key: str) -> Tokens:
        """A text in its languages."""
        return tuple(t for v in self.properties.get(key, ()) for t in tagged(v["@language"], v["@value"]))

    def text(self, key: str) -> str:
        """A text without a language; ``""`` where there is none."""
        return str(self.properties.get(key, ""))


class Figures:
    """Counts over the distinct triples of the union of the graphs, and of the statements of each graph."""

    def __init__(self, ordered: Iterable[Statement], about: Container[str] = ()) -> None:
        """Count ``ordered``, of which those of one triple come together.

        Kept is what is said of a subject in ``about`` or of one that comes from no table: more of it may come later.
        """
        self.graphs: Counter[str] = Counter()
        self.properties: Counter[str] = Counter()
        self.classes: Counter[str] = Counter()
        self.links: Counter[str] = Counter()
        self.example = "<>"
        self.subjects = self.entities = 0
        self._kept: set[Triple] = set()
        self._count(ordered, about)

    def _count(self, ordered: Iterable[Statement], about: Container[str]) -> None:
        last, keep = ("", "", ""), False
        for graph, subject, predicate, value in ordered:
            self.graphs[graph] += 1
            triple = subject, predicate, value
            if triple == last:
                continue
            if subject != last[0]:
                self._subject(subject)
                keep = not subject.startswith(_THING) or subject in about
            if keep:
                self._kept.add(triple)
            self._triple(*triple)
            last = triple

    @property
    def triples(self) -> int:
        """The number of distinct triples."""
        return self.properties.total()

    def _subject(self, subject: str) -> None:
        self.subjects += 1
        self.entities += subject.startswith(_THING)

    def _triple(self, subject: str, predicate: str, value: str) -> None:
        self.properties[predicate] += 1
        if predicate == _TYPE:
            self.classes[value] += 1
            if value == _AGREEMENT and self.example == "<>":
                self.example = subject
        elif predicate in _LINKING:
            self.links.update(_targets(predicate, value))

    def plus(self, written: Iterable[Statement]) -> Figures:
        """The counts with more statements."""
        more = copy.copy(self)
        more.graphs = self.graphs + Counter(graph for graph, *_ in written)
        more.properties, more.classes, more.links = map(Counter, (self.properties, self.classes, self.links))
        told = {subject for subject, _, _ in self._kept}
        for triple in {(s, p, o) for _, s, p, o in written} - self._kept:
            if triple[0] not in told:
                told.add(triple[0])
                more._subject(triple[0])
            more._triple(*triple)
        return more


def _targets(predicate: str, value: str) -> Iterator[str]:
    for target, (curie, start) in ns.LINKED.items():
        if value.startswith(f"<{start}") and predicate == f"<{ns.expand(curie)}>":
            yield target


def statements(ordered: Iterable[str], metadata: Metadata, as_of: datetime.date) -> list[Statement]:
    """The description of a dataset that holds the sorted lines ``ordered`` and this description.

    Its figures change with its own size, so it is written again until they do not.
    """
    held = Figures(map(lines.cut, ordered), iri(ns.publisher(metadata.text("dc:publisher"))))
    written: list[Statement] = []
    while True:
        figures = held.plus(written)
        again = [*_dataset(figures, metadata, as_of), *_parts(figures)]
        if again == written:
            return written
        written = again


def _dataset(figures: Figures, metadata: Metadata, as_of: datetime.date) -> Iterator[Statement]:
    version = text(metadata.text("owl:versionInfo"))
    maintainers = ns.publisher(metadata.text("dc:publisher"))
    yield from describe(
        ns.VOCABULARY,
        ns.DATASET,
        {
            "rdf:type": name("dcat:Dataset", "void:Dataset"),
            "dct:title": metadata.texts("dc:title"),
            "dct:description": metadata.texts("dc:description"),
            "dct:publisher": iri(maintainers),
            "dct:license": iri(metadata.text("dc:license")),
            "dct:rights": metadata.texts("dc:rights"),
            "dct:bibliographicCitation": text(metadata.text("dc:bibliographicCitation")),
            "dct:modified": day(as_of),
            "dct:language": iri(*map(ns.language, LANGUAGES)),
            "dcat:version": version,
            "owl:versionInfo": version,
            "void:uriSpace": text(ns.thing("")),
            "void:exampleResource": iri(figures.example[1:-1]),
            "void:vocabulary": iri(*_vocabularies(figures)),
            "void:triples": integer(figures.triples),
            "void:entities": integer(figures.entities),
            "void:distinctSubjects": integer(figures.subjects),
            "void:classes": integer(len(figures.classes)),
            "void:properties": integer(len(figures.properties)),
        },
    )
    yield from describe(
        ns.VOCABULARY,
        maintainers,
        {"rdf:type": name("foaf:Agent"), "foaf:name": text(metadata.text("dc:publisher"))},
    )


def _vocabularies(figures: Figures) -> list[str]:
    terms = (ns.contract(token[1:-1]) for token in (*figures.classes, *figures.properties))
    prefixes = {prefix for prefix, colon, _ in (term.partition(":") for term in terms) if colon}
    return [space for prefix, space in ns.PREFIXES.items() if prefix in prefixes]


def _parts(figures: Figures) -> Iterator[Statement]:
    for graph, count in sorted(figures.graphs.items()):
        yield from _part("subset", graph, {"void:triples": integer(count)})
    for token, count in sorted(figures.classes.items()):
        node = ns.partition("class", token[1:-1])
        yield from _part("classPartition", node, {"void:class": (token,), "void:entities": integer(count)})
    for token, count in sorted(figures.properties.items()):
        node = ns.partition("property", token[1:-1])
        yield from _part(
            "propertyPartition", node, {"void:property": (token,), "void:triples": integer(count)}
        )
    for target, count in sorted(figures.links.items()):
        yield from _linkset(target, count)


def _part(link: str, node: str, properties: dict[str, Tokens]) -> Iterator[Statement]:
    yield from describe(ns.VOCABULARY, ns.DATASET, {f"void:{link}": iri(node)})
    yield from describe(ns.VOCABULARY, node, {"rdf:type": name("void:Dataset"), **properties})


def _linkset(target: str, count: int) -> Iterator[Statement]:
    curie, start = ns.LINKED[target]
    node = ns.linkset(target)
    yield from describe(ns.VOCABULARY, ns.DATASET, {"void:subset": iri(node)})
    yield from describe(
        ns.VOCABULARY,
        node,
        {
            "rdf:type": name("void:Linkset"),
            "void:subjectsTarget": iri(ns.DATASET),
            "void:objectsTarget": iri(start),
            "void:linkPredicate": name(curie),
            "void:triples": integer(count),
        },
    )
