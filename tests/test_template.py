"""``jumelage template``: an empty row of each table, and what may stand in it."""

import csv
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jumelage_graph import cli, codebook, resources
from jumelage_graph.errors import UsageError
from jumelage_graph.records import TABLES
from jumelage_graph.tables import meaning


def template(*arguments: str) -> Result:
    return CliRunner().invoke(cli.group, ["template", *arguments])


@pytest.mark.parametrize("table", list(TABLES))
def test_a_template_has_the_header_of_its_table_and_one_empty_row(table: str) -> None:
    header, row = list(csv.reader(io.StringIO(template(table).stdout)))
    with (resources.data() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert header == next(csv.reader(file))
    assert row == [""] * len(header)


def test_the_singular_will_do() -> None:
    assert template("agreement").stdout == template("agreements").stdout
    assert template("rejected").stdout.startswith("id,parties,reason")


def test_an_unknown_table_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match=r'There is no table "agrement"\. Did you mean agreements'):
        CliRunner().invoke(cli.group, ["template", "agrement"], catch_exceptions=False, standalone_mode=False)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["Kind of agreement", "an EDTF date", "required", "ids in the table governments"]),
        ("fr", ["obligatoire", "une date EDTF", "identifiants de la table governments"]),
        ("ja", ["必須", "EDTF", "governments"]),
    ],
)
def test_an_explanation_says_meaning_form_and_values(lang: str, words: list[str]) -> None:
    explained = template("agreement", "--explain", "--lang", lang).stdout
    flat = re.sub(r"\s+", " ", explained)
    assert [word for word in words if word not in flat] == []
    assert "decentralised-cooperation" in flat
    assert "[a-z0-9]+(-[a-z0-9]+)*" in flat


def test_the_row_goes_to_a_file_and_the_explanation_to_the_terminal(tmp_path: Path) -> None:
    result = template("acts", "--explain", "-o", str(tmp_path / "row.csv"))
    assert (tmp_path / "row.csv").read_text(encoding="utf-8").startswith("agreement,id,kind")
    assert "council-vote" in result.stdout


def columns(lang: str) -> list[meaning.Column]:
    return [column for table in meaning.tables(resources.data(), lang) for column in table.columns]


def test_every_column_is_explained_in_three_languages() -> None:
    english, french, japanese = map(columns, ("en", "fr", "ja"))
    assert len(english) == len(french) == len(japanese) > 150
    for column in (*english, *french, *japanese):
        assert column.title
        assert column.meaning
        assert column.says or not column.form
    for en, fr, ja in zip(english, french, japanese, strict=True):
        assert len({en.meaning, fr.meaning, ja.meaning}) == 3, en.name
        assert not en.says or len({en.says, fr.says, ja.says}) == 3, en.name


def test_numbers_that_measure_have_a_unit() -> None:
    units = {column.name: column.unit for column in columns("fr") if column.unit}
    assert units["population"] == "habitants"
    assert {"lat", "lon", "people", "governments_fr", "governments_jp"} <= set(units)


@pytest.mark.parametrize(
    ("column", "lang", "expected"),
    [
        (("acts", "dating"), "en", "yes, or empty"),
        (("acts", "place"), "fr", "texte"),
        (("goals", "goal"), "ja", "目標の番号（1～17）"),
        (("sources", "side"), "en", "fr, jp, both, none"),
        (("agreements", "parties"), "en", "an id: lower-case ASCII letters and digits, joined by single hyphens; "
         "ids in the table governments; several values, joined by “;”"),
    ],
)  # fmt: skip
def test_what_may_stand_in_a_cell_is_said_in_words(column: tuple[str, str], lang: str, expected: str) -> None:
    table = meaning.table(resources.data(), column[0], lang)
    (found,) = [each for each in table.columns if each.name == column[1]]
    assert codebook.allowed(found, lang) == expected
