"""Positions of nodes, computed once and fixed, so that a page is calm when it opens; px, y grows downwards.

``ladders`` puts every component of a two-sided network upright, France left and Japan right, and sets the
components in newspaper columns. ``bows`` faces two sides that are densely linked, ``triptych`` puts what both
sides are linked with between them, ``islands`` unfolds each component.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jumelage_graph.networks import unfolded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import networkx as nx

Positions = dict[str, tuple[float, float]]
Rank = Callable[[set[str]], tuple[Any, ...]]
"""By what components are sorted."""

COLUMN = 330
"""Width of a newspaper column: two labels and the link between them."""
LINK = 84
"""From a French to a Japanese node."""
ROW = 27
SEED = 1958


def ladders(graph: nx.MultiGraph[str], columns: int, rank: Rank | None = None) -> Positions:
    """Each component as rungs, French nodes left, Japanese right; by ``rank``, or large ones first, then by date."""
    rungs = [_rungs(graph, component) for component in _components(graph, rank)]
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


def _components(graph: nx.MultiGraph[str], rank: Rank | None) -> list[set[str]]:
    import networkx as nx  # noqa: PLC0415  (slow to import)

    def order(component: set[str]) -> tuple[int, str, str]:
        dates = [data.get("earliest", "9999") for *_, data in graph.edges(component, data=True)]
        return -len(component) if len(component) > 2 else 0, min(dates, default="9999"), min(component)

    return sorted(nx.connected_components(graph), key=(lambda c: (*rank(c), min(c))) if rank else order)


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


def islands(graph: nx.Graph[str], width: float = 940, room: float = 105) -> Positions:
    """Each component unfolded, linked nodes about ``room`` apart, the largest first, in rows of about ``width``."""
    import networkx as nx  # noqa: PLC0415  (slow to import)

    positions: Positions = {}
    x = y = high = 0.0
    for component in sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c))):
        places = unfolded(graph.subgraph(component))
        left, top = (min(place[axis] for place in places.values()) for axis in (0, 1))
        wide, tall = (
            max(place[axis] for place in places.values()) - least for axis, least in ((0, left), (1, top))
        )
        if x and x + wide * room > width:
            x, y, high = 0.0, y + high + room * 0.8, 0.0
        for node, (across, down) in places.items():
            positions[node] = (round(x + (across - left) * room, 1), round(y + (down - top) * room, 1))
        x, high = x + wide * room + room * 1.3, max(high, tall * room)
    return positions
