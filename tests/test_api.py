"""The public face in Python: one object for an opened dataset, and its functions as the module's."""

import csv
import datetime
import io
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest
import rdflib

import jumelage_graph as jg
from jumelage_graph import errors
from jumelage_graph.api import KnowledgeGraph
from jumelage_graph.api.rows import Rows
from jumelage_graph.errors import JumelageError
from jumelage_graph.statements.cells import Cell

PARTY = "CONSTRUCT { ?a jg:party ?g } WHERE { ?a jg:party ?g FILTER(?g = gov:nancy) }"
RECORD = "https://w3id.org/jumelage/graph/record"


@pytest.fixture(scope="module")
def graph(real_dataset: object) -> KnowledgeGraph:
    return jg.open()


# --- the face


def test_the_public_face_is_what_dir_shows_and_all_of_it_is_there() -> None:
    assert dir(jg) == sorted(jg.__all__)
    assert {
        "open",
        "query",
        "conflicts",
        "search",
        "sources",
        "diff",
        "publish",
        "push",
        "UsageError",
    } <= set(dir(jg))
    for name in dir(jg):
        assert getattr(jg, name).__class__ is not type(jg), f"{name} is a module"


def test_every_error_class_is_public() -> None:
    own = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, JumelageError)
    }
    assert len(own) > 10
    assert own <= set(dir(jg))


def test_the_engine_is_made_once_for_a_dataset(graph: KnowledgeGraph) -> None:
    assert jg.open().engine is graph.engine
    assert jg.open("http://localhost:9/sparql").engine is not graph.engine


@pytest.mark.parametrize(
    ("error", "exit_code", "status"),
    [
        (jg.UsageError, 2, 400),
        (jg.UnknownNameError, 2, 400),
        (jg.AmbiguousNameError, 2, 400),
        (jg.DataError, 1, 500),
        (jg.FaultsError, 1, 500),
        (jg.EndpointError, 1, 502),
        (jg.EndpointUnreachableError, 1, 502),
        (jg.EndpointBusyError, 1, 503),
        (jg.EndpointTimeoutError, 1, 504),
    ],
)
def test_exit_code_and_http_status_follow_from_the_kind(
    error: Callable[[Any], JumelageError], exit_code: int, status: int
) -> None:
    made = error([])
    assert (made.exit_code, made.http_status) == (exit_code, status)


def test_every_kind_of_error_has_a_class_and_every_class_a_kind() -> None:
    classes = [getattr(jg, name) for name in dir(jg) if name.endswith("Error")]
    assert {each.kind for each in classes} == set(errors.KINDS)


# --- rows


def test_cells_compare_with_plain_texts(graph: KnowledgeGraph) -> None:
    (row,) = graph.query("partners", government="nancy")
    assert row["agreement"] == "nancy-kanazawa"


def test_rows_know_their_columns_and_write_csv(graph: KnowledgeGraph, tmp_path: Path) -> None:
    found = graph.query("editions")
    assert found.columns == list(found.variables)
    written = found.to_csv()
    assert written is not None
    head, *rows = csv.reader(io.StringIO(written, newline=""))
    assert (head, len(rows)) == (found.columns, 9)
    assert found.to_csv(tmp_path / "a.csv") is None
    assert (tmp_path / "a.csv").read_bytes().decode() == written


def test_a_notebook_shows_rows_as_a_table_with_languages_and_nothing_unescaped(graph: KnowledgeGraph) -> None:
    found = graph.query(
        'SELECT ?a ?b ?c { BIND("<b>&"@fr AS ?a) BIND(gov:nancy AS ?b) OPTIONAL { ?b jg:none ?c } }'
    )
    assert found._repr_html_() == (
        "<table><thead><tr><th>a</th><th>b</th><th>c</th></tr></thead><tbody><tr>"
        '<td lang="fr">&lt;b&gt;&amp;</td><td title="https://w3id.org/jumelage/id/government/nancy">government/nancy</td>'
        "<td></td></tr></tbody></table><p>1 row</p>"
    )


def test_a_notebook_shows_the_first_rows_of_many_and_says_so(graph: KnowledgeGraph) -> None:
    shown = graph.query("SELECT ?a { ?a a jg:Agreement }")._repr_html_()
    assert shown.count("<tr>") == 61
    assert "… and" in shown


def test_a_year_alone_stays_a_year_in_tables_of_pandas(graph: KnowledgeGraph) -> None:
    frame = graph.query("SELECT ?y { gov:nancy jg:populationYear ?y }").to_pandas()
    assert frame["y"].dtype == "int64"
    assert len(frame) == 1


def test_a_cell_survives_another_process() -> None:
    cell = Cell("Nancy", "literal", "fr")
    back = pickle.loads(pickle.dumps(cell))
    assert (back, back.language, back.kind) == ("Nancy", "fr", "literal")


# --- what is asked, and with what


@pytest.mark.parametrize("day", ["2000-01-01", datetime.date(2000, 1, 1), datetime.datetime(2000, 1, 1, 12)])
def test_a_day_is_given_as_a_text_a_date_or_a_datetime(graph: KnowledgeGraph, day: object) -> None:
    assert list(graph.query("in-force", date=day)) == list(graph.query("in-force", date="2000-01-01"))


