"""Who came to the same editions of the Rencontres.

The projection of the attendance network on the governments. ``shared`` (integer ≥ 1): editions to which
both are known to have come; ``newman`` (float > 0): the sum over these of 1 / (k − 1), k being the
governments known to have come, so that a large edition counts less (Newman 2001, Phys. Rev. E 64, 016132);
``editions``: their numbers joined by ``;``; ``agreements``: those between the two, of whatever date and
status, joined by ``;``, empty without.

A pair without row is not known to have met: a list that is known in part cannot show an absence. An edition
whose list is short makes ``newman`` too large.
"""

from __future__ import annotations

from typing import Any

from jumelage_graph import networks
from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table

NEEDS = "record"
MEASURES = ("co-attendance", "shared editions")


def run(study: Study) -> Table:
    """One row per pair, the most shared first."""
    attended = networks.attendance(study.record)
    met = networks.projection(attended, "government", "newman") if attended.edges else attended
    linked = study.agreements_of_pairs
    lines: list[tuple[str, str, int, float, str, str]] = []
    for a, b, newman in _weighted(met):
        editions = sorted(
            attended.nodes[edition]["position"] for edition in set(attended[a]) & set(attended[b])
        )
        agreements = ";".join(linked.get(frozenset((a, b)), ()))
        lines.append((a, b, len(editions), newman, ";".join(map(str, editions)), agreements))
    lines.sort(key=lambda row: (-row[2], row[0], row[1]))
    return Table(("a", "b", "shared", "newman", "editions", "agreements"), tuple(lines))


def _weighted(met: Any) -> list[tuple[str, str, float]]:
    return [(*sorted(edge), weight) for *edge, weight in met.edges(data="weight")]
