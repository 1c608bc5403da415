"""How far apart the nodes are: the lengths of the shortest paths.

``distance`` (integer ≥ 1, links); ``pairs``: unordered pairs of nodes that are so far apart; ``share`` (0
to 1): of all pairs. The last row, without distance, holds the pairs that no path joins. The notes give mean
and maximum (diameter) over the pairs that a path joins; both are undefined without a link. In a two-sided
network, two nodes of one side are at an even distance. Source: Newman, Networks (2018), sections 6.11 and
10.2.
"""

from __future__ import annotations

import math

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.words import say

NEEDS = "any"
MEASURES = ("mean distance", "diameter")


def run(study: Study) -> Table:
    """One row per distance, the shortest first."""
    pairs = math.comb(len(study.nodes), 2)
    lengths = study.distances.pairs
    rows: list[tuple[Value, ...]] = [
        (length, count, count / pairs) for length, count in sorted(lengths.items())
    ]
    if apart := pairs - sum(lengths.values()):
        rows.append((None, apart, apart / pairs))
    far = {"mean": study.distances.mean, "diameter": max(lengths, default=0)}
    note = say("analyses.notes.far", **far) if lengths else say("analyses.notes.apart")
    return Table(("distance", "pairs", "share"), tuple(rows), (note,))
