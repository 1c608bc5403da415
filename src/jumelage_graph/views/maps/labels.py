"""Where the names of places stand on a map: beside their marks, none over another name, a mark or the edge.

What has no room at first gets it at a closer look: each name has a zoom from which on it is shown. The greedy way of
point-feature label placement (Christensen, Marks and Shieber 1995), eight places around each mark.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""

SIZE = 11.0
"""Height of the letters at zoom 1, px."""
ZOOMS = (1.0, 1.5, 2.2, 3.3, 5.0, 8.0, 16.0)
_RADIUS = 4.5
_CELL = 40.0
SIDES = {
    "e": (1, 0),
    "w": (-1, 0),
    "n": (0, -1),
    "s": (0, 1),
    "ne": (1, -0.75),
    "se": (1, 0.75),
    "nw": (-1, -0.75),
    "sw": (-1, 0.75),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A place: its name, where it is, and the panel that must hold both."""

    text: str
    at: tuple[float, float]
    panel: Area


@dataclass(slots=True)
class _Taken:
    """Areas that are taken, found by the cells of a grid."""

    cells: dict[tuple[int, int], list[Area]] = field(default_factory=lambda: defaultdict(list))

    def free(self, area: Area) -> bool:
        return not any(_meet(area, other) for cell in _cells(area) for other in self.cells.get(cell, ()))

    def add(self, area: Area) -> None:
        for cell in _cells(area):
            self.cells[cell].append(area)


def _cells(area: Area) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(v // _CELL) for v in area)
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            yield x, y


def _meet(a: Area, b: Area) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def width(text: str) -> float:
    """About how wide a name is, as a multiple of the height of its letters."""
    return sum(1.0 if ord(c) > 0x2E7F else 0.58 for c in text)


def spots(places: Mapping[str, Named], zooms: tuple[float, ...] = ZOOMS) -> dict[str, tuple[str, float]]:
    """By id, the side of its mark on which a name stands (``e``, ``nw`` …) and the zoom from which on it is shown.

    ``places`` stand in the order of their importance. A name that has no room at any of the ``zooms`` stands in the
    east at the last zoom of all.
    """
    placed: dict[str, tuple[str, float]] = {}
    for zoom in zooms:
        taken = _Taken()
        for place in places.values():
            taken.add(_mark(place, zoom))
        for key, (side, _) in placed.items():
            taken.add(area(places[key], side, zoom))
        for key in (key for key in places if key not in placed):
            side = _free_side(places[key], zoom, taken)
            if side:
                placed[key] = (side, zoom)
                taken.add(area(places[key], side, zoom))
    return placed | {key: ("e", ZOOMS[-1]) for key in places if key not in placed}


def _free_side(place: Named, zoom: float, taken: _Taken) -> str:
    for side in SIDES:
        box = area(place, side, zoom)
        if _within(box, place.panel) and taken.free(box):
            return side
    return ""


def _within(a: Area, panel: Area) -> bool:
    return a[0] >= panel[0] and a[1] >= panel[1] and a[2] <= panel[2] and a[3] <= panel[3]


def _mark(place: Named, zoom: float) -> Area:
    (x, y), r = place.at, _RADIUS / zoom
    return x - r, y - r, x + r, y + r


def anchor(side: str, zoom: float = 1.0) -> tuple[float, float, str]:
    """How far from its place a name stands, px, and whether it begins, ends or has its middle there."""
    across, down = SIDES[side]
    gap = (_RADIUS + 2) / zoom
    reach = gap * (0.7 if across and down else 1)
    rise = (gap + SIZE / zoom / 2) * down if not across else SIZE / zoom * down
    return across * reach, rise, {1: "start", -1: "end", 0: "middle"}[across]


def area(place: Named, side: str, zoom: float) -> Area:
    """What a name covers on the sheet at a zoom."""
    dx, dy, align = anchor(side, zoom)
    x, y, high = place.at[0] + dx, place.at[1] + dy, SIZE / zoom
    wide = width(place.text) * high
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[align]
    return left, y - high / 2, left + wide, y + high / 2


def ordered(weights: Mapping[str, tuple[float, ...]]) -> Iterable[str]:
    """The ids, the weightiest first."""
    return sorted(weights, key=lambda key: (*(-weight for weight in weights[key]), key))
