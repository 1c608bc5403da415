"""How many nodes of each side have which degree.

``degree`` (integer ≥ 0, partners): the number of distinct neighbours; ``nodes``: how many of the side have
it; ``share`` (0 to 1): of all nodes of the side. The notes give each side's mean (float; links divided by
the nodes of the side) and maximum. In a two-sided network the two means differ unless the sides are of
equal size, therefore no mean over both is given. A network without sides is one group, ``all``. Source:
Newman, Networks (2018), section 6.6.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table
from jumelage_graph.words import say

NEEDS = "any"
MEASURES = ("degree", "degree distribution", "mean degree", "maximum degree")


def run(study: Study) -> Table:
    """One row per side and degree, the smallest degree first."""
    rows: list[tuple[str, int, int, float]] = []
    notes = []
    for side, nodes in _groups(study).items():
        degrees = [study.simple.degree(node) for node in nodes]
        counts = sorted(Counter(degrees).items())
        rows += [(side, degree, count, count / len(nodes)) for degree, count in counts]
        mean, most = sum(degrees) / len(degrees), max(degrees)
        notes.append(say("analyses.notes.side_degrees", side=side, count=len(nodes), mean=mean, maximum=most))
    return Table(("side", "degree", "nodes", "share"), tuple(rows), tuple(notes))


def _groups(study: Study) -> dict[str, list[Any]]:
    return study.sides if isinstance(study.sides, dict) else {"all": study.nodes}
