"""The measures that a picture can show as the size of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    values = {}
    for node in sorted(graph):
        population = record.governments[node].population
        agreements = {agreement for *_, agreement in graph.edges(node, keys=True)}
        values[node] = {
            "degree": float(len(agreements)),
            "betweenness": round(between[node], 6),
            "attendance": float(len(record.attendance.get(node, ()))),
        } | ({"population": float(population)} if population is not None else {})
    return values
