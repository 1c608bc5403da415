"""The rows of a foreign list as what they tell: two governments, a date, a kind; and what that leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jumelage_graph.comparisons.columns import Columns
from jumelage_graph.comparisons.lists import Row
from jumelage_graph.comparisons.reconciling import Wanted
from jumelage_graph.folding import fold
from jumelage_graph.readings import readings
from jumelage_graph.tables.codes import japanese_check_digit
from jumelage_graph.words import Said, say

COUNTRIES = {
    "FR": ("france", "republique francaise", "french republic", "フランス共和国", "フランス", "仏国", "fr"),
    "JP": ("japan", "japon", "日本国", "日本", "jp"),
}
"""The names of the two countries, folded; any other name is another country."""

OTHER = "other"
_OPPOSITE = {"FR": "JP", "JP": "FR"}
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_SEVERAL = re.compile(r"\s*(?:[、／/;&＆\n]|及び|および|\bet\b|\band\b)\s*")
_LEVELS = ("commune", "departement", "region", "prefecture", "city", "town", "village")
"""Words behind a name, in brackets, that tell the type of a government and no place."""
_BEHIND = re.compile(r"(.+?)\s*(?:[(（]([^()（）]+)[)）]|, ([^,]+))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a list: its line, its two sides, and the texts of its date, end and kind.

    ``dates`` are the EDTF dates that the text of the date may mean. ``doubts`` say what nobody can tell from the row
    alone; ``merged`` whether a cell that tells of it spans other rows too.
    """

    line: int
    sides: tuple[Wanted, Wanted]
    several: tuple[tuple[str, ...], tuple[str, ...]]
    date: str
    dates: tuple[str, ...]
    kind: str
    merged: bool

    @property
    def doubts(self) -> Iterator[Said]:
        """What the date leaves open."""
        if self.date and not self.dates:
            yield say("intake.no-date", found=self.date)
        elif len(self.dates) > 1:
            yield say("intake.two-dates", found=self.date, dates=list(self.dates))


def entries(rows: Sequence[Row], columns: Columns, sides: tuple[str, str]) -> Iterator[Entry]:
    """What each row tells."""
    for line, cells, merged in rows:
        told = {role: cells[place].strip() if place < len(cells) else "" for role, place in columns.items()}
        one, other = (_wanted(told, side) for side in sides)
        if not any(role.endswith(".country") for role in columns):
            one, other = _countries(one, other)
        date = told.get("row.date", "")
        yield Entry(
            line=line,
            sides=(one, other),
            several=(_several(one.name), _several(other.name)),
            date=date,
            dates=readings(date),
            kind=told.get("row.kind", ""),
            merged=any(place in merged for place in columns.values()),
        )


def _wanted(told: Mapping[str, str], side: str) -> Wanted:
    def cell(part: str) -> str:
        return told.get(f"{side}.{part}", "")

    name, country, place = cell("name"), country_of(cell("country")), cell("place")
    item = _ITEM.fullmatch(cell("wikidata")) or _ITEM.fullmatch(name)
    country = {"fr": "FR", "jp": "JP"}.get(side, country)
    kind = fold(cell("type"))
    if match := _BEHIND.fullmatch(name):
        name, behind = match.group(1), match.group(2) or match.group(3)
        if country_of(behind) in COUNTRIES:
            country = country_of(behind)
        elif fold(behind) in _LEVELS:
            kind = kind or fold(behind)
        else:
            place = place or behind
    return Wanted(
        name=_bare(name, country),
        code=_code(cell("code"), country) or (item.group(1) if item else ""),
        country=country,
        place=place,
        type=kind,
        point=_point(cell("lat"), cell("lon")),
    )


def _bare(name: str, country: str) -> str:
    """A name without that of its country in front of it (フランス共和国ナンシー市)."""
    fronts = (known for known in COUNTRIES.get(country, ()) if len(known) > 2 and name.startswith(known))
    return name.removeprefix(next(fronts, "")).strip() or name


def country_of(text: str) -> str:
    """``FR`` or ``JP`` for a name of the country in any language, ``other`` for any other text, empty for none.

    >>> country_of("France"), country_of("フランス共和国"), country_of("Germany"), country_of("")
    ('FR', 'FR', 'other', '')
    """
    key = fold(text)
    return next((code for code, names in COUNTRIES.items() if key in map(fold, names)), OTHER) if key else ""


def _countries(one: Wanted, other: Wanted) -> tuple[Wanted, Wanted]:
    """The sides of a list without a column for countries: what one is not, the other is."""
    if not one.country and other.country in _OPPOSITE:
        return replace(one, country=_OPPOSITE[other.country]), other
    if not other.country and one.country in _OPPOSITE:
        return one, replace(other, country=_OPPOSITE[one.country])
    return one, other


def _several(name: str) -> tuple[str, ...]:
    """The names that a cell with several may hold; empty where it holds one."""
    parts = tuple(part for part in _SEVERAL.split(name) if part)
    return parts if len(parts) > 1 else ()


def _code(text: str, country: str) -> str:
    """An official code as the record writes it: Japanese ones with their check digit."""
    if country == "JP" and re.fullmatch(r"\d{5}", text, re.ASCII):
        return text + japanese_check_digit(text)
    return text


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        return float(lat), float(lon)
    except ValueError:
        return None
