"""Workbooks for spreadsheets: sheets whose texts stay texts, and no time of writing."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from jumelage_graph.errors import UsageError
from jumelage_graph.exports._archive import EPOCH
from jumelage_graph.words import say

LONGEST = 32_767
"""Signs that a cell can hold (Excel's specifications and limits)."""

Value = str | float | None

_BOLD = Font(bold=True)
_TEXT = "@"
_WIDEST = 60
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold, and what would read as its escape (ISO/IEC 29500-1, section 22.9.2.19, ST_Xstring)."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def render(sheets: Mapping[str, Sequence[Sequence[Value]]], day: datetime.datetime) -> bytes:
    """A workbook of sheets, each by its title, the first row of each its headings; ``day`` is when it says it was made.

    Errors: ``UsageError`` for a text that is too long for a cell.
    """
    for text in (cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, str)):
        if len(text) > LONGEST:
            raise UsageError(say("errors.long_cell", count=len(text), text=text[:40], most=LONGEST))
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = day
    book.properties.title = "jumelage-graph"
    for title, rows in sheets.items():
        _add(book, title, rows)
    written = io.BytesIO()
    book.save(written)
    return _undated(written.getvalue(), day)


def _add(book: Workbook, title: str, rows: Sequence[Sequence[Value]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for index, column in enumerate(zip(*rows, strict=True), start=1):
        width = min(_WIDEST, max(len(str(cell or "")) for cell in column) + 2)
        sheet.column_dimensions[get_column_letter(index)].width = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, header=number == 0) for value in row])
    if rows[0]:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"


def _cell(sheet: Any, value: Value, *, header: bool) -> Any:
    """A number, or a text that a spreadsheet never turns into a number, a date or a formula."""
    if isinstance(value, str):
        value = _ESCAPED.sub(lambda match: f"_x{ord(match.group()):04X}_", value) or None
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if value is None or isinstance(value, str):
        cell.number_format = _TEXT
    if header:
        cell.font = _BOLD
    return cell


def _undated(workbook: bytes, day: datetime.datetime) -> bytes:
    """The same workbook without the time of writing: that of its members and that of its last change."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            content = _MODIFIED.sub(rb"\g<1>%bT00:00:00Z" % f"{day:%Y-%m-%d}".encode(), old.read(member))
            new.writestr(zipfile.ZipInfo(member.filename, EPOCH), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
