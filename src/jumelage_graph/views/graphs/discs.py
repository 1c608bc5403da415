"""Places of the nodes of any network, of two or of twenty thousand: communities as discs, components in rows.

A small community is unfolded; a large one fills a disc, so that its nodes lie apart. The discs of one component stand
near those they are linked with, and none lies on another. Equal networks give equal places.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from jumelage_graph.networks import forced, unfolded

if TYPE_CHECKING:
    import networkx as nx

Places = dict[Any, tuple[float, float]]
_SMALL = 60
"""Up to so many nodes a community is unfolded."""
_GAP = 2.5
"""Between two discs, and between two components; linked nodes are about 1 apart."""


def discs(graph: nx.Graph[Any], communities: Mapping[Any, int]) -> Places:
    """The place of each node; ``communities`` has the number of each node's community."""
    import networkx as nx  # noqa: PLC0415  (slow to import)

    components = sorted(nx.connected_components(graph), key=lambda c: (-len(c), str(min(c, key=str))))
    return _in_rows([_component(graph.subgraph(c), communities) for c in components])


def _component(graph: nx.Graph[Any], communities: Mapping[Any, int]) -> Places:
    parts: dict[int, list[Any]] = {}
    for node in sorted(graph, key=str):
        parts.setdefault(communities[node], []).append(node)
    if len(graph) <= _SMALL or len(parts) == 1:
        return _disc(graph)
    own = {number: _disc(graph.subgraph(nodes)) for number, nodes in sorted(parts.items())}
    radii = {n: max(math.hypot(*at) for at in places.values()) + _GAP / 2 for n, places in own.items()}
    centres = _centres(graph, communities, radii)
    return {
        node: (centres[number][0] + x, centres[number][1] + y)
        for number, places in own.items()
        for node, (x, y) in places.items()
    }


def _disc(graph: nx.Graph[Any]) -> Places:
    """A community around the origin: unfolded, or spread over a disc in the directions that the forces give."""
    nodes = sorted(graph, key=str)
    place = {node: number for number, node in enumerate(nodes)}
    if len(nodes) <= _SMALL:
        return _unfolded(graph, place)
    drawn = forced(len(nodes), {(place[a], place[b]): 1.0 for a, b in graph.edges()})
    around = _centred(dict(zip(nodes, drawn, strict=True)))
    places = {}
    for rank, node in enumerate(sorted(nodes, key=lambda node: math.hypot(*around[node]))):
        angle = math.atan2(around[node][1], around[node][0])
        radius = math.sqrt((rank + 0.5) / math.pi)
        places[node] = (radius * math.cos(angle), radius * math.sin(angle))
    return places


def _unfolded(graph: nx.Graph[Any], place: Mapping[Any, int]) -> Places:
    import networkx as nx  # noqa: PLC0415  (slow to import)

    names = {node: f"{number:04}" for node, number in place.items()}
    places = unfolded(nx.relabel_nodes(nx.Graph(graph), names))
    return _centred({node: places[name] for node, name in names.items()})


def _centred(places: Places) -> Places:
    x, y = (math.fsum(place[axis] for place in places.values()) / len(places) for axis in (0, 1))
    return {node: (place[0] - x, place[1] - y) for node, place in places.items()}


def _centres(
    graph: nx.Graph[Any], communities: Mapping[Any, int], radii: Mapping[int, float]
) -> dict[int, tuple[float, float]]:
    """The middles of the discs: drawn together by their links, then pushed apart until none lies on another."""
    numbers = list(radii)
    place = {number: index for index, number in enumerate(numbers)}
    ends = (sorted((place[communities[a]], place[communities[b]])) for a, b in graph.edges())
    links = Counter((a, b) for a, b in ends if a != b)
    drawn = forced(len(numbers), {pair: math.log2(1 + n) for pair, n in links.items()})
    middles = list(_centred(dict(enumerate(drawn))).values())
    reach = max(math.hypot(*at) for at in middles) or 1.0
    room = 1.2 * math.sqrt(math.fsum(radius**2 for radius in radii.values())) / reach
    apart = _apart([[x * room, y * room] for x, y in middles], list(radii.values()))
    return {number: (apart[place[number]][0], apart[place[number]][1]) for number in numbers}


def _apart(middles: list[list[float]], radii: Sequence[float], rounds: int = 400) -> list[list[float]]:
    """The discs moved apart where they overlap, the smaller the farther; at first all a little inwards."""
    pairs = list(combinations(range(len(radii)), 2))
    for turn in range(rounds):
        inwards = turn < rounds / 2
        if inwards:
            middles = [[x * 0.99, y * 0.99] for x, y in middles]
        moved = [_push(middles, radii, pair) for pair in pairs]
        if not inwards and not any(moved):
            break
    return middles


def _push(middles: list[list[float]], radii: Sequence[float], pair: tuple[int, int]) -> bool:
    """Whether two discs overlapped; they do no more."""
    a, b = pair
    dx, dy = middles[b][0] - middles[a][0], middles[b][1] - middles[a][1]
    distance, wanted = math.hypot(dx, dy) or 1e-9, radii[a] + radii[b]
    if distance >= wanted:
        return False
    share = (wanted * 1.001 - distance) / distance / (radii[a] ** 2 + radii[b] ** 2)
    for disc, way in ((a, -(radii[b] ** 2)), (b, radii[a] ** 2)):
        middles[disc][0] += dx * share * way
        middles[disc][1] += dy * share * way
    return True


def _in_rows(components: Sequence[Places]) -> Places:
    """The components in rows: the largest first, the others beside and below it; half as wide again as high."""
    boxes = [_box(places) for places in components]
    area = math.fsum((wide + _GAP) * (tall + _GAP) for _, _, wide, tall in boxes)
    width = max(boxes[0][2], math.sqrt(area * 1.5))
    indent, deep = boxes[0][2] + _GAP, boxes[0][3]
    placed: Places = {}
    x = y = high = 0.0
    for number, (places, (left, top, wide, tall)) in enumerate(zip(components, boxes, strict=True)):
        if x and x + wide > width:
            y += high + _GAP
            x, high = (indent if y < deep and indent + wide <= width else 0.0), 0.0
            y = y if x else max(y, deep + _GAP)
        placed |= {node: (across - left + x, down - top + y) for node, (across, down) in places.items()}
        x, high = x + wide + _GAP, max(high, tall if number else 0.0)
    return placed


def _box(places: Places) -> tuple[float, float, float, float]:
    """Left, top, width and height."""
    xs, ys = ([place[axis] for place in places.values()] for axis in (0, 1))
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
