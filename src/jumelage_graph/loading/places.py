"""Where servers take updates and graphs: the usual places beside a query service."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator

from jumelage_graph.engines.connecting.address import Address

_PLACES = (
    (
        r"/sparql(?:-auth)?",
        ("/sparql-auth", "/sparql", "/update"),
        ("/sparql-graph-crud-auth", "/sparql-graph-crud"),
    ),
    (r"/sparql", (), ("/sparql/gsp/", "/data")),
    (r"/query", ("/update",), ("/store", "/data")),
    (r"(/repositories/[^/]+)", (r"\1/statements",), (r"\1/rdf-graphs/service",)),
)
"""How the path of a query service ends, and what stands in its place for updates and for graphs: Virtuoso; Amazon
Neptune and Fuseki; Oxigraph, Stardog and Fuseki; RDF4J and GraphDB. QLever and Blazegraph take all at one place."""


def updates(address: Address, named: str | None) -> Iterator[Address]:
    """Where the server may take updates: the place that is named, or each usual one and the query service itself."""
    yield from _beside(address, 0, named)


def stores(address: Address, named: str | None) -> Iterator[Address]:
    """Where it may keep its graphs (SPARQL 1.1 Graph Store HTTP Protocol), likewise."""
    yield from _beside(address, 1, named)


def _beside(address: Address, kind: int, named: str | None) -> Iterator[Address]:
    if named is not None:
        yield Address.of(named)
        return
    parts = urllib.parse.urlsplit(address.url)
    paths = [
        re.sub(f"{end}/?$", place, parts.path)
        for end, *places in _PLACES
        for place in places[kind]
        if re.search(f"{end}/?$", parts.path)
    ]
    for path in dict.fromkeys([*paths, parts.path]):
        yield Address.of(parts._replace(path=path).geturl())
