"""How the dataset describes itself: DCAT metadata and VoID figures, which count this description too.

Sources: W3C, Data Catalog Vocabulary 3 (2024); Describing Linked Datasets with the VoID Vocabulary (2011).
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jumelage_graph import namespaces as ns
from jumelage_graph.statements import Statement
from jumelage_graph.statements.terms import Tokens, day, describe, integer, iri, name, tagged, text
from jumelage_graph.tables.description import content
from jumelage_graph.words import LANGUAGES

_TYPE = f"<{ns.expand('rdf:type')}>"
_AGREEMENT = f"<{ns.expand('jg:Agreement')}>"
_LINKING = {f"<{ns.expand(curie)}>" for curie, _ in ns.LINKED.values()}

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
    """Counts over the distinct triples of the union of the graphs."""

    def __init__(self, triples: Collection[Triple], before: Figures | None = None) -> None:
        """Count ``triples``, and what was counted ``before`` of others."""
        self.triples: int = len(triples) + (before.triples if before else 0)
        self._subjects: set[str] = {subject for subject, _, _ in triples} | (
            before._subjects if before else set()
        )
        self.subjects = len(self._subjects)
        self.entities = sum(subject.startswith(f"<{ns.thing('')}") for subject in self._subjects)
        self.properties = Counter(predicate for _, predicate, _ in triples)
        self.classes = Counter(value for _, predicate, value in triples if predicate == _TYPE)
        self.links = Counter(target for triple in triples for target in _targets(triple))
        if before:
            self.properties += before.properties
            self.classes += before.classes
            self.links += before.links
        examples = (s for s, p, o in triples if p == _TYPE and o == _AGREEMENT)
        self.example: str = before.example if before else min(examples, default="<>")[1:-1]


def _targets(triple: Triple) -> Iterator[str]:
    _, predicate, value = triple
    if predicate not in _LINKING:
        return
    for target, (curie, start) in ns.LINKED.items():
        if value.startswith(f"<{start}") and predicate == f"<{ns.expand(curie)}>":
            yield target


def statements(held: Iterable[Statement], metadata: Metadata, as_of: datetime.date) -> list[Statement]:
    """The description of a dataset that holds ``held`` and this description.

    Its figures change with its own size, so it is written again until they do not.
    """
    known = set(held)
    graphs = Counter(graph for graph, *_ in known)
    triples = {statement[1:] for statement in known}
    counted = Figures(triples)
    written: list[Statement] = []
    while True:
        figures = Figures({statement[1:] for statement in written} - triples, counted)
        sizes = graphs + Counter(graph for graph, *_ in written)
        again = [*_dataset(figures, metadata, as_of), *_parts(figures, sizes)]
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
            "void:exampleResource": iri(figures.example),
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


def _parts(figures: Figures, sizes: Counter[str]) -> Iterator[Statement]:
    for graph in sorted(sizes):
        yield from _part("subset", graph, {"void:triples": integer(sizes[graph])})
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
