"""Nested reading copies in JSON-LD: each agreement, edition or government with all that belongs to it inside.

Framing runs away with links that lead on: a ``CONSTRUCT`` beside each frame (``ontology/frames``) says what
the copy holds. Source: W3C, JSON-LD 1.1 Framing (2020).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jumelage_graph import resources
from jumelage_graph.engines import Engine
from jumelage_graph.errors import unknown
from jumelage_graph.exports.jsonld import Json, context, nodes, refuse, written
from jumelage_graph.exports.published import Published
from jumelage_graph.namespaces import DATASET, expand

_DESCRIPTION = f"""
CONSTRUCT {{ ?dataset ?says ?value }} WHERE {{
  VALUES ?dataset {{ <{DATASET}> }} ?dataset ?says ?value
  FILTER(?says IN (rdf:type, dct:title, dct:license, dct:rights, dct:modified, dct:publisher, dcat:version,
    dct:bibliographicCitation))
}}"""


def names() -> list[str]:
    """The frames, in alphabetical order."""
    return sorted(path.stem for path in _folder().glob("*.jsonld"))


def render(published: Published, frame: str) -> bytes:
    """The copy in the shape of that frame: the dataset's description, then its things, sorted by id.

    Errors: ``UsageError`` for a frame that there is not.
    """
    if frame not in names():
        raise unknown("frame", frame, names())
    engine = published.engine
    shape = json.loads((_folder() / f"{frame}.jsonld").read_text(encoding="utf-8"))
    chosen = (_folder() / f"{frame}.rq").read_text(encoding="utf-8")
    things = [*_framed(engine, _DESCRIPTION, {"@id": DATASET}), *_framed(engine, chosen, shape)]
    return written({"@context": context(), "@graph": things})


def _folder() -> Path:
    return resources.ontology() / "frames"


def _framed(engine: Engine, construct: str, shape: Json) -> list[Any]:
    from pyld import jsonld  # noqa: PLC0415

    options = {"documentLoader": refuse, "omitDefault": True, "omitGraph": False}
    graph = nodes(engine.answer(construct).serialise("ntriples"))
    framed = jsonld.frame(graph, {"@context": _used(context(), graph), **shape}, options)
    return list(framed["@graph"])


def _used(whole: Json, graph: list[Json]) -> Json:
    """The part of the context that the graph needs: compaction tries every term on every IRI."""
    said = {key for node in graph for key in node}.union(*(node.get("@type", ()) for node in graph))
    return {term: means for term, means in whole.items() if _is_prefix(term, means) or _iri(means) in said}


def _is_prefix(term: str, means: Any) -> bool:
    return term.startswith("@") or (isinstance(means, str) and means.endswith(("/", "#")))


def _iri(means: Any) -> str:
    return expand(means if isinstance(means, str) else means.get("@id") or means["@reverse"])
