"""Places of the nodes of a connected network such that distances on the sheet follow those in the network."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


def unfolded(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Place of each node; linked nodes are about 1 apart, and no two are on one spot.

    The layout of Kamada and Kawai (1989, Information Processing Letters 31), from a circle in the order of the names:
    equal networks give equal places.
    """
    import igraph  # noqa: PLC0415  (slow to import)

    nodes = sorted(graph)
    place = {node: number for number, node in enumerate(nodes)}
    indexed = igraph.Graph(
        n=len(nodes), edges=sorted(tuple(sorted((place[a], place[b]))) for a, b in graph.edges())
    )
    angles = (math.tau * number / len(nodes) for number in range(len(nodes)))
    circle = [(math.cos(angle), math.sin(angle)) for angle in angles]
    found = indexed.layout_kamada_kawai(seed=circle, maxiter=50 * len(nodes))
    lengths = [math.dist(found[edge.source], found[edge.target]) for edge in indexed.es]
    unit = (sum(lengths) / len(lengths) if lengths else 1.0) or 1.0
    return {node: (round(found[i][0] / unit, 3), round(found[i][1] / unit, 3)) for node, i in place.items()}
