"""The twinnings of the world: our measures beside NetworkX's on a part, and beside igraph's plain ones on all of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx

from bench.measuring import Pair, Plan, Section, cpu, in_turn, whole
from jumelage_graph import analyses
from world import measure

_SCRIPT = str(Path(measure.__file__))


def run(plan: Plan) -> Iterator[Section]:
    towns = 200 if plan.quick else 2_000
    graph = measure.part(towns)
    yield Section(f"Measures on {towns} towns, CPU", [_pair(graph, name, plan) for name in _NETWORKX])
    if not plan.quick:
        yield _whole(plan)


_NETWORKX: dict[str, Callable[[nx.Graph[str]], object]] = {
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "mean distance": nx.average_shortest_path_length,
}


def _pair(graph: nx.Graph[str], name: str, plan: Plan) -> Pair:
    works = {"ours": cpu(lambda: _ours(graph, name)), "NetworkX": cpu(lambda: _NETWORKX[name](graph))}
    taken = in_turn(works, plan.at_most(2), warm=False)
    return Pair(name, "NetworkX", taken["ours"], taken["NetworkX"])


def _ours(graph: nx.Graph[str], name: str) -> object:
    study = analyses.Study.of(graph)  # a study keeps what it has worked out
    return study.distances.mean if name == "mean distance" else getattr(study, name)()


def _whole(plan: Plan) -> Section:
    """All default measures of the whole network, as processes."""
    found = {
        kind: [whole([sys.executable, _SCRIPT, kind]) for _ in range(plan.at_most(1))]
        for kind in ("ours", "plain")
    }
    pairs = [
        Pair(
            f"all default measures, {what}",
            "each path measure by igraph",
            *([getattr(each, what) for each in found[kind]] for kind in ("ours", "plain")),
            unit="MB" if what == "megabytes" else "s",
        )
        for what in ("cpu", "seconds", "megabytes")
    ]
    return Section("The world network, 17,717 towns", pairs)
