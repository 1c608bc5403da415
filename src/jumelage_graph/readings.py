"""Dates as hands and spreadsheets write them: 12/10/1973, 昭和48年10月12日, oct-73; what each may mean in EDTF."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jumelage_graph import dates
from jumelage_graph.words import say

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})(?:[/.年-](?:(\d{1,2})(?:[/.月-](\d{1,2}))?)?)[月日]?", re.ASCII)
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,9})\.?[ -](?:\d\d)?(\d\d)")
_IN_WORDS = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)? )?([^\W\d_]{3,9})\.?(?: (\d{1,2}),)? (\d{4})")
_ERA = re.compile(r"([^\W\d_]{1,2})[. ]?(\d{1,2}|元)(?:[年./-](?:(\d{1,2})(?:[月./-](\d{1,2}))?)?[月日]?)?")
_DAY_NUMBER = re.compile(r"[1-5]\d{4}", re.ASCII)
_DAY_ZERO = datetime.date(1899, 12, 30)  # of spreadsheets
_MONTHS = (
    *(("jan",), ("fév", "feb"), ("mar",), ("avr", "apr"), ("mai", "may"), ("juin", "jun")),
    *(("juil", "jul"), ("aoû", "aug"), ("sep",), ("oct",), ("nov",), ("déc", "dec")),
)
"""How the names of months begin in French and English."""


def readings(text: str) -> tuple[str, ...]:
    """The EDTF dates that a text may mean: one, several where nobody can tell, none where it is no date.

    >>> readings("昭和48年10月12日"), readings("12/10/1973"), readings("12 octobre 1973"), readings("soon")
    (('1973-10-12',), ('1973-10-12', '1973-12-10'), ('1973-10-12',), ())
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return ()
    for read in (_edtf, _year_first, _day_first, _of_era, _in_words, _short_year):
        if days := tuple(sorted(set(read(plain)))):
            return days
    return ()


def mend(text: str) -> str:
    """What to do about a text that is no date, where one can tell what a spreadsheet or a hand did to it.

    >>> mend("12/10/1973"), mend("oct-73")
    ('did a spreadsheet rewrite "1973-10-12" or "1973-12-10"?', 'did a spreadsheet rewrite "1973-10" or "2073-10"?')
    """
    if _DAY_NUMBER.fullmatch(text):
        day = _DAY_ZERO + datetime.timedelta(days=int(text))
        return say("faults.mend.day_number", day=day.isoformat())
    days = readings(text)
    if days and (_DAY_FIRST.fullmatch(text) or len(days) > 1):
        return say("faults.mend.rewritten", dates=[f'"{date}"' for date in days])
    return say("faults.mend.write", text=days[0]) if days and days[0] != text else ""


def _edtf(text: str) -> Iterator[str]:
    if re.fullmatch(r"\d{4}(-\d\d){0,2}[?~]?(/.*)?", text, re.ASCII) and _is_date(text):
        yield text


def _year_first(text: str) -> Iterator[str]:
    if match := _YEAR_FIRST.fullmatch(text):
        yield from _sound([_joined(*match.groups())])


def _day_first(text: str) -> Iterator[str]:
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year = match.groups()
        yield from _sound([_joined(year, second, first), _joined(year, first, second)])


def _of_era(text: str) -> Iterator[str]:
    """A year of a Japanese era: 昭和48年10月12日, S48.10.12, 平成元年, S63; none outside the days of the era."""
    match = _ERA.fullmatch(text)
    for era in _eras() if match else ():
        name, number, month, day = match.groups()  # type: ignore[union-attr]  # the loop is empty without a match
        if name not in (era.kanji, era.english_head):
            continue
        year = era.since.year + (1 if number == "元" else int(number)) - 1
        for date in _sound([_joined(str(year), month, day)]):
            read = dates.parse(date)
            ended = era.until and read.earliest and read.earliest >= era.until
            if read.latest and read.latest >= era.since and not ended:
                yield date


def _in_words(text: str) -> Iterator[str]:
    if (match := _IN_WORDS.fullmatch(text)) and (month := _month(match.group(2))):
        yield from _sound([_joined(match.group(4), str(month), match.group(1) or match.group(3))])


def _short_year(text: str) -> Iterator[str]:
    if (match := _MONTH_YEAR.fullmatch(text)) and (month := _month(match.group(1))):
        yield from _sound(f"{century}{match.group(2)}-{month:02}" for century in (19, 20))


@cache
def _eras() -> list[Any]:
    """The eras since Meiji, the youngest last."""
    from japanera import ERA_DATA_GENERAL  # noqa: PLC0415  (slow to import; few dates need it)

    return [era for era in ERA_DATA_GENERAL if era.since and era.since.year >= 1868]


def _joined(*parts: str | None) -> str:
    return "-".join(part.zfill(2) for part in parts if part)


def _sound(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if _is_date(text))


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except ValueError:
        return False
    return not dates.is_season(text)


def _month(name: str) -> int:
    """The number of the month whose name begins like ``name``, 0 where there is none."""
    begun = (number for number, starts in enumerate(_MONTHS, 1) if name.casefold().startswith(starts))
    return next(begun, 0)
