"""The measures that a picture can show as the size of a place, and the communities that it can colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jumelage_graph.views.parts.layout import SEED

if TYPE_CHECKING:
    import networkx as nx

    from jumelage_graph.record import Record


def measures(graph: nx.MultiGraph[str], record: Record) -> dict[str, dict[str, float]]:
    """The measures of each party, by its id.

    ``degree`` (agreements), ``betweenness`` (0 to 1, of the simple graph), ``attendance`` (editions known) and
    ``population`` (inhabitants; left out where unknown).
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    between = nx.betweenness_centrality(nx.Graph(graph))
    found = {}
    for node in sorted(graph):
        population = record.governments[node].population
        agreements = {agreement for *_, agreement in graph.edges(node, keys=True)}
        found[node] = {
            "degree": float(len(agreements)),
            "betweenness": round(between[node], 6),
            "attendance": float(len(record.attendance.get(node, ()))),
        } | ({"population": float(population)} if population is not None else {})
    return found


def communities(graph: nx.Graph[str]) -> dict[str, int]:
    """The community of each node (Louvain, seeded), numbered from 0 by size, then by the first id."""
    import networkx as nx  # noqa: PLC0415

    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.edges()))
    parts = nx.community.louvain_communities(simple, seed=SEED)
    ordered = sorted(parts, key=lambda part: (-len(part), min(part)))
    return {node: number for number, part in enumerate(ordered) for node in sorted(part)}
