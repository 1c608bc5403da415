"""How evenly the agreements are spread over regions and prefectures.

Units: the French régions of today and the overseas collectivities that are in none, and the 47 Japanese
prefectures, those without agreement included. An agreement counts once for each unit in which it has a
party.

``gini`` (0: all units have the same number, towards 1 − 1 / units: one unit has all): Σ (2 i − n − 1) xᵢ /
(n Σ x), the numbers xᵢ being sorted upwards; undefined without an agreement (Sen 1973, On Economic
Inequality). ``without``: units that have none. ``top``, ``top_share``: the unit with most, and its share of
the side's total. No regard is paid to the number of inhabitants.
"""

from __future__ import annotations

from collections.abc import Sequence

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value

NEEDS = "record"
MEASURES = ("gini",)


def run(study: Study) -> Table:
    """One row per country."""
    rows: list[tuple[Value, ...]] = []
    for country, numbers in by_unit(study).items():
        total = sum(numbers.values())
        top = max(numbers, key=lambda unit: (numbers[unit], unit), default=None)
        share = numbers[top] / total if top and total else None
        without = sum(not number for number in numbers.values())
        rows.append((country, len(numbers), total, without, gini(list(numbers.values())), top, share))
    columns = ("country", "units", "agreements", "without", "gini", "top", "top_share")
    return Table(columns, tuple(rows))


def by_unit(study: Study) -> dict[str, dict[str, int]]:
    """Country → unit → number of agreements with a party there."""
    governments: dict[str, dict[str, set[str]]] = {"FR": {}, "JP": {}}
    for name, row in study.governments.items():
        if row.get("region") == name and "dissolved" not in row:
            governments[row["country"]][name] = set()
    data = study.graph.nodes
    for a, b, agreement, _ in study.agreements:
        for node in (a, b):
            if "region" in data[node]:
                governments[data[node]["country"]].setdefault(data[node]["region"], set()).add(agreement)
    return {
        country: {unit: len(ids) for unit, ids in units.items()} for country, units in governments.items()
    }


def gini(numbers: Sequence[float]) -> float | None:
    """The Gini coefficient; ``None`` where the sum is 0.

    >>> gini([1, 1, 1]), gini([0, 0, 3]), gini([0])
    (0.0, 0.6666666666666666, None)
    """
    count, total = len(numbers), sum(numbers)
    if not total:
        return None
    ranked = enumerate(sorted(numbers), 1)
    return sum((2 * rank - count - 1) * number for rank, number in ranked) / (count * total)
