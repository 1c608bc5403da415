"""``dcat.ttl``: the dataset's own description (DCAT, VoID) with every copy of it that was written.

A copy has a permanent IRI but no address to download it from: that comes once there is one. The figures are those of
the dataset itself, not of this file. Sources: W3C, Data Catalog Vocabulary 3 (2024), sections 6.7 and 6.8; SPDX 2.3
(checksums); W3C, Unique URIs for File Formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jumelage_graph import namespaces as ns
from jumelage_graph.statements import Statement, lines
from jumelage_graph.statements.syntaxes import serialise
from jumelage_graph.statements.terms import Tokens, describe, iri, labels, name, text, typed
from jumelage_graph.words import LANGUAGES, Said, told

NAME = "dcat.ttl"

_FORMATS = {
    "text/turtle": "Turtle",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}
"""The syntaxes of RDF by their media type, as the W3C names them."""

_SHARED = ("dct:license", "dct:modified", "dcat:version")
_SUBJECTS = tuple(f"<{start}" for start in (ns.DATASET, *ns.GRAPHS, ns.source(""), ns.publisher("")))
_OF_SOURCES = ("rdf:type", "dct:title", "dct:rights", "sdo:url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One file that holds the dataset: its IANA media type (in a ZIP file, that of its members), the standards that it
    follows (IRIs), its size in bytes and the SHA-256 of its bytes, in hexadecimal digits.
    """

    name: str
    what: Said
    media: str
    conforms: tuple[str, ...]
    size: int
    sha256: str


def render(nquads: bytes, copies: Iterable[Copy]) -> bytes:
    """The description of the dataset and its copies as Turtle."""
    held = list(_statements(nquads))
    own = [statement for statement in held if statement[1] == f"<{ns.DATASET}>"]
    said = [*_description(held, own), *_rights(held)]
    said += [statement for copy in copies for statement in _distribution(copy, own)]
    return serialise(lines.write_all(said), "turtle", ns.PREFIXES)


def _statements(nquads: bytes) -> Iterator[Statement]:
    """What is said of the dataset, its graphs, sources and publishers: a small part of all."""
    return (statement for statement in lines.parse_all(nquads) if statement[1].startswith(_SUBJECTS))


def _values(statements: Iterable[Statement], curie: str) -> Tokens:
    wanted = f"<{ns.expand(curie)}>"
    return tuple(value for _, _, predicate, value in statements if predicate == wanted)


def _description(held: Iterable[Statement], own: list[Statement]) -> Iterator[Statement]:
    """What the dataset says of itself, its graphs, its parts, and who publishes it."""
    named = {*(f"<{graph}>" for graph in ns.GRAPHS), *_values(own, "dct:publisher")}
    for statement in held:
        graph, subject, *_ = statement
        if graph == ns.VOCABULARY and (subject.startswith(f"<{ns.DATASET}") or subject in named):
            yield statement


def _rights(held: list[Statement]) -> Iterator[Statement]:
    """The sources that name a licence, which goes for what was taken from them."""
    stated, start = f"<{ns.expand('dct:rights')}>", f"<{ns.source('')}"
    licensed = dict.fromkeys(s for _, s, predicate, _ in held if predicate == stated and s.startswith(start))
    kept = {f"<{ns.expand(curie)}>" for curie in _OF_SOURCES}
    yield from describe(ns.VOCABULARY, ns.DATASET, {"dct:source": tuple(licensed)})
    yield from (statement for statement in held if statement[1] in licensed and statement[2] in kept)


def _distribution(copy: Copy, own: list[Statement]) -> Iterator[Statement]:
    node = ns.distribution(copy.name)
    syntax = iri(ns.file_format(_FORMATS[copy.media])) if copy.media in _FORMATS else ()
    package = iri(ns.media_type("application/zip")) if copy.name.endswith(".zip") else ()
    dataset = {"dcat:distribution": iri(node), "void:feature": syntax}
    yield from describe(ns.VOCABULARY, ns.DATASET, dataset)
    about = {
        "rdf:type": name("dcat:Distribution"),
        "dct:title": text(copy.name),
        "dct:description": labels(**{lang: told(copy.what, lang) for lang in LANGUAGES}),
        "dcat:mediaType": iri(ns.media_type(copy.media)),
        "dcat:packageFormat": package,
        "dct:format": syntax,
        "dct:conformsTo": iri(*copy.conforms),
        "dcat:byteSize": typed(str(copy.size), "xsd:nonNegativeInteger"),
        "spdx:checksum": iri(ns.checksum(copy.name)),
    }
    yield from describe(ns.VOCABULARY, node, about | {curie: _values(own, curie) for curie in _SHARED})
    yield from _checksum(copy)


def _checksum(copy: Copy) -> Iterator[Statement]:
    about = {
        "rdf:type": name("spdx:Checksum"),
        "spdx:algorithm": name("spdx:checksumAlgorithm_sha256"),
        "spdx:checksumValue": typed(copy.sha256, "xsd:hexBinary"),
    }
    yield from describe(ns.VOCABULARY, ns.checksum(copy.name), about)
