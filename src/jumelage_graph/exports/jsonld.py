"""JSON-LD: the four named graphs with compact terms, our context inline, nodes in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from jumelage_graph import resources
from jumelage_graph.exports._compaction import Compaction
from jumelage_graph.exports.published import Published
from jumelage_graph.namespaces import ONTOLOGY, PREFIXES
from jumelage_graph.statements.syntaxes import by_graph, expanded

NAME = "jsonld"
SUFFIX = ".jsonld"
MEDIA = "application/ld+json"
CONFORMS = (ONTOLOGY,)

Json = dict[str, Any]
_TYPE = PREFIXES["rdf"] + "type"


def render(published: Published) -> bytes:
    """The whole dataset; the node of the dataset says version, as-of date, licence and citation."""
    terms = Compaction(context())
    graphs = [
        {"@id": graph["@id"], "@graph": [terms.node(node) for node in graph["@graph"]]}
        for graph in nodes(by_graph(published.nquads))
    ]
    return written({"@context": context(), "@graph": graphs})


def context() -> Json:
    """The context that is shipped with the ontology."""
    document: Json = json.loads((resources.ontology() / "context.jsonld").read_text(encoding="utf-8"))
    found: Json = document["@context"]
    return found


def nodes(nquads: bytes) -> list[Json]:
    """Expanded JSON-LD of sorted N-Quads, types written as ``@type``."""
    found: list[Json] = json.loads(expanded(nquads))
    for node in _all(found):
        if _TYPE in node:
            node["@type"] = [value["@id"] for value in node.pop(_TYPE)]
    return found


def _all(found: list[Json]) -> Iterator[Json]:
    for node in found:
        yield node
        yield from node.get("@graph", ())


def written(document: Json) -> bytes:
    """The document as bytes: one node object per block, keys as they come, UTF-8."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
