"""The networks beside the agreements: meetings, goals, and the two projections, each with its places.

An edge is ``[from, to, via]``: ``via`` lists the editions or the partners that the two have in common, or
holds the number of sessions, initiatives and projects that join a government to a goal.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from jumelage_graph.networks import attendance, communities, goals_network
from jumelage_graph.views.graphs import layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from jumelage_graph.record import Record

Edge = tuple[str, str, list[Any]]


def other_networks(record: Record, graph: nx.MultiGraph[str]) -> dict[str, dict[str, Any]]:
    """Each network by the key of its name in the words of the page."""
    french = {name for name, known in record.governments.items() if known.country == "FR"}
    meetings, goals = _meetings(record), _goals(record)
    sharing = {side: _sharing(graph, side) for side in ("FR", "JP")}
    return {
        "attendance_view": _drawn(meetings, layout.bows(_ends(meetings))),
        "goals_view": _drawn(goals, layout.triptych(_ends(goals), french)),
        "projection_fr": _drawn(sharing["FR"], layout.islands(_graph(sharing["FR"]))),
        "projection_jp": _drawn(sharing["JP"], layout.islands(_graph(sharing["JP"]))),
    }


def _drawn(edges: list[Edge], places: layout.Positions) -> dict[str, Any]:
    return {"edges": edges, "places": places, "communities": communities(_graph(edges)).of}


def _ends(edges: list[Edge]) -> list[tuple[str, str]]:
    return [(a, b) for a, b, _ in edges]


def _graph(edges: list[Edge]) -> nx.Graph[str]:
    import networkx as nx  # noqa: PLC0415  (slow to import)

    return nx.Graph(_ends(edges))


def _meetings(record: Record) -> list[Edge]:
    """French and Japanese governments that are known to have come to at least two editions together."""
    graph = attendance(record)
    came: dict[str, set[int]] = {}
    for node, data in graph.nodes(data=True):
        if data["side"] == "government":
            came[node] = {graph.nodes[edition]["position"] for edition in graph[node]}
    of = {c: sorted(n for n in came if graph.nodes[n]["country"] == c) for c in ("FR", "JP")}
    pairs = ((fr, jp, sorted(came[fr] & came[jp])) for fr, jp in product(of["FR"], of["JP"]))
    return [pair for pair in pairs if len(pair[2]) > 1]


def _goals(record: Record) -> list[Edge]:
    """Governments and the goals that at least two of their sessions, initiatives and projects address."""
    graph = goals_network(record)
    edges: list[Edge] = []
    for a, b, data in graph.edges(data=True):
        government, goal = sorted((a, b), key=lambda node: graph.nodes[node]["side"] == "goal")
        if data["weight"] > 1:
            edges.append((government, goal, [float(data["weight"])]))
    return sorted(edges, key=lambda edge: edge[:2])


def _sharing(graph: nx.MultiGraph[str], side: str) -> list[Edge]:
    """Governments of one side that share a partner on the other."""
    shared: dict[tuple[str, str], list[str]] = {}
    for partner in sorted(node for node in graph if graph.nodes[node]["country"] != side):
        for a, b in _pairs(graph[partner]):
            shared.setdefault((a, b), []).append(partner)
    return [(a, b, partners) for (a, b), partners in sorted(shared.items())]


def _pairs(nodes: Iterable[str]) -> Iterable[tuple[str, str]]:
    return combinations(sorted(nodes), 2)
