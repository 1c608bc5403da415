"""The distances from every node at once: breadth-first search in which each start is one bit.

Source: Then et al. 2014, PVLDB 8, 449 (many searches share their steps as bits of a word).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import igraph

_STARTS = 1_024
"""Searches that run together: few enough for their bits to stay near the processor."""


@dataclass(frozen=True, slots=True)
class Distances:
    """``pairs``: length of a shortest path → unordered pairs so far apart; ``sums``: of each node's distances."""

    pairs: dict[int, int]
    sums: list[int]

    @property
    def mean(self) -> float | None:
        """The mean over the pairs that a path joins; ``None`` without any."""
        pairs = sum(self.pairs.values())
        return sum(length * count for length, count in self.pairs.items()) / pairs if pairs else None


def distances(graph: igraph.Graph, report: Callable[[float], None]) -> Distances:
    """All distances of an undirected graph; ``report`` is told the share that is done."""
    import numpy as np  # noqa: PLC0415  (slow to import)

    count = graph.vcount()
    sums, pairs = np.zeros(count, dtype=np.int64), Counter[int]()
    steps = _steps(graph)
    for first in range(0, count, _STARTS):
        report(first / count)
        for length, found in enumerate(_levels(count, range(first, min(first + _STARTS, count)), steps), 1):
            sums += length * found
            pairs[length] += int(found.sum())
    return Distances({length: both // 2 for length, both in pairs.items()}, sums.tolist())


def _steps(graph: igraph.Graph) -> tuple[Any, Any, Any]:
    """The nodes that have neighbours, all their neighbours in one row, and where those of each begin."""
    import numpy as np  # noqa: PLC0415

    edges = np.array(graph.get_edgelist(), dtype=np.intp).reshape(-1, 2)
    arcs = np.concatenate([edges, edges[:, ::-1]])
    arcs = arcs[np.argsort(arcs[:, 0], kind="stable")]
    nodes, starts = np.unique(arcs[:, 0], return_index=True)
    return nodes, arcs[:, 1], starts


def _levels(count: int, sources: range, steps: tuple[Any, Any, Any]) -> Any:
    """For each length in turn, how many of the sources are so far from each node (an array per length)."""
    import numpy as np  # noqa: PLC0415

    nodes, neighbours, starts = steps
    bits = np.arange(len(sources))
    seen = np.zeros((count, (len(sources) + 63) // 64), dtype=np.uint64)
    seen[sources.start + bits, bits // 64] = np.left_shift(np.uint64(1), (bits % 64).astype(np.uint64))
    front = seen.copy()
    while len(nodes):
        reached = np.bitwise_or.reduceat(front[neighbours], starts, axis=0) & ~seen[nodes]
        found = np.zeros(count, dtype=np.int64)
        found[nodes] = np.bitwise_count(reached).sum(axis=1)
        if not found.any():
            return
        yield found
        seen[nodes] |= reached
        front[nodes] = reached
