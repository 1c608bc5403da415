"""Both engines keep one contract: the embedded one, and the remote one asking a real server."""

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from rdflib import Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.graph import Graph
from rdflib.term import Node

import virtuoso as server
from conftest import grouped
from jumelage_graph.build import Dataset
from jumelage_graph.engines import Answer, Engine
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.errors import DataError, UsageError
from jumelage_graph.namespaces import BASE, PREFIXES

WORLD = """
@prefix g: <https://w3id.org/jumelage/id/government/> . @prefix a: <https://w3id.org/jumelage/id/agreement/> .
graph:record {
  g:nancy a jg:LocalGovernment ; jg:country "FR" ;
    skos:prefLabel "Nancy"@fr , "ナンシー市"@ja , "Nanshī-shi"@ja-latn ;
    skos:note "a \\"note\\"\\n2nd line"@en ;
    jg:population 104260 ; jg:populationYear "2020"^^xsd:gYear ; wgs:lat 48.6921 .
  g:kanazawa a jg:LocalGovernment ; jg:country "JP" ; skos:prefLabel "金沢市"@ja ;
    jg:partOf g:ishikawa-prefecture .
  g:ishikawa-prefecture a jg:LocalGovernment ; jg:country "JP" ; skos:prefLabel "石川県"@ja .
  a:nancy-kanazawa a jg:Agreement ; jg:party g:nancy , g:kanazawa ; jg:edtf "1973-10-12"^^edtf:EDTF ;
    jg:earliest "1973-10-12"^^xsd:date ; jg:certain true .
  a:tours-takamatsu a jg:Agreement ; jg:edtf "1988~"^^edtf:EDTF ; jg:certain false .
}
graph:claims { g:nancy jg:population 104592 . }
graph:derived { g:nancy jg:partnerOf g:kanazawa . g:kanazawa jg:partnerOf g:nancy . }
graph:vocabulary { jg:Agreement skos:prefLabel "agreement"@en . }
"""
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
NANCY, AGREEMENT = URIRef(f"{BASE}id/government/nancy"), URIRef(f"{BASE}id/agreement/nancy-kanazawa")
KANAZAWA = URIRef(f"{BASE}id/government/kanazawa")
XSD, EDTF = PREFIXES["xsd"], URIRef(PREFIXES["edtf"] + "EDTF")

ENGINES = [
    "embedded",
    "embedded, from a file",
    pytest.param("remote", marks=pytest.mark.xdist_group("virtuoso")),
]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "dataset.nq"
    path.write_bytes(content)
    return path


def nquads() -> bytes:
    written = pyoxigraph.serialize(
        pyoxigraph.parse(HEAD + WORLD, format=RdfFormat.TRIG), format=RdfFormat.N_QUADS
    )
    assert isinstance(written, bytes)
    return written


@pytest.fixture
def embedded() -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(nquads())


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "embedded":
        return EmbeddedEngine.from_nquads(nquads())
    if request.param == "embedded, from a file":
        return EmbeddedEngine.from_file(written(tmp_path, grouped(nquads())))
    running: server.Virtuoso = request.getfixturevalue("virtuoso")
    running.load(nquads())
    return RemoteEngine(running.url)


def terms(answer: Answer) -> list[tuple[Node | None, ...]]:
    """The rows as rdflib's terms, which are equal only where kind, language and datatype are."""
    return [tuple(None if cell is None else cell.to_rdflib() for cell in row) for row in answer.rows()]


def graph(answer: Answer) -> list[tuple[Node, ...]]:
    """The triples as rdflib's terms."""
    return [tuple(cell.to_rdflib() for cell in triple) for triple in answer.triples()]


# --- rows


