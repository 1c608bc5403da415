"""The map: France and Japan with their overseas parts, each agreement a great circle between its parties."""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, Unpack

from jumelage_graph.networks import coverage, partnerships
from jumelage_graph.views.parts import page
from jumelage_graph.views.parts.choice import Options, choose
from jumelage_graph.views.parts.measures import measures
from jumelage_graph.views.parts.projection import FRAME, arc, outline, path, project
from jumelage_graph.views.parts.reading import read_record
from jumelage_graph.views.parts.words import TEMPLATES

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.views.parts.record import Record

SUMMARY = {
    "en": "Where the partners are",
    "fr": "Où sont les partenaires",
    "ja": "提携先はどこにあるか",
}
FORMATS = ("html",)

_FRAMES = {
    "both": ((71.5, -9.0), (27.0, 151.0)),
    "france": ((51.6, -6.5), (42.0, 11.5)),
    "japan": ((45.8, 127.0), (29.5, 149.0)),
    "world": FRAME,
}
"""Places (latitude, longitude) that each view of the map must hold."""


def draw(engine: Engine, form: str = "html", **options: Unpack[Options]) -> str:
    """The page as one self-contained HTML text.

    Errors: ``UsageError`` for options that are not known, see ``Options``.
    """
    record = read_record(engine)
    choice = choose(record, options)
    found = coverage(engine)
    env = page.environment(
        "map",
        record,
        choice,
        {lang: found.sentence(lang) for lang in ("en", "fr", "ja")},
        helpers=["marks", "svg"],
        extra={"map": _map(record), "measures": measures(partnerships(engine), record)},
    )
    return env.get_template("map.html").render()


def _map(record: Record) -> dict[str, Any]:
    parties = sorted({party for a in record.agreements.values() for party in a.parties})
    known = {party: place for party in parties if (place := record.governments[party].place)}
    return {
        "outline": _outline(),
        "places": {party: [round(v, 2) for v in project(*place)] for party, place in known.items()},
        "arcs": _arcs(record, known),
        "unplaced": [party for party in parties if party not in known],
        "frames": {name: _frame(corners) for name, corners in _FRAMES.items()},
    }


def _arcs(record: Record, known: dict[str, tuple[float, float]]) -> list[dict[str, str]]:
    """One great circle for each agreement and pair of a French and a Japanese party with known places."""
    arcs = []
    for agreement in record.agreements.values():
        sides: dict[str, list[str]] = {"FR": [], "JP": []}
        for party in agreement.parties:
            sides[record.governments[party].country].append(party)
        for fr, jp in product(sides["FR"], sides["JP"]):
            if fr in known and jp in known:
                line = path(arc(known[fr], known[jp]))
                arcs.append({"agreement": agreement.id, "from": fr, "to": jp, "path": line})
    return arcs


def _frame(places: tuple[tuple[float, float], ...]) -> list[float]:
    """Left, top, width and height (px) of the part of the map that holds these places."""
    points = [project(*place) for place in places]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [round(v, 1) for v in (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))]


@cache
def _outline() -> dict[str, str]:
    return {name: "".join(path(ring, 2, closed=True) for ring in outline(rings)) for name, rings in coasts().items()}


@cache
def coasts() -> dict[str, list[list[list[float]]]]:
    """Rings of longitude and latitude: ``land``, ``FR`` and ``JP`` (Natural Earth, public domain)."""
    text = (TEMPLATES.parent / "outline" / "natural_earth.json").read_text(encoding="utf-8")
    return {name: rings for name, rings in json.loads(text).items() if name != "about"}
