"""``queries.ttl``: every named query as an executable of SHACL, which gives the rows of the query."""

import pytest
from rdflib import DCTERMS, RDF, RDFS, SH, Graph, Literal, URIRef

from jumelage_graph import executables, names, queries
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.namespaces import PREFIXES, QUERIES
from jumelage_graph.words import LANGUAGES

KEYWORDS = URIRef(f"{PREFIXES['sdo']}keywords")
FORMS = {
    "select": SH.SPARQLSelectExecutable,
    "ask": SH.SPARQLAskExecutable,
    "construct": SH.SPARQLConstructExecutable,
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=executables.render(), format="turtle")


def test_every_named_query_is_there_in_three_languages(graph: Graph) -> None:
    found = {
        str(graph.value(each, DCTERMS.identifier)): each
        for each in graph.subjects(RDF.type, SH.SPARQLExecutable)
    }
    assert set(found) == set(queries.catalogue())
    for name, node in found.items():
        assert str(node) == f"{QUERIES}/{name}"
        for predicate in (RDFS.label, RDFS.comment):
            tags = {text.language for text in graph.objects(node, predicate) if isinstance(text, Literal)}
            assert tags == set(LANGUAGES), name
        assert graph.value(node, KEYWORDS), name
        (form,) = [form for form in FORMS if graph.value(node, SH[form])]
        assert FORMS[form] in graph.objects(node, RDF.type)


def test_its_prefixes_are_those_of_the_project(graph: Graph) -> None:
    declared = {
        str(graph.value(each, SH.prefix)): str(graph.value(each, SH.namespace))
        for each in graph.objects(URIRef(QUERIES), SH.declare)
    }
    assert declared == PREFIXES
    assert set(graph.objects(None, SH.prefixes)) == {URIRef(QUERIES)}


def test_it_gives_the_rows_of_the_query(graph: Graph, toy_engine: EmbeddedEngine) -> None:
    asked = 0
    for query in queries.catalogue().values():
        text = str(graph.value(URIRef(f"{QUERIES}/{query.name}"), SH.select))
        assert "# parameter" not in text
        answer = toy_engine.answer(text)
        if not queries.missing(query, {}):
            assert answer.rows() == toy_engine.answer(names.bind(toy_engine, query, {})).rows(), query.name
            asked += 1
    assert asked > 30


def test_the_same_file_comes_each_time() -> None:
    assert executables.render() == executables.render()
