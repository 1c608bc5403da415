"""The connected components.

Two nodes are in one component where a chain of links joins them. ``nodes``, ``links`` (distinct pairs), one
column per side (nodes of that side), ``share`` (0 to 1, of all nodes), ``members`` (ids joined by ``;``;
the first 50 of a larger component). Source: Newman, Networks (2018), section 6.12.
"""

from __future__ import annotations

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value

NEEDS = "any"
MEASURES = ("components", "largest component")
_SHOWN = 50


def run(study: Study) -> Table:
    """One row per component, the largest first."""
    named = sorted({side for node in study.nodes if (side := study.side(node))})
    rows: list[tuple[Value, ...]] = []
    for number, part in enumerate(study.components, 1):
        links = study.simple.subgraph(part).number_of_edges()
        by_side = [sum(study.side(node) == side for node in part) for side in named]
        members = ";".join(map(str, part[:_SHOWN])) + (";…" if len(part) > _SHOWN else "")
        rows.append((number, len(part), links, *by_side, len(part) / len(study.nodes), members))
    return Table(("component", "nodes", "links", *named, "share", "members"), tuple(rows))
