"""The communities of a network: found in one way, for measures and pictures alike."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Communities:
    """``of``: node → number of its community, 1 the largest; ``modularity`` (−0.5 to 1; ``None`` without a link)."""

    of: dict[Any, int]
    modularity: float | None


def communities(
    graph: nx.Graph[Any], *, seed: int = 1, report: Callable[[float], None] = lambda share: None
) -> Communities:
    """The communities of the Leiden algorithm for modularity, run until nothing changes.

    On distinct pairs, without loops, directions and weights; nodes and links are taken in order of their names, so
    that equal networks and equal seeds give equal numbers. Equally large communities are ordered by their first
    node. ``report`` is told the share that is done. Sources: Traag, Waltman and van Eck 2019, Sci. Rep. 9, 5233;
    Newman and Girvan 2004, Phys. Rev. E 69, 026113.
    """
    from jumelage_graph.networks.indexed import igraph  # noqa: PLC0415  (slow to import)

    nodes = sorted(graph, key=str)
    place = {node: number for number, node in enumerate(nodes)}
    pairs = {tuple(sorted((place[a], place[b]))) for a, b in graph.edges() if a != b}
    indexed = igraph.Graph(n=len(nodes), edges=sorted(pairs))
    igraph.set_random_number_generator(random.Random(seed))
    igraph.set_progress_handler(lambda _, percent: report(percent / 100))
    try:
        clustering = indexed.community_leiden("modularity", n_iterations=-1)
    finally:
        igraph.set_random_number_generator(None)
        igraph.set_progress_handler(None)
    parts = sorted(clustering, key=lambda part: (-len(part), min(part)))
    of = {nodes[vertex]: number for number, part in enumerate(parts, 1) for vertex in part}
    return Communities(of, None if math.isnan(clustering.modularity) else float(clustering.modularity))
