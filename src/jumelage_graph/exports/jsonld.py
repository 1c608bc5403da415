"""JSON-LD: the four named graphs with compact terms, our context inline, nodes in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from jumelage_graph import resources
from jumelage_graph.exports._compaction import Compaction
from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import ONTOLOGY, PREFIXES
from jumelage_graph.statements.syntaxes import by_graph, expanded

NAME = "jsonld"
SUFFIX = ".jsonld"
MEDIA = "application/ld+json"
CONFORMS = (ONTOLOGY,)

Json = dict[str, Any]
_TYPE = PREFIXES["rdf"] + "type"


def render(release: Release) -> bytes:
    """The whole dataset; the node of the dataset says version, as-of date, licence and citation."""
    terms = Compaction(context())
    graphs = [
        {"@id": graph["@id"], "@graph": [terms.node(node) for node in graph["@graph"]]}
        for graph in nodes(by_graph(release.nquads))
    ]
    return written({"@context": context(), "@graph": graphs})


def context() -> Json:
    """The context that is shipped with the ontology."""
    document: Json = json.loads((resources.ontology() / "context.jsonld").read_text(encoding="utf-8"))
    entries: Json = document["@context"]
    return entries


def nodes(nquads: bytes) -> list[Json]:
    """Expanded JSON-LD of sorted N-Quads, types written as ``@type``."""
    objects: list[Json] = json.loads(expanded(nquads))
    for node in _all(objects):
        if _TYPE in node:
            node["@type"] = [value["@id"] for value in node.pop(_TYPE)]
    return objects


def _all(objects: list[Json]) -> Iterator[Json]:
    for node in objects:
        yield node
        yield from node.get("@graph", ())


def written(document: Json) -> bytes:
    """The document as bytes: one node object per block, keys as they come, UTF-8."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
