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

SUMMARY = {
    "en": "Governments and the Sustainable Development Goals that they work on",
    "fr": "Les collectivités et les objectifs de développement durable auxquels elles contribuent",
    "ja": "自治体と、その取り組む持続可能な開発目標（SDGs）",
}
READING = {
    "en": "Most goals are an editor's reading of a topic; a pair without row is not known to be linked.",
    "fr": "La plupart des objectifs sont la lecture d’un thème par la rédaction ; une paire absente "
    "n’est pas connue pour être liée.",
    "ja": "目標の多くは編集者による読み取りである。行のない組は、結びつきが不明である。",
}
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
    density = f"Density {len(rows) / possible}." if possible else "No government is linked with a goal."
    of_each = ", ".join(
        f"goal {number}: {graph.degree(goal)}" for goal, number in sorted(goals.items(), key=itemgetter(1))
    )
    notes = (density, f"Governments of each goal: {of_each}.", basis(study))
    columns = ("government", "label", "goal", "initiatives", "projects", "sessions", "weight")
    return Table(columns, tuple(rows), notes)
