"""The partnerships, the meetings and the goals as NetworkX graphs, and any other network read from a file.

Nodes are governments, named by their ids. An unknown value has no key in a node's or an edge's attributes.
Every two-sided graph says in the node attribute ``side`` where a node stands: ``FR`` and ``JP``, or
``government`` and ``edition`` or ``goal``.
"""

from jumelage_graph.networks.communities import Communities, communities
from jumelage_graph.networks.files import read
from jumelage_graph.networks.meetings import (
    attendance,
    coverage,
    editions,
    goal_bases,
    goals_by_edition,
    goals_network,
)
from jumelage_graph.networks.nodes import governments
from jumelage_graph.networks.partnerships import in_force, partnerships
from jumelage_graph.networks.readings import Reading
from jumelage_graph.networks.sides import projection, sides
from jumelage_graph.networks.unfolding import forced, unfolded
from jumelage_graph.networks.writing import flat
from jumelage_graph.record import Coverage, EditionCoverage

__all__ = [
    "Communities",
    "Coverage",
    "EditionCoverage",
    "Reading",
    "attendance",
    "communities",
    "coverage",
    "editions",
    "flat",
    "forced",
    "goal_bases",
    "goals_by_edition",
    "goals_network",
    "governments",
    "in_force",
    "partnerships",
    "projection",
    "read",
    "sides",
    "unfolded",
]
