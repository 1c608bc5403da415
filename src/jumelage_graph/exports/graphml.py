"""The network of partnerships in GraphML, for yEd, igraph, Cytoscape …"""

from __future__ import annotations

from jumelage_graph.exports.published import Published
from jumelage_graph.namespaces import STANDARDS
from jumelage_graph.networks import partnerships, writing

NAME = "graphml"
SUFFIX = ".graphml"
MEDIA = "application/xml"
CONFORMS = (STANDARDS["graphml"],)


def render(published: Published) -> bytes:
    """The file; version, as-of date, licence and citation are attributes of the graph."""
    network = partnerships(published.record)
    return writing.graphml(network, published.about)
