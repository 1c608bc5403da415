"""The sheets of the map: France and Japan side by side or one above the other, with insets, and the world.

A sheet is a picture in its own coordinates (px, y grows downwards): panels with their coast, places, links and the
places of names. Page and plot paint it; neither computes anything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from jumelage_graph.views.maps import labels
from jumelage_graph.views.maps.projection import FRAME, Point, across, outline, project, smooth
from jumelage_graph.words import LANGUAGES

if TYPE_CHECKING:
    from jumelage_graph.record import Record

Corners = tuple[tuple[float, float], tuple[float, float]]
"""North-western and south-eastern corner (latitude, longitude)."""

_HOME: dict[str, Corners] = {"FR": ((51.25, -6.1), (41.25, 9.75)), "JP": ((45.7, 129.2), (30.9, 146.0))}
_INSETS = {True: (150.0, 92.0), False: (100.0, 92.0)}
"""Width and height of an inset beside others in a wide sheet, and in a narrow one."""
_TITLE = 14.0
GROUND = {"land": "#dfe1dc", "FR": "#d5dfee", "JP": "#f5ddd7"}
"""The colour of each coast."""
_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a sheet: ``box`` (left, top, width, height), the coast it shows, and how it is moved there.

    ``move`` is scale, right and down, from the coordinates of the projection to those of the sheet; ``region`` names
    an inset, ``""`` the two large panels and the world.
    """

    box: tuple[float, float, float, float]
    coast: str
    move: tuple[float, float, float]
    region: str = ""

    def place(self, point: Point) -> Point:
        """Where a projected point stands on the sheet."""
        scale, right, down = self.move
        return round(point[0] * scale + right, 1), round(point[1] * scale + down, 1)

    def holds(self, at: Point) -> bool:
        """Whether a point of the sheet lies in the panel."""
        left, top, width, height = self.box
        return left <= at[0] <= left + width and top <= at[1] <= top + height


@dataclass(frozen=True, slots=True)
class Link:
    """The line of an agreement between two of its parties, as an SVG path; several strokes where the map is cut."""

    agreement: str
    fr: str
    jp: str
    path: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """``names``: by language and place, the side of the mark where the name stands and the zoom from which on."""

    size: tuple[float, float]
    panels: list[Panel]
    places: dict[str, Point]
    links: list[Link]
    names: dict[str, dict[str, tuple[str, float]]]


@cache
def coasts() -> dict[str, list[list[Point]]]:
    """Projected rings: ``land``, ``FR`` and ``JP`` (Natural Earth, public domain)."""
    text = (Path(__file__).parent / "natural_earth.json").read_text(encoding="utf-8")
    return {name: outline(rings) for name, rings in json.loads(text).items() if name != "about"}


