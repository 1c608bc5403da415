"""Whether a dataset conforms to the shapes: rules between things, by SHACL (W3C, 2017) and its SPARQL targets.

What one cell may hold is checked with the tables. Here each result names the thing at fault, and the file and line of
the row from which it comes. The engine is shifty; pySHACL, ten times as slow, is the judge of its results in the tests.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jumelage_graph import namespaces as ns
from jumelage_graph.errors import DataError, Fault
from jumelage_graph.statements import syntaxes
from jumelage_graph.words import say

if TYPE_CHECKING:
    import datetime

    from rdflib import Graph
    from rdflib.term import Node

SHAPES = f"{ns.BASE}shape/"
"""Namespace of our shapes."""

SEVERITIES = ("violation", "warning", "info")
"""From the gravest to the lightest; only violations make a check fail."""

_SH = ns.PREFIXES["sh"]


class Origins(Protocol):
    """What is validated: a built dataset."""

    @property
    def nquads(self) -> bytes:
        """The quads, one a line."""

    @property
    def origins(self) -> Mapping[str, tuple[str, int]]:
        """The file and line of each thing."""

    @property
    def as_of(self) -> datetime.date:
        """The day of the record."""


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """One thing at fault: ``shape`` is the name of the rule, ``value`` the wrong value where the rule names one."""

    shape: str
    focus: str
    path: str = ""
    value: str = ""


@dataclass(frozen=True)
class Report:
    """The results of one validation of ``triples`` (N-Triples); ``folder`` is where the tables lie."""

    results: tuple[Result, ...]
    triples: bytes
    shapes: Graph
    origins: Mapping[str, tuple[str, int]]
    folder: str = "data"

    def faults(self, language: str = "en") -> list[Fault]:
        """Each result as a fault, in the order of files and lines; messages in ``language`` (en, fr, ja)."""
        return sorted(self._fault(result, language) for result in self.results)

    def counts(self, language: str = "en") -> list[tuple[str, str, int]]:
        """Severity, name of the rule and number of results, the gravest and most frequent first."""
        shapes = Counter(result.shape for result in self.results)
        rows = [
            (self._severity(shape), self._text(shape, "label", language), n) for shape, n in shapes.items()
        ]
        return sorted(rows, key=lambda row: (SEVERITIES.index(row[0]), -row[2], row[1]))

    def _fault(self, result: Result, language: str) -> Fault:
        path, line = self.place(result)
        shown = "" if result.value in ("", result.focus) else ns.shorten(result.value)
        allowed = f"{ns.shorten(result.focus)}: {self._text(result.shape, 'message', language)}"
        severity = self._severity(result.shape)
        return Fault(path, line, self._text(result.shape, "name", ""), shown, allowed, severity=severity)

    def place(self, result: Result) -> tuple[str, int]:
        """File and line of the row that makes the thing or what it hangs under, else of the last that uses it."""
        node = result.focus
        own = _row(node, self.origins)
        users = (_row(user, self.origins) for user in self._users(node)) if own is None else ()
        row = own or max((row for row in users if row), default=None)
        return (f"{self.folder}/{row[0]}", row[1]) if row else (ns.shorten(node), 0)

    def _users(self, node: str) -> Iterator[str]:
        """The subjects of the statements in which a node stands as object or as predicate."""
        used = rb"^<([^>]*)> (?:<%b> .*|<[^>]*> <%b> \.)$" % ((re.escape(node.encode()),) * 2)
        return (match.group(1).decode() for match in re.finditer(used, self.triples, re.M))

    def _severity(self, shape: str) -> str:
        return self._text(shape, "severity", "").removeprefix(_SH).lower()

    def _text(self, shape: str, name: str, language: str) -> str:
        """A property of a shape; among several languages the one that is asked for, else English."""
        return self._texts.get((shape, name, language)) or self._texts.get((shape, name, "en"), "")

    @cached_property
    def _texts(self) -> dict[tuple[str, str, str], str]:
        named = {f"{_SH}{name}": name for name in ("message", "name", "severity")}
        named[ns.expand("rdfs:label")] = "label"
        triples = ((str(s), str(p), o) for s, p, o in self.shapes)
        return {
            (subject.removeprefix(SHAPES), named[predicate], getattr(value, "language", None) or ""): str(
                value
            )
            for subject, predicate, value in triples
            if predicate in named
        }


def _row(node: str, origins: Mapping[str, tuple[str, int]]) -> tuple[str, int] | None:
    """The origin of a node, else of the nearest thing under whose IRI it hangs (a code, a headcount)."""
    while node.startswith(ns.PREFIXES["id"]):
        if node in origins:
            return origins[node]
        node = node.rpartition("/")[0]
    return None


def validate(dataset: Origins, shapes: Path, language: str = "en", folder: str = "data") -> list[Fault]:
    """All that does not conform, violations, warnings and notes, in the order of files and lines.

    ``DataError`` where there is nothing to validate: a graph without a node that any shape is about conforms to all.
    """
    return report(dataset, shapes, folder).faults(language)


def report(dataset: Origins, shapes: Path, folder: str = "data") -> Report:
    """The validation of a built dataset against the shapes of a Turtle file; ``folder`` names where its tables lie."""
    triples, rules = union(dataset), _read(shapes)
    return Report(tuple(results(triples, rules)), triples, rules, dataset.origins, folder)


def union(dataset: Origins) -> bytes:
    """The union of the dataset's graphs and its day, as N-Triples."""
    day = f'"{dataset.as_of.isoformat()}"^^<{ns.expand("xsd:date")}>'
    today = f"<{ns.DATASET}> <{ns.expand('dct:modified')}> {day} .\n"
    return syntaxes.union(dataset.nquads) + today.encode()


