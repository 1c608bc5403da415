"""Positions of nodes, computed once and fixed, so that a page is calm when it opens; px, y grows downwards.

``ladders`` puts every component of a two-sided network upright, France left and Japan right, and sets the components
in newspaper columns. ``islands`` gives each component a force layout of its own and packs them side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

Positions = dict[str, tuple[float, float]]

COLUMN = 330
"""Width of a newspaper column: two labels and the link between them."""
LINK = 84
"""From a French to a Japanese node."""
ROW = 27
SEED = 1958


def ladders(graph: nx.MultiGraph[str], columns: int) -> Positions:
    """Each component as rungs: its French nodes left, its Japanese right; large components first, then by date."""
    rungs = [_rungs(graph, component) for component in _components(graph)]
    heights = [
        max(len(left), len(right)) + (0.5 if len(left) + len(right) > 2 else 0) for left, right in rungs
    ]
    positions: Positions = {}
    for (left, right), (column, top) in zip(rungs, _columns(heights, columns), strict=True):
        height = max(len(left), len(right))
        for side, nodes in ((-1, left), (1, right)):
            start = top + (height - len(nodes)) / 2
            for row, node in enumerate(nodes):
                positions[node] = (column * COLUMN + side * LINK / 2, round((start + row) * ROW, 1))
    return positions


def _components(graph: nx.MultiGraph[str]) -> list[set[str]]:
    import networkx as nx  # noqa: PLC0415  (slow to import)

    def order(component: set[str]) -> tuple[int, str, str]:
        dates = [data.get("earliest", "9999") for *_, data in graph.edges(component, data=True)]
        return -len(component) if len(component) > 2 else 0, min(dates, default="9999"), min(component)

    return sorted(nx.connected_components(graph), key=order)


def _rungs(graph: nx.MultiGraph[str], component: set[str]) -> tuple[list[str], list[str]]:
    """The two sides, each in the order of its neighbours' mean place (barycentre heuristic, Sugiyama et al. 1981)."""
    left = sorted(node for node in component if graph.nodes[node]["country"] == "FR")
    right = sorted(component - set(left))
    for _ in range(4):
        right = _by_neighbours(graph, right, left)
        left = _by_neighbours(graph, left, right)
    return left, right


def _by_neighbours(graph: nx.MultiGraph[str], nodes: list[str], others: list[str]) -> list[str]:
    place = {node: index for index, node in enumerate(others)}

    def mean(node: str) -> float:
        places = [place[other] for other in graph[node] if other in place]
        return sum(places) / len(places) if places else 0.0

    return sorted(nodes, key=lambda node: (mean(node), node))


def _columns(heights: Sequence[float], columns: int) -> list[tuple[int, float]]:
    """Column and top of each block, the columns as equal as the order allows."""
    target = sum(heights) / columns
    places, filled = [], 0.0
    tops = dict.fromkeys(range(columns), 0.0)
    for height in heights:
        column = min(columns - 1, int((filled + height / 2) / target)) if target else 0
        places.append((column, tops[column]))
        tops[column] += height
        filled += height
    return places


def islands(graph: nx.Graph[str], width: float = 1000, room: float = 62) -> Positions:
    """Each component by forces (seeded Fruchterman–Reingold on top of Kamada–Kawai), packed in rows of ``width``.

    ``room`` is the side of the square that one node gets.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    components = sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c)))
    blocks = [_island(graph.subgraph(sorted(component)), room) for component in components]
    return _shelves(blocks, max(width, *(_width(block) for block in blocks)) if blocks else width, room)


def _island(graph: nx.Graph[Any], room: float) -> Positions:
    import networkx as nx  # noqa: PLC0415

    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(
        sorted((min(a, b), max(a, b), {"weight": d.get("weight", 1)}) for a, b, d in graph.edges(data=True))
    )
    start = (
        nx.circular_layout(ordered) if len(ordered) > 120 else nx.kamada_kawai_layout(ordered, weight=None)
    )
    found = nx.spring_layout(
        ordered, pos=start, seed=SEED, iterations=60, weight="weight", k=2.2 / max(1.0, len(ordered) ** 0.5)
    )
    return _spread(found, room)


def _spread(found: dict[str, Any], room: float) -> Positions:
    """Stretch a layout so that each node has its room, and move it to the origin."""
    side = room * max(1.0, len(found) ** 0.5 * 1.15)
    xs, ys = [float(p[0]) for p in found.values()], [float(p[1]) for p in found.values()]
    spans = (max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0)
    return {
        node: (
            round((float(x) - min(xs)) / spans[0] * side * (1.35 if len(found) > 2 else 1), 1),
            round((float(y) - min(ys)) / spans[1] * side if max(ys) > min(ys) else 0.0, 1),
        )
        for node, (x, y) in found.items()
    }


def _width(block: Positions) -> float:
    return max(x for x, _ in block.values())


def _shelves(blocks: list[Positions], width: float, room: float) -> Positions:
    """Rows of blocks, each row as high as its highest block."""
    placed: Positions = {}
    x = y = high = 0.0
    for block in blocks:
        if x and x + _width(block) > width:
            x, y, high = 0.0, y + high + room * 1.2, 0.0
        placed |= {node: (round(px + x, 1), round(py + y, 1)) for node, (px, py) in block.items()}
        x += _width(block) + room * 1.6
        high = max(high, max(py for _, py in block.values()))
    return placed
