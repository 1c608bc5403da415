"""Turtle, the union of the four graphs, with comments on version, licence and citation."""

from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import ONTOLOGY, PREFIXES
from jumelage_graph.statements.syntaxes import serialise

NAME = "turtle"
SUFFIX = ".ttl"
MEDIA = "text/turtle"
CONFORMS = (ONTOLOGY,)


def render(release: Release) -> bytes:
    """The whole file, with version, as-of date, licence and citation as comments on top."""
    return release.comment + serialise(release.nquads, NAME, PREFIXES)
