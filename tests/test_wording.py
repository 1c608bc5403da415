"""What people read in tables: a heading for every variable in three languages, words in place of every slug."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from rdflib import RDFS, Graph, URIRef

from jumelage_graph import cli, names, queries
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.mapping.attributes import ATTRIBUTES
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.wording import Wording, columns, wording
from ontologies import vocabulary
from test_queries import ASKED, NAMES

Columns = Mapping[str, Mapping[str, Any]]
Answers = dict[str, tuple[tuple[str, ...], list[dict[str, dict[str, str]]]]]

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
NOT_JAPANESE = {"ID", "URL"}


@pytest.fixture(scope="module")
def engine(toy_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(toy_dataset.nquads)


@pytest.fixture(scope="module")
def answers(engine: EmbeddedEngine) -> Answers:
    """Variables and rows of every named query on the toy world, asked in Japanese."""
    found = {}
    for name in NAMES:
        answer = engine.answer(names.bind(engine, queries.find(name), ASKED.get(name, {}), "ja"))
        found[name] = answer.variables, json.loads(answer.serialise("json"))["results"]["bindings"]
    return found


def headings() -> list[tuple[str, Mapping[str, Any]]]:
    """Every heading and every word of the file, with where it stands."""
    groups = [("columns", columns()["columns"])]
    groups += [(f"queries.{name}", own) for name, own in columns()["queries"].items()]
    groups += [(f"words.{name}", words) for name, words in columns()["words"].items()]
    return [(f"{group}.{key}", spoken) for group, listed in groups for key, spoken in listed.items()]


# --- a heading for every variable, and none for nothing


def faults(known: Mapping[str, Columns], used: Mapping[str, Iterable[str]]) -> list[str]:
    """What is wrong with headings, beside the variables that each query uses."""
    listed = {variable for variables in used.values() for variable in variables}
    headed = known["columns"]
    return [
        *(
            f"{name} has no heading: add it to [columns] in words/answers.toml"
            for name in sorted(listed - set(headed))
        ),
        *(f"{name} is no variable" for name in sorted(set(headed) - listed)),
        *(f"{name} has no {lang}" for name in headed for lang in ("fr", "ja") if not headed[name].get(lang)),
        *(
            f"{query}: {name} is no variable"
            for query, own in known["queries"].items()
            for name in own
            if name not in used.get(query, ())
        ),
    ]


def test_each_variable_has_a_heading_in_three_languages_and_no_heading_is_unused(answers: Answers) -> None:
    used = {name: variables for name, (variables, _) in answers.items()}
    assert len(used) == len(NAMES) > 45
    assert faults(columns(), used) == []


@pytest.mark.parametrize(
    ("known", "fault"),
    [
        ({"columns": {}, "queries": {}}, "kind has no heading: add it to [columns] in words/answers.toml"),
        (
            {
                "columns": {"kind": {"fr": "type", "ja": "種類"}, "age": {"fr": "âge", "ja": "年"}},
                "queries": {},
            },
            "age is no variable",
        ),
        ({"columns": {"kind": {"fr": "type"}}, "queries": {}}, "kind has no ja"),
        (
            {
                "columns": {"kind": {"fr": "type", "ja": "種類"}},
                "queries": {"kinds": {"age": {"fr": "âge", "ja": "年"}}},
            },
            "kinds: age is no variable",
        ),
    ],
)
def test_a_faulty_heading_is_noticed(known: Mapping[str, Columns], fault: str) -> None:
    assert faults(known, {"kinds": ("kind",)}) == [fault]


def alike(spoken: Wording, variables: Iterable[str]) -> list[str]:
    """Headings that two columns of one table share."""
    seen = [spoken.heading(variable) for variable in variables]
    return sorted({heading for heading in seen if seen.count(heading) > 1})


@pytest.mark.parametrize("lang", ["en", "fr", "ja"])
def test_no_two_columns_of_one_table_have_the_same_heading(
    lang: str, engine: EmbeddedEngine, answers: Answers
) -> None:
    assert [
        name for name, (variables, _) in answers.items() if alike(wording(engine, name, lang), variables)
    ] == []
    assert alike(Wording("fr", {"a": {"fr": "x"}, "b": {"fr": "x"}}), ("a", "b")) == ["x"]


def test_headings_and_words_are_in_their_language() -> None:
    assert len(headings()) > 200
    strange = [place for place, spoken in headings() if foreign(spoken)]
    assert strange == []
    assert foreign({"fr": "l'accord", "ja": "提携"})
    assert foreign({"fr": "accord", "ja": "agreement"})
    assert foreign({"fr": "accord"})


def foreign(spoken: Mapping[str, Any]) -> bool:
    """Whether a heading lacks a language, or is not in the one that it claims."""
    french, japanese = spoken.get("fr", ""), spoken.get("ja", "")
    if not french or "'" in french or JAPANESE.search(french):
        return True
    return not JAPANESE.search(japanese) and japanese not in NOT_JAPANESE


# --- words in place of slugs


def slugs(cell: Mapping[str, str], known: set[str]) -> bool:
    """Whether a cell holds nothing but slugs that have a word."""
    plain = "xml:lang" not in cell and cell["type"] == "literal" and "datatype" not in cell
    return plain and all(part in known and not part.isdigit() for part in cell["value"].split("; "))


def unspoken(spoken: Wording, rows: Iterable[Mapping[str, Mapping[str, str]]], known: set[str]) -> set[str]:
    """Cells that are slugs and stay so."""
    return {
        f"{name}: {part}"
        for row in rows
        for name, cell in row.items()
        if slugs(cell, known)
        for part in cell["value"].split("; ")
        if not JAPANESE.search(spoken.cell(name, part))
    }


def test_each_slug_in_the_answers_is_spoken_in_japanese(engine: EmbeddedEngine, answers: Answers) -> None:
    words = wording(engine, "kinds", "ja").words
    known = {slug for listed in words.values() for slug in listed}
    seen = [cell for _, rows in answers.values() for row in rows for cell in row.values()]
    assert sum(slugs(cell, known) for cell in seen) > 200
    for name, (_, rows) in answers.items():
        assert unspoken(wording(engine, name, "ja"), rows, known) == set(), name
    assert unspoken(Wording("ja"), [{"kind": {"type": "literal", "value": "twinning"}}], known) == {
        "kind: twinning"
    }


def test_each_group_of_words_and_each_scheme_that_a_column_names_exists_and_is_used(
    engine: EmbeddedEngine,
) -> None:
    named = {group for column in columns()["columns"].values() for group in column.get("cells", ())}
    assert named - set(wording(engine, "kinds", "fr").words) == set()
    assert set(columns()["words"]) - named == set()
    assert columns()["words"]["attributes"].keys() == {name for _, name in ATTRIBUTES}


def test_things_are_called_as_the_ontology_calls_their_classes() -> None:
    compared = 0
    for thing, spoken in columns()["words"]["things"].items():
        for label in labels(vocabulary(), URIRef(PREFIXES["jg"] + thing.capitalize())):
            assert spoken.get(label[0], thing) == label[1]
            compared += 1
    assert compared > 20


def labels(graph: Graph, term: URIRef) -> list[tuple[str, str]]:
    return [(text.language, str(text)) for text in graph.objects(term, RDFS.label)]


# --- as it is typed


def typed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["name", "kind", "twinning", "in force", "distance (km)"]),
        ("fr", ["nom", "type", "jumelage", "en vigueur", "distance (km)"]),
        ("ja", ["名称", "種類", "姉妹都市", "継続中", "距離（km）"]),
    ],
)
def test_a_table_speaks_the_language_of_its_reader(
    lang: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = typed(capsys, "query", "partners", "-p", "government=nancy", "--lang", lang, "-f", "table")
    assert [word for word in words if word not in out] == []


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_what_machines_read_keeps_variables_and_slugs(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("query", "partners", "-p", "government=nancy", "-f", form)
    out = typed(capsys, *asked, "--lang", "ja")
    assert out.replace("金沢市", "Kanazawa").replace("ja", "en") == typed(capsys, *asked).replace("ja", "en")
    assert "status" in out
    assert "in-force" in out


def test_an_answer_that_is_no_terminal_stays_csv(capsys: pytest.CaptureFixture[str]) -> None:
    out = typed(capsys, "query", "partners", "-p", "government=nancy", "--lang", "fr")
    assert next(csv.DictReader(io.StringIO(out)))["kind"] == "twinning"


def test_a_list_is_spoken_part_by_part(engine: EmbeddedEngine) -> None:
    assert wording(engine, "participants", "fr").cell("roles", "chair; host") == "présidence de séance; hôte"


def test_a_heading_may_differ_in_one_query(engine: EmbeddedEngine) -> None:
    assert wording(engine, "coverage", "fr").heading("of") == "sur"
    assert wording(engine, "goals-basis", "fr").heading("of") == "parmi"


def test_a_query_that_is_typed_keeps_its_words(engine: EmbeddedEngine) -> None:
    assert "query" not in queries.catalogue()
    spoken = wording(engine, "query", "fr")
    assert (spoken.heading("kind"), spoken.cell("kind", "twinning")) == ("kind", "twinning")


def test_conflicts_name_their_attribute_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    said = [
        typed(capsys, "conflicts", "agreement/nancy-kanazawa", "--lang", lang) for lang in ("en", "fr", "ja")
    ]
    assert [out.splitlines()[0].partition(" · ")[2] for out in said] == [
        "signed",
        "date de signature",
        "調印日",
    ]
    assert ["reason —" in said[0], "motif —" in said[1], "理由 —" in said[2]] == [True] * 3


def test_cards_and_sources_speak_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert "採用" in typed(capsys, "sources", "agreement/nancy-kanazawa", "--lang", "ja")
    shown = typed(capsys, "show", "nancy", "--lang", "fr")
    assert "jumelage" in shown
    assert "twinning" not in shown
