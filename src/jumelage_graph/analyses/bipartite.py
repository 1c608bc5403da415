"""Density and clustering of a two-sided network.

With a nodes on one side, b on the other, and m distinct pairs:

* ``density``: m / (a b), 0 to 1 (Borgatti and Everett 1997, Social Networks 19, 243); undefined where a
side is empty.
* ``clustering``: for two nodes of one side with a common neighbour, c(u, v) = |N(u) ∩ N(v)| / |N(u) ∪
N(v)|; a node's
  value is the mean over all such v, 0 if there is none; the figure is the mean over the side, 0 to 1
  (``dot`` of Latapy, Magnien and Del Vecchio 2008, Social Networks 30, 31). Its undefined case: an empty
  side.
* ``closure``: 4 × cycles of length 4 / paths of length 3, 0 to 1: how many chains of three links are closed
by a
  fourth (Robins and Alexander 2004, Comput. Math. Organ. Theory 10, 69); undefined without such a path.

Ordinary clustering and transitivity are always 0 here and say nothing.
"""

from __future__ import annotations

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.words import say

NEEDS = "two-sided"
MEASURES = ("bipartite density", "bipartite clustering", "closure")


def run(study: Study) -> Table:
    """One row per figure, and per side where each side has its own."""
    import networkx as nx  # noqa: PLC0415  (slow to import)

    parts = study.two_sides()
    sizes = [len(nodes) for nodes in parts.values()]
    possible = sizes[0] * sizes[1] if len(sizes) == 2 else 0
    density = study.simple.number_of_edges() / possible if possible else None
    rows: list[tuple[Value, ...]] = [_row("density", "both", density, "m / (a b)")]
    for side, nodes in parts.items():
        clustering = nx.bipartite.average_clustering(study.simple, nodes)
        rows.append(_row("clustering", side, clustering))
    closure = nx.bipartite.robins_alexander_clustering(study.simple) if _has_path_of_three(study) else None
    rows.append(_row("closure", "both", closure))
    return Table(("measure", "side", "value", "range", "definition"), tuple(rows))


def _row(name: str, side: str, value: Value, formula: str = "") -> tuple[Value, ...]:
    definition = formula or say(f"analyses.definitions.{name}")
    return say(f"analyses.measures.{name}"), side, value, say("analyses.ranges.share"), definition


def _has_path_of_three(study: Study) -> bool:
    degree = study.simple.degree
    return any(degree[a] > 1 and degree[b] > 1 for a, b in study.simple.edges())
