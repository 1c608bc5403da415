"""TriG, the four named graphs."""

from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import ONTOLOGY, PREFIXES
from jumelage_graph.statements.syntaxes import serialise

NAME = "trig"
SUFFIX = ".trig"
MEDIA = "application/trig"
CONFORMS = (ONTOLOGY,)


def render(release: Release) -> bytes:
    """The whole file, with version, as-of date, licence and citation as comments on top."""
    return release.comment + serialise(release.nquads, NAME, PREFIXES)
