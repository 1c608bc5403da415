"""Measures the twinnings of the world, and shows beside it what plain NetworkX takes on a part of them.

Alone it prints all default measures' sizes, the figures, the seconds and the peak of memory as JSON; with ``plain``
the same where igraph searches from every town for each measure of paths; with ``compare`` our seconds and those of
NetworkX for three measures on the towns nearest to the most linked one.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import networkx as nx

from jumelage_graph import analyses, networks
from jumelage_graph.analyses._distances import Distances

FILE = Path(__file__).parent / "twinnings.csv.gz"


def world() -> nx.Graph[str]:
    return networks.read(
        FILE,
        source_column="a_label,a_country",
        target_column="b_label,b_country",
        where=["source=enwiki_2026_geocoded"],
    )


class Plain(analyses.Study):
    """Measures of paths by igraph's own functions, each over the whole network."""

    def betweenness(self) -> list[float]:
        return list(self.indexed.betweenness(directed=False))

    def closeness(self) -> list[float]:
        return list(self.indexed.closeness(normalized=True))

    @cached_property
    def distances(self) -> Distances:
        lengths = self.indexed.path_length_hist(directed=False).bins()
        return Distances({int(start): int(pairs) for start, _, pairs in lengths if pairs}, [])


def measure(kind: type[analyses.Study] = analyses.Study) -> dict[str, Any]:
    start = time.perf_counter()
    study = kind.of(world())
    known = analyses.catalogue().values()
    tables = {analysis.name: analysis.run(study) for analysis in known if not analysis.refused(study)}
    return {
        "rows": {name: len(table.rows) for name, table in tables.items()},
        "figures": {row[0]: row[1] for row in tables["overview"].rows},
        "seconds": time.perf_counter() - start,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def part(towns: int) -> nx.Graph[str]:
    """The towns nearest to the most linked one, with the links among them."""
    graph = world()
    centre = max(sorted(graph), key=graph.degree)
    return graph.subgraph(islice(nx.bfs_tree(graph, centre), towns)).copy()


def compare(towns: int = 2_000) -> dict[str, dict[str, float]]:
    graph = part(towns)
    study = analyses.Study.of(graph)
    assert study.indexed.vcount() == towns
    ours: dict[str, Callable[[], object]] = {
        "betweenness": study.betweenness,
        "closeness": study.closeness,
        "mean distance": lambda: study.distances.mean,
    }
    theirs: dict[str, Callable[[], object]] = {
        "betweenness": lambda: nx.betweenness_centrality(graph),
        "closeness": lambda: nx.closeness_centrality(graph),
        "mean distance": lambda: nx.average_shortest_path_length(graph),
    }
    return {name: {"ours": taken(ours[name]), "networkx": taken(theirs[name])} for name in ours}


def taken(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    print(
        json.dumps(
            compare() if "compare" in sys.argv else measure(Plain if "plain" in sys.argv else analyses.Study)
        )
    )
