"""N-Quads in canonical order, the four named graphs."""

from jumelage_graph.exports.published import Published
from jumelage_graph.namespaces import ONTOLOGY, PREFIXES
from jumelage_graph.statements.syntaxes import serialise

NAME = "nquads"
SUFFIX = ".nq"
MEDIA = "application/n-quads"
CONFORMS = (ONTOLOGY,)


def render(published: Published) -> bytes:
    """The whole file, with version, as-of date, licence and citation as comments on top."""
    return published.comment + serialise(published.nquads, NAME, PREFIXES)
