"""The graph of what a reader found, and the account of it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jumelage_graph.networks.readers.found import FormatError, Found, Link, number
from jumelage_graph.words import say

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a file: ``links`` read, of which ``self_loops`` were dropped and ``parallel`` ones kept.

    A link is parallel to an earlier one between the same two (in the same direction, where links have one).
    ``examples`` names the first dropped and parallel ones; ``directed``, ``weighted``: whether links have a direction
    or weights; ``notes``: what else was decided in reading.
    """

    links: int
    self_loops: int
    parallel: int
    examples: tuple[str, ...] = ()
    directed: bool = False
    weighted: bool = False
    notes: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """What belongs under every table of figures; each can be told in every language."""
        first = f" ({'; '.join(self.examples)})" if self.examples else ""
        counts = {"links": self.links, "loops": self.self_loops, "parallel": self.parallel, "first": first}
        read = (
            say("networks.read.directed", **counts) if self.directed else say("networks.read.plain", **counts)
        )
        return (read, *((say("networks.read.weighted"),) if self.weighted else ()), *self.notes)

    def __str__(self) -> str:
        """The sentences in English."""
        return " ".join(self.sentences())


def graph(found: Found) -> nx.Graph[str]:
    """The graph, directed or not, with parallel links or without; ``graph["reading"]`` is the ``Reading``.

    ``graph["places"]`` has where the file draws nodes, y growing downwards; empty where it draws none.

    Errors: ``FormatError`` where no link joins two nodes.
    """
    directed = _directed(found)
    links = [_normal(link) for link in found.links]
    loops = [link for link in links if link.source == link.target]
    kept = [link for link in links if link.source != link.target]
    if not kept:
        raise FormatError(say("networks.file.no_link", loops=len(loops)))
    parallel, weighted = _parallel(kept, directed), _weigh(kept, found)
    made = _empty(directed, parallel=bool(parallel))
    made.add_nodes_from((_nfc(node), _texts(data)) for node, data in found.nodes.items())
    made.add_edges_from((link.source, link.target, link.data) for link in kept)
    if found.sides:
        made.add_nodes_from((link.source for link in kept), side=found.sides[0])
        made.add_nodes_from((link.target for link in kept), side=found.sides[1])
    made.graph["places"] = {_nfc(node): place for node, place in found.places.items()}
    first = tuple(f"{link.place}: {link.source} – {link.target}" for link in (*loops[:2], *parallel[:2]))
    counts = len(links), len(loops), len(parallel)
    made.graph["reading"] = Reading(*counts, first, directed, weighted, tuple(found.notes))
    return made


def _empty(directed: bool, *, parallel: bool) -> nx.Graph[str]:
    import networkx as nx  # noqa: PLC0415  (slow to import)

    if directed:
        return nx.MultiDiGraph() if parallel else nx.DiGraph()
    return nx.MultiGraph() if parallel else nx.Graph()


def _normal(link: Link) -> Link:
    return replace(link, source=_nfc(link.source), target=_nfc(link.target), data=_texts(link.data))


def _texts(data: dict[str, Any]) -> dict[str, Any]:
    return {str(name): _nfc(value) for name, value in data.items()}


def _nfc(value: Any) -> Any:
    """Text as one sequence of code points for one appearance; any other value as it is."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _directed(found: Found) -> bool:
    """Whether all links have a direction; a note where some have."""
    directed = sum(link.directed is True for link in found.links)
    if 0 < directed < len(found.links):
        found.notes.append(say("networks.read.mixed", directed=directed, links=len(found.links)))
    return 0 < directed == len(found.links)


def _parallel(links: list[Link], directed: bool) -> list[Link]:
    seen: set[tuple[str, ...]] = set()
    parallel = []
    for link in links:
        ends = (link.source, link.target)
        pair = ends if directed else tuple(sorted(ends))
        if pair in seen:
            parallel.append(link)
        seen.add(pair)
    return parallel


def _weigh(links: list[Link], found: Found) -> bool:
    """Leave finite numbers alone as ``weight``, whatever the case of its name; whether any link has one."""
    unusable = []
    for link in links:
        given = next((name for name in link.data if name.lower() == "weight"), None)
        if given is None:
            continue
        weight = number(found_weight := link.data.pop(given))
        if weight is None:
            unusable.append(f"{link.place}: {found_weight}")
        else:
            link.data["weight"] = weight
    if unusable:
        found.notes.append(say("networks.read.weights", count=len(unusable), first=unusable[0]))
    return any("weight" in link.data for link in links)
