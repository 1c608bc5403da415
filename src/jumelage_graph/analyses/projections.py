"""The projections: two of one side that share a partner of the other.

``shared`` (integer ≥ 1): the number of common partners. ``newman`` (float > 0): the sum over common
partners of 1 / (k − 1), k being that partner's number of partners, so that a link through a partner of many
counts less (Newman 2001, Phys. Rev. E 64, 016132). ``through``: the common partners, joined by ``;``. Pairs
without a common partner have no row. Several agreements of the same two count once.
"""

from __future__ import annotations

from jumelage_graph import networks
from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value

NEEDS = "two-sided"
MEASURES = ("shared", "newman", "projection")


def run(study: Study) -> Table:
    """One row per pair, by side, the most shared first."""
    rows: list[tuple[Value, ...]] = []
    for side in study.two_sides():
        newman = networks.projection(study.simple, side, "newman")
        links = sorted(tuple(sorted(edge, key=str)) for edge in newman.edges())
        pairs = [(a, b, sorted(set(study.simple[a]) & set(study.simple[b]), key=str)) for a, b in links]
        pairs.sort(key=lambda pair: -len(pair[2]))
        for a, b, common in pairs:
            through = ";".join(map(str, common))
            rows.append((side, str(a), str(b), len(common), newman[a][b]["weight"], through))
    return Table(("side", "a", "b", "shared", "newman", "through"), tuple(rows))
