"""What the columns of a foreign list tell: named by the user, or known by their headings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jumelage_graph.comparisons.lists import Row, Sheet
from jumelage_graph.errors import DataError, UsageError, unknown
from jumelage_graph.folding import fold
from jumelage_graph.words import say

Columns = Mapping[str, int]
"""The place of each column, from 0, by what it tells: ``fr.name``, ``partner.country``, ``row.date`` …"""


@cache
def _headings() -> dict[str, str]:
    told = tomllib.loads((Path(__file__).parent / "headings.toml").read_text(encoding="utf-8"))
    parts = ((f"{side}.{what}", texts) for side, each in told.items() for what, texts in each.items())
    return {fold(text): role for role, texts in parts for text in texts}


def roles() -> list[str]:
    """What a column may tell, as ``--column`` takes it."""
    sides = ("fr", "jp", "partner", "a", "b")
    parts = ("name", "country", "place", "type", "code", "wikidata", "lat", "lon")
    return [f"{side}.{part}" for side in sides for part in parts] + ["row.date", "row.end", "row.kind"]


def table(sheets: Sequence[Sheet], named: Mapping[str, str], file: str) -> tuple[Sheet, Columns, list[Row]]:
    """The table of a file that tells of two sides, its columns, and the rows below its headings.

    ``named`` gives headings by what they tell. Errors: ``UsageError`` for a heading that is not there; ``DataError``
    where no table names two sides.
    """
    for role in named:
        if role not in roles():
            raise unknown("column", role, roles())
    fitting = [
        (sheet, place, columns)
        for sheet in sheets
        for place, columns in _places(sheet, named)
        if _sides(columns)
    ]
    if not fitting:
        seen = [heading for _, cells, _ in sheets[0].rows[:1] for heading in cells if heading]
        missing = [heading for heading in named.values() if not _stands(sheets, heading)]
        if missing:
            raise UsageError(say("intake.no-heading", file=file, names=missing, seen=seen))
        raise DataError(say("intake.no-sides", file=file, seen=seen))
    sheet, place, columns = max(fitting, key=lambda each: (len(each[2]), len(each[0].rows)))
    return sheet, columns, sheet.rows[place + 1 :]


def _stands(sheets: Sequence[Sheet], heading: str) -> bool:
    return any(heading in cells for sheet in sheets for _, cells, _ in sheet.rows)


def _places(sheet: Sheet, named: Mapping[str, str]) -> list[tuple[int, Columns]]:
    """Each of the first lines that may hold the headings, with the columns that it then names."""
    return [(place, _columns(cells, named)) for place, (_, cells, _) in enumerate(sheet.rows[:10])]


def _columns(cells: Sequence[str], named: Mapping[str, str]) -> Columns:
    given = {role: cells.index(heading) for role, heading in named.items() if heading in cells}
    if len(given) < len(named):
        return {}
    guessed: dict[str, int] = {}
    for place, heading in enumerate(cells):
        role = _headings().get(fold(heading))
        if role and place not in given.values():
            guessed.setdefault(role, place)
    return guessed | given


def _sides(columns: Columns) -> tuple[str, str] | None:
    """The two sides of which the columns tell a name or a code; ``None`` where they do not."""
    told = {role.partition(".")[0] for role in columns if role.endswith((".name", ".code", ".wikidata"))}
    return next((pair for pair in PAIRS if set(pair) <= told), None)


PAIRS = (("fr", "jp"), ("fr", "partner"), ("jp", "partner"), ("a", "b"), ("a", "partner"))
"""The sides that two columns of names may have, the surest first."""


def sides(columns: Columns) -> tuple[str, str]:
    """The two sides of a list whose columns ``table`` has found."""
    pair = _sides(columns)
    assert pair is not None
    return pair
