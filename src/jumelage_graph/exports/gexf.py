"""The network of partnerships in GEXF for Gephi, with the periods in force for its timeline."""

from __future__ import annotations

from jumelage_graph.exports.published import Published
from jumelage_graph.namespaces import STANDARDS
from jumelage_graph.networks import partnerships, writing

NAME = "gexf"
SUFFIX = ".gexf"
MEDIA = "application/xml"
CONFORMS = (STANDARDS["gexf"],)


def render(published: Published) -> bytes:
    """The file; its meta element says version, as-of date, licence and citation."""
    network = partnerships(published.record)
    return writing.gexf(network, published.about, published.as_of)
