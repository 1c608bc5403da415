"""Degree and strength of every node.

``degree`` (integer ≥ 0, partners): the number of distinct neighbours. ``strength``: the sum of the weights of all
links, parallel ones counted; a link without weight weighs 1, so that in the record it is the number of agreements
(integer ≥ degree). Where links have a direction, ``in`` and ``out`` (integer ≥ 0) count the distinct neighbours from
which and to which a link leads. A government without partner is no node of the network, so 0 occurs only in networks
read from a file. Source: Barrat et al. 2004, PNAS 101, 3747 (strength).
"""

from __future__ import annotations

from typing import Any

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table

NEEDS = "any"
MEASURES = ("degree", "strength")
USES = ("direction", "weight")


def run(study: Study) -> Table:
    """One row per node: by side, the highest degree first."""
    degree, strength = dict(study.simple.degree()), dict(study.simple.degree(weight="weight"))
    rows = [
        (str(node), study.label(node), study.side(node), degree[node], strength[node], *_ways(study, node))
        for node in study.nodes
    ]
    rows.sort(key=lambda row: (row[2] or "", -row[3], -row[4], row[0]))
    ways = ("in", "out") if study.graph.is_directed() else ()
    return Table(("node", "label", "side", "degree", "strength", *ways), tuple(rows))


def _ways(study: Study, node: Any) -> tuple[int, ...]:
    """The neighbours that link to the node, and those that it links to, without itself."""
    graph: Any = study.graph
    return (
        tuple(len({*near[node]} - {node}) for near in (graph.pred, graph.succ)) if graph.is_directed() else ()
    )
