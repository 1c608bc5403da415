"""Do partners come to the Rencontres together?

One row per edition held. ``complete``: whether its list of participants is. ``fr``, ``jp``: governments
known to have come; ``met``: French–Japanese pairs of these (fr × jp); ``met_later``: of these, pairs whose
agreement is certainly in force only since a later day (the meeting came first).

``linked``: all pairs with an agreement certainly in force on the first day; ``both``, ``one``, ``neither``:
how many of them were there with both ends, one, or none; ``expected``: the value of ``both`` if partners
came independently of each other: (linked pairs whose French end came) × (those whose Japanese end came) /
linked. ``one``, ``neither`` and ``expected`` conclude from absence and are unknown unless the list is
complete; ``expected`` is undefined without linked pairs.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from jumelage_graph import networks
from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value

NEEDS = "record"
MEASURES = ("met", "both", "expected")
COLUMNS = (
    "edition",
    "complete",
    "fr",
    "jp",
    "met",
    "met_later",
    "linked",
    "both",
    "one",
    "neither",
    "expected",
)
Pair = tuple[str, str]


def run(study: Study) -> Table:
    """One row per edition."""
    assert study.coverage is not None
    attended = networks.attendance(study.record)
    complete = set(study.coverage.complete)
    editions = [(row["position"], row["start"], set(attended[node])) for node, row in _editions(attended)]
    rows = [
        _row(study, number, start, present, number in complete)
        for number, start, present in sorted(editions, key=itemgetter(0))
    ]
    return Table(COLUMNS, tuple(rows))


def _editions(attended: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(node, row) for node, row in attended.nodes(data=True) if row["side"] == "edition"]


def _row(study: Study, number: int, start: str, present: set[str], complete: bool) -> tuple[Value, ...]:
    countries = study.governments
    fr = [name for name in present if countries[name]["country"] == "FR"]
    linked, later = _linked(study, start)
    both = [pair for pair in linked if present.issuperset(pair)]
    one = [pair for pair in linked if len(present.intersection(pair)) == 1]
    met = len(fr) * (len(present) - len(fr))
    met_later = sum(present.issuperset(pair) for pair in later - linked)
    counts: tuple[Value, ...] = (len(one), len(linked) - len(both) - len(one), _expected(linked, present))
    known = counts if complete else (None,) * 3
    sizes = (len(fr), len(present) - len(fr), met, met_later, len(linked), len(both))
    return (number, complete, *sizes, *known)


def _linked(study: Study, day: str) -> tuple[set[Pair], set[Pair]]:
    """The pairs (French, Japanese end) linked on a day, and those linked only since a later one."""
    ends = [
        (sorted((a, b), key=lambda end: study.side(end) or ""), data) for a, b, _, data in study.agreements
    ]
    linked = {(fr, jp) for (fr, jp), data in ends if networks.in_force(data, day)}
    later = {(fr, jp) for (fr, jp), data in ends if data.get("in_force_from", "") > day}
    return linked, later


def _expected(linked: set[Pair], present: set[str]) -> float | None:
    came = [sum(pair[place] in present for pair in linked) for place in (0, 1)]
    return came[0] * came[1] / len(linked) if linked else None
