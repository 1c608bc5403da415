"""How an agreement stands on a day or in a year: the best standing of its periods that touch it.

The periods come from the dataset (the rule ``standing``); nothing here or above decides what is in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Standing = Literal["certain", "presumed", "possible"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
"""The surest first; their definitions are those of the concepts ``jgk:standings``."""

FIRM: tuple[Standing, ...] = ("certain", "presumed")
"""In force as far as the record tells, however long ago the last sign of life is."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both of them in it (ISO texts; ``""`` where it is open)."""

    standing: Standing
    first: str
    last: str

    def touches(self, first: str, last: str) -> bool:
        """Whether a day from ``first`` to ``last`` lies in the period."""
        return self.first <= last and (not self.last or self.last >= first)

    def __str__(self) -> str:
        """``certain 1973-10-12/2026-11-24``; an open end is ``..``, as in EDTF."""
        return f"{self.standing} {self.first or '..'}/{self.last or '..'}"


def write(periods: Iterable[Period]) -> str:
    """Periods in one text."""
    return "; ".join(map(str, periods))


def read(text: str) -> Iterator[Period]:
    """The periods that ``write`` wrote."""
    for part in text.split("; ") if text else ():
        standing, _, days = part.partition(" ")
        first, last = (day.replace("..", "") for day in days.split("/"))
        yield Period(next(name for name in STANDINGS if name == standing), first, last)


def standing(periods: Iterable[Period], first: str = "", last: str = "9999-12-31") -> Standing | None:
    """The surest standing on some day from ``first`` to ``last``; ``None`` where the agreement has none."""
    touched = {period.standing for period in periods if period.touches(first, last)}
    return next((name for name in STANDINGS if name in touched), None)


def in_year(periods: Iterable[Period], year: int) -> Standing | None:
    """The surest standing on some day of a year."""
    return standing(periods, f"{year:04}-01-01", f"{year:04}-12-31")


def firm_spells(periods: Iterable[Period]) -> list[tuple[str, str]]:
    """First and last day of each stretch in force as far as the record tells; neighbours are one stretch."""
    spells: list[tuple[str, str]] = []
    for period in (one for one in periods if one.standing in FIRM):
        joined = bool(spells) and _next_day(spells[-1][1]) == period.first
        first = spells.pop()[0] if joined else period.first
        spells.append((first, period.last))
    return spells


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""
