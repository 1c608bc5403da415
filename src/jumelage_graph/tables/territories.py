"""Where a government lies: its code, the body that it is part of, and its point tell the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jumelage_graph.errors import Fault
from jumelage_graph.geodesy import kilometres
from jumelage_graph.tables import codes
from jumelage_graph.tables.sheets import Cells, Sheet
from jumelage_graph.words import say

_SCHEMES = {"departement": "insee-cog", "prefecture": "jp-lgcode"}
"""The scheme whose codes begin with the code of the body, by the type of the body."""

_REACH = 150.0
_REACHES = {
    "tokyo-prefecture": 1_050.0,
    "kagoshima-prefecture": 600.0,
    "okinawa-prefecture": 560.0,
    "hokkaido-prefecture": 400.0,
    "guyane-departement": 320.0,
    "nagasaki-prefecture": 200.0,
    "nagano-prefecture": 200.0,
    "shimane-prefecture": 200.0,
}
"""How far, in kilometres, a municipality lies from the seat of its département or prefecture at most.

Measured over all communes and municipalities of the official lists (Code officiel géographique 2026; localgovjp
2026): of 107 bodies, these eight have one beyond 150 km, the farthest Ogasawara, 985 km from the office of Tokyo.
"""


def faults(governments: Sheet) -> Iterator[Fault]:
    """Governments whose code or point contradicts the body that they are part of, and circles of such bodies."""
    rows = {cells["id"]: cells for _, cells in governments.rows}
    for line, cells in governments.rows:
        for whole in (rows[each] for each in _wholes(cells) if each in rows):
            yield from _code(governments.path, line, cells, whole)
            yield from _point(governments.path, line, cells, whole)
        if circle := _circle(cells["id"], rows):
            said = say("faults.circle", path=" → ".join(circle))
            yield Fault(
                governments.path, line, "part_of", cells["part_of"], said, say("faults.mend.body_above")
            )


def _wholes(cells: Cells) -> list[str]:
    return [each for each in cells["part_of"].split(";") if each]


def _code(path: str, line: int, cells: Cells, whole: Cells) -> Iterator[Fault]:
    scheme = _SCHEMES.get(whole["type"])
    start = whole["code"][:2] if whole["country"] == "JP" else whole["code"]
    sound = scheme and cells["code_scheme"] == scheme and codes.SCHEMES[scheme].holds(cells["code"])
    if start and sound and not cells["code"].startswith(start):
        said = say("faults.code_start", whole=whole["id"], start=start)
        yield Fault(path, line, "code", cells["code"], said, say("faults.mend.part_of", whole=whole["id"]))


def _point(path: str, line: int, cells: Cells, whole: Cells) -> Iterator[Fault]:
    apart = _apart(cells, whole) if _measured(whole) else None
    if apart and apart > _REACHES.get(whole["id"], _REACH):
        said = say("faults.far", distance=f"{apart:,.0f}", whole=whole["id"])
        yield Fault(path, line, "lat", f"{cells['lat']}, {cells['lon']}", said, say("faults.mend.point"))


def _measured(whole: Cells) -> bool:
    """Whether the reach of a body is known: a département, or one of the 47 prefectures."""
    return whole["type"] == "departement" or (
        whole["type"] == "prefecture" and "01" <= whole["code"][:2] <= "47"
    )


def _apart(one: Cells, other: Cells) -> float | None:
    try:
        return kilometres(*(float(cells[name]) for cells in (one, other) for name in ("lat", "lon")))
    except ValueError:  # an empty cell, or one whose own fault is told elsewhere
        return None


def _circle(start: str, rows: Mapping[str, Cells]) -> list[str]:
    """A way from a government over what it is part of back to itself; empty if there is none."""
    ways, seen = [[start]], {start}
    for way in ways:
        for whole in _wholes(rows[way[-1]]):
            if whole == start:
                return [*way, start]
            if whole in rows and whole not in seen:
                seen.add(whole)
                ways.append([*way, whole])
    return []
