"""The ontology as the tests read it: each graph is parsed once and never changed."""

import re
from functools import cache

from rdflib import RDF, Graph, Namespace, URIRef

from jumelage_graph import resources
from jumelage_graph.namespaces import PREFIXES

FOLDER = resources.ontology()
FILES = ("ontology", "concepts", "sdg", "alignments")
JG, JGK, SDGO = (Namespace(PREFIXES[prefix]) for prefix in ("jg", "jgk", "sdgo"))


@cache
def vocabulary() -> Graph:
    """All files of the ontology."""
    graph = Graph()
    for name in FILES:
        graph.parse(FOLDER / f"{name}.ttl")
    return graph


@cache
def example() -> Graph:
    """The Turtle example of the README."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"```turtle\n(.*?)```", text, re.DOTALL)
    assert len(found) == 1
    return Graph().parse(data=found[0], format="turtle")


@cache
def own() -> frozenset[URIRef]:
    """The terms that the ontology declares itself."""
    subjects = vocabulary().subjects(RDF.type)
    return frozenset(term for term in subjects if isinstance(term, URIRef) and term in JG)


def turtle(text: str) -> Graph:
    """Turtle in which all prefixes of the project are known."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return Graph().parse(data=prefixes + text, format="turtle")
