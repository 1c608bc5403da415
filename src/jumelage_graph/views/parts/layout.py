"""Positions of nodes, computed once and fixed, so that a page is calm when it opens; px, y grows downwards.

``ladders`` puts every component of a two-sided network upright, France left and Japan right, and sets the
components in newspaper columns. ``bows`` faces two sides that are densely linked, ``triptych`` puts what both
sides are linked with between them, ``rings`` sets each component on a ring.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

Positions = dict[str, tuple[float, float]]

COLUMN = 330
"""Width of a newspaper column: two labels and the link between them."""
LINK = 84
"""From a French to a Japanese node."""
ROW = 27
SEED = 1958


def ladders(graph: nx.MultiGraph[str], columns: int) -> Positions:
    """Each component as rungs, French nodes left, Japanese right; large components first, then by date."""
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
    """The two sides, each in the order of its neighbours' mean place.

    This is the barycentre heuristic (Sugiyama, Tagawa and Toda 1981).
    """
    pairs = [(a, b) if graph.nodes[a]["country"] == "FR" else (b, a) for a, b in graph.edges(component)]
    return _ordered(pairs)


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


def bows(edges: Iterable[tuple[str, str]], width: float = 520) -> Positions:
    """The two ends of all edges on two facing bows, ends that share neighbours near each other."""
    left, right = _ordered(edges)
    rows = max(len(left), len(right))
    positions: Positions = {}
    for side, nodes in ((-1, left), (1, right)):
        for row, node in enumerate(nodes):
            turn = 2 * (row + 0.5) / len(nodes) - 1
            bow = (1 - turn * turn) ** 0.5
            y = (row + (rows - len(nodes)) / 2) * ROW
            positions[node] = (round(side * width * (0.3 + 0.2 * bow), 1), round(y, 1))
    return positions


def triptych(edges: Iterable[tuple[str, str]], left: set[str], width: float = 560) -> Positions:
    """The second ends of all edges in a middle column, in their own order; the first ends to its sides."""
    known = sorted(set(edges))
    middle = sorted({b for _, b in known}, key=lambda node: (len(node), node))
    wings = [_ordered((a, b) for a, b in known if (a in left) is wing)[0] for wing in (True, False)]
    wings = [_near(known, nodes, middle) for nodes in wings]
    height = max(len(nodes) for nodes in (*wings, middle)) * ROW
    positions: Positions = {}
    for x, nodes in ((-width / 2, wings[0]), (0.0, middle), (width / 2, wings[1])):
        pitch = height / max(1, len(nodes))
        positions |= {node: (x, round((row + 0.5) * pitch, 1)) for row, node in enumerate(nodes)}
    return positions


def _ordered(edges: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    known = sorted(set(edges))
    left, right = sorted({a for a, _ in known}), sorted({b for _, b in known})
    for _ in range(12):
        right = _near([(b, a) for a, b in known], right, left)
        left = _near(known, left, right)
    return left, right


def _near(edges: list[tuple[str, str]], nodes: list[str], others: list[str]) -> list[str]:
    """The nodes in the order of the mean place of their neighbours among the others."""
    place = {node: index for index, node in enumerate(others)}
    seen: dict[str, list[int]] = {node: [] for node in nodes}
    for a, b in edges:
        if a in seen and b in place:
            seen[a].append(place[b])
    return sorted(nodes, key=lambda node: (sum(seen[node]) / max(1, len(seen[node])), node))


def rings(graph: nx.Graph[str], width: float = 900, room: float = 120) -> Positions:
    """Each component on a ring of its own, two side by side, the rings in rows of about ``width``."""
    import networkx as nx  # noqa: PLC0415  (slow to import)

    positions: Positions = {}
    x = y = high = 0.0
    for component in sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c))):
        radius = room * max(0.65, len(component) / 5)
        if x + 2 * radius > width:
            x, y, high = 0.0, y + high + room * 0.7, 0.0
        for place, node in enumerate(sorted(component)):
            angle = math.tau * place / len(component) + (0 if len(component) == 2 else math.pi / 2)
            across, down = radius * (1 - math.cos(angle)), radius * (1 - math.sin(angle))
            positions[node] = (round(x + across, 1), round(y + (0 if len(component) == 2 else down), 1))
        x += 2 * radius + room * 1.1
        high = max(high, 0.0 if len(component) == 2 else 2 * radius)
    return positions
