"""Tables of an earlier edition as today's: what they do not have yet is empty, what is gone since is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from jumelage_graph.tables.description import Description, Table
from jumelage_graph.tables.sheets import Sheet, sheet
from jumelage_graph.words import Said, say


def sheets(directory: Path, older: Description, today: Description) -> dict[str, Sheet]:
    """The tables in ``directory``, read as ``older`` describes them, with the columns of ``today``."""
    return {name: _sheet(directory, older.tables.get(name), table) for name, table in today.tables.items()}


def notes(folder: str, older: Description, today: Description) -> list[Said]:
    """What ``older`` does not describe and ``today`` does, and the other way round; nothing where they are equal."""
    missing, gone = list(_only(today, older)), list(_only(older, today))
    said = [say("faults.older.missing", folder=folder, names=missing)] if missing else []
    return said + ([say("faults.older.gone", folder=folder, names=gone)] if gone else [])


def _sheet(directory: Path, older: Table | None, today: Table) -> Sheet:
    if older is None:
        return Sheet(today, f"{directory.name}/{today.name}.csv")
    older_sheet = sheet(directory, older)
    rows = [(line, {name: cells.get(name, "") for name in today.columns}) for line, cells in older_sheet.rows]
    return replace(older_sheet, table=today, rows=rows)


def _only(one: Description, other: Description) -> Iterator[str]:
    """The tables of ``one`` that ``other`` lacks, and their columns (``sources.archive``)."""
    for name, table in one.tables.items():
        if name not in other.tables:
            yield name
            continue
        known: Mapping[str, object] = other.tables[name].columns
        yield from (f"{name}.{column}" for column in table.columns if column not in known)
