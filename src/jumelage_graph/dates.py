"""Dates as well known as they are: EDTF texts and their bounds.

Source: Extended Date/Time Format (Library of Congress, 2019), levels 0 and 1; ISO 8601-2:2019.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from jumelage_graph.words import say

_PRECISION = {4: "year", 7: "month", 10: "day"}
_PLAIN = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_USUAL = re.compile(r"(?!0000)(\d{4})(?:-(0[1-9]|1[0-2]))?[?~%]?", re.ASCII)
_SEASON = re.compile(r"(\d{4})-(2[1-9]|3\d|4[01])[?~%]?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Edtf:
    """One date.

    ``earliest`` and ``latest`` are the inclusive strict bounds, ``None`` where the interval is open. ``certain`` is
    false where the text says ``?`` (uncertain) or ``~`` (approximate): such a date never makes anything certain.
    ``precision`` is ``day``, ``month``, ``year``, ``interval`` or ``other`` (a season, an unspecified digit).
    """

    text: str
    earliest: datetime.date | None
    latest: datetime.date | None
    certain: bool
    precision: str


@cache
def parse(text: str) -> Edtf:
    """The date that ``text`` writes; ``ValueError`` says what is wrong with it.

    >>> parse("1973-10").latest
    datetime.date(1973, 10, 31)
    """
    if _DAY.fullmatch(text):  # the usual case, and one in which the edtf package is lenient (30 February)
        day = datetime.date.fromisoformat(text)
        return Edtf(text, day, day, certain=True, precision="day")
    earliest, latest = _bounds(text)
    if earliest is None and latest is None:
        raise ValueError(say("faults.dates.no_day", text=text))
    if earliest and latest and earliest > latest:
        raise ValueError(say("faults.dates.backwards", text=text))
    certain = not any(mark in text for mark in "?~%")
    return Edtf(text, earliest, latest, certain, _precision(text))


def _precision(text: str) -> str:
    if "/" in text:
        return "interval"
    bare = text.rstrip("?~%")
    return _PRECISION[len(bare)] if _PLAIN.fullmatch(bare) else "other"


def _bounds(text: str) -> tuple[datetime.date | None, datetime.date | None]:
    if text.count("/") == 1:
        start, end = text.split("/")
        return (_side(start, 0), _side(end, 1))
    return _side(text, 0), _side(text, 1)


def _side(text: str, side: int) -> datetime.date | None:
    """One strict bound of a single date; an open (``..``) or unknown (empty) side has none."""
    if text in ("..", ""):
        return None
    if usual := _USUAL.fullmatch(text):  # a year or a month: the edtf package takes milliseconds for each
        return _bound(int(usual[1]), int(usual[2] or 0), side)
    _refuse_impossible_day(text)
    date = _parsed(text)
    try:
        bound = date.upper_strict() if side else date.lower_strict()
        return datetime.date(bound.tm_year, bound.tm_mon, bound.tm_mday)
    except (
        AttributeError,
        TypeError,
    ) as error:  # a set with an open side, which the edtf package cannot bound
        raise ValueError(say("faults.dates.no_bound", text=text)) from error


def overlap(one: str, other: str) -> bool:
    """Whether two EDTF dates have a day in common.

    >>> overlap("1973", "1973-10-12"), overlap("1972", "1973-10-12"), overlap("1980/..", "1991")
    (True, False, True)
    """
    a, b = parse(one), parse(other)
    return not (
        (a.latest and b.earliest and a.latest < b.earliest)
        or (b.latest and a.earliest and b.latest < a.earliest)
    )


def _bound(year: int, month: int, side: int) -> datetime.date:
    """The first (0) or last (1) day of a year, or of a month where it has one."""
    if not side:
        return datetime.date(year, month or 1, 1)
    return datetime.date(year, month or 12, calendar.monthrange(year, month or 12)[1])


def is_season(text: str) -> bool:
    """Whether a date is a season, a quarter or another part of a year that no month number means (``1973-21``)."""
    return any(_SEASON.fullmatch(part) for part in text.split("/"))


def _refuse_impossible_day(text: str) -> None:
    if match := _DAY.match(text):
        datetime.date.fromisoformat(match.group())


@cache  # asked for both sides of a date
def _parsed(text: str) -> Any:
    from edtf import parse_edtf  # noqa: PLC0415  (slow to import; reading a built dataset does not need it)
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    try:
        return parse_edtf(text)
    except EDTFParseException as error:
        raise ValueError(say("faults.dates.no_edtf", text=repr(text))) from error
