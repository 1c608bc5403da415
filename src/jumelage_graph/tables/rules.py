"""Rules that no single cell can break: keys, order, pairs of cells, codes, links."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from jumelage_graph import dates
from jumelage_graph.errors import Fault
from jumelage_graph.tables import codes, territories
from jumelage_graph.tables.description import Link, Table, is_edtf
from jumelage_graph.tables.sheets import Cells, Sheet
from jumelage_graph.words import say

_PAIRS = {"governments": (("population", "population_year"), ("lat", "lon"), ("code", "code_scheme"))}
_SUBJECT = "subject"  # a cell that names a row of any table: session/7-workshop-3


@dataclass(frozen=True, slots=True)
class Known:
    """The values that links may point to, by table and column."""

    sheets: Mapping[str, Sheet]
    values: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def of(self, table: str, column: str) -> frozenset[str] | None:
        """The values of a column; ``None`` where not all rows could be read, so that nothing is missing."""
        sheet = self.sheets.get(table)
        if sheet is None or sheet.faults:
            return None
        if (table, column) not in self.values:
            self.values[table, column] = frozenset(cells[column] for _, cells in sheet.rows)
        return self.values[table, column]


_SORT = "faults.mend.move_row"
_TO_COME = {"planned", "start", "end", "date"}
"""Columns of days that may lie ahead, or that a shape compares with the day of the record."""


def faults(sheets: Mapping[str, Sheet], as_of: datetime.date) -> Iterator[Fault]:
    """What is wrong between the cells of a row, between rows, and between tables of the record of a day."""
    known = Known(sheets)
    yield from territories.faults(sheets["governments"])
    for sheet in sheets.values():
        yield from _keys(sheet)
        yield from _order(sheet)
        for line, cells in sheet.rows:
            row = _Row(sheet, line, cells)
            yield from _pairs(row)
            yield from _codes(row)
            yield from _links(row, known)
            yield from _subject(row, known)
            yield from _future(row, as_of)


@dataclass(frozen=True, slots=True)
class _Row:
    sheet: Sheet
    line: int
    cells: Cells

    def fault(self, column: str, allowed: str, mend: str = "", value: str | None = None) -> Fault:
        value_found = self.cells[column] if value is None else value
        return Fault(self.sheet.path, self.line, column, value_found, allowed, mend)


def _key(table: Table, cells: Cells) -> tuple[str, ...]:
    return tuple(cells[column] for column in table.key)


def place(table: Table, cells: Cells) -> tuple[tuple[int, str], ...]:
    """What rows are sorted by: their key, numbers by their size."""
    return tuple(
        (int(text) if table.columns[column].datatype.base == "integer" and text.isdecimal() else 0, text)
        for column, text in zip(table.key, _key(table, cells), strict=True)
    )


def _keys(sheet: Sheet) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for line, cells in sheet.rows:
        key = _key(sheet.table, cells)
        if key in first:
            said = say("faults.key_twice", key=list(sheet.table.key), line=first[key])
            yield Fault(
                sheet.path,
                line,
                sheet.table.key[-1],
                " ".join(filter(None, key)),
                said,
                say("faults.mend.own_key"),
            )
        first.setdefault(key, line)


def _order(sheet: Sheet) -> Iterator[Fault]:
    key = sheet.table.key
    for (_, before), (line, cells) in zip(sheet.rows, sheet.rows[1:], strict=False):
        if place(sheet.table, cells) < place(sheet.table, before):
            present, last = (" ".join(filter(None, _key(sheet.table, each))) for each in (cells, before))
            said = say("faults.order", before=last, key=list(key))
            yield Fault(sheet.path, line, key[0], present, said, say(_SORT))


def partners(table: str, column: str) -> list[str]:
    """The columns of a table that are filled only together with one of it."""
    return [pair[pair[0] == column] for pair in _PAIRS.get(table, ()) if column in pair]


def is_order(fault: Fault) -> bool:
    """Whether a fault is of the order of rows alone: nothing that they say is wrong."""
    return fault.mend == say(_SORT)


def _pairs(row: _Row) -> Iterator[Fault]:
    for pair in _PAIRS.get(row.sheet.table.name, ()):
        for column, other in (pair, pair[::-1]):
            if row.cells[column] and not row.cells[other]:
                said = say("faults.half_pair", column=column, value=row.cells[column])
                yield row.fault(other, said, say("faults.mend.fill_pair"))


def _codes(row: _Row) -> Iterator[Fault]:
    if row.sheet.table.name == "governments":
        scheme = codes.SCHEMES.get(row.cells["code_scheme"])
        if scheme and row.cells["country"] != scheme.country:
            said = say("faults.other_country", scheme=scheme.country, country=row.cells["country"])
            yield row.fault("code_scheme", said)
        elif scheme and row.cells["code"]:
            yield from _code(row, "code", scheme)
    elif row.sheet.table.name == "changes":
        for column in ("code_before", "code_after"):
            if len(row.cells[column]) > len("76"):  # a région has two digits, any other body is Japanese
                yield from _code(row, column, codes.SCHEMES["jp-lgcode"])


def _code(row: _Row, column: str, scheme: codes.Scheme) -> Iterator[Fault]:
    if not scheme.holds(code := row.cells[column]):
        yield row.fault(column, say(f"faults.codes.{scheme.name}"), codes.mend(scheme, code))


def _links(row: _Row, known: Known) -> Iterator[Fault]:
    for link in row.sheet.table.links:
        values = known.of(link.table, link.target)
        for value in _parts(row, link):
            if values is not None and value not in values:
                yield row.fault(link.column, *_missing(link.table, value, values), value)


def _parts(row: _Row, link: Link) -> list[str]:
    text, separator = row.cells[link.column], row.sheet.table.columns[link.column].separator
    return [part for part in (text.split(separator) if separator else [text]) if part]


def _subject(row: _Row, known: Known) -> Iterator[Fault]:
    if _SUBJECT not in row.cells:
        return
    kind, _, value = row.cells[_SUBJECT].partition("/")
    values = known.of(f"{kind}s", "id")
    if values is not None and value not in values:
        yield row.fault(_SUBJECT, *_missing(f"{kind}s", value, values))


def _future(row: _Row, as_of: datetime.date) -> Iterator[Fault]:
    """Days on which something was read, published or seen that lie behind the day of the record."""
    for name, column in row.sheet.table.columns.items():
        dated = is_edtf(column) or column.datatype.base == "date"
        if dated and name not in _TO_COME and (day := _first_day(row.cells[name])) and day > as_of:
            said = say("faults.future", day=as_of.isoformat())
            yield row.fault(name, said, say("faults.mend.move_day"))


def _first_day(text: str) -> datetime.date | None:
    try:
        return dates.parse(text).earliest if text else None
    except ValueError:  # a fault of the cell, told there
        return None


def _missing(table: str, value: str, values: Collection[str]) -> tuple[str, str]:
    near = difflib.get_close_matches(value, values, n=1, cutoff=0.7)
    hint = say("faults.mend.meant_or_add", near=near[0]) if near else say("faults.mend.add_row")
    return say("faults.no_link", value=value, table=table), hint