def test_rows_are_terms_with_their_language_and_datatype(engine: Engine) -> None:
    answer = engine.answer(
        "SELECT ?label ?people ?year ?lat ?none { ?nancy jg:partnerOf ?p ; jg:country 'FR' . "
        "?nancy skos:prefLabel ?label ; jg:populationYear ?year ; wgs:lat ?lat "
        "GRAPH graph:record { ?nancy jg:population ?people } OPTIONAL { ?nancy jg:nothing ?none } } "
        "ORDER BY STR(?label)"
    )
    assert answer.form == "select"
    assert answer.variables == ("label", "people", "year", "lat", "none")
    others = (
        Literal("104260", datatype=URIRef(XSD + "integer")),
        Literal("2020", datatype=URIRef(XSD + "gYear")),
        Literal("48.6921", datatype=URIRef(XSD + "decimal")),
        None,
    )
    labels = (
        Literal("Nancy", lang="fr"),
        Literal("Nanshī-shi", lang="ja-latn"),
        Literal("ナンシー市", lang="ja"),
    )
    assert terms(answer) == [(label, *others) for label in labels]


def test_a_text_without_language_is_a_plain_literal(engine: Engine) -> None:
    assert terms(engine.answer(f"SELECT ?c {{ <{NANCY}> jg:country ?c }}")) == [(Literal("FR"),)]


def test_booleans_are_spelled_true_and_false(engine: Engine) -> None:
    rows = engine.answer("SELECT DISTINCT ?c { ?a jg:certain ?c } ORDER BY ?c").serialise("csv")
    assert rows == b"c\r\nfalse\r\ntrue\r\n"


def test_uncertain_dates_keep_their_spelling(engine: Engine) -> None:
    rows = terms(engine.answer("SELECT ?d { ?a jg:edtf ?d } ORDER BY ?d"))
    assert rows == [(Literal("1973-10-12", datatype=EDTF),), (Literal("1988~", datatype=EDTF),)]


def test_quotes_and_line_ends_survive(engine: Engine) -> None:
    assert terms(engine.answer("SELECT ?n { ?g skos:note ?n }")) == [
        (Literal('a "note"\n2nd line', lang="en"),)
    ]


def test_no_rows_is_an_answer_with_columns(engine: Engine) -> None:
    answer = engine.answer("SELECT ?a ?b { ?a jg:nothing ?b }")
    assert (answer.variables, terms(answer), answer.serialise("csv")) == (("a", "b"), [], b"a,b\r\n")


def test_an_answer_can_be_read_again(engine: Engine) -> None:
    answer = engine.answer("SELECT ?c { ?g jg:country ?c } ORDER BY ?c")
    assert len(terms(answer)) == 3
    assert terms(answer) == terms(answer)
    assert answer.serialise("csv") == answer.serialise("csv") == b"c\r\nFR\r\nJP\r\nJP\r\n"


# --- graphs, prefixes, parameters


def test_the_default_graph_is_the_union_of_the_four(engine: Engine) -> None:
    found = engine.answer("SELECT ?l { ?x jg:partnerOf ?y . ?y skos:prefLabel ?l FILTER(LANG(?l) = 'fr') }")
    assert terms(found) == [(Literal("Nancy", lang="fr"),)]


def test_no_statement_stands_in_two_graphs_where_a_union_would_count_it_twice(real_dataset: Dataset) -> None:
    statements = [line.rsplit(b" ", 2)[0] for line in real_dataset.nquads.splitlines()]
    assert len(statements) > 40_000
    assert len(set(statements)) == len(statements)


def test_graph_narrows(engine: Engine) -> None:
    found = engine.answer(f"SELECT ?n {{ GRAPH graph:claims {{ <{NANCY}> jg:population ?n }} }}")
    assert found.serialise("csv") == b"n\r\n104592\r\n"


def test_from_narrows(engine: Engine) -> None:
    found = engine.answer(f"SELECT ?n FROM graph:claims {{ <{NANCY}> jg:population ?n }}")
    assert found.serialise("csv") == b"n\r\n104592\r\n"


