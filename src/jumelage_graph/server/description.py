"""What the service says of itself: SPARQL 1.1 Service Description (2013), and the dataset's own DCAT and VoID."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jumelage_graph import namespaces as ns
from jumelage_graph.engines import Engine
from jumelage_graph.statements import Statement, lines
from jumelage_graph.statements.syntaxes import serialise
from jumelage_graph.statements.terms import describe, iri, name

_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "N-Quads",
    "TriG",
    "RDF_XML",
    "JSON-LD",
)
_DATASET = f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ VALUES ?s {{ <{ns.DATASET}> {" ".join(f"<{graph}>" for graph in ns.GRAPHS)} }} ?s ?p ?o }}
  UNION {{ <{ns.DATASET}> void:subset|dct:publisher ?s . ?s ?p ?o }} }}"""


def dataset(engine: Engine) -> list[Statement]:
    """What the dataset says of itself, its graphs and its links."""
    triples = engine.answer(_DATASET).triples()
    return [("", subject.token, predicate.token, value.token) for subject, predicate, value in triples]


def service(endpoint: str) -> Iterator[Statement]:
    """What is found at the address of the endpoint: its language, its formats, its dataset."""
    held = f"{endpoint}#dataset"
    about = {
        "rdf:type": name("sd:Service"),
        "sd:endpoint": iri(endpoint),
        "sd:supportedLanguage": name("sd:SPARQL11Query"),
        "sd:feature": name("sd:UnionDefaultGraph"),
        "sd:resultFormat": iri(*map(ns.file_format, _FORMATS)),
        "sd:defaultDataset": iri(held),
    }
    yield from describe("", endpoint, about)
    graphs = {f"{endpoint}#{graph.rpartition('/')[2]}": graph for graph in ns.GRAPHS}
    described = {
        "rdf:type": name("sd:Dataset"),
        "sd:defaultGraph": iri(ns.DATASET),
        "sd:namedGraph": iri(*graphs),
    }
    yield from describe("", held, described)
    yield from describe("", ns.DATASET, {"rdf:type": name("sd:Graph"), "void:sparqlEndpoint": iri(endpoint)})
    for node, graph in graphs.items():
        named = {"rdf:type": name("sd:NamedGraph"), "sd:name": iri(graph), "sd:graph": iri(graph)}
        yield from describe("", node, named)
        yield from describe("", graph, {"rdf:type": name("sd:Graph")})


def written(said: Iterable[Statement], form: str) -> bytes:
    """Statements in ``turtle``, ``ntriples``, ``rdfxml`` or ``jsonld``."""
    return serialise(lines.write_all(sorted(set(said))), form, ns.PREFIXES)
