"""The network of partnerships in GEXF for Gephi, with the periods in force for its timeline."""

from __future__ import annotations

from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import STANDARDS
from jumelage_graph.networks import partnerships, writing

NAME = "gexf"
SUFFIX = ".gexf"
MEDIA = "application/xml"
CONFORMS = (STANDARDS["gexf"],)


def render(release: Release) -> bytes:
    """The file; its meta element says version, as-of date, licence and citation."""
    network = partnerships(release.record)
    return writing.gexf(network, release.about, release.as_of)
