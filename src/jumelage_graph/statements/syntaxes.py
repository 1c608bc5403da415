"""The built N-Quads in the other syntaxes of RDF, always in one order: the same dataset is the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from jumelage_graph.namespaces import expand
from jumelage_graph.statements import Statement, lines

_FORMS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
_TYPE = f"<{expand('rdf:type')}>"
_LEFT_OUT = re.compile(r"^(\S+)  ", re.M)
_DECLARATIONS = re.compile(rb"(?:^@prefix [^\n]*\n)+", re.M)
_ATTRIBUTES = re.compile(rb'(?<=<rdf:RDF)(?: xmlns:[\w-]+="[^"]*")+')


@lru_cache(maxsize=1)
def union(nquads: bytes) -> bytes:
    """The triples of all graphs as N-Triples, each once, sorted, the types of a subject before all else it says."""
    statements = {f"{s}  {o}" if p == _TYPE else f"{s} {p} {o}" for _, s, p, o in lines.parse_all(nquads)}
    text = "".join(
        f"{line} .\n" for line in sorted(statements)
    )  # no predicate sorts before one that is left out
    return _LEFT_OUT.sub(rf"\1 {_TYPE} ", text).encode()


def by_graph(nquads: bytes) -> bytes:
    """The same lines, those of one graph together."""
    return lines.write_all(sorted(lines.parse_all(nquads), key=_types_first))


def _types_first(statement: Statement) -> tuple[str, str, bool, str, str]:
    graph, subject, predicate, value = statement
    return graph, subject, predicate != _TYPE, predicate, value


def serialise(nquads: bytes, form: str, prefixes: Mapping[str, str]) -> bytes:
    """The dataset in ``turtle``, ``ntriples``, ``rdfxml`` (union of the graphs), ``trig``, ``nquads`` (graphs kept)."""
    if form == "nquads":
        return nquads
    if form == "trig":
        return write(
            pyoxigraph.parse(by_graph(nquads), format=RdfFormat.N_QUADS), form, _used(nquads, prefixes)
        )
    triples = union(nquads)
    if form == "ntriples":
        return triples
    quads = pyoxigraph.parse(triples, format=RdfFormat.N_TRIPLES)
    return write((quad.triple for quad in quads), form, _used(triples, prefixes))


def expanded(nquads: bytes) -> bytes:
    """The dataset as expanded JSON-LD, one object per run of a named graph; ``rdf:type`` is a property like others."""
    return write(pyoxigraph.parse(nquads, format=RdfFormat.N_QUADS), "jsonld", {})


def write(statements: Iterable[Triple] | Iterable[Quad], form: str, prefixes: Mapping[str, str]) -> bytes:
    """Statements in a syntax, in their order; the prefixes are declared in alphabetical order."""
    written = pyoxigraph.serialize(statements, format=_FORMS[form], prefixes=dict(prefixes)) or b""
    written = _DECLARATIONS.sub(lambda match: _sorted(match.group(), b"\n", b"\n"), written, count=1)
    return _ATTRIBUTES.sub(lambda match: b" " + _sorted(match.group()[1:], b" ", b""), written, count=1)


def _sorted(text: bytes, between: bytes, end: bytes) -> bytes:
    return between.join(sorted(text.removesuffix(end).split(between) if end else text.split(between))) + end


def _used(text: bytes, prefixes: Mapping[str, str]) -> dict[str, str]:
    return {name: iri for name, iri in prefixes.items() if f"<{iri}".encode() in text}
