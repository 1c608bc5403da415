"""Two-sided networks: which node stands where, what breaks the two sides, the projection on one of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from jumelage_graph.errors import DataError, UsageError, unknown
from jumelage_graph.words import say

if TYPE_CHECKING:
    import networkx as nx

Weight = Literal["shared", "newman"]


def sides(graph: nx.Graph[Any]) -> dict[str, list[Any]]:
    """The two sides of a bipartite graph: name of the side → its nodes, both sorted.

    The node attribute ``side`` decides where every node has one. Otherwise the graph is coloured: in each
    component the side ``A`` holds the node that sorts first (so the sides of different components are
    matched by name only).

    Errors: ``DataError`` that names what breaks the two sides: an edge within one side, or an odd cycle.
    """
    given: dict[Any, str] = {node: data["side"] for node, data in graph.nodes(data=True) if data.get("side")}
    if len(given) == len(graph):
        _refuse_edges_within(graph, given)
    else:
        given = _coloured(graph)
    names = sorted(set(given.values()))
    if len(names) > 2:
        raise DataError(say("networks.sides.too_many", count=len(names), names=names))
    return {name: sorted((node for node, side in given.items() if side == name), key=str) for name in names}


def _refuse_edges_within(graph: nx.Graph[Any], given: dict[Any, str]) -> None:
    within = sorted((str(a), str(b), given[a]) for a, b in graph.edges() if given[a] == given[b])
    if within:
        shown = [f"{a} – {b} ({side})" for a, b, side in within[:5]]
        more = ["…"] if len(within) > 5 else []
        raise DataError(say("networks.sides.within", count=len(within), edges=[*shown, *more]))


def _coloured(graph: nx.Graph[Any]) -> dict[Any, str]:
    import networkx as nx  # noqa: PLC0415  (slow to import)

    colours: dict[Any, str] = {}
    for component in nx.connected_components(graph):
        start = min(component, key=str)
        depths = nx.single_source_shortest_path_length(graph, start)
        _refuse_odd_cycle(graph, start, depths)
        colours |= {node: "AB"[depth % 2] for node, depth in depths.items()}
    return colours


def _refuse_odd_cycle(graph: nx.Graph[Any], start: Any, depths: dict[Any, int]) -> None:
    """Two neighbours at equal depth close an odd cycle; the ways back to where they part are its rest."""
    import networkx as nx  # noqa: PLC0415

    odd = sorted((str(a), str(b), a, b) for a, b in graph.edges(depths) if depths[a] == depths[b])
    if not odd:
        return
    *_, a, b = odd[0]
    if a == b:
        raise DataError(say("networks.sides.loop", node=a))
    parents = dict(nx.bfs_predecessors(graph, start))
    left, right = [a], [b]
    while left[-1] != right[-1]:
        left.append(parents[left[-1]])
        right.append(parents[right[-1]])
    cycle = " – ".join(map(str, [*left, *reversed(right[:-1]), a]))
    raise DataError(say("networks.sides.cycle", cycle=cycle))


def projection(graph: nx.Graph[Any], side: str, weight: Weight = "shared") -> nx.Graph[Any]:
    """The nodes of one side, joined where they share a neighbour of the other (edge attribute ``weight``).

    ``shared``: the number of shared neighbours (integer ≥ 1). ``newman``: the sum over shared neighbours of
    1 / (k − 1), where k is the neighbour's degree (float > 0; Newman 2001, Phys. Rev. E 64, 016132).
    Parallel edges count once.

    Errors: ``DataError`` where the graph is not two-sided, ``UsageError`` for an unknown side or weight.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    weights: dict[str, Callable[..., nx.Graph[Any]]] = {
        "shared": nx.bipartite.weighted_projected_graph,
        "newman": _collaboration,
    }
    if weight not in weights:
        raise unknown("weight", weight, weights)
    parts = sides(graph)
    if side not in parts:
        raise unknown("side", side, parts) if parts else UsageError(say("networks.sides.empty", side=side))
    if len(parts) < 2:  # nothing to share
        alone: nx.Graph[Any] = nx.create_empty_copy(nx.Graph(graph))
        return alone
    return weights[weight](nx.Graph(graph), parts[side])


def _collaboration(graph: nx.Graph[Any], nodes: list[Any]) -> nx.Graph[Any]:
    """Newman's projection; its sums are rounded once, since rounding at each step would follow the order of a set."""
    import networkx as nx  # noqa: PLC0415  (slow to import)

    joined: nx.Graph[Any] = nx.bipartite.projected_graph(graph, nodes)
    for a, b, edge in joined.edges(data=True):
        edge["weight"] = math.fsum(1 / (graph.degree[n] - 1) for n in nx.common_neighbors(graph, a, b))
    return joined
