"""Nestedness of a two-sided network: NODF.

``nodf`` (float, 0 to 100): for each pair of nodes of one side with different degrees, 100 times the share
of the smaller one's neighbours that the larger one has too; 0 for a pair of equal degrees. The figure is
the mean over all pairs of a side, and ``both`` the mean over the pairs of both sides: 100 where the
neighbours of each node are contained in those of every larger one, 0 where none are. Undefined for a side
with fewer than two nodes. Nodes without neighbour are left out. Source: NODF, Almeida-Neto, Guimarães,
Guimarães Jr, Loyola and Ulrich 2008, Oikos 117, 1227.
"""

from __future__ import annotations

import math
from typing import Any

from jumelage_graph import networks
from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value

NEEDS = "two-sided"
MEASURES = ("nodf", "nestedness")


def run(study: Study) -> Table:
    """One row per side, and one for both."""
    totals = {side: _paired(study, side, nodes) for side, nodes in study.two_sides().items()}
    totals["both"] = (sum(total for total, _ in totals.values()), sum(pairs for _, pairs in totals.values()))
    rows: list[tuple[Value, ...]] = [
        (side, pairs, total / pairs if pairs else None) for side, (total, pairs) in totals.items()
    ]
    return Table(("side", "pairs", "nodf"), tuple(rows))


def _paired(study: Study, side: str, nodes: list[Any]) -> tuple[float, int]:
    """The sum of paired overlaps of a side in percent, and the number of its pairs."""
    degree = dict(study.simple.degree())
    linked = [node for node in nodes if degree[node]]
    shared: Any = networks.projection(study.simple, side).edges(data="weight")
    overlaps = (100 * weight / min(degree[a], degree[b]) for a, b, weight in shared if degree[a] != degree[b])
    return math.fsum(overlaps), math.comb(len(linked), 2)
