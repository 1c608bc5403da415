"""The network of partnerships in GraphML, for yEd, igraph, Cytoscape …"""

from __future__ import annotations

from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import STANDARDS
from jumelage_graph.networks import partnerships, writing

NAME = "graphml"
SUFFIX = ".graphml"
MEDIA = "application/xml"
CONFORMS = (STANDARDS["graphml"],)


def render(release: Release) -> bytes:
    """The file; version, as-of date, licence and citation are attributes of the graph."""
    network = partnerships(release.record)
    return writing.graphml(network, release.about)
