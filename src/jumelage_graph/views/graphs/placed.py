"""A network from a file, ready to be drawn: its links without parallels, its groups, the places of its nodes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jumelage_graph.networks import communities
from jumelage_graph.views.graphs.discs import Places, discs
from jumelage_graph.views.shared.words import word
from jumelage_graph.words import FALLBACKS, told

if TYPE_CHECKING:
    import networkx as nx

SIDE = 20_000
"""The longer side of a network, in whole numbers: fine enough for tens of thousands of nodes."""
_MOST = 40
"""An attribute with more values than these is no way to sort nodes into groups."""
_DRAWING = ("x", "y", "z", "r", "g", "b", "size")
"""Attributes that say how a program draws a node, and sort none."""


@dataclass(frozen=True, slots=True)
class Column:
    """Groups of nodes: ``of`` has the place in ``values`` of each node's, −1 where it has none."""

    name: str
    values: list[str]
    of: list[int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A network to be drawn: ``nodes``, the most linked first, with what the file knows of each.

    ``simple`` has one link between two, with the sum of its weights, or the number of its parallel links as ``weight``.
    ``columns`` sort the nodes into groups, the last into communities. ``places``: whole numbers from 0 to ``SIDE``, y
    grows downwards; ``given``: whether they are those of the file, ``known``: how many nodes the file places.
    """

    graph: nx.Graph[Any]
    simple: nx.Graph[Any]
    nodes: list[Any]
    columns: list[Column]
    places: dict[Any, tuple[int, int]]
    given: bool
    known: int

    def name(self, node: Any, lang: str) -> str:
        """What a node is called: its label in the language or the nearest to it, else its id."""
        found = self.graph.nodes[node]
        keys = (*(f"label_{tag}" for tag in FALLBACKS[lang]), "label", "name")
        return str(next((found[key] for key in keys if found.get(key)), node))

    def account(self, lang: str) -> str:
        """What was read, dropped and decided."""
        reading = self.graph.graph.get("reading")
        said = [told(sentence, lang) for sentence in reading.sentences()] if reading else []
        if 0 < self.known < len(self.nodes):
            said.append(word("foreign_part", lang, count=self.known, all=len(self.nodes)))
        return " ".join(said)


def placed(graph: nx.Graph[Any]) -> Placed:
    """A network, as ``networks.read`` gives it, with the places of its file where that has one for every node.

    Places that are all the same, or too far apart to be told as numbers, are none.
    """
    simple = _simple(graph)
    undirected = simple.to_undirected() if simple.is_directed() else simple
    nodes = sorted(simple, key=lambda node: (-simple.degree[node], str(node)))
    of = communities(undirected).of
    columns = [*_attributes(graph, nodes), _communities(of, nodes)]
    known = {node: at for node, at in graph.graph.get("places", {}).items() if node in simple}
    given = len(known) == len(nodes) and 0 < _reach(known) < math.inf
    places = known if given else discs(undirected, of)
    return Placed(graph, simple, nodes, columns, _scaled(places), given, len(known))


def _simple(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    import networkx as nx  # noqa: PLC0415  (slow to import)

    made: nx.Graph[Any] = nx.DiGraph() if graph.is_directed() else nx.Graph()
    made.add_nodes_from(graph)
    edges: Any = graph.edges(data="weight")
    for a, b, weight in edges:
        before = made.edges[a, b]["weight"] if made.has_edge(a, b) else 0
        made.add_edge(a, b, weight=before + (1 if weight is None else weight))
    return made


def _communities(of: Mapping[Any, int], nodes: Sequence[Any]) -> Column:
    """The communities, numbered from the largest."""
    numbers = [str(number) for number in range(1, max(of.values()) + 1)]
    return Column("community", numbers, [of[node] - 1 for node in nodes])


def _attributes(graph: nx.Graph[Any], nodes: Sequence[Any]) -> Iterator[Column]:
    """The attributes that sort at least half of the nodes into few groups, the largest first; names sort none."""
    found = {name for _, data in graph.nodes(data=True) for name in data}
    sorting = (name for name in found if not name.startswith(("label", "name")) and name not in _DRAWING)
    for name in sorted(sorting):
        texts = [str(graph.nodes[node].get(name, "")) for node in nodes]
        counts = Counter(text for text in texts if text)
        if not 1 < len(counts) <= min(_MOST, len(nodes) / 2) or counts.total() < len(nodes) / 2:
            continue
        values = sorted(counts, key=lambda text: (-counts[text], text))
        place = {text: number for number, text in enumerate(values)}
        yield Column(f"by:{name}", values, [place.get(text, -1) for text in texts])


def _reach(places: Places) -> float:
    """The longer side of what holds all places."""
    axes = list(zip(*places.values(), strict=True))
    return max((max(axis) - min(axis) for axis in axes), default=0.0)


def _scaled(places: Places) -> dict[Any, tuple[int, int]]:
    scale = SIDE / (_reach(places) or 1.0)
    left, top = (min(at[axis] for at in places.values()) for axis in (0, 1))
    return {node: (round((x - left) * scale), round((y - top) * scale)) for node, (x, y) in places.items()}
