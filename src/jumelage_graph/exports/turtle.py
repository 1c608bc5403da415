"""Turtle, the union of the four graphs, with comments on version, licence and citation."""

from jumelage_graph.exports.published import Published
from jumelage_graph.namespaces import ONTOLOGY, PREFIXES
from jumelage_graph.statements.syntaxes import serialise

NAME = "turtle"
SUFFIX = ".ttl"
MEDIA = "text/turtle"
CONFORMS = (ONTOLOGY,)


def render(published: Published) -> bytes:
    """The whole file, with version, as-of date, licence and citation as comments on top."""
    return published.comment + serialise(published.nquads, NAME, PREFIXES)
