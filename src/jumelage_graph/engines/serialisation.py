"""The built N-Quads in the other syntaxes of RDF, always in the same order, so that the same dataset is the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph

_FORMS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
}


def union(nquads: bytes) -> bytes:
    """The triples of all graphs as N-Triples, each once, in the order of the N-Quads (which are sorted)."""
    lines = (line.rsplit(b" ", 2)[0] + b" .\n" for line in nquads.splitlines())
    return b"".join(dict.fromkeys(lines))


def serialise(nquads: bytes, form: str, prefixes: Mapping[str, str]) -> bytes:
    """The dataset in ``turtle``, ``ntriples`` or ``rdfxml`` (union of the graphs), ``trig`` or ``nquads`` (graphs kept)."""
    if form == "nquads":
        return nquads
    if form == "trig":
        by_graph = sorted(nquads.splitlines(keepends=True), key=lambda line: (line.rsplit(b" ", 2)[1], line))
        return _convert(b"".join(by_graph), pyoxigraph.RdfFormat.N_QUADS, form, prefixes)
    triples = union(nquads)
    return triples if form == "ntriples" else _convert(triples, pyoxigraph.RdfFormat.N_TRIPLES, form, prefixes)


def _convert(text: bytes, given: pyoxigraph.RdfFormat, form: str, prefixes: Mapping[str, str]) -> bytes:
    statements: Iterable[pyoxigraph.Quad] = pyoxigraph.parse(text, format=given)
    if form in ("turtle", "rdfxml"):
        statements = (quad.triple for quad in statements)  # type: ignore[assignment]
    written = pyoxigraph.serialize(statements, format=_FORMS[form], prefixes=dict(prefixes))
    assert isinstance(written, bytes)
    return written
