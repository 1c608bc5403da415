"""RDF/XML, the union of the four graphs."""

from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import ONTOLOGY, PREFIXES
from jumelage_graph.statements.syntaxes import serialise

NAME = "rdfxml"
SUFFIX = ".rdf"
MEDIA = "application/rdf+xml"
CONFORMS = (ONTOLOGY,)


def render(release: Release) -> bytes:
    """The whole file, with version, as-of date, licence and citation as a comment on top."""
    declaration, rest = serialise(release.nquads, NAME, PREFIXES).split(b"\n", 1)
    about = release.comment.decode().replace("--", "––").encode()
    return declaration + b"\n<!--\n" + about + b"-->\n" + rest
