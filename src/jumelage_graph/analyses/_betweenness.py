"""Exact betweenness of every node, with less work: trees by counting, the 2-core by igraph, on all processors.

Whatever hangs on the 2-core as a tree (or is a tree) is taken off leaf by leaf, and each node keeps the number
of nodes that hung on it as its weight. A node whose branches hold b₁, b₂ … nodes, in a component of N, lies on
every path between two branches, or between a branch and the rest: ((N − 1)² − Σ bᵢ² − (N − w)²) / 2 pairs, w being
its own weight. For paths between nodes of the core a start of weight w counts w times (Brandes 2001, J. Math.
Sociol. 25, 163; Puzis et al. 2015, AI Commun. 28, 75).
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, BinaryIO, cast

if TYPE_CHECKING:
    import igraph

Chunk = tuple[int, list[int]]
"""A weight, and starts that have it."""

_STARTS = 128
_WORTH_PROCESSES = 20_000_000
"""Starts times links from which other processes repay their start."""
_WORKER = (
    "import sys; sys.modules['matplotlib'] = None;"  # igraph would load it, to draw
    "from jumelage_graph.analyses import _betweenness; _betweenness.work()"
)


def betweenness(
    graph: igraph.Graph, report: Callable[[float], None], processes: int | None = None
) -> list[float]:
    """Per node the sum over unordered pairs of others of the share of their shortest paths through it.

    ``graph``: undirected, without loops and parallel links. ``report`` is told the share that is done.
    ``processes`` (default: as many as repay their start) changes the time alone: sums are taken in one order.
    """
    import numpy as np  # noqa: PLC0415  (slow to import)

    weights, squares, core = _without_trees(graph)
    sizes = _component_sizes(graph)
    through = ((sizes - 1) ** 2 - squares - (sizes - weights) ** 2) / 2
    chunks = _chunks(core, weights)
    if not chunks:
        return [float(value) for value in through]
    place = _places(graph, max(core, key=graph.degree))
    moved = _moved(graph, place)
    asked = [(weight, place[starts].tolist()) for weight, starts in chunks]
    centralities = np.zeros(graph.vcount())
    for done, part in enumerate(_parts(moved, asked, processes or _useful(moved, len(core))), 1):
        centralities += part
        report(done / len(chunks))
    among = (
        centralities[place] - (sizes - weights) * (weights - 1) / 2
    )  # without what ends in a node's own branches
    through[core] += among[core]
    return [float(value) for value in through]


def _without_trees(graph: igraph.Graph) -> tuple[Any, Any, list[int]]:
    """Weight of each node, sum of the squares of its branches, and the nodes of the 2-core."""
    import numpy as np  # noqa: PLC0415

    neighbours, left = graph.get_adjlist(), graph.degree()
    weights, squares = np.ones(len(left), dtype=np.int64), np.zeros(len(left), dtype=np.int64)
    leaves = [node for node, degree in enumerate(left) if degree == 1]
    while leaves:
        leaf = leaves.pop()
        if left[leaf] != 1:
            continue  # the last node of a tree
        left[leaf] = 0
        stem = next(node for node in neighbours[leaf] if left[node])
        weights[stem] += weights[leaf]
        squares[stem] += weights[leaf] ** 2
        left[stem] -= 1
        if left[stem] == 1:
            leaves.append(stem)
    return weights, squares, [node for node, degree in enumerate(left) if degree]


def _component_sizes(graph: igraph.Graph) -> Any:
    import numpy as np  # noqa: PLC0415

    parts = graph.connected_components()
    return np.array(parts.sizes(), dtype=np.int64)[parts.membership] if len(parts) else np.zeros(0, np.int64)


def _places(graph: igraph.Graph, start: int) -> Any:
    """A place for each node such that neighbours are near each other in memory: in the order of a search."""
    import numpy as np  # noqa: PLC0415

    order = graph.bfs(start)[0]
    place = np.full(graph.vcount(), -1)
    place[order] = np.arange(len(order))
    place[place < 0] = np.arange(len(order), graph.vcount())
    return place


def _moved(graph: igraph.Graph, place: Any) -> igraph.Graph:
    from jumelage_graph.networks.indexed import igraph  # noqa: PLC0415  (slow to import)

    return igraph.Graph(n=graph.vcount(), edges=place[graph.get_edgelist()].tolist())


def _chunks(core: list[int], weights: Any) -> list[Chunk]:
    alike: dict[int, list[int]] = defaultdict(list)
    for node in core:
        alike[int(weights[node])].append(node)
    size = max(1, min(_STARTS, len(core) // 16))
    return [
        (weight, nodes[first : first + size])
        for weight, nodes in sorted(alike.items())
        for first in range(0, len(nodes), size)
    ]


def _useful(graph: igraph.Graph, starts: int) -> int:
    worth = starts * graph.ecount() >= _WORTH_PROCESSES and sys.executable
    return min(_processors(), 8) if worth else 1


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _part(graph: igraph.Graph, chunk: Chunk) -> Any:
    import numpy as np  # noqa: PLC0415

    weight, starts = chunk
    return weight * np.array(graph.betweenness(directed=False, sources=starts))


def _parts(graph: igraph.Graph, chunks: list[Chunk], processes: int) -> Iterator[Any]:
    """The part of each chunk, in order; a process that has ended is stood in for."""
    if processes < 2:
        yield from (_part(graph, chunk) for chunk in chunks)
        return
    with ExitStack() as stack:
        workers = [_worker(stack, graph, chunks[number::processes]) for number in range(processes)]
        for number, chunk in enumerate(chunks):
            try:
                yield pickle.load(workers[number % processes])
            except (EOFError, pickle.UnpicklingError):
                yield _part(graph, chunk)


def _worker(stack: ExitStack, graph: igraph.Graph, chunks: list[Chunk]) -> Any:
    """Where a new process writes the part of each chunk.

    A fork would copy the locks of threads, and ``multiprocessing`` would run the script of the caller again.
    """
    pipes: dict[str, Any] = {
        "stdin": subprocess.PIPE,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.DEVNULL,
    }
    process = stack.enter_context(subprocess.Popen([sys.executable, "-c", _WORKER], **pipes))
    stack.callback(process.kill)
    with suppress(BrokenPipeError), cast(BinaryIO, process.stdin) as asked:
        pickle.dump((graph.vcount(), graph.get_edgelist(), chunks), asked)
    return process.stdout


def work() -> None:
    """What a process does: a graph and chunks on standard input, the part of each on standard output."""
    from jumelage_graph.networks.indexed import igraph  # noqa: PLC0415  (slow to import)

    count, edges, chunks = pickle.load(sys.stdin.buffer)
    graph = igraph.Graph(n=count, edges=edges)
    for chunk in chunks:
        pickle.dump(_part(graph, chunk), sys.stdout.buffer)
        sys.stdout.buffer.flush()
