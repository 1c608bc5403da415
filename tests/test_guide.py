"""The guide of the explorer: its answers are those of the commands that stand above them, and its lines run."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient

import jumelage_graph
from jumelage_graph import cli, queries
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.exports.release import Release
from jumelage_graph.resources import data, notebooks
from jumelage_graph.server.app import application
from jumelage_graph.server.service import Settings
from jumelage_graph.site import copies
from jumelage_graph.site.explorer import Explorer
from jumelage_graph.site.guide import notebooks as articles
from jumelage_graph.site.guide import recipes
from jumelage_graph.site.guide.answers import Asker
from jumelage_graph.words import LANGUAGES, of

pytestmark = pytest.mark.xdist_group("site")
QUESTIONS = [each for subject in recipes.COOKBOOK.values() for each in subject]
WRITTEN = [recipes.Question("", {}, text) for text in recipes.SPARQL.values()]
STEPS = [each for each in recipes.TUTORIAL.values() if isinstance(each, recipes.Question)]
CODE = Path(recipes.__file__).with_name("code")


@pytest.fixture(scope="module")
def engine(real_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


@pytest.fixture(scope="module")
def explorer(engine: EmbeddedEngine) -> Explorer:
    return Explorer(engine, "https://example.org/a/")


def test_each_question_has_words_and_each_word_a_question() -> None:
    assert [each.query for each in QUESTIONS] == list(of("guide.cookbook", "en"))
    assert list(recipes.SPARQL) == list(of("guide.sparql", "en"))
    assert list(recipes.TUTORIAL) == list(of("guide.tutorial", "en"))
    assert list(recipes.TOOLS) == list(of("guide.tools", "en"))
    assert {file for file, _ in recipes.TOOLS.values()} == {path.name for path in CODE.iterdir()}
    assert set(recipes.COOKBOOK) | {"sparql"} == set(of("guide.subjects", "en"))


@pytest.mark.parametrize(
    "question", [*QUESTIONS, *WRITTEN, *STEPS], ids=lambda each: each.query or each.sparql[:30]
)
def test_the_command_gives_the_answer_below_it(
    question: recipes.Question, engine: EmbeddedEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Asker(engine).ask(question, "fr")
    assert asked is not None
    command = shlex.split(asked.codes[0].text)
    assert command[:2] == ["jumelage", "query"]
    assert cli.run([*command[1:], "-f", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))[1:]
    assert len(rows) == len(asked.table.rows) + asked.table.left > 0
    for row, shown in zip(rows, asked.table.rows, strict=False):
        same = [cell for cell in row if cell in shown]
        assert same, (row, shown)
    assert eval(asked.codes[1].text.removesuffix(".to_pandas()"), {"jg": jumelage_graph}) is not None


def test_the_address_gives_the_answer_too(real_dataset: Dataset, engine: EmbeddedEngine) -> None:
    with TestClient(application(real_dataset.nquads, Settings(workers=1))) as client:
        for question in (QUESTIONS[0], QUESTIONS[5], QUESTIONS[-2]):
            asked = Asker(engine).ask(question, "ja")
            assert asked is not None
            (address,) = re.findall(r"curl '127\.0\.0\.1:8000(.*)'", asked.codes[2].text)
            told = client.get(address)
            assert told.headers["Content-Type"].startswith("text/csv")
            assert len(told.text.splitlines()) == 1 + len(asked.table.rows) + asked.table.left


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_page_is_there_and_speaks_its_language(lang: str, explorer: Explorer) -> None:
    paths = [path for path in explorer.paths() if path.startswith("guide/")]
    assert len(paths) == 8 + len(list(notebooks().glob("*.ipynb")))
    for path in paths:
        page = explorer.page(path, lang)
        assert page is not None, path
        assert f'<html lang="{lang}">' in page.decode()
        assert b"None" not in re.sub(rb"<pre.*?</pre>", b"", page, flags=re.S), path
    assert explorer.page("guide/nowhere.html", lang) is None


def test_every_query_stands_among_the_questions(explorer: Explorer) -> None:
    page = (explorer.page("guide/questions.html", "ja") or b"").decode()
    assert re.findall(r'<h2 id="([\w-]+)">', page) == list(queries.catalogue())


def test_every_term_of_the_ontology_stands_on_its_page(explorer: Explorer, engine: EmbeddedEngine) -> None:
    page = (explorer.page("guide/ontology.html", "fr") or b"").decode()
    sparql = """SELECT DISTINCT ?term { ?term a ?kind . VALUES ?kind { owl:Class owl:ObjectProperty
      owl:DatatypeProperty } FILTER(STRSTARTS(STR(?term), STR(jg:))) }"""
    terms = {str(row["term"]).rpartition("/")[2] for row in engine.answer(sparql).records()}
    assert set(re.findall(r'<h3 id="(\w+)">', page)) == terms
    assert len(terms) > 150


def test_the_first_page_begins_with_questions_that_the_cookbook_answers(explorer: Explorer) -> None:
    for lang in LANGUAGES:
        home = (explorer.page("index.html", lang) or b"").decode()
        cookbook = (explorer.page("guide/cookbook.html", lang) or b"").decode()
        names = re.findall(r'href="guide/cookbook\.html#([\w-]+)"', home)
        assert sorted(names) == sorted(recipes.CHOSEN)
        assert all(f'id="{name}"' in cookbook for name in names)
        assert 'href="query.html?name=partners&amp;government=nancy"' in home


def test_the_first_page_of_another_dataset_leaves_out_names_that_it_does_not_know(
    toy_dataset: Dataset,
) -> None:
    home = (Explorer(EmbeddedEngine.from_nquads(toy_dataset.nquads)).page("index.html", "fr") or b"").decode()
    names = re.findall(r'href="guide/cookbook\.html#([\w-]+)"', home)
    assert sorted(names) == ["anniversaries", "conflicts", "in-force", "most-partners"]


def test_a_claim_is_cited_with_its_source(explorer: Explorer) -> None:
    page = (explorer.page("guide/citing.html", "en") or b"").decode()
    assert re.search(r"id/agreement/nancy-kanazawa/claim/[\w-]+", page)
    assert "wikidata" in page or "https://" in page


# --- lines that run


@pytest.fixture(scope="module")
def folder(real_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("copies")
    whole = list(copies.Copies(Release.of(real_dataset.nquads, data())).files())
    assert len(whole) > 12
    for each in whole:
        (made / each.name).write_bytes(each.content)
    return made


@pytest.mark.parametrize("name", ["pandas", "networkx"])
def test_the_lines_in_python_run(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    exec((CODE / f"{name}.txt").read_text(encoding="utf-8"), {})
    assert re.search(r"\d{2}", capsys.readouterr().out)


def test_the_lines_in_sql_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    monkeypatch.chdir(folder)
    zipfile.ZipFile("jumelage-parquet.zip").extractall()
    statements = (CODE / "duckdb.txt").read_text(encoding="utf-8").split(";")[:-1]
    with duckdb.connect() as connection:  # its own: other tests of this process use the common one
        answers = [connection.execute(statement).fetchall() for statement in statements]
    assert len(answers) == 2
    assert all(answers)
    assert all(code.startswith("0") and len(code) in (2, 3, 5) for _, code, _ in answers[1])


@pytest.mark.parametrize("tool", ["gephi", "fuseki", "virtuoso"])
def test_the_exports_in_the_lines_are_made(
    tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (line, *_) = (CODE / recipes.TOOLS[tool][0]).read_text(encoding="utf-8").splitlines()
    monkeypatch.chdir(tmp_path)
    assert cli.run(shlex.split(line)[1:]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [line.rpartition(" ")[2]]


def test_the_files_that_the_lines_open_are_to_be_taken(folder: Path) -> None:
    named = {
        name
        for path in CODE.iterdir()
        for name in re.findall(r'["\' =](jumelage[\w-]*\.\w+)', path.read_text(encoding="utf-8"))
    }
    there = {name.removesuffix(".gz") for name in (path.name for path in folder.iterdir())}
    assert len(named) > 5
    assert named <= there


# --- articles


def test_an_article_shows_what_its_cells_showed_and_no_style() -> None:
    table = '<style>th {color: red}</style><table id="T"><thead><tr><th class="a">n</th></tr></thead><tbody>'
    outputs = [
        {
            "output_type": "execute_result",
            "metadata": {},
            "data": {"text/html": f'{table}<tr><td id="x">12</td></tr></tbody></table>'},
        },
        {
            "output_type": "execute_result",
            "metadata": {},
            "data": {"text/html": "<iframe srcdoc='x'></iframe>"},
        },
        {
            "output_type": "execute_result",
            "metadata": {"text/markdown": {"ja": "**三**"}},
            "data": {"text/markdown": "three"},
        },
        {"output_type": "stream", "name": "stdout", "text": "<b>"},
    ]
    text = {
        "cell_type": "markdown",
        "source": "# A title\n\n*Why?*\n\nMore.",
        "metadata": {"said": {"ja": "# 題\n\n*なぜ？*\n\n続き。"}},
    }
    notebook = {
        "cells": [text, {"cell_type": "code", "source": 'jg.draw("map")', "metadata": {}, "outputs": outputs}]
    }
    assert (articles.title(notebook, "ja"), articles.lead(notebook, "ja")) == ("題", "なぜ？")
    assert (articles.title(notebook, "fr"), articles.lead(notebook, "fr")) == ("A title", "Why?")
    first, second = articles.parts(notebook, "ja")
    assert "題" not in first.text
    assert "続き" in first.text
    assert second.shown[0] == (
        '<table><thead><tr><th scope="col">n</th></tr></thead><tbody><tr><td class="n">12</td></tr></tbody></table>'
    )
    assert 'src="../../pictures/map.html#lang=ja"' in second.shown[1]
    assert second.shown[2] == "<p><strong>三</strong></p>\n"
    assert second.shown[3] == "<pre>&lt;b&gt;</pre>"
    lines = {"cell_type": "markdown", "source": "# T\n\nこの\n行は\n`x`続き and\nmore", "metadata": {}}
    assert "この行は<code>x</code>続き and\nmore" in articles.parts({"cells": [lines]}, "ja")[0].text


def test_notebooks_are_run_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cell = {
        "cell_type": "code",
        "id": "a",
        "source": "print(6 * 7)",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    stored = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "09-x.ipynb").write_text(json.dumps(stored))
    monkeypatch.setenv("JUMELAGE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(articles.resources, "notebooks", lambda: tmp_path / "notebooks")
    assert not articles.kept()
    ran = articles.executed()
    assert ran["09-x"]["cells"][0]["outputs"][0]["text"] == "42\n"
    assert articles.kept()
    monkeypatch.setattr(articles, "_run", lambda path: pytest.fail("it ran again"))
    assert articles.executed() == ran