def test_the_named_graphs_are_the_four(engine: Engine) -> None:
    found = terms(engine.answer("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"))
    assert found == [
        (URIRef(f"{BASE}graph/{name}"),) for name in ("claims", "derived", "record", "vocabulary")
    ]


def test_a_prefix_of_ones_own_wins_over_the_known_one(engine: Engine) -> None:
    found = terms(engine.answer("PREFIX jg: <https://example.org/> SELECT (jg:x AS ?x) {}"))
    assert found == [(URIRef("https://example.org/x"),)]


@pytest.mark.parametrize("value", [f"<{NANCY}>", "UNDEF"])
def test_a_parameter_is_a_line_of_values(engine: Engine, value: str) -> None:
    query = f"SELECT ?p {{ VALUES ?g {{ {value} }} ?g jg:partnerOf ?p }} ORDER BY ?p"
    assert terms(engine.answer(query)) == ([(KANAZAWA,)] if value != "UNDEF" else [(KANAZAWA,), (NANCY,)])


# --- yes or no, graphs


@pytest.mark.parametrize(("kind", "expected"), [("Agreement", True), ("Nothing", False)])
def test_ask_is_yes_or_no(engine: Engine, kind: str, expected: bool) -> None:
    answer = engine.answer(f"# SELECT, says the comment\nASK {{ ?a a jg:{kind} }}")
    assert (answer.form, answer.boolean, answer.variables) == ("ask", expected, ())
    word = str(expected).lower().encode()
    assert answer.serialise("csv") == answer.serialise("tsv") == word + b"\n"
    assert answer.serialise("json") == b'{"head":{},"boolean":' + word + b"}"
    assert b"<boolean>" + word in answer.serialise("xml")


def test_construct_is_a_graph_in_sorted_order(engine: Engine) -> None:
    answer = engine.answer(
        "CONSTRUCT { ?a jg:edtf ?d ; jg:certain ?c } WHERE { ?a jg:edtf ?d ; jg:certain ?c }"
    )
    assert answer.form == "graph"
    lines = answer.serialise("ntriples").decode().splitlines()
    assert len(lines) == 4
    assert lines == sorted(lines)
    assert (
        AGREEMENT,
        URIRef(PREFIXES["jg"] + "edtf"),
        Literal("1973-10-12", datatype=EDTF),
    ) in graph(answer)


