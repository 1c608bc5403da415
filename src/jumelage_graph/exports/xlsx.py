"""The curated tables as a workbook, one sheet per table; text stays text."""

import csv
import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from jumelage_graph.exports._archive import EPOCH
from jumelage_graph.exports.published import Published

NAME = "xlsx"
SUFFIX = ".xlsx"
SUMMARY = "The curated tables as a workbook for spreadsheets; codes and dates stay text."
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONFORMS: tuple[str, ...] = ()

_BOLD = Font(bold=True)
_TEXT = "@"
_WIDEST = 60
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def render(published: Published) -> bytes:
    """The workbook: a sheet ``about`` with version, licence and citation, then one sheet per table."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime.datetime.fromisoformat(published.as_of)
    book.properties.title = "jumelage-graph"
    _add(book, "about", [["what", "value"], *map(list, published.about.items())])
    for path in sorted(published.tables.glob("*.csv")):
        _add(book, path.stem, _rows(path))
    written = io.BytesIO()
    book.save(written)
    return _undated(written.getvalue(), published.as_of)


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _add(book: Workbook, title: str, rows: list[list[str]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for index, column in enumerate(zip(*rows, strict=True), start=1):
        width = min(_WIDEST, max(len(cell) for cell in column) + 2)
        sheet.column_dimensions[get_column_letter(index)].width = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, text, header=number == 0) for text in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"


def _cell(sheet: Any, text: str, *, header: bool) -> Any:
    """A cell that a spreadsheet never turns into a number, a date or a formula."""
    cell = WriteOnlyCell(sheet, value=text or None)
    if text:
        cell.data_type = "s"
    cell.number_format = _TEXT
    if header:
        cell.font = _BOLD
    return cell


def _undated(workbook: bytes, as_of: str) -> bytes:
    """The same workbook without the time of writing: that of its members and that of its last change."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            content = _MODIFIED.sub(rb"\g<1>%bT00:00:00Z" % as_of.encode(), old.read(member))
            new.writestr(zipfile.ZipInfo(member.filename, EPOCH), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
