"""The curated tables as typed rows, for formats that know types."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jumelage_graph.tables import description
from jumelage_graph.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type (``string``, ``integer``, ``decimal``, ``boolean``, ``date``) and what its values mean.

    Where ``listed``, a cell holds several values. ``target`` is the table in whose key the values stand, if any.
    """

    name: str
    type: str
    required: bool
    listed: bool
    target: str
    meaning: dict[str, str]


@dataclass(frozen=True, slots=True)
class Relation:
    """A table: its columns, the names of those that tell its rows apart, and its rows; an unknown value is ``None``."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def read(folder: Path) -> list[Relation]:
    """Every table in ``folder``, in alphabetical order; dates of uncertain or partial days are EDTF texts."""
    described = description.describe(folder).tables
    return [_relation(folder / f"{name}.csv", described[name]) for name in sorted(described)]


def _relation(path: Path, table: description.Table) -> Relation:
    targets = {link.column: link.table for link in table.links}
    columns = tuple(_column(name, column, targets) for name, column in table.columns.items())
    readers = [_reader(column) for column in table.columns.values()]
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    typed = tuple(tuple(read(cell) for read, cell in zip(readers, row, strict=True)) for row in rows)
    return Relation(table.name, columns, table.key, typed)


def _column(name: str, column: Any, targets: dict[str, str]) -> Column:
    told = column.common_props.get("dc:description")
    meaning = {language: description.in_language(told, language) for language in LANGUAGES}
    listed = bool(column.separator)
    return Column(name, column.datatype.base, bool(column.required), listed, targets.get(name, ""), meaning)


def _reader(column: Any) -> Callable[[str], Any]:
    """What makes of a cell its value, or the list of its values."""
    values: dict[str, Callable[[str], Any]] = {
        "integer": int,
        "decimal": float,
        "date": datetime.date.fromisoformat,
        "boolean": str(column.datatype.format).partition("|")[0].__eq__,
    }
    read = values.get(column.datatype.base, str)
    if column.separator:
        return lambda cell: [read(part) for part in cell.split(column.separator)] if cell else []
    return lambda cell: read(cell) if cell else None