@pytest.mark.parametrize(
    ("form", "rdflib_name"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld")],
)
def test_each_graph_format_reads_back_equal(engine: Engine, form: str, rdflib_name: str) -> None:
    answer = engine.answer("CONSTRUCT { ?g jg:x ?l } WHERE { ?g skos:prefLabel ?l }")
    expected = Graph()
    for triple in graph(answer):
        expected.add(triple)
    assert len(expected) == 6
    assert isomorphic(Graph().parse(data=answer.serialise(form), format=rdflib_name), expected)


def test_turtle_declares_only_the_prefixes_that_it_uses(engine: Engine) -> None:
    text = (
        engine.answer("CONSTRUCT { ?g jg:country ?c } WHERE { ?g jg:country ?c }")
        .serialise("turtle")
        .decode()
    )
    assert "@prefix jg:" in text
    assert "@prefix skos:" not in text


def test_new_nodes_have_stable_names(embedded: EmbeddedEngine) -> None:
    query = "CONSTRUCT { ?g jg:x [ jg:y ?l ] } WHERE { ?g skos:prefLabel ?l }"
    first, second = (embedded.answer(query).serialise("ntriples") for _ in range(2))
    assert first.count(b"\n") == 12
    assert first == second


def test_describe_names_the_thing(engine: Engine) -> None:
    answer = engine.answer(f"DESCRIBE <{NANCY}>")
    assert (NANCY, URIRef(PREFIXES["jg"] + "country"), Literal("FR")) in graph(answer)


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_tables_are_the_same_bytes_from_both_engines(
    embedded: EmbeddedEngine, engine: Engine, form: str
) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p STR(?o)"
    expected = embedded.answer(query).serialise(form)
    assert len(expected) > 2000
    assert engine.answer(query).serialise(form) == expected


# --- what is refused


@pytest.mark.parametrize(
    ("query", "form", "allowed"),
    [
        ("SELECT ?a { ?a a jg:Agreement }", "turtle", "csv, tsv, json, xml"),
        ("ASK { ?a a jg:Agreement }", "jsonld", "csv, tsv, json, xml"),
        ("CONSTRUCT { ?a a jg:A } WHERE { ?a a jg:Agreement }", "csv", "turtle, ntriples, jsonld, rdfxml"),
    ],
)
def test_a_format_that_does_not_fit_is_refused_with_those_that_do(
    engine: Engine, query: str, form: str, allowed: str
) -> None:
    with pytest.raises(UsageError, match=f'"{form}", allowed: {allowed}'):
        engine.answer(query).serialise(form)


def test_rows_of_a_graph_and_triples_of_a_table_are_refused(engine: Engine) -> None:
    table, graph = engine.answer("SELECT ?a {}"), engine.answer("CONSTRUCT { jg:a jg:b 1 } WHERE {}")
    for wrong in (graph.rows, table.triples, lambda: table.boolean):
        with pytest.raises(UsageError, match="change the query"):
            wrong()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "SELECT ?x WHERE { ?x ",
            "line 1, column 21: the query ends too early\n  SELECT ?x WHERE { ?x \n                      ^",
        ),
        (
            "SELECT ?x\n{ ?x a foo:Bar }",
            'line 2, column 8: the prefix "foo" is not known; declare it: PREFIX foo: <…>',
        ),
        ("SELEC ?x {}", 'line 1, column 1: found "SELEC", which cannot stand here\n  SELEC ?x {}\n  ^'),
        ("ASK { ?x ?p 1 ) }", 'line 1, column 15: found ")", which cannot stand here'),
        (
            'ASK { ?x ?p "金沢" ; é }',
            f'column 20: found "é", which cannot stand here\n  ASK {{ ?x ?p "金沢" ; é }}\n  {" " * 21}^',
        ),
        ("SELECT ?a ?a {}", "Duplicated variable name in SELECT"),
        ("SELECT ?x { ?x ?y ?z } GROUP BY ?y", "The SELECT contains a variable that is unbound"),
        ("ASK { ?a\u3000?p ?o }", 'found "U+3000 IDEOGRAPHIC SPACE", which cannot stand here'),
        ("ASK { ?a ?p 'x }", "line 1, column 13: a text begins here and does not end"),
        ("ASK { jg:service jg:Service ]", 'line 1, column 29: found "]", which cannot stand here'),
        ("  # nothing", "the query is empty; allowed: SELECT, ASK, CONSTRUCT, DESCRIBE"),
    ],
)
def test_malformed_sparql_is_shown_with_line_and_column(engine: Engine, query: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        engine.answer(query)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { jg:a jg:b 1 }",
        "prefix ex: <http://e.org/> delete where { ?s ?p ?o }",
        "# SELECT\nCLEAR ALL",
        "LOAD <http://e.org/>",
    ],
)
def test_updates_are_refused_and_change_nothing(engine: Engine, update: str) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = terms(engine.answer(count))
    with pytest.raises(UsageError, match=r"is an update, and engines only read.*jumelage build"):
        engine.answer(update)
    assert terms(engine.answer(count)) == before


