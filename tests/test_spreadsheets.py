"""The tables on their way through a spreadsheet: they come back the same, or the check says what was broken."""

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from jumelage_graph import build, exports, resources, tables
from jumelage_graph.errors import Fault, FaultsError
from jumelage_graph.exports.release import Release
from jumelage_graph.records import TABLES

Rows = list[list[str]]

MONTHS = ("janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The record's tables in a folder that the test may change."""
    folder = tmp_path / "data"
    shutil.copytree(resources.data(), folder, ignore=shutil.ignore_patterns("*.md", "LICENSE"))
    return folder


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def save(path: Path, rows: Rows, *, encoding: str = "utf-8", end: str = "\n", delimiter: str = ",") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, lineterminator=end, delimiter=delimiter).writerows(rows)


# --- a careful spreadsheet


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The exported workbook, as a person has opened and saved it."""
    content = exports.find("xlsx").render(Release(b"", resources.data(), "2026-01-01", "licence"))
    saved = tmp_path_factory.mktemp("book") / "saved.xlsx"
    openpyxl.load_workbook(io.BytesIO(content)).save(saved)
    return openpyxl.load_workbook(saved)


@pytest.mark.parametrize("table", list(TABLES))
def test_a_table_comes_back_from_the_workbook_byte_for_byte(
    table: str, workbook: Workbook, tmp_path: Path
) -> None:
    original, sheet = resources.data() / f"{table}.csv", workbook[table]
    save(tmp_path / "back.csv", [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()])
    assert (tmp_path / "back.csv").read_bytes() == original.read_bytes()


def test_a_byte_order_mark_and_crlf_change_nothing(copy: Path) -> None:
    for path in copy.glob("*.csv"):
        save(path, read(path), encoding="utf-8-sig", end="\r\n")
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert tables.faults(copy) == []
    assert tables.read(copy) == tables.read(resources.data())


# --- a careless one


@pytest.mark.parametrize("table", list(TABLES))
def test_french_semicolons_are_told_once_per_table(table: str, copy: Path) -> None:
    path = copy / f"{table}.csv"
    save(path, read(path), encoding="utf-8-sig", end="\r\n", delimiter=";")
    found = [str(fault) for fault in tables.faults(copy) if fault.path == f"data/{table}.csv"]
    assert found == [
        f"data/{table}.csv:1: the columns are separated by semicolons; save the file with commas"
    ]


def test_another_encoding_is_told_with_the_line(copy: Path) -> None:
    path = copy / "editions.csv"
    path.write_bytes(path.read_bytes().decode().encode("cp1252", "replace"))
    (fault,) = [fault for fault in tables.faults(copy) if fault.path == "data/editions.csv"]
    assert (fault.line > 1, fault.mend) == (True, "save the file as CSV UTF-8")


def number(cell: str) -> str:
    """What a spreadsheet makes of digits."""
    return str(int(cell)) if re.fullmatch(r"\d{1,11}", cell) else cell


def day_first(cell: str) -> str:
    """What a French spreadsheet makes of a day."""
    return re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", cell)


def month_name(cell: str) -> str:
    """What a French spreadsheet makes of a month."""
    found = re.fullmatch(r"\d\d(\d\d)-(0[1-9]|1[0-2])", cell)
    return f"{MONTHS[int(found.group(2)) - 1]}-{found.group(1)}" if found else cell


def day_number(cell: str) -> str:
    """What an unformatted spreadsheet makes of a day."""
    if not re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", cell):
        return cell
    serial = openpyxl.utils.datetime.to_excel(openpyxl.utils.datetime.from_ISO8601(cell))
    return str(int(serial))


def spoil(folder: Path, change: Callable[[str], str]) -> Iterator[tuple[str, int, str, str, str]]:
    """Send every cell of every table through ``change``; file, line, column, old and new text where it differs."""
    for path in sorted(folder.glob("*.csv")):
        header, *rows = read(path)
        save(path, [header, *([change(cell) for cell in row] for row in rows)])
        for line, row in enumerate(rows, 2):
            for column, cell in zip(header, row, strict=True):
                if change(cell) != cell:
                    yield f"data/{path.name}", line, column, cell, change(cell)


def all_faults(folder: Path) -> list[Fault]:
    """What the check says of the tables, and of the values of claims, which the build reads by their attribute."""
    found = tables.faults(folder)
    path = folder / "claims.csv"
    broken = path.read_bytes()
    try:
        for each in folder.glob("*.csv"):
            if each != path:
                shutil.copy(resources.data() / each.name, each)
        build.dataset(folder, resources.ontology())
    except FaultsError as error:
        return [*found, *error.faults]
    assert path.read_bytes() == broken
    return found


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (number, "did a spreadsheet drop the leading zero"),
        (day_first, "did a spreadsheet rewrite"),
        (month_name, "did a spreadsheet rewrite"),
        (day_number, "is it a spreadsheet’s number for"),
    ],
)
def test_each_cell_that_a_spreadsheet_breaks_is_told_with_its_mend(
    change: Callable[[str], str], hint: str, copy: Path
) -> None:
    broken = list(spoil(copy, change))
    assert len(broken) > 25
    told = {(fault.path, fault.line, fault.column): fault for fault in all_faults(copy)}
    silent = [cell for cell in broken if cell[:3] not in told]
    assert silent == []
    mends = [(told[cell[:3]].mend, cell) for cell in broken]
    assert [entry for entry in mends if hint not in entry[0]] == []
    assert [entry for entry in mends if f'"{entry[1][3]}"' not in entry[0]] == []


def test_rows_that_were_sorted_anew_are_told(copy: Path) -> None:
    header, *rows = read(copy / "agreements.csv")
    save(copy / "agreements.csv", [header, *reversed(rows)])
    found = [fault for fault in tables.faults(copy) if fault.path == "data/agreements.csv"]
    assert len(found) == len(rows) - 1
    assert {fault.mend for fault in found} == {"move the row, or sort the table"}


def test_columns_that_were_hidden_and_lost_are_told(copy: Path) -> None:
    save(copy / "acts.csv", [row[:-1] for row in read(copy / "acts.csv")])
    (fault,) = [fault for fault in tables.faults(copy) if fault.path == "data/acts.csv"]
    assert (fault.line, fault.column) == (1, "note")
