"""Betweenness, closeness and PageRank of every node, on distinct pairs without weights.

A direction of the links is used by PageRank alone.

* ``betweenness`` (float, 0 to 1): the sum over pairs of other nodes of the share of their shortest paths
that pass
  through the node, divided by the (n − 1)(n − 2) / 2 pairs; exact; 0 where n < 3 (Freeman 1977, Sociometry
  40, 35).
* ``closeness`` (float, 0 to 1): (r / n′) × (r / Σ distances), r being the nodes that are reached from the
node and n′
  all other nodes; 0 for a node without neighbour. The first factor makes values of different components
  comparable (Wasserman and Faust 1994, section 5.3.2).
* ``pagerank`` (float, 0 to 1, sums to 1): damping 0.85; a node without neighbour passes its rank to all
alike (Brin
  and Page 1998, Comput. Netw. 30, 107).

In a network of many small components betweenness is 0 for most and closeness mainly tells the size of the
component.
"""

from __future__ import annotations

from typing import Any

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value

NEEDS = "any"
MEASURES = ("betweenness", "closeness", "pagerank")


def run(study: Study) -> Table:
    """One row per node, the highest betweenness first."""
    measured = zip(study.nodes, study.betweenness(), study.closeness(), study.pagerank(), strict=True)
    rows: list[tuple[Value, ...]] = [
        (str(node), study.label(node), study.side(node), study.simple.degree(node), *values)
        for node, *values in sorted(measured, key=_rank)
    ]
    columns = ("node", "label", "side", "degree", "betweenness", "closeness", "pagerank")
    return Table(columns, tuple(rows))


def _rank(row: tuple[Any, ...]) -> tuple[float, float, str]:
    """What differs by rounding only is equal: the order must not hang on it."""
    node, betweenness, closeness, _ = row
    return -float(f"{betweenness:.10g}"), -closeness, str(node)
