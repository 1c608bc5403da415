"""Answers as tables that others read: every cell comes back as it was, in whichever program opens the file."""

import csv
import io
from pathlib import Path

import duckdb
import openpyxl
import pandas
import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import VALUES
from jumelage_graph import names, queries
from jumelage_graph.build import Dataset
from jumelage_graph.engines import Answer, Engine
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import UsageError
from jumelage_graph.exports import answers
from jumelage_graph.statements.cells import Cell, quoted

NAMES = sorted(queries.catalogue())
HOSTILE = (
    "a, comma",
    'a "quote"',
    "two\nlines",
    "\r\n",
    "\r",
    "a\ttab",
    "=1+1",
    "+33",
    "-1",
    "@cmd",
    " spaces ",
    "'",
    "\\n",
    "01053",
    "1e5",
    "true",
    "NULL",
    "_x0041_",
    "\x01",
    "\u2028",
    "金沢 🗾",
    '""',
    '",',
)


@pytest.fixture(scope="module")
def real(real_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


@pytest.fixture(scope="module")
def empty() -> EmbeddedEngine:
    return EmbeddedEngine(pyoxigraph.Store())


@pytest.fixture(scope="module")
def hostile(empty: EmbeddedEngine) -> Answer:
    return empty.answer(asked(HOSTILE))


def asked(texts: tuple[str, ...]) -> str:
    """A query whose answer holds each text as a literal with a language and without, beside an IRI with a comma."""
    rows = " ".join(f"(<https://e.example/a,b;c> {quoted(text)} {quoted(text)}@fr UNDEF)" for text in texts)
    return f"SELECT ?iri ?text ?french ?nothing {{ VALUES (?iri ?text ?french ?nothing) {{ {rows} }} }}"


def answered(engine: Engine, name: str) -> Answer:
    query = queries.find(name)
    values = {p.name: VALUES[p.name] for p in query.parameters if p.required}
    return engine.answer(names.bind(engine, query, values))


def texts(answer: Answer) -> list[list[str]]:
    """What a table of texts holds: the variables, then the cells; nothing where unbound."""
    rows = [["" if cell is None else str(cell) for cell in row] for row in answer.rows()]
    return [list(answer.variables), *rows]


def read_by_python(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))


def read_by_pandas(content: bytes) -> list[list[str]]:
    frame = pandas.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")
    return [list(frame.columns), *frame.to_numpy().tolist()]


def read_by_duckdb(path: Path) -> list[list[str]]:
    read = duckdb.read_csv(
        str(path),
        header=True,
        all_varchar=True,
        delimiter=",",
        quotechar='"',
        escapechar='"',
        na_values="\x00",
    )
    return [read.columns, *(["" if cell is None else cell for cell in row] for row in read.fetchall())]


# --- CSV


@pytest.mark.parametrize("name", NAMES)
def test_the_csv_of_a_named_query_is_read_back_by_python_pandas_and_duckdb(
    real: EmbeddedEngine, name: str, tmp_path: Path
) -> None:
    answer = answered(real, name)
    content, expected = answer.serialise("csv"), texts(answer)
    assert read_by_python(content) == expected
    assert read_by_pandas(content) == expected
    (tmp_path / "answer.csv").write_bytes(content)
    assert read_by_duckdb(tmp_path / "answer.csv") == expected


def test_some_named_query_answers_with_a_comma_in_an_iri(real: EmbeddedEngine) -> None:
    found = [cell for cell in sum(answered(real, "conflicts").rows(), ()) if cell and cell.kind == "iri"]
    assert any("," in cell for cell in found)


def test_the_csv_of_hostile_cells_is_read_back_by_python_and_pandas(hostile: Answer) -> None:
    content = hostile.serialise("csv")
    assert read_by_python(content) == texts(hostile)
    assert [row[1] for row in read_by_python(content)[1:]] == list(HOSTILE)
    assert read_by_pandas(content) == texts(hostile)


def test_lines_of_csv_end_as_rfc_4180_says(empty: EmbeddedEngine) -> None:
    assert (
        empty.answer("SELECT ?a { VALUES ?a { 1 UNDEF 'b' } }").serialise("csv") == b'a\r\n1\r\n""\r\nb\r\n'
    )


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")), min_size=1))
def test_any_text_comes_back_from_csv_and_tsv(found: list[str]) -> None:
    answer = EmbeddedEngine(pyoxigraph.Store()).answer(asked(tuple(found)))
    assert read_by_python(answer.serialise("csv")) == texts(answer)
    assert read_tsv(answer.serialise("tsv")) == tokens(answer)


