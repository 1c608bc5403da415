"""One table of filters: every door takes the same, in any spelling, and means the same by it."""

import re
from dataclasses import fields
from typing import Any

import click
import networkx as nx
import pytest

from jumelage_graph import analyses, networks, views
from jumelage_graph.build import Dataset
from jumelage_graph.cli.analyse import command as analyse
from jumelage_graph.cli.draw import command as draw
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import UsageError
from jumelage_graph.record import Record
from jumelage_graph.record.choice import Choice, choose
from jumelage_graph.record.filters import FILTERS
from jumelage_graph.record.selection import Selection, chosen
from jumelage_graph.views.pages import page
from jumelage_graph.words import LANGUAGES

NAMES = [one.name for one in FILTERS]


@pytest.fixture(scope="module")
def record(real_dataset: Dataset) -> Record:
    return Record(EmbeddedEngine.from_nquads(real_dataset.nquads))


def of(command: click.Command) -> set[str]:
    return {str(option.name) for option in command.params}


def test_every_door_takes_the_filters_of_the_table() -> None:
    assert len(NAMES) == 6
    assert {one.name for one in fields(Selection)} == {*NAMES, "year"}
    assert {one.name for one in fields(Choice)} == {*NAMES, "year", "lang", "measure"}
    assert {*NAMES, "year"} <= of(draw) & of(analyse)


def test_a_page_has_a_chooser_of_each_filter_and_the_agreements_of_each_value(record: Record) -> None:
    for view in ("map", "goals"):
        html = views.find(view).draw(record._engine)
        assert isinstance(html, str)
        choosers = re.findall(r'<select id="(\w+)">', html)
        assert [name for name in choosers if name in NAMES] == NAMES, view
    for one, told in zip(FILTERS, page._filters(record), strict=True):
        assert told["name"] == one.name
        assert {str(value) for value in one.options(record)} == {each["value"] for each in told["values"]}
        found = {(each["value"], agreement) for each in told["values"] for agreement in each["of"]}
        having = {(str(v), a.id) for a in record.agreements.values() for v in one.of(record, a)}
        assert found == having, one.name
        assert all(set(each["names"]) == set(LANGUAGES) for each in told["values"])


@pytest.mark.parametrize("name", NAMES)
def test_network_pictures_and_measures_select_the_same_agreements(record: Record, name: str) -> None:
    one = next(one for one in FILTERS if one.name == name)
    checked = 0
    for value in one.options(record):
        expected = {a.id for a in record.agreements.values() if value in one.of(record, a)}
        wanted: dict[str, Any] = {name: value}
        assert set(chosen(record, choose(record, wanted), None)) == expected, value
        graph = networks.partnerships(record, **wanted)
        assert {agreement for *_, agreement in graph.edges(keys=True)} == expected, value
        assert nx.utils.graphs_equal(analyses.Study.of(record, selection=wanted).graph, graph), value
        checked += bool(expected)
    assert checked > 1


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("kind", "twinning", "twinning"),
        ("kind", "Jumelage", "twinning"),
        ("kind", "姉妹都市", "twinning"),
        ("status", "en vigueur", "in-force"),
        ("field", "文化", "culture"),
        ("region", "兵庫県", "hyogo-prefecture"),
        ("region", "ひょうご", "hyogo-prefecture"),
        ("region", "Île-de-France", "ile-de-france-region"),
        ("goal", 11, 11),
        ("goal", "SDG 11", 11),
        ("goal", "ODD11", 11),
        ("edition", "7", 7),
        *(("edition", text, 7) for text in ("第７回", "7e", "7th", "2022", "Aix-en-Provence")),
        ("region", "兵庫縣", "hyogo-prefecture"),
    ],
)
def test_a_value_is_typed_in_any_spelling(record: Record, name: str, typed: object, meant: object) -> None:
    assert getattr(Selection.of(record, {name: typed}), name) == meant


@pytest.mark.parametrize("name", NAMES)
def test_each_name_of_a_value_means_it(record: Record, name: str) -> None:
    one = next(one for one in FILTERS if one.name == name)
    options = one.options(record)
    assert all(str(value) for value in options)
    for value in options:
        assert getattr(Selection.of(record, {name: str(value)}), name) == value
    spelt = [(value, key) for value, keys in options.items() for key in keys if key]
    alone = [(value, key) for value, key in spelt if sum(key == other for _, other in spelt) == 1]
    assert len(alone) > len(options)
    for value, key in alone:
        assert getattr(Selection.of(record, {name: key}), name) == value, key


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"kind": "twining"}, 'There is no kind "twining". Did you mean twinning?'),
        ({"goal": 18}, 'There is no goal "18".'),
        ({"edition": "tenth"}, 'There is no edition "tenth".'),
        ({"year": 0}, 'The year is "0"; years from 1 to 9999 are allowed.'),
        ({"year": "soon"}, 'The year is "soon"; years from 1 to 9999 are allowed.'),
        ({"colour": "red"}, 'There is no filter of a selection "colour".'),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(
    record: Record, typed: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        networks.partnerships(record, **typed)
    assert message in str(caught.value)


def test_a_selection_beside_another_network_is_refused() -> None:
    with pytest.raises(UsageError, match="kind select from the record"):
        analyses.Study.of(nx.path_graph(3), selection={"kind": "twinning", "goal": None})


def test_a_measure_says_what_was_selected(record: Record) -> None:
    study = analyses.Study.of(record, selection={"kind": "Jumelage", "year": 1995})
    assert "Selection: year 1995, kind twinning." in analyses.find("degree").run(study).notes
