"""Communities: groups of nodes with more links inside than chance would give.

Found by the Leiden algorithm (Traag, Waltman and van Eck 2019, Sci. Rep. 9, 5233) for modularity (Newman
and Girvan 2004, Phys. Rev. E 69, 026113) on distinct pairs, seeded, repeated until nothing changes.
``community``: a number, 1 the largest; ``component``: the number of the connected component, 1 the largest.
The notes give the modularity (−0.5 to 1; undefined without a link) and the seed: another seed may give
another division that is as good. Communities never reach beyond a component; where components are small the
two mostly agree.
"""

from __future__ import annotations

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.words import say

NEEDS = "any"
MEASURES = ("community", "modularity")


def run(study: Study) -> Table:
    """One row per node, by community."""
    component = {node: number for number, part in enumerate(study.components, 1) for node in part}
    rows: list[tuple[Value, ...]] = [
        (community, str(node), study.label(node), study.side(node), component[node])
        for node, community in sorted(study.communities.of.items(), key=lambda item: (item[1], str(item[0])))
    ]
    number = len(set(study.communities.of.values()))
    modularity = study.communities.modularity
    note = say("analyses.notes.groups", count=number, modularity=modularity, seed=study.seed)
    notes = (note, say("analyses.notes.same")) if rows and number == len(study.components) else (note,)
    return Table(("community", "node", "label", "side", "component"), tuple(rows), notes)
