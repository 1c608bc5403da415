"""A table as text: the rows of a CSV file with their lines, or what is wrong with the file as a whole.

Source: RFC 4180. A byte order mark and CRLF, which spreadsheets add, change no value and are accepted.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jumelage_graph.errors import Fault
from jumelage_graph.tables.description import Table
from jumelage_graph.words import say

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of one table: its rows as (line, cells by column), and what is wrong with the file."""

    table: Table
    path: str
    rows: list[tuple[int, Cells]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def sheet(directory: Path, table: Table) -> Sheet:
    """The table's file in ``directory`` as text."""
    path = directory / f"{table.name}.csv"
    shown = f"{directory.name}/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return _broken(
            table, Fault(shown, 0, "", "", say("faults.missing_table"), say("faults.mend.put_file_back"))
        )
    except UnicodeDecodeError as error:
        return _broken(table, _encoding(shown, error))
    return _parsed(table, shown, text)


def _encoding(path: str, error: UnicodeDecodeError) -> Fault:
    line = error.object.count(b"\n", 0, error.start) + 1
    if error.end == len(error.object):
        return _cut(path, line)
    byte = error.object[error.start : error.start + 1].hex()
    return Fault(
        path, line, "", say("faults.byte", hex=byte), say("faults.not_utf8"), say("faults.mend.save_utf8")
    )


def _cut(path: str, line: int) -> Fault:
    return Fault(path, line, "", "", say("faults.cut"), say("faults.mend.cut_off"))


def _parsed(table: Table, path: str, text: str) -> Sheet:
    if not text.endswith("\n"):
        return _broken(table, _cut(path, text.count("\n") + 1))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader)
        if faults := list(_header(table, path, header, text)):
            return Sheet(table, path, faults=faults)
        return _filled(table, path, reader)
    except csv.Error as error:
        said = say("faults.no_csv", reason=error)
        return _broken(table, Fault(path, reader.line_num, "", "", said, say("faults.mend.quotation")))


def _header(table: Table, path: str, header: list[str], text: str) -> Iterator[Fault]:
    columns = list(table.columns)
    first = text.partition("\n")[0]
    for sign, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) < len(columns) and first.count(sign) == len(columns) - 1:
            yield Fault(path, 1, "", "", say(f"faults.{name}"), say("faults.mend.save_commas"))
            return
    for name in [name for name in columns if name not in header]:
        yield Fault(path, 1, name, "", say("faults.missing_column"), _near(name, set(header) - set(columns)))
    for name in [name for name in header if name not in columns]:
        yield Fault(path, 1, name, "", say("faults.no_column", names=columns))
    if sorted(header) == sorted(columns) and header != columns:
        yield Fault(path, 1, "", ",".join(header), say("faults.column_order", names=",".join(columns)))
    elif len(set(header)) < len(header):
        yield Fault(path, 1, "", ",".join(header), say("faults.column_twice"))


def _near(name: str, others: set[str]) -> str:
    near = difflib.get_close_matches(name, sorted(others), n=1)
    return say("faults.mend.column_meant", near=near[0]) if near else say("faults.mend.put_back")


def _filled(table: Table, path: str, reader: Iterator[list[str]]) -> Sheet:
    filled, names = Sheet(table, path), list(table.columns)
    line = 2
    for cells in reader:
        if len(cells) == len(names):
            filled.rows.append((line, dict(zip(names, cells, strict=True))))
        else:
            filled.faults.append(_ragged(path, line, cells, names))
        line = reader.line_num + 1  # type: ignore[attr-defined]  # csv has no public name for its reader's type
    return filled


def _ragged(path: str, line: int, cells: list[str], names: list[str]) -> Fault:
    if not cells:
        return Fault(path, line, "", "", say("faults.empty_line"), say("faults.mend.delete"))
    said = say("faults.ragged", cells=len(cells), columns=len(names))
    return Fault(path, line, "", ",".join(cells[:3]), said, say("faults.mend.comma"))


def _broken(table: Table, fault: Fault) -> Sheet:
    return Sheet(table, fault.path, faults=[fault])
