"""What a reader is told of a query that was answered: misspelt terms, missing graphs, doubtful aggregates."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import jumelage_graph
from conftest import grouped
from jumelage_graph import queries
from jumelage_graph.cli.query import command
from jumelage_graph.engines.asked import read
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.namespaces import BASE, PREFIXES

WORLD = f"""<{BASE}id/government/nancy> <{BASE}def/partnerOf> <{BASE}id/government/kanazawa> <{BASE}graph/record> .
<{BASE}id/agreement/nancy-kanazawa> <{PREFIXES["rdf"]}type> <{BASE}def/Agreement> <{BASE}graph/record> .
""".encode()


@pytest.fixture(params=["memory", "file"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> EmbeddedEngine:
    if request.param == "memory":
        return EmbeddedEngine.from_nquads(WORLD)
    path = tmp_path / "dataset.nq"
    path.write_bytes(grouped(WORLD))
    return EmbeddedEngine.from_file(path)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "ASK { ?a a jg:Agreemnt }",
            ["The dataset has no jg:Agreemnt. Did you mean jg:Agreement?"],
        ),
        ("ASK { ?a jg:partnerof ?b }", ["The dataset has no jg:partnerof. Did you mean jg:partnerOf?"]),
        ("ASK { gov:nanci ?p ?o }", ["The dataset has no gov:nanci. Did you mean gov:nancy?"]),
        ("ASK { ?a jg:zzz ?b }", ["The dataset has no jg:zzz."]),
        ("PREFIX x: <http://e.org/> ASK { ?a x:zzz <http://e.org/none> ; rdfs:seeAlso ?b }", []),
        ("CONSTRUCT { ?a jg:mine ?b } WHERE { ?a jg:partnerOf ?b }", []),
        (
            "ASK FROM graph:recrd { GRAPH <http://e.org/g> { ?a ?b ?c } }",
            [
                "The dataset has no graph graph:recrd; it has graph:record, graph:claims, graph:derived, "
                "graph:vocabulary.",
                "The dataset has no graph <http://e.org/g>; it has graph:record, graph:claims, graph:derived, "
                "graph:vocabulary.",
            ],
        ),
        (
            "SELECT ?a (MIN(?d) AS ?m) {\n?a a jg:Agreement\nOPTIONAL { ?a jg:partnerOf ?d } } GROUP BY ?a",
            [
                "Line 1: MIN is left empty for a group in which one row lacks ?d; other engines pass over such rows. "
                "FILTER(BOUND(…)) leaves them out on every engine, COALESCE(…) fills them."
            ],
        ),
        ("ASK { ?a a jg:Agreement GRAPH graph:record { ?a ?b gov:nancy } }", []),
    ],
)
def test_a_query_is_told_what_the_dataset_lacks(
    engine: EmbeddedEngine, query: str, expected: list[str]
) -> None:
    assert engine.remarks(query) == expected


DOUBTFUL = [
    "SELECT (SUM(?n) AS ?s) { ?a jg:a ?b OPTIONAL { ?a jg:n ?n } }",
    "SELECT (GROUP_CONCAT(?x; SEPARATOR=', ') AS ?s) { { ?a jg:a 1 } UNION { ?a jg:n ?n } BIND(STR(?n) AS ?x) }",
    "SELECT * { { SELECT (MAX(?n) AS ?m) { VALUES (?a ?n) { (1 UNDEF) } } } }",
    "SELECT (AVG(?n) AS ?s) { { SELECT ?a (?x AS ?n) { ?a jg:a 1 OPTIONAL { ?a jg:x ?x } } } }",
]
SAFE = [
    "SELECT (SUM(?n) AS ?s) { ?a jg:a ?b OPTIONAL { ?a jg:n ?n } FILTER(BOUND(?n)) }",
    "SELECT (SUM(COALESCE(?n, 0)) AS ?s) { ?a jg:a ?b OPTIONAL { ?a jg:n ?n } }",
    "SELECT (SUM(IF(BOUND(?n), 1, 0)) AS ?s) { ?a jg:a ?b OPTIONAL { ?a jg:n ?n } }",
    "SELECT (COUNT(?n) AS ?s) (MIN(?b) AS ?m) { ?a jg:a ?b OPTIONAL { ?a jg:n ?n } }",
    "SELECT (MIN(?n) AS ?s) { { ?a jg:a ?n } UNION { ?a jg:b ?n } }",
]


@pytest.mark.parametrize("query", DOUBTFUL + SAFE)
def test_an_aggregate_over_what_may_be_unbound_is_found(query: str) -> None:
    found = read(query).patterns
    assert found is not None
    assert bool(found.doubtful) == (query in DOUBTFUL)


def test_no_named_query_aggregates_what_may_be_unbound() -> None:
    doubtful = {}
    assert len(queries.catalogue()) > 60
    for name, query in queries.catalogue().items():
        found = read(query.text).patterns
        assert found is not None, name
        doubtful[name] = [(aggregate.name.text, aggregate.variables) for aggregate in found.doubtful]
    assert {name: places for name, places in doubtful.items() if places} == {}


def test_python_is_warned() -> None:
    with pytest.warns(UserWarning, match=r"has no jg:Agreemnt\. Did you mean jg:Agreement\?"):
        assert len(jumelage_graph.query("SELECT * { ?a a jg:Agreemnt }")) == 0


def test_the_command_says_it_on_standard_error() -> None:
    result = CliRunner().invoke(command, ["-", "-f", "csv"], input="SELECT * { ?a a jg:Agreemnt }")
    assert result.stdout.splitlines() == ["a"]
    assert "Note: The dataset has no jg:Agreemnt. Did you mean jg:Agreement?" in result.stderr
