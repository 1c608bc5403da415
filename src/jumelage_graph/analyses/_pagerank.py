"""PageRank by power iteration, so that equal networks give equal digits.

igraph's solver shares its sums among threads: from some thousand nodes on, its last digits differ from call to call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import igraph

_STEPS = 400
_SETTLED = 1e-15
"""The sum of all changes in a step from which on only rounding is left."""


def pagerank(graph: igraph.Graph, damping: float = 0.85) -> list[float]:
    """The share of each node; a node from which no link leads passes its rank to all alike (Brin and Page 1998)."""
    import numpy as np  # noqa: PLC0415  (slow to import)

    count = graph.vcount()
    arcs = np.array(graph.get_edgelist(), dtype=np.intp).reshape(-1, 2)
    if not graph.is_directed():
        arcs = np.concatenate([arcs, arcs[:, ::-1]])
    sources, targets = arcs.T
    leaving = np.bincount(sources, minlength=count)
    ranks = np.full(count, 1 / count) if count else np.zeros(0)
    for _ in range(_STEPS if count else 0):
        before, passed = ranks, ranks / np.maximum(leaving, 1)
        stuck = before[leaving == 0].sum() / count
        arriving = np.bincount(targets, weights=passed[sources], minlength=count)
        ranks = damping * (arriving + stuck) + (1 - damping) / count
        if np.abs(ranks - before).sum() < _SETTLED:
            break
    return [float(rank) for rank in ranks]
