"""A small timeline: a mark for each date as well known as it is, a bar for a year; what has no date stands below."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from jumelage_graph import dates

WIDTH = 1000
_HEIGHT = 26
_MARGIN = 14


@dataclass(frozen=True, slots=True)
class Event:
    """Something with its EDTF date (empty: none is known), the date in words, what it is called, and its address."""

    edtf: str
    date: str
    label: str
    link: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the timeline: where it begins and how wide it is (units of the drawing), in which row."""

    event: Event
    x: int
    width: int
    y: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The marks in order of time, the years of the axis with their places, the height, and what has no date."""

    marks: tuple[Mark, ...]
    years: tuple[tuple[int, int], ...]
    height: int
    undated: tuple[Event, ...]


def timeline(events: Iterable[Event]) -> Timeline | None:
    """The timeline of events; ``None`` where fewer than two of them have a date."""
    known = {(each.edtf, each.label, each.link): each for each in events}.values()
    dated = sorted(
        ((*_bounds(each.edtf), each) for each in known if each.edtf), key=lambda one: (one[0], one[2].label)
    )
    if len(dated) < 2:
        return None
    first, last = dated[0][0].year, max(end for _, end, _ in dated).year + 1
    scale = (WIDTH - 2 * _MARGIN) / max(1, (last - first) * 365.25)

    def across(day: datetime.date) -> int:
        return round(_MARGIN + (day - datetime.date(first, 1, 1)).days * scale)

    marks, rows = [], [-1000]
    for start, end, event in dated:
        x, width = across(start), max(8, across(end) - across(start))
        row = next((n for n, taken in enumerate(rows) if x > taken + 4), len(rows))
        rows[row : row + 1] = [x + width]
        marks.append(Mark(event, x, width, 8 + row * _HEIGHT))
    step = max(1, -(-(last - first) // 8))
    years = tuple((year, across(datetime.date(year, 1, 1))) for year in range(first, last + 1, step))
    height = 8 + len(rows) * _HEIGHT + 20
    return Timeline(tuple(marks), years, height, tuple(each for each in known if not each.edtf))


def _bounds(edtf: str) -> tuple[datetime.date, datetime.date]:
    read = dates.parse(edtf)
    first, last = read.earliest or read.latest, read.latest or read.earliest
    assert first is not None
    assert last is not None
    return first, last
