"""Dates, numbers and lists in the form of the reader's language: by Babel, and what EDTF asks for on top of it.

Whole numbers and days are written here as Babel does, without its import; what is approximate, uncertain, a decade, a
season or open at one end Babel does not know. Their words stand in ``dates.toml``. Dates are the Gregorian calendar's
in all languages.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import TYPE_CHECKING

from jumelage_graph.words.catalogue import entry

if TYPE_CHECKING:
    from babel import Locale

_GROUPS = {"en": ",", "fr": "\u202f", "ja": ","}
"""What Babel sets between the groups of digits: a whole number needs no more of it, and its import takes long."""

_PLAIN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_DECADE = re.compile(r"(\d{3})[Xu]")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_OPEN_STARTS = {"..": "start_open", "": "start_unknown"}
_OPEN_ENDS = {"..": "end_open", "": "end_unknown"}
_MARKS = {"~": "approximate", "?": "uncertain", "%": "both"}


@cache
def locale(lang: str) -> Locale:
    """Babel's rules for a language; English is that of Britain, with the day before the month."""
    from babel import Locale  # noqa: PLC0415

    return Locale.parse("en_GB" if lang == "en" else lang)


def number(value: float, lang: str) -> str:
    """A number with its digits grouped.

    >>> number(1234567, "en"), number(0.25, "fr")
    ('1,234,567', '0,25')
    """
    if isinstance(value, int):
        return f"{value:,}".replace(",", _GROUPS[lang])
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(value, locale=locale(lang), decimal_quantization=False)


def either(names: list[str], lang: str) -> str:
    """Names, the last joined with an "or".

    >>> either(["nancy", "nantes"], "fr")
    'nancy ou nantes'
    """
    from babel.lists import format_list  # noqa: PLC0415

    return format_list(names, style="or", locale=locale(lang))


def date(text: str, lang: str) -> str:
    """An EDTF date as one reads it; a form that has no words here stays as it is.

    >>> date("1973-10-12", "en"), date("1973-10-12", "ja"), date("1985~", "fr"), date("198X", "ja")
    ('12 October 1973', '1973年10月12日', 'vers 1985', '1980年代')
    """
    start, bar, end = text.partition("/")
    if not bar:
        return _single(start, lang)
    if start in _OPEN_STARTS or end in _OPEN_ENDS:
        return _open(start, end, lang)
    kind = "days" if lang == "fr" and _is_day(start) and _is_day(end) else "span"
    return _said(kind, lang, start=_single(start, lang), end=_single(end, lang))


def _said(name: str, lang: str, **values: str) -> str:
    said: str = entry("dates", name)[lang]
    return said.format(**values)


def _open(start: str, end: str, lang: str) -> str:
    if start in _OPEN_ENDS and end in _OPEN_ENDS:
        return f"{start}/{end}"
    key, side = (_OPEN_STARTS[start], end) if start in _OPEN_STARTS else (_OPEN_ENDS[end], start)
    return _said(key, lang, date=_single(side, lang))


def _is_day(text: str) -> bool:
    match = _PLAIN.fullmatch(text)
    return bool(match and match.group(3))


def _single(text: str, lang: str) -> str:
    if text[-1:] in _MARKS:
        return _said(_MARKS[text[-1]], lang, date=_single(text[:-1], lang))
    if match := _DECADE.fullmatch(text):
        return _said("decade", lang, year=f"{match.group(1)}0")
    match = _PLAIN.fullmatch(text)
    return _plain(*match.groups(), lang=lang, text=text) if match else text


def _plain(year: str, month: str | None, day: str | None, *, lang: str, text: str) -> str:
    if month is None:
        return _said("year", lang, year=year)
    if int(month) in _SEASONS:
        return _said(_SEASONS[int(month)], lang, year=year)
    try:
        moment = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return text
    name = _said(f"month_{moment.month}", lang)
    if day is None:
        return _said("month", lang, month=name, year=str(moment.year))
    number = "1er" if lang == "fr" and moment.day == 1 else str(moment.day)
    return _said("day", lang, day=number, month=name, year=str(moment.year))
