"""Governments and Sustainable Development Goals: the two-sided network behind them.

``initiatives``, ``projects``, ``sessions`` (integer ≥ 0): how many initiatives that the government
presented, projects of agreements that it is a party of, and sessions in which it is known to have been
involved address the goal; ``weight``: their sum. A pair without row is not known to be linked, which proves
nothing. The notes give the density of the network (links / (governments × goals), 0 to 1, undefined when
empty), the governments of each goal, and how many links to goals a source states.
"""

from __future__ import annotations

from operator import itemgetter

from jumelage_graph import networks
from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.analyses.goals_by_edition import basis
from jumelage_graph.words import say

NEEDS = "record"
MEASURES = ("goals", "weight")
WAYS = ("initiative", "project", "session")


def run(study: Study) -> Table:
    """One row per government and goal."""
    graph = networks.goals_network(study.record)
    goals = {node: row["number"] for node, row in graph.nodes(data=True) if row["side"] == "goal"}
    rows: list[tuple[Value, ...]] = []
    for government in sorted(set(graph) - set(goals)):
        label = graph.nodes[government].get("label_en")
        for goal in sorted(graph[government], key=lambda node: goals[node]):
            data = graph[government][goal]
            rows.append((government, label, goals[goal], *(data.get(way, 0) for way in WAYS), data["weight"]))
    possible = len(goals) * (len(graph) - len(goals))
    density = (
        say("analyses.notes.density", density=len(rows) / possible)
        if possible
        else say("analyses.notes.no_goal")
    )
    of_each = [
        say("analyses.notes.of_goal", number=number, count=graph.degree(goal))
        for goal, number in sorted(goals.items(), key=itemgetter(1))
    ]
    notes = (density, say("analyses.notes.of_each_goal", goals=of_each), basis(study))
    columns = ("government", "label", "goal", "initiatives", "projects", "sessions", "weight")
    return Table(columns, tuple(rows), notes)
