"""Degree and strength of every node.

``degree`` (integer ≥ 0, partners): the number of distinct neighbours. ``strength`` (integer ≥ degree,
agreements): the number of links with parallel ones counted, here the agreements. A government without
partner is no node of the network, so 0 occurs only in networks read from a file. Source: Barrat et al.
2004, PNAS 101, 3747 (strength).
"""

from __future__ import annotations

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table

SUMMARY = {
    "en": "Partners and agreements of every government",
    "fr": "Les partenaires et les accords de chaque collectivité",
    "ja": "各自治体の提携先の数と提携の件数",
}
NEEDS = "any"
MEASURES = ("degree", "strength")


def run(study: Study) -> Table:
    """One row per node: by side, the highest degree first."""
    degree, strength = dict(study.simple.degree()), dict(study.simple.degree(weight="weight"))
    rows = [
        (str(node), study.label(node), study.side(node), degree[node], strength[node]) for node in study.nodes
    ]
    rows.sort(key=lambda row: (row[2] or "", -row[3], -row[4], row[0]))
    return Table(("node", "label", "side", "degree", "strength"), tuple(rows))
