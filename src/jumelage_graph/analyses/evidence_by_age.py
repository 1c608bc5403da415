"""How many agreements of which age show a sign of life.

``age`` (full years since the certain date of the act that dates the agreement, to the day as of which the
record tells), in classes of ten; the last row, without age, holds the agreements without certain date.
``agreements``: all of that age; ``alive``: those with evidence of life in the last five years: an act, a
project, or a status, with a certain date, that shows the agreement alive then (the rule of
``jg:lastEvidence``); ``share`` = alive / agreements, 0 to 1, undefined for none; ``ended``: those with an
end.

This is not a survival curve: hardly any end is dated, no evidence is no proof of an end, and young
agreements are better documented. A class of few agreements says little.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.words import say

NEEDS = "record"
MEASURES = ("evidence of life", "alive")
RECENT = 5
"""Years that count as recent."""


def run(study: Study) -> Table:
    """One row per class of age, the youngest first."""
    assert study.coverage is not None
    if not study.coverage.until:
        return Table(
            ("age", "agreements", "alive", "share", "ended"),
            (),
            (say("analyses.notes.no_day"),),
        )
    today = datetime.date.fromisoformat(study.coverage.until)
    classes: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for data in {agreement: data for _, _, agreement, data in study.agreements}.values():
        classes[age_class(data.get("in_force_from"), today)].append(data)
    since = years_before(today, RECENT).isoformat()
    rows = tuple(
        _row(age, classes[age], since) for age in sorted(classes, key=lambda age: (not age, len(age), age))
    )
    return Table(
        ("age", "agreements", "alive", "share", "ended"), rows, (say("analyses.notes.alive", since=since),)
    )


def _row(age: str, agreements: list[Mapping[str, Any]], since: str) -> tuple[Value, ...]:
    alive = sum(data.get("last_evidence_earliest", "") >= since for data in agreements)
    ended = sum("in_force_until" in data for data in agreements)
    return age or None, len(agreements), alive, alive / len(agreements), ended


def age_class(start: str | None, today: datetime.date) -> str:
    """``0–9``, ``10–19`` … years; empty without a start.

    >>> age_class("2016-11-23", datetime.date(2026, 11, 22)), age_class(None, datetime.date(2026, 11, 22))
    ('0–9', '')
    """
    if start is None:
        return ""
    begun = datetime.date.fromisoformat(start)
    age = today.year - begun.year - ((today.month, today.day) < (begun.month, begun.day))
    return f"{age // 10 * 10}–{age // 10 * 10 + 9}"


def years_before(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years earlier; 28 February for a 29th that is not."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
