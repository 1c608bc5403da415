"""Governments as points and agreements as lines, for maps. Source: RFC 7946, The GeoJSON Format (2016)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from jumelage_graph import namespaces
from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import STANDARDS
from jumelage_graph.networks import governments, partnerships, writing
from jumelage_graph.networks.nodes import labels
from jumelage_graph.record import Record

NAME = "geojson"
SUFFIX = ".geojson"
MEDIA = "application/geo+json"
CONFORMS = (STANDARDS["geojson"],)

Json = dict[str, Any]
Place = list[float]

_HALF = 180.0
"""Degrees of half a circle: the longitude of the meridian that no line may cross."""

_OF_AN_EDGE = ("agreement", "dated", "distance_km")


def render(release: Release) -> bytes:
    """One collection; version, as-of date, licence and citation are members of it beside its features.

    A line that would cross the 180th meridian ends there and goes on from its other side. A government without
    coordinates, and an agreement with such a party, has the geometry ``null``.
    """
    features = [*_governments(release.record), *_agreements(release.record)]
    about = {name.replace(" ", "_"): value for name, value in release.about.items()}
    collection = {"type": "FeatureCollection", "name": "jumelage-graph", **about, "features": features}
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def _governments(record: Record) -> Iterator[Json]:
    for slug, known in sorted(governments(record).items()):
        place = _place(known)
        geometry: Json | None = {"type": "Point", "coordinates": place} if place else None
        kept = {name: value for name, value in known.items() if name not in ("lat", "lon", "side")}
        yield _feature(namespaces.government(slug), "government", slug, kept, geometry)


def _place(known: Json) -> Place | None:
    return [known["lon"], known["lat"]] if "lon" in known else None


def _agreements(record: Record) -> Iterator[Json]:
    """One line per pair of a French and a Japanese party, all those of an agreement together."""
    network = writing.plain(partnerships(record))
    lines, said = defaultdict[str, list[list[Place | None]]](list), dict[str, Json]()
    for fr, jp, data in network.edges(data=True):
        lines[data["agreement"]].append([_place(network.nodes[fr]), _place(network.nodes[jp])])
        said[data["agreement"]] = {name: value for name, value in data.items() if name not in _OF_AN_EDGE}
    for slug in sorted(lines):
        known = labels(record.agreements[slug]) | said[slug]
        yield _feature(namespaces.agreement(slug), "agreement", slug, known, _line(lines[slug]))


def _line(ends: list[list[Place | None]]) -> Json | None:
    whole = [(line[0], line[1]) for line in ends if line[0] and line[1]]
    if len(whole) < len(ends):
        return None
    parts = [part for fr, jp in whole for part in _cut(fr, jp)]
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def _cut(start: Place, end: Place) -> list[list[Place]]:
    """A straight line the shorter way round; cut in two where it crosses the 180th meridian (RFC 7946, 3.1.9)."""
    east = end[0] - start[0]
    if abs(east) <= _HALF:
        return [[start, end]]
    edge = _HALF if east < 0 else -_HALF
    turned = end[0] + 2 * edge
    at = start[1] + (end[1] - start[1]) * (edge - start[0]) / (turned - start[0])
    lat = round(at, 6)
    return [[start, [edge, lat]], [[-edge, lat], end]]


def _feature(iri: str, kind: str, slug: str, known: Json, geometry: Json | None) -> Json:
    properties = {"thing": kind, **known, "id": slug}
    return {"type": "Feature", "id": iri, "geometry": geometry, "properties": properties}
