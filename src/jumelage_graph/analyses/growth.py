"""The agreements year by year.

``new`` (integer ≥ 0, agreements): dated with certainty to that year, by the act that dates them;
``uncertain``: dated to it, but marked uncertain or approximate; ``in_force``: certainly in force on 31
December of the year (in the last year, of the day as of which the record tells); ``ever``: the sum of
``new`` up to the year. Every year from the first to the last has a row. The notes count what has no place
in a year: agreements without date, or whose date is not within one year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.networks import in_force
from jumelage_graph.words import say

NEEDS = "record"
MEASURES = ("new", "in_force", "growth")


def run(study: Study) -> Table:
    """One row per year."""
    rows = list({agreement: data for _, _, agreement, data in study.agreements}.values())
    sure = Counter(year for data in rows if data.get("certain") and (year := year_of(data)))
    unsure = Counter(year for data in rows if (year := year_of(data)) and not data.get("certain"))
    without = len(rows) - sum(sure.values()) - sum(unsure.values())
    years = _years([*sure, *unsure], study)
    ever = accumulate(sure[year] for year in years)
    until = study.coverage.until if study.coverage else ""
    table: list[tuple[Value, ...]] = [
        (year, sure[year], unsure[year], _standing(rows, min(f"{year}-12-31", until)), total)
        for year, total in zip(years, ever, strict=True)
    ]
    note = say("analyses.notes.dated", without=without, count=len(rows))
    return Table(("year", "new", "uncertain", "in_force", "ever"), tuple(table), (note,))


def year_of(data: Mapping[str, Any]) -> int | None:
    """The year of the act that dates an agreement; ``None`` without a date or if it spans several."""
    first, last = data.get("earliest", "")[:4], data.get("latest", "")[:4]
    return int(first) if first and first == last else None


def _years(found: list[int], study: Study) -> range:
    until = study.coverage.until if study.coverage else ""
    return range(min(found), max(*found, int(until[:4] or 0)) + 1) if found else range(0)


def _standing(rows: Iterable[Mapping[str, Any]], day: str) -> int:
    return sum(in_force(data, day) for data in rows)
