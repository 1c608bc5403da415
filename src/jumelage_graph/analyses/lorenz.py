"""The Lorenz curves behind the Gini coefficients of ``concentration``: points from (0, 0) to (1, 1).

``units`` (0 to 1): the share of the units with the fewest agreements, ``agreements`` (0 to 1): the share of
all agreements that they have together; ``unit``: the one that the point adds. A straight line means
equality. Undefined, without rows, for a country without agreements. Source: Lorenz 1905, Publ. Am. Stat.
Assoc. 9, 209.
"""

from __future__ import annotations

from itertools import accumulate

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.analyses.concentration import by_unit

NEEDS = "record"
MEASURES = ("lorenz",)


def run(study: Study) -> Table:
    """One row per point, the poorest unit first."""
    rows: list[tuple[Value, ...]] = []
    for country, numbers in by_unit(study).items():
        ranked = sorted(numbers.items(), key=lambda item: (item[1], item[0]))
        if total := sum(numbers.values()):
            sums = list(accumulate(number for _, number in ranked))
            rows.append((country, None, None, 0.0, 0.0))
            for place, ((unit, number), reached) in enumerate(zip(ranked, sums, strict=True), 1):
                rows.append((country, unit, number, place / len(ranked), reached / total))
    return Table(("country", "unit", "number", "units", "agreements"), tuple(rows))