# --- TSV


def tokens(answer: Answer) -> list[list[str]]:
    rows = [["" if cell is None else cell.token for cell in row] for row in answer.rows()]
    return [[f"?{name}" for name in answer.variables], *rows]


def read_tsv(content: bytes) -> list[list[str]]:
    """Rows of SPARQL 1.1 TSV as Python's csv splits them; numbers and booleans get the datatype that Turtle means."""
    head, *rows = csv.reader(
        io.StringIO(content.decode(), newline=""), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True
    )
    return [head, *([_whole(cell) for cell in row] for row in rows)]


def _whole(cell: str) -> str:
    if not cell or cell[0] in '<"_':
        return Cell.parse(cell).token if cell else ""
    kind = (
        "boolean"
        if cell in ("true", "false")
        else "double"
        if "e" in cell.lower()
        else "decimal"
        if "." in cell
        else "integer"
    )
    return Cell(cell, datatype=f"http://www.w3.org/2001/XMLSchema#{kind}").token


@pytest.mark.parametrize("name", NAMES)
def test_the_tsv_of_a_named_query_is_read_back_with_kinds_and_languages(
    real: EmbeddedEngine, name: str
) -> None:
    answer = answered(real, name)
    assert read_tsv(answer.serialise("tsv")) == tokens(answer)


# --- workbooks


def test_a_workbook_holds_hostile_cells_as_text(hostile: Answer) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(answers.render(hostile))).active
    assert sheet is not None
    assert [cell.value for cell in next(sheet.iter_rows())] == ["iri", "text", "french", "nothing"]
    found = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in found} == {"s"}
    opened = [openpyxl.utils.escape.unescape(cell.value) for cell in found]
    assert opened == list(HOSTILE)


def test_a_workbook_holds_numbers_as_numbers_and_codes_and_years_as_texts(empty: EmbeddedEngine) -> None:
    answer = empty.answer(
        'SELECT ?n ?d ?code ?y { BIND(7 AS ?n) BIND(1.5 AS ?d) BIND("01053" AS ?code) BIND("1973"^^xsd:gYear AS ?y) }'
    )
    row = openpyxl.load_workbook(io.BytesIO(answers.render(answer))).active.iter_rows(
        min_row=2, values_only=True
    )  # type: ignore[union-attr]
    assert dict(zip(answer.variables, next(row), strict=True)) == {
        "n": 7,
        "d": 1.5,
        "code": "01053",
        "y": "1973",
    }


def test_the_same_answer_is_the_same_workbook(hostile: Answer) -> None:
    assert answers.render(hostile) == answers.render(hostile)


def test_a_text_that_no_spreadsheet_takes_is_an_error(empty: EmbeddedEngine) -> None:
    with pytest.raises(UsageError, match="32,768 signs"):
        answers.render(empty.answer(f"SELECT * {{ BIND('{'a' * 32_768}' AS ?long) }}"))


# --- cells


def test_a_cell_is_its_text_and_knows_what_it_is(empty: EmbeddedEngine) -> None:
    ((name, year, number, node, nothing),) = empty.answer(
        'SELECT ?a ?b ?c ?d ?e { BIND("Nancy"@fr AS ?a) BIND("1973"^^xsd:gYear AS ?b) BIND(1.50 AS ?c) '
        "BIND(jg:Agreement AS ?d) OPTIONAL { ?d jg:none ?e } }"
    ).rows()
    assert (name, name.language, name.datatype, name.kind) == ("Nancy", "fr", "", "literal")  # type: ignore[union-attr]
    assert year.value == 1973  # type: ignore[union-attr]
    assert f"{number.value}" == "1.5"  # type: ignore[union-attr]
    assert node == "https://w3id.org/jumelage/def/Agreement"
    assert node.kind == "iri"  # type: ignore[union-attr]
    assert nothing is None


@pytest.mark.parametrize(
    ("query", "true"),
    [
        ("ASK {}", True),
        ("ASK { ?a a jg:None }", False),
        ("SELECT ?a { VALUES ?a { UNDEF } }", True),
        ("SELECT ?a { ?a a jg:None }", False),
        ("CONSTRUCT { jg:a a jg:b } WHERE {}", True),
        ("CONSTRUCT WHERE { ?a a jg:None }", False),
    ],
)
def test_an_answer_is_true_if_it_says_yes_or_holds_anything(
    empty: EmbeddedEngine, query: str, true: bool
) -> None:
    assert bool(empty.answer(query)) is true
