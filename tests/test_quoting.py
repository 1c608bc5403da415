"""A question that others can repeat: the SPARQL of a query pasted elsewhere, and what is said beside an answer."""

import datetime
import io
import json
from pathlib import Path

import openpyxl
import pyoxigraph
import pytest
from SPARQLWrapper import SELECT, SPARQLWrapper

import jumelage_graph as jg
from jumelage_graph import queries
from jumelage_graph.api import adhoc, quoting
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from test_cli import Typed
from test_queries import ASKED, NAMES, bound


@pytest.fixture(scope="module")
def elsewhere(toy_dataset: Dataset) -> pyoxigraph.Store:
    """An engine that knows nothing of our prefixes and headers, the graphs as one default graph."""
    store = pyoxigraph.Store()
    quads = pyoxigraph.parse(toy_dataset.nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    store.extend(pyoxigraph.Quad(*quad.triple) for quad in quads)
    return store


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_query_gives_the_same_rows_elsewhere(
    toy_engine: EmbeddedEngine, elsewhere: pyoxigraph.Store, name: str, lang: str
) -> None:
    asked, query = ASKED.get(name, {}), queries.find(name)
    spoken = {"lang": lang} if any(one.name == "lang" for one in query.parameters) else {}
    text = quoting.text(query, spoken | asked, toy_engine, lang)
    answer = toy_engine.answer(bound(toy_engine, name, spoken | asked))
    found = elsewhere.query(text).serialize(format=pyoxigraph.QueryResultsFormat.JSON)
    assert json.loads(found) == json.loads(answer.serialise("json"))
    assert "UNDEF" not in text
    wrapper = SPARQLWrapper("http://127.0.0.1:9/sparql")
    wrapper.setQuery(text)
    assert wrapper.queryType == SELECT


def test_a_text_of_ones_own_brings_its_prefixes(
    toy_engine: EmbeddedEngine, elsewhere: pyoxigraph.Store
) -> None:
    text = quoting.text(adhoc("SELECT ?a { ?a a jg:Agreement }"), {}, toy_engine)
    assert len(list(elsewhere.query(text))) == 10


def test_what_is_said_beside_an_answer_is_of_the_dataset_that_answers(toy_engine: EmbeddedEngine) -> None:
    said = quoting.citation(queries.find("partners"), {"government": "maru"}, toy_engine)
    assert said["query"] == "partners (government=maru)"
    assert said["as_of"] == "2026-11-24"
    assert said["asked"] == datetime.datetime.now(datetime.UTC).date().isoformat()
    assert said["cite"].endswith(f"Version {said['version']}, as of 2026-11-24. https://w3id.org/jumelage/")
    assert said["licence"].startswith("https://creativecommons.org/")
    empty = EmbeddedEngine.from_nquads(b"<a:a> <a:b> <a:c> <a:d> .\n")
    assert quoting.citation(adhoc("ASK  { ?a\n?b ?c }"), {}, empty).keys() == {"query", "asked"}


def test_python_gives_the_same_text_and_citation() -> None:
    assert "id/government/nancy" in jg.sparql("partners", government="ナンシー")
    assert jg.citation("partners", government="nancy")["query"] == "partners (government=nancy)"


def test_the_command_shows_and_cites(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    jumelage = Typed(capsys, monkeypatch)
    asked = ("query", "partners", "-p", "government=nancy", "--lang", "fr")
    assert jumelage(*asked, "--show")[1].startswith("# partners (government=nancy): Les partenaires")
    _, out, err = jumelage(*asked, "--cite", "-f", "csv")
    assert out.count("\n") == 2
    assert "\nciter ainsi\N{NO-BREAK SPACE}: jumelage-graph maintainers" in err
    file = tmp_path / "partners.xlsx"
    jumelage(*asked, "--cite", "-o", str(file))
    sheets = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))
    assert sheets.sheetnames == ["answer", "about"]
    assert dict(sheets["about"].iter_rows(values_only=True))["requête"] == "partners (government=nancy)"
