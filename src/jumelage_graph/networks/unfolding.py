"""Places of the nodes of a network: equal networks give equal places."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


def unfolded(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Place of each node of a connected network; linked nodes are about 1 apart, and no two are on one spot.

    Distances on the sheet follow those in the network: the layout of Kamada and Kawai (1989, Information Processing
    Letters 31), from a circle in the order of the names.
    """
    from jumelage_graph.networks.indexed import igraph  # noqa: PLC0415  (slow to import)

    nodes = sorted(graph)
    place = {node: number for number, node in enumerate(nodes)}
    indexed = igraph.Graph(
        n=len(nodes), edges=sorted(tuple(sorted((place[a], place[b]))) for a, b in graph.edges())
    )
    angles = (math.tau * number / len(nodes) for number in range(len(nodes)))
    circle = [(math.cos(angle), math.sin(angle)) for angle in angles]
    layout = indexed.layout_kamada_kawai(seed=circle, maxiter=50 * len(nodes))
    lengths = [math.dist(layout[edge.source], layout[edge.target]) for edge in indexed.es]
    unit = (sum(lengths) / len(lengths) if lengths else 1.0) or 1.0
    return {node: (round(layout[i][0] / unit, 3), round(layout[i][1] / unit, 3)) for node, i in place.items()}


def forced(count: int, links: Mapping[tuple[int, int], float]) -> list[tuple[float, float]]:
    """Places of the nodes 0 … ``count`` − 1, drawn together by their links (weight > 0 of each pair), else apart.

    The layout of Fruchterman and Reingold (1991, Software: Practice and Experience 21), from a spiral.
    """
    from jumelage_graph.networks.indexed import igraph  # noqa: PLC0415  (slow to import)

    weights = {(min(pair), max(pair)): weight for pair, weight in links.items()}
    indexed = igraph.Graph(count, sorted(weights))
    igraph.set_random_number_generator(random.Random(1))
    try:
        layout = indexed.layout_fruchterman_reingold(
            seed=[_spiral(number) for number in range(count)],
            niter=300,
            weights=[weights[pair] for pair in sorted(weights)],
        )
    finally:
        igraph.set_random_number_generator(None)
    return [(x, y) for x, y in layout]


def _spiral(number: int) -> tuple[float, float]:
    """A point of the spiral that fills a disc evenly (Vogel 1979, Mathematical Biosciences 44)."""
    angle, radius = number * math.pi * (3 - math.sqrt(5)), math.sqrt(number)
    return radius * math.cos(angle), radius * math.sin(angle)
