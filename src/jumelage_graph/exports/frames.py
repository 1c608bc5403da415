"""Nested reading copies in JSON-LD: each agreement, edition or government with all that belongs to it inside.

Framing runs away with links that lead on: a ``CONSTRUCT`` beside each frame (``ontology/frames``) says what
the copy holds. Source: W3C, JSON-LD 1.1 Framing (2020).
"""

from __future__ import annotations

import json
from pathlib import Path

from jumelage_graph import resources
from jumelage_graph.engines import Engine
from jumelage_graph.errors import unknown
from jumelage_graph.exports._compaction import Compaction
from jumelage_graph.exports._framing import Framing
from jumelage_graph.exports.jsonld import Json, context, nodes, written
from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import DATASET

_DESCRIPTION = f"""
CONSTRUCT {{ ?dataset ?says ?value }} WHERE {{
  VALUES ?dataset {{ <{DATASET}> }} ?dataset ?says ?value
  FILTER(?says IN (rdf:type, dct:title, dct:license, dct:rights, dct:modified, dct:publisher, dcat:version,
    dct:bibliographicCitation))
}}"""


def names() -> list[str]:
    """The frames, in alphabetical order."""
    return sorted(path.stem for path in _folder().glob("*.jsonld"))


def render(release: Release, frame: str) -> bytes:
    """The copy in the shape of that frame: the dataset's description, then its things, sorted by id.

    Errors: ``UsageError`` for a frame that there is not.
    """
    if frame not in names():
        raise unknown("frame", frame, names())
    engine = release.engine
    shape = json.loads((_folder() / f"{frame}.jsonld").read_text(encoding="utf-8"))
    chosen = (_folder() / f"{frame}.rq").read_text(encoding="utf-8")
    things = [*_framed(engine, _DESCRIPTION, {"@id": DATASET}), *_framed(engine, chosen, shape)]
    return written({"@context": context(), "@graph": things})


def _folder() -> Path:
    return resources.ontology() / "frames"


def _framed(engine: Engine, construct: str, shape: Json) -> list[Json]:
    terms = Compaction(context())
    things = Framing(nodes(engine.answer(construct).serialise("ntriples")))
    return [terms.node(thing) for thing in things.framed(_expanded(shape, terms))]


def _expanded(shape: Json, terms: Compaction) -> Json:
    """A frame with IRIs in place of the terms for properties, types and things."""
    expanded: Json = {}
    for key, value in shape.items():
        if isinstance(value, dict):
            expanded[terms.expand(key)] = _expanded(value, terms)
        else:
            expanded[key] = terms.expand(value) if key in ("@type", "@id") else value
    return expanded