def test_a_file_is_given_by_its_path_and_none_leaves_a_parameter_out(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?a { ?a jg:party gov:nancy }", encoding="utf-8")
    assert [row["a"] for row in graph.query(path)] == [
        "https://w3id.org/jumelage/id/agreement/nancy-kanazawa"
    ]
    assert len(graph.query("agreements", date=None)) == len(graph.query("agreements")) > 80


def test_a_parameter_that_python_keeps_for_itself_has_a_line_behind_it(graph: KnowledgeGraph) -> None:
    found = graph.query("signed-between", from_="1973-01-01", until="1973-12-31")
    assert "nancy-kanazawa" in [row["agreement"] for row in found]


def test_ask_and_construct_have_a_way_in(graph: KnowledgeGraph) -> None:
    assert graph.ask("ASK { agr:nancy-kanazawa a jg:Agreement }") is True
    made = graph.construct(PARTY)
    assert made.qname(next(iter(made.predicates()))) == "jg:party"
    assert [str(value).rpartition("/")[2] for value in made.objects()] == ["nancy"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda g: g.query("ASK {}"), "a yes or no (ASK); get it with ask(…)"),
        (lambda g: g.query(PARTY), "a graph (CONSTRUCT, DESCRIBE); get it with construct(…)"),
        (lambda g: g.query(None), "query() got None (NoneType)"),
        (
            lambda g: g.query("partners", government=["nancy"]),
            "government is ['nancy'] (list); allowed are a text",
        ),
        (lambda g: g.query("partners", government=True), "government is True (bool)"),
        (lambda g: g.query("between", first="nancy"), "needs a value for:"),
        (lambda g: g.load().update("INSERT DATA { jg:a jg:b jg:c }"), "The dataset only answers."),
        (lambda g: g.load().add((rdflib.RDF.type,) * 3), "The dataset only answers."),
        (lambda g: g.load().parse(data="<a:a> <a:b> <a:c> ."), "The dataset only answers."),
        (
            lambda _: jg.open("http://localhost:9/sparql").export("turtle"),
            "found the server http://localhost:9/sparql",
        ),
        (lambda _: jg.open("http://localhost:9/sparql").load(), "load() needs the dataset of this computer"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_of_python(
    graph: KnowledgeGraph, call: Callable[[KnowledgeGraph], object], said: str
) -> None:
    with pytest.raises(jg.UsageError) as caught:
        call(graph)
    assert said in str(caught.value)
    assert "-p " not in str(caught.value)
    assert caught.value.told("fr") != caught.value.told("ja") != str(caught.value)


# --- what other doors need


def test_rdflib_knows_the_prefixes_and_reads_one_graph(graph: KnowledgeGraph) -> None:
    dataset = graph.load()
    assert [
        str(row.g) for row in dataset.query("SELECT ?g { agr:nancy-kanazawa jg:party ?g } ORDER BY ?g")
    ] == [
        "https://w3id.org/jumelage/id/government/kanazawa",
        "https://w3id.org/jumelage/id/government/nancy",
    ]
    record = dataset.graph(rdflib.URIRef(RECORD))
    assert 0 < len(record) < len(dataset)
    assert graph.ask("ASK { ?s ?p ?o }")


@pytest.mark.parametrize("write", [networkx.write_graphml, networkx.write_gexf])
def test_networkx_writes_the_network_as_it_is(graph: KnowledgeGraph, write: Callable[..., None]) -> None:
    network, file = graph.network(), io.BytesIO()
    write(network, file)
    assert any(";" in data.get("fields", "") for *_, data in network.edges(data=True))
    if write is networkx.write_graphml:
        back = networkx.read_graphml(io.BytesIO(file.getvalue()), force_multigraph=True)
        assert back.number_of_edges() == network.number_of_edges() > 80


def test_conflicts_say_who_states_what(graph: KnowledgeGraph) -> None:
    found = graph.conflicts()
    assert len(found) > 50
    assert all(len(conflict.stated) > 1 for conflict in found)
    assert {stated.rank for conflict in found for stated in conflict.stated} == {
        "preferred",
        "normal",
        "deprecated",
    }
    assert graph.conflicts(found[0].about)[0] == found[0]


def test_search_and_sources_answer_as_the_command_line_does(graph: KnowledgeGraph) -> None:
    assert graph.search("金沢")[0].id == "kanazawa"
    assert graph.search("zzzzz") == []
    sources = graph.sources("agreement/nancy-kanazawa")
    assert isinstance(sources, Rows)
    assert "url" in sources.columns


def test_a_version_is_compared_with_the_opened_one(graph: KnowledgeGraph, tmp_path: Path) -> None:
    old = tmp_path / "old.nq"
    *kept, one, _ = graph.export("nquads").splitlines(keepends=True)
    count = sum(not line.startswith(b"#") for line in kept)
    said = b'triples> "%d"'
    old.write_bytes(b"".join(kept).replace(said % (count + 2), said % count))
    assert [len(graph.diff(old).added), len(graph.diff(old).removed)] == [3, 1]  # the number of them too
    old.write_bytes(b"".join([*kept, one]))
    with pytest.raises(errors.DataError, match="cut short"):
        graph.diff(old)