SERVICES = [
    "ASK {{ S\\u0045RVICE <{url}> {{ ?a ?b ?c }} }}",
    "ASK {{ ?a jg:service ?b . SERVICE <{url}> {{ ?a ?b ?c }} }}",
    "ASK {{ GRAPH jg:service {{ ?a ?b ?c }} OPTIONAL {{ ?a ?b 1 SERVICE <{url}> {{ ?a ?b ?c }} }} }}",
    "ASK {{ SERVICE <{url}> {{ ?a ?b ?c }} }}",
    "ASK {{ service silent <{url}> {{ ?a ?b ?c }} }}",
    "ASK {{ SERVICEsilent<{url}>{{ ?a ?b ?c }} }}",
    "PREFIX ex: <{url}> ASK {{ SERVICEex: {{ ?a ?b ?c }} }}",
    "ASK {{ ?a ?b trueSERVICE<{url}>{{ ?a ?b ?c }} }}",
    "ASK {{ # '\nSERVICE <{url}> {{ ?a ?b ?c }} }}",
    "PREFIX ex: <http://e.org/> ASK {{ OPTIONAL {{ ?a ?b ex:it\\'s }} SERVICE <{url}> {{ ?a ?b 'x' }} }}",
    "SELECT * {{ VALUES ?s {{ <{url}> }} SERVICE ?s {{ ?a ?b ?c }} }}",
]


@pytest.mark.parametrize("query", SERVICES)
def test_service_is_refused_however_it_is_written(engine: Engine, query: str) -> None:
    with pytest.raises(UsageError, match="SERVICE sends a part of the query to another server"):
        engine.answer(query.format(url="http://127.0.0.1:9/"))


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?service ?p 'SERVICE <x> {}' } # SERVICE <x> {}",
        "PREFIX service: <http://e.org/> ASK { service:a ?p 'a'@service }",
        "ASK { ?s ?p <http://e.org/SERVICE> FILTER(?s<?p || ?p>?s) }",
        "ASK { GRAPH jg:public-service { ?s ?p ?o } }",
        "ASK { ?service ?p jg:Service { ?a jg:service ?service } }",
        "ASK { ?s ?p '''SERVICE <x> {} \\' ''' , \"SERVICE\" }",
    ],
)
def test_the_word_service_elsewhere_is_no_service(embedded: EmbeddedEngine, query: str) -> None:
    assert embedded.answer(query).form == "ask"


# --- files


def test_a_file_is_loaded_whole(tmp_path: Path) -> None:
    engine = EmbeddedEngine.from_file(written(tmp_path, grouped(nquads())))
    assert len(engine.store) == nquads().count(b"\n") > 20


BROKEN = {
    "cut": grouped(nquads())[:-40],
    "empty": b"",
    "of another kind": b"<html>\n",
    "no N-Quads": grouped(nquads()).replace(b' "FR" ', b" (FR) "),
    "not UTF-8": grouped(nquads()).replace("ī".encode(), b"\xff\xff"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_says_to_build_anew(tmp_path: Path, case: str) -> None:
    path = written(tmp_path, BROKEN[case])
    with pytest.raises(DataError, match=r"jumelage build$") as caught:
        EmbeddedEngine.from_file(path).answer("SELECT ?c ?l { ?g jg:country ?c ; skos:prefLabel ?l }")
    assert str(caught.value).startswith(str(path))


def test_a_missing_file_says_to_build_anew(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nothing\.nq: cannot be read .*jumelage build"):
        EmbeddedEngine.from_file(tmp_path / "nothing.nq")


@pytest.mark.parametrize("content", [b"", nquads()[:-40], nquads().replace(b"<", b"(", 1)])
def test_a_broken_dataset_is_refused(content: bytes) -> None:
    with pytest.raises(DataError, match="jumelage build"):
        EmbeddedEngine.from_nquads(content)


# --- without a server


@pytest.mark.parametrize(("required", "outcome"), [("0", "Skipped"), ("1", "Failed")])
def test_a_missing_server_skips_loudly_and_fails_where_everything_is_required(
    monkeypatch: pytest.MonkeyPatch, required: str, outcome: str
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("JUMELAGE_REQUIRE_ALL", required)
    with pytest.raises(BaseException, match="apt-get install virtuoso-opensource-7-bin") as caught:
        server.require(server.missing())
    assert type(caught.value).__name__ == outcome