def located(record: Record) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of each party that has them."""
    parties = sorted({party for a in record.agreements.values() for party in a.parties})
    return {party: place for party in parties if (place := record.governments[party].place)}


def pairs(record: Record, known: dict[str, tuple[float, float]]) -> list[tuple[str, str, str]]:
    """Each agreement with each pair of a French and a Japanese party whose places are known."""
    pairs_shown = []
    for agreement in record.agreements.values():
        sides: dict[str, list[str]] = {"FR": [], "JP": []}
        for party in agreement.parties:
            sides[record.governments[party].country].append(party)
        pairs_shown += [
            (agreement.id, fr, jp)
            for fr, jp in product(sides["FR"], sides["JP"])
            if fr in known and jp in known
        ]
    return pairs_shown


def beside(record: Record) -> Sheet:
    """France left, Japan right, insets below."""
    large = {"FR": (0.0, 0.0, 480.0, 480.0), "JP": (570.0, 0.0, 430.0, 480.0)}
    return _sheet(
        record, (1000.0, 592.0), large, {"FR": (0.0, 495.0, 1), "JP": (1000.0, 495.0, -1)}, flat=True
    )


def above(record: Record) -> Sheet:
    """France above, Japan below, for a narrow window; insets between them."""
    large = {"FR": (0.0, 0.0, 440.0, 430.0), "JP": (0.0, 545.0, 440.0, 490.0)}
    return _sheet(
        record, (440.0, 1040.0), large, {"FR": (0.0, 440.0, 1), "JP": (440.0, 440.0, -1)}, flat=False
    )


def _sheet(
    record: Record,
    size: tuple[float, float],
    large: dict[str, tuple[float, float, float, float]],
    rows: dict[str, tuple[float, float, int]],
    *,
    flat: bool,
) -> Sheet:
    """``rows``: where the insets of each country begin, and to which side they go on."""
    known = located(record)
    home = {country: _panel(box, country, _HOME[country]) for country, box in large.items()}
    far = _far(record, known, home)
    panels = list(home.values())
    for country, (x, y, step) in rows.items():
        for number, region in enumerate(far[country]):
            wide, high = _INSETS[flat]
            left = x + step * number * (wide + _GAP) - (wide if step < 0 else 0)
            corners = _around([known[party] for party in far[country][region]])
            panels.append(_panel((left, y, wide, high), country, corners, region))
    inset = {party: panel for panel in panels for party in far[panel.coast].get(panel.region, ())}
    holder = {party: inset.get(party, home[record.governments[party].country]) for party in known}
    places = {party: panel.place(project(*known[party])) for party, panel in holder.items()}
    links = [
        Link(agreement, fr, jp, curve(places[fr], places[jp], flat))
        for agreement, fr, jp in pairs(record, known)
    ]
    return Sheet(size, panels, places, links, _names(record, places, holder))


def _far(
    record: Record, known: dict[str, tuple[float, float]], home: dict[str, Panel]
) -> dict[str, dict[str, list[str]]]:
    """By country and region, the parties that the large panels do not hold."""
    far: dict[str, dict[str, list[str]]] = {"FR": {}, "JP": {}}
    for party, place in known.items():
        government = record.governments[party]
        if not home[government.country].holds(home[government.country].place(project(*place))):
            far[government.country].setdefault(government.region or party, []).append(party)
    return far


def _panel(box: tuple[float, float, float, float], coast: str, corners: Corners, region: str = "") -> Panel:
    """The panel that shows what lies between the corners as large as the box allows, in its middle."""
    (left, top), (right, bottom) = (project(*corner) for corner in corners)
    title = _TITLE if region else 0.0
    scale = min(box[2] / (right - left), (box[3] - title) / (bottom - top))
    x = box[0] + box[2] / 2 - scale * (left + right) / 2
    y = box[1] + (box[3] + title) / 2 - scale * (top + bottom) / 2
    return Panel(box, coast, (round(scale, 4), round(x, 2), round(y, 2)), region)


def _around(places: list[tuple[float, float]], least: float = 2.6) -> Corners:
    """Corners around places, at least so many degrees apart."""
    lats, lons = zip(*places, strict=True)
    reach = max(max(lats) - min(lats), max(lons) - min(lons), least / 2) * 0.75
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    return (lat + reach, lon - reach), (lat - reach, lon + reach)


def curve(start: Point, end: Point, flat: bool) -> str:
    """A link that leaves and arrives straight towards the other panel."""
    (x1, y1), (x2, y2) = start, end
    reach = ((x2 - x1) if flat else (y2 - y1)) * 0.45
    c1, c2 = ((x1 + reach, y1), (x2 - reach, y2)) if flat else ((x1, y1 + reach), (x2, y2 - reach))
    return "M{:g},{:g}C{:g},{:g} {:g},{:g} {:g},{:g}".format(*(round(v, 1) for v in (*start, *c1, *c2, *end)))


def world(record: Record) -> Sheet:
    """The whole map with great circles; one that crosses the cut stands at both ends of the map."""
    known = located(record)
    (left, top), (right, bottom) = (project(*corner) for corner in FRAME)
    panel = _panel((0.0, 0.0, 1000.0, round(1000 * (bottom - top) / (right - left), 1)), "land", FRAME)
    places = {party: panel.place(project(*place)) for party, place in known.items()}
    links = [
        Link(a, fr, jp, _great_circle(panel, known[fr], known[jp])) for a, fr, jp in pairs(record, known)
    ]
    names = _names(record, places, dict.fromkeys(places, panel))
    return Sheet((panel.box[2], panel.box[3]), [panel], places, links, names)


def _great_circle(panel: Panel, start: Point, end: Point) -> str:
    return "".join(smooth([panel.place(point) for point in line]) for line in across(start, end))


def _names(
    record: Record, places: dict[str, Point], holder: dict[str, Panel]
) -> dict[str, dict[str, tuple[str, float]]]:
    own = dict.fromkeys(places, 0)
    for agreement in record.agreements.values():
        for party in agreement.parties:
            own[party] = own.get(party, 0) + 1
    weights = {party: (own[party], record.governments[party].population or 0) for party in places}
    order = {party: _area(holder[party]) for party in labels.ordered(weights)}
    names = {party: record.governments[party].names for party in order}
    return {
        lang: labels.spots(
            {party: labels.Named(names[party][lang], places[party], area) for party, area in order.items()}
        )
        for lang in LANGUAGES
    }


def _area(panel: Panel) -> labels.Area:
    """Where the names of a panel may stand."""
    left, top, width, height = panel.box
    return left, top + (_TITLE if panel.region else 0.0), left + width, top + height


def sides(sheet: Sheet, names: dict[str, str]) -> dict[str, str]:
    """On which side of its mark each name stands where these places alone are shown; without room it is left out.

    ``names``: by place, the name, in the order of importance.
    """
    holder = {
        party: next(panel for panel in sheet.panels if panel.holds(sheet.places[party])) for party in names
    }
    named = {
        party: labels.Named(text, sheet.places[party], _area(holder[party])) for party, text in names.items()
    }
    return {party: side for party, (side, zoom) in labels.spots(named, zooms=(1.0,)).items() if zoom <= 1}