def _read(shapes: Path) -> Graph:
    from rdflib import Graph  # noqa: PLC0415
    from rdflib.plugins.parsers.notation3 import BadSyntax  # noqa: PLC0415

    try:
        return Graph().parse(shapes, format="turtle")
    except (OSError, BadSyntax) as error:
        raise DataError(say("errors.ontology.no_shapes", file=shapes, reason=error)) from error


def results(triples: bytes, shapes: Graph, only: Collection[str] = ()) -> list[Result]:
    """What in the N-Triples does not conform, sorted; ``only`` names the shapes to use (all if empty)."""
    import shifty  # noqa: PLC0415

    if not _has_focus(triples, shapes):
        raise DataError(say("errors.ontology.nothing_to_validate"))
    entries = [SHAPES + name for name in only] or None
    rules = shapes.serialize(format="nt", encoding="utf-8")
    try:
        _, graph, _ = shifty.validate(
            triples, rules, graph_mode="data", shape_names=entries, infer=False, on_unsupported="error"
        )
    except ValueError as error:
        raise DataError(say("errors.ontology.unusable_shapes", reason=error)) from error
    return sorted(reported(graph))


def _has_focus(triples: bytes, shapes: Graph) -> bool:
    """Whether any target of the shapes is in the graph (SPARQL targets narrow down nodes of the same classes)."""
    from rdflib import SH  # noqa: PLC0415

    typed = (f"<{ns.expand('rdf:type')}> <{target}> ." for target in shapes.objects(None, SH.targetClass))
    links = (
        f"> <{target}> "
        for kind in (SH.targetSubjectsOf, SH.targetObjectsOf)
        for target in shapes.objects(None, kind)
    )
    return any(text.encode() in triples for text in (*typed, *links))


def reported(graph: Graph) -> Iterator[Result]:
    """The results of a validation report (W3C, SHACL, section 3); the paths of a predicate only."""
    from rdflib import RDF, URIRef  # noqa: PLC0415

    def value(node: Node, name: str) -> str:
        term = graph.value(node, URIRef(_SH + name))
        return "" if term is None or (name == "resultPath" and not isinstance(term, URIRef)) else str(term)

    for node in graph.subjects(RDF.type, URIRef(f"{_SH}ValidationResult")):
        shape = value(node, "sourceShape")
        if shape.startswith(SHAPES):  # else the detail of another result
            name = shape.removeprefix(SHAPES)
            yield Result(name, value(node, "focusNode"), value(node, "resultPath"), value(node, "value"))
