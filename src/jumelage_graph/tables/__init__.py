"""The curated tables: read, checked cell by cell and row by row, and written, by their one description.

What may stand in a column is said by ``csv-metadata.json`` (W3C CSVW); ``rules`` adds what it cannot say.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jumelage_graph import records, resources
from jumelage_graph.errors import Fault, FaultsError
from jumelage_graph.tables import cells, older, rules, salvage
from jumelage_graph.tables.description import Description, describe
from jumelage_graph.tables.sheets import Sheet, sheet
from jumelage_graph.words import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The rows of all tables, in the order of their files.

    ``as_of`` is the day for which the record stands, the only "today" of the build; ``version`` is the
    dataset's own.
    """

    as_of: datetime.date
    version: str
    sources: tuple[records.Source, ...]
    governments: tuple[records.Government, ...]
    changes: tuple[records.Change, ...]
    memberships: tuple[records.Membership, ...]
    agreements: tuple[records.Agreement, ...]
    hosttowns: tuple[records.HostTown, ...]
    acts: tuple[records.Act, ...]
    people: tuple[records.Person, ...]
    signings: tuple[records.Signing, ...]
    projects: tuple[records.Project, ...]
    editions: tuple[records.Edition, ...]
    sessions: tuple[records.Session, ...]
    participations: tuple[records.Participation, ...]
    declarations: tuple[records.Declaration, ...]
    initiatives: tuple[records.Initiative, ...]
    organisations: tuple[records.Organisation, ...]
    details: tuple[records.Detail, ...]
    goals: tuple[records.Goal, ...]
    claims: tuple[records.Claim, ...]
    totals: tuple[records.Total, ...]
    rejected: tuple[records.Rejected, ...]


def read(directory: Path) -> Tables:
    """The tables in ``directory``, typed; ``FaultsError`` names everything that is wrong in them."""
    description = describe(directory)
    sheets = _sheets(directory, description)
    if wrong := _examined(sheets, description.as_of):
        raise FaultsError(wrong)
    return _typed(sheets, description)


def read_older(directory: Path) -> Tables:
    """The tables in ``directory``, which may be of an earlier edition; ``notes`` tells what they lack.

    Errors: ``FaultsError`` for what is wrong in them.
    """
    own = describe(directory, older=True)
    sheets = older.sheets(directory, own, _shipped())
    if wrong := [fault for fault in _examined(sheets, own.as_of) if not rules.is_order(fault)]:
        raise FaultsError(wrong)
    return _typed(sheets, own)


def notes(directory: Path) -> list[Said]:
    """What the tables in ``directory`` lack that today's have, and what they have besides."""
    return older.notes(str(directory), describe(directory, older=True), _shipped())


@dataclass(frozen=True, slots=True)
class Examined:
    """Tables that were examined: every fault, and what can be read in spite of them.

    ``sound`` is ``None`` where a whole file cannot be read. ``touched`` are the places (name of the file, line) of the
    rows that ``sound`` lacks in whole or in part: what a later check finds there may come from that loss.
    """

    faults: list[Fault]
    sound: Tables | None
    touched: frozenset[salvage.Place]


def examine(directory: Path) -> Examined:
    """The tables in ``directory``, with or without faults."""
    try:
        description = describe(directory)
    except FaultsError as error:
        return Examined(error.faults, None, frozenset())
    sheets = _sheets(directory, description)
    found = faults = _examined(sheets, description.as_of)
    if any(each.faults for each in sheets.values()):
        return Examined(faults, None, frozenset())
    touched: set[salvage.Place] = set()
    while found := [fault for fault in found if not rules.is_order(fault)]:
        sheets, lost = salvage.salvaged(sheets, found)
        touched |= lost
        found = _examined(sheets, description.as_of)
    return Examined(faults, _typed(sheets, description), frozenset(touched))


def faults(directory: Path) -> list[Fault]:
    """All that is wrong in the tables of ``directory``, by file and line; an empty list if nothing is."""
    try:
        description = describe(directory)
        return _examined(_sheets(directory, description), description.as_of)
    except FaultsError as error:
        return error.faults


def write(name: str, rows: Iterable[records.Row], path: Path) -> None:
    """Write ``rows`` of the table ``name`` to ``path``: UTF-8, commas, LF, columns in their order."""
    columns = _shipped().tables[name].columns
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(cells.written(column, getattr(row, name)) for name, column in columns.items())
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def _typed(sheets: dict[str, Sheet], description: Description) -> Tables:
    typed: dict[str, Any] = {name: tuple(_rows(each)) for name, each in sheets.items()}
    return Tables(as_of=description.as_of, version=description.version, **typed)


@cache
def _shipped() -> Description:
    return describe(resources.data())


def _sheets(directory: Path, description: Description) -> dict[str, Sheet]:
    return {name: sheet(directory, table) for name, table in description.tables.items()}


def _examined(sheets: dict[str, Sheet], as_of: datetime.date) -> list[Fault]:
    """Every fault; where a cell is wrong in itself, no rule is asked about it."""
    own = [fault for each in sheets.values() for fault in (*each.faults, *_cell_faults(each))]
    wrong = {(fault.path, fault.line, fault.column) for fault in own}
    more = (
        fault for fault in rules.faults(sheets, as_of) if (fault.path, fault.line, fault.column) not in wrong
    )
    return sorted([*own, *more])


def _cell_faults(each: Sheet) -> Iterable[Fault]:
    columns = each.table.columns
    for line, row in each.rows:
        for name, text in row.items():
            yield from cells.faults(each.path, line, columns[name], text)


def _rows(each: Sheet) -> Iterable[records.Row]:
    columns, make = each.table.columns, records.TABLES[each.table.name]
    for line, row in each.rows:
        yield make(line=line, **{name: cells.value(columns[name], text) for name, text in row.items()})
