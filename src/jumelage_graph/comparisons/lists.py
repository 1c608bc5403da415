"""Foreign lists as text: the rows of a CSV, XLSX, HTML or SPARQL JSON file, with their lines and columns."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jumelage_graph.errors import DataError
from jumelage_graph.words import say

Row = tuple[int, list[str], frozenset[int]]
"""The number of a line, its cells, and which of them (from 0) were merged with those of other lines."""

_ENCODINGS = ("utf-8-sig", "euc_jp", "cp932", "cp1252")
"""From the strictest to the one that takes every byte: hardly a text is also right in an encoding before its own."""
_JAPANESE = ("euc_jp", "cp932")
_RUN = re.compile(r"[\u3005\u3040-\u30ff\u4e00-\u9fff]+")
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a foreign list as it stands there; ``encoding`` is what its text was read in, where that may vary."""

    rows: list[Row] = field(default_factory=list)
    encoding: str = ""


def read(path: Path, encoding: str = "") -> list[Sheet]:
    """The tables of a file, by its suffix: ``csv``, ``tsv`` (also ``.gz``), ``xlsx``, ``html``, ``json``.

    Errors: ``DataError`` where the file cannot be read as what its suffix says, or holds no row.
    """
    content = path.read_bytes()
    suffix = path.suffix.lower()
    if suffix == ".gz":
        content, suffix = gzip.decompress(content), Path(path.stem).suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        known = sorted(name.removeprefix(".") for name in _READERS)
        raise DataError(say("intake.form", file=path.name, found=suffix, known=known))
    try:
        sheets = [sheet for sheet in reader(content, encoding) if len(sheet.rows) > 1]
    except (ValueError, KeyError, LookupError, OSError) as error:
        raise DataError(say("intake.unreadable", file=path.name, reason=str(error))) from error
    if not sheets:
        raise DataError(say("intake.empty", file=path.name))
    return sheets


def _text(content: bytes, encoding: str) -> tuple[str, str]:
    """The text and its encoding: the one that is given, UTF-8, or what of the others gives letters that are known."""
    if encoding:
        return content.decode(encoding), encoding
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16"), "utf-16"
    if b"\x1b$" in content:
        return content.decode("iso2022_jp"), "iso2022_jp"
    for name in _ENCODINGS:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if name not in _JAPANESE or _is_japanese(text):
            return text, name.removesuffix("-sig")
    raise ValueError("encoding")


def _is_japanese(text: str) -> bool:
    """Whether the Japanese letters of a text form words; those that an accent and its neighbour make stand alone."""
    runs = _RUN.findall(text)
    return sum(len(run) > 1 for run in runs) * 2 > len(runs)


def _csv(content: bytes, encoding: str) -> Iterator[Sheet]:
    text, name = _text(content, encoding)
    sample = text[:4096]
    separator = max(",;\t", key=sample.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows, line = [], 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            rows.append((line, [cell.strip() for cell in cells], frozenset[int]()))
        line = reader.line_num + 1
    yield Sheet(rows, name)


def _xlsx(content: bytes, _: str) -> Iterator[Sheet]:
    from zipfile import BadZipFile  # noqa: PLC0415

    from openpyxl import load_workbook  # noqa: PLC0415  (slow to import)

    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
    except BadZipFile as error:
        raise ValueError(str(error)) from error
    for sheet in book.worksheets:
        grid = [[_shown(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        merged: dict[int, set[int]] = {}
        for area in sheet.merged_cells.ranges:
            for row in range(area.min_row - 1, area.max_row):
                for column in range(area.min_col - 1, area.max_col):
                    grid[row][column] = grid[area.min_row - 1][area.min_col - 1]
                    if area.max_row > area.min_row:
                        merged.setdefault(row, set()).add(column)
        yield Sheet(_numbered(grid, merged))


def _shown(value: object) -> str:
    import datetime  # noqa: PLC0415

    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _html(content: bytes, encoding: str) -> Iterator[Sheet]:
    from lxml import etree, html  # noqa: PLC0415  (few lists are pages)

    declared = _CHARSET.search(content[:1024])
    text, name = _text(content, encoding or (declared.group(1).decode() if declared else ""))
    try:
        page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except etree.LxmlError as error:
        raise ValueError(str(error)) from error
    for table in page.iter("table"):
        yield Sheet(_numbered(*_grid(table)), name)


def _grid(table: object) -> tuple[list[list[str]], dict[int, set[int]]]:
    """The cells of an HTML table, those that span several rows or columns repeated (HTML, section 4.9.12)."""
    cells: dict[tuple[int, int], str] = {}
    merged: dict[int, set[int]] = {}
    for row, line in enumerate(table.iter("tr")):  # type: ignore[attr-defined]
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in cells:
                column += 1
            tall, wide = (int(cell.get(name) or 1) for name in ("rowspan", "colspan"))
            for down in range(max(tall, 1)):
                for right in range(max(wide, 1)):
                    cells[row + down, column + right] = " ".join(cell.text_content().split())
                    if tall > 1:
                        merged.setdefault(row + down, set()).add(column + right)
    height, width = (max((key[axis] for key in cells), default=-1) + 1 for axis in (0, 1))
    return [[cells.get((row, column), "") for column in range(width)] for row in range(height)], merged


def _numbered(grid: list[list[str]], merged: dict[int, set[int]]) -> list[Row]:
    return [
        (number + 1, cells, frozenset(merged.get(number, ())))
        for number, cells in enumerate(grid)
        if any(cells)
    ]


def _json(content: bytes, encoding: str) -> Iterator[Sheet]:
    """SPARQL 1.1 Query Results JSON, or the plain list of objects that Wikidata’s query service also offers."""
    text, name = _text(content, encoding)
    document = json.loads(text)
    bindings = document["results"]["bindings"] if isinstance(document, dict) else document
    rows = [{key: _plain(value) for key, value in row.items()} for row in bindings]
    told = document["head"]["vars"] if isinstance(document, dict) else (key for row in rows for key in row)
    columns = list(dict.fromkeys(told))
    lines = [[row.get(column, "") for column in columns] for row in rows]
    yield Sheet([(number, cells, frozenset()) for number, cells in enumerate([columns, *lines])], name)


def _plain(value: object) -> str:
    return str(value.get("value", "")) if isinstance(value, dict) else "" if value is None else str(value)


_READERS: dict[str, Callable[[bytes, str], Iterator[Sheet]]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".txt": _csv,
    ".xlsx": _xlsx,
    ".html": _html,
    ".htm": _html,
    ".json": _json,
}
