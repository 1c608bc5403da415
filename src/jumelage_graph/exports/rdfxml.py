"""RDF/XML, the union of the four graphs."""

from jumelage_graph.exports.published import Published
from jumelage_graph.namespaces import ONTOLOGY, PREFIXES
from jumelage_graph.statements.syntaxes import serialise

NAME = "rdfxml"
SUFFIX = ".rdf"
MEDIA = "application/rdf+xml"
CONFORMS = (ONTOLOGY,)


def render(published: Published) -> bytes:
    """The whole file, with version, as-of date, licence and citation as a comment on top."""
    declaration, rest = serialise(published.nquads, NAME, PREFIXES).split(b"\n", 1)
    about = published.comment.decode().replace("--", "––").encode()
    return declaration + b"\n<!--\n" + about + b"-->\n" + rest
