"""Sustainable Development Goals at each edition of the Rencontres.

``sessions``, ``initiatives``, ``editions`` (integer ≥ 0): how many sessions of the edition, initiatives
presented at it, and the edition itself (0 or 1) address the goal; ``subjects``: their sum. A goal that
nothing at the edition addresses has no row: nothing about it is known, which is not a proof of silence. The
notes say how many of the links between a subject and a goal are stated by a source and how many are an
editor's reading of its topic.
"""

from __future__ import annotations

from jumelage_graph import networks
from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table
from jumelage_graph.words import say

NEEDS = "record"
MEASURES = ("goals",)
WAYS = ("session", "initiative", "edition")


def run(study: Study) -> Table:
    """One row per edition and goal."""
    rows = []
    for (position, goal), ways in sorted(networks.goals_by_edition(study.record).items()):
        counts = [ways.get(way, 0) for way in WAYS]
        rows.append((position, goal, *counts, sum(counts)))
    columns = ("edition", "goal", "sessions", "initiatives", "editions", "subjects")
    return Table(columns, tuple(rows), (basis(study),))


def basis(study: Study) -> str:
    """How many links to goals are stated and how many are an editor's."""
    counts = networks.goal_bases(study.record)
    return say("analyses.notes.basis", stated=counts["stated"], editor=counts["editor"])
