"""The codebook of the tables: complete, counted, in three languages, and complete in itself."""

import csv
import html
import re
from pathlib import Path

import pytest

from browser import Browser
from jumelage_graph import codebook, resources
from jumelage_graph.build import Dataset
from jumelage_graph.codebook.page import count
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.records import TABLES
from jumelage_graph.tables import meaning

ABOUT = {"version": "0.1.0", "cite as": "<b>somebody</b>"}


@pytest.fixture(scope="module")
def page(real_dataset: Dataset) -> str:
    return codebook.page(resources.data(), ABOUT, EmbeddedEngine.from_nquads(real_dataset.nquads))


def section(page: str, lang: str) -> str:
    """What the page says in one language, without marks."""
    found = re.search(rf'<section lang="{lang}">(.*?)</section>', page, re.S)
    assert found
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]+>", " ", found.group(1))))


@pytest.mark.parametrize("lang", ["en", "fr", "ja"])
def test_every_table_and_column_is_there_in_each_language(page: str, lang: str) -> None:
    said = section(page, lang)
    described = meaning.tables(resources.data(), lang)
    assert len(described) == len(TABLES)
    for table in described:
        assert f"{table.name}.csv" in said
        for column in table.columns:
            assert re.sub(r"\s+", " ", column.meaning) in said, column.name


def test_a_column_shows_its_counts(page: str) -> None:
    with (resources.data() / "acts.csv").open(encoding="utf-8", newline="") as file:
        places = [row["place"] for row in csv.DictReader(file)]
    filled = [place for place in places if place]
    assert 0 < len(filled) < len(places)
    assert f"place Place Where it was done. text {len(filled)} {len(set(filled))} " in section(page, "en")


def test_counts_are_those_worked_out_by_hand() -> None:
    # Three cells of four are filled; a stands there twice, b and c once: three distinct values.
    counts = count(["a;b", "", "a", "c"], ";")
    assert (counts.filled, counts.distinct, counts.often["a"]) == (3, 3, 2)
    counts = count(["a;b", "", "a", "c"], "")
    assert (counts.filled, counts.distinct, counts.often["a"]) == (3, 3, 1)


def test_a_listed_value_has_its_label_and_its_count(page: str) -> None:
    with (resources.data() / "agreements.csv").open(encoding="utf-8", newline="") as file:
        often = [row["kind"] for row in csv.DictReader(file)].count("twinning")
    assert often > 0
    assert f"twinning ({often})" in section(page, "en")
    assert f"twinning jumelage ({often})" in section(page, "fr")
    assert f"twinning 姉妹都市 ({often})" in section(page, "ja")


def test_every_listed_value_that_points_to_a_concept_has_a_label(real_dataset: Dataset) -> None:
    text = real_dataset.nquads.decode()
    listed = [
        column.concept.replace(f"{{{column.name}}}", value)
        for table in meaning.tables(resources.data(), "en")
        for column in table.columns
        if column.concept
        for value in column.values
    ]
    assert len(listed) > 80
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    assert [iri for iri in listed if f"<{iri}> {label}" not in text] == []


def loaded(page: str) -> list[str]:
    """What a page asks of other places: any source, any link that leaves it, any address in a style."""
    return re.findall(r"""(?:src=|href=(?!"#)|url[(]|@import)[^ >]*""", page)


def test_the_page_is_complete_in_itself_and_escapes(page: str) -> None:
    assert len(loaded('<a href="#x"><img src="y"><link href="z"><style>@import "a"; b { c: url(d) }')) == 4
    assert loaded(page) == []
    assert "<script" not in page
    assert "<b>somebody</b>" not in page
    assert "&lt;b&gt;somebody&lt;/b&gt;" in page


def test_the_same_tables_give_the_same_page(page: str, real_dataset: Dataset) -> None:
    assert codebook.page(resources.data(), ABOUT, EmbeddedEngine.from_nquads(real_dataset.nquads)) == page


def shown(chromium: Browser) -> list[str]:
    """The languages that a reader sees."""
    script = (
        "return [...document.querySelectorAll('main > section')].filter(s => s.offsetHeight).map(s => s.lang)"
    )
    return list(chromium.run(script))


def test_a_reader_switches_the_language_without_network(page: str, chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "codebook.html"
    file.write_text(page, encoding="utf-8")
    chromium.open(file)
    assert shown(chromium) == ["en"]
    for lang in ("fr", "ja", "en"):
        chromium.run("document.querySelector(`label[for=${arguments[0]}]`).click()", lang)
        assert shown(chromium) == [lang]
    assert chromium.requests() == []
    assert chromium.errors() == []


def test_the_page_does_not_overflow_on_a_phone(page: str, chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "codebook.html"
    file.write_text(page, encoding="utf-8")
    chromium.open(file, width=390, height=844)
    assert chromium.run("return document.documentElement.scrollWidth") <= 390
