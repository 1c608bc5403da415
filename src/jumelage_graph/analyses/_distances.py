"""The distances from every node at once: breadth-first search in which each start is one bit.

Source: Then et al. 2014, PVLDB 8, 449 (many searches share their steps as bits of a word).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
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


@dataclass(frozen=True, slots=True)
class _Rows:
    """The searched part of a graph: a row of bits for each node but the leaves, which share what their stem finds.

    ``row``: node → its row, or that of its stem; ``heads``, ``starts``, ``tails``: rows that have neighbours, where
    those of each begin, and all neighbours.
    """

    leaf: Any
    row: Any
    count: int
    heads: Any
    starts: Any
    tails: Any


def distances(graph: igraph.Graph, report: Callable[[float], None]) -> Distances:
    """All distances of an undirected graph; ``report`` is told the share that is done."""
    import numpy as np  # noqa: PLC0415  (slow to import)

    count, rows = graph.vcount(), _rows(graph)
    sums, reached, pairs = *np.zeros((2, rows.count), dtype=np.int64), Counter[int]()
    leaves = np.bincount(rows.row[rows.leaf], minlength=rows.count)
    for first in range(0, count, _STARTS):
        report(first / count)
        sources = range(first, min(first + _STARTS, count))
        for length, at_length in enumerate(_levels(rows, sources), 1):
            sums += length * at_length
            reached += at_length
            pairs[length] += int(at_length.sum())
            pairs[length + 1] += int(at_length @ leaves)
    pairs[1] += int(leaves.sum())  # the stem itself, as its leaves see it
    pairs[2] -= int(leaves.sum())  # each leaf itself, as its stem saw it
    sums = sums[rows.row] + np.where(rows.leaf, reached[rows.row] - 1, 0)
    return Distances({length: both // 2 for length, both in sorted(pairs.items()) if both}, sums.tolist())


def _rows(graph: igraph.Graph) -> _Rows:
    import numpy as np  # noqa: PLC0415

    edges = np.array(graph.get_edgelist(), dtype=np.intp).reshape(-1, 2)
    arcs = np.concatenate([edges, edges[:, ::-1]])
    degree = np.bincount(arcs[:, 0], minlength=graph.vcount())
    hanging = arcs[(degree[arcs[:, 0]] == 1) & (degree[arcs[:, 1]] > 1)]
    leaf = np.zeros(graph.vcount(), dtype=bool)
    leaf[hanging[:, 0]] = True
    row = np.cumsum(~leaf) - 1
    row[hanging[:, 0]] = row[hanging[:, 1]]
    inner = row[arcs[~leaf[arcs].any(axis=1)]]
    inner = inner[np.argsort(inner[:, 0], kind="stable")]
    heads, starts = np.unique(inner[:, 0], return_index=True)
    return _Rows(leaf, row, int((~leaf).sum()), heads, starts, inner[:, 1])


def _levels(rows: _Rows, sources: range) -> Iterator[Any]:
    """For each length in turn, how many of the sources are so far from the node of each row (an array per length)."""
    import numpy as np  # noqa: PLC0415

    place, leaf, number = rows.row[sources], rows.leaf[sources], np.arange(len(sources))
    word, bit = number // 64, np.left_shift(np.uint64(1), (number % 64).astype(np.uint64))
    seen, reached = np.zeros((2, rows.count, (len(sources) + 63) // 64), dtype=np.uint64)
    seen[place[~leaf], word[~leaf]] = bit[~leaf]
    np.bitwise_or.at(reached, (place[leaf], word[leaf]), bit[leaf])  # a leaf is one step from its stem
    front = seen.copy()
    while True:
        if len(rows.heads):
            reached[rows.heads] |= np.bitwise_or.reduceat(front[rows.tails], rows.starts, axis=0)
        reached &= ~seen
        sizes = np.bitwise_count(reached).sum(axis=1, dtype=np.int64)
        if not sizes.any():
            return
        yield sizes
        seen |= reached
        front, reached = reached, np.zeros_like(reached)
