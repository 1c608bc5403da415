"""The curated tables as one SQLite database, which Datasette opens: keys, links, and lists as tables of their own.

A table whose rows several columns tell apart has the column ``key``, these joined by slashes. A column of lists is the
table ``<table>_<column>``: the row, the place in the list from 1 on, and the value.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from jumelage_graph.exports._relations import Column, Relation, read
from jumelage_graph.exports.release import Release
from jumelage_graph.words import LANGUAGES

NAME = "sqlite"
SUFFIX = ".sqlite"
MEDIA = "application/vnd.sqlite3"
CONFORMS: tuple[str, ...] = ()

_TYPES = {"integer": "INTEGER", "decimal": "REAL", "boolean": "INTEGER"}
_ABOUT = 'CREATE TABLE "about" ("what" TEXT PRIMARY KEY, "value" TEXT NOT NULL)'
_MEANINGS = (
    'CREATE TABLE "about_columns" ("table" TEXT, "column" TEXT, '
    + ", ".join(f'"meaning_{language}" TEXT' for language in LANGUAGES)
    + ', PRIMARY KEY ("table", "column"))'
)


def render(release: Release) -> bytes:
    """The database; the table ``about`` says version, as-of date, licence and citation, ``about_columns`` the meanings.

    Texts are as in the tables: codes keep their zeros, dates are EDTF. Yes is 1, no is 0; what is unknown is NULL.
    """
    relations = {relation.name: relation for relation in read(release.tables)}
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(_ABOUT)
        database.executemany("INSERT INTO about VALUES (?, ?)", release.about.items())
        database.execute(_MEANINGS)
        database.executemany("INSERT INTO about_columns VALUES (?, ?, ?, ?, ?)", _meanings(relations))
        for relation in relations.values():
            _put(database, relation, relations)
        database.commit()
        return database.serialize()


def _meanings(relations: dict[str, Relation]) -> Iterator[tuple[str, ...]]:
    for relation in relations.values():
        for column in relation.columns:
            yield relation.name, column.name, *(column.meaning[language] for language in LANGUAGES)


def _put(database: sqlite3.Connection, relation: Relation, relations: dict[str, Relation]) -> None:
    """Make the table of a relation, and one for each of its columns of lists, and fill them."""
    single = [index for index, column in enumerate(relation.columns) if not column.listed]
    kept = [relation.columns[index] for index in single]
    composite = len(relation.key) > 1
    lines = ['"key" TEXT NOT NULL PRIMARY KEY'] if composite else []
    lines += [_declared(column, relations, key=relation.key == (column.name,)) for column in kept]
    rows = [((key,) if composite else ()) + tuple(row[i] for i in single) for key, row in _keyed(relation)]
    _table(database, relation.name, lines, rows)
    _index(database, relation.name, [column.name for column in kept if column.target])
    for index, column in enumerate(relation.columns):
        if column.listed:
            _lists(database, relation, index, relations)


def _lists(
    database: sqlite3.Connection, relation: Relation, index: int, relations: dict[str, Relation]
) -> None:
    column, owner = relation.columns[index], f"{relation.name}_{_key(relation)}"
    lines = [
        f'"{owner}" {_key_type(relation)} NOT NULL REFERENCES "{relation.name}" ("{_key(relation)}")',
        '"position" INTEGER NOT NULL',
        f'"value" {_type(column)} NOT NULL{_reference(column, relations)}',
        f'PRIMARY KEY ("{owner}", "position")',
    ]
    rows = [
        (key, position, value)
        for key, row in _keyed(relation)
        for position, value in enumerate(row[index], start=1)
    ]
    name = f"{relation.name}_{column.name}"
    _table(database, name, lines, rows)
    _index(database, name, ["value"] if column.target else [])


def _table(database: sqlite3.Connection, name: str, lines: list[str], rows: list[tuple[Any, ...]]) -> None:
    declared = ",\n  ".join(lines)
    database.execute(f'CREATE TABLE "{name}" (\n  {declared}\n)')
    if rows:
        places = ", ".join("?" * len(rows[0]))
        database.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)


def _index(database: sqlite3.Connection, table: str, columns: list[str]) -> None:
    for column in columns:
        database.execute(f'CREATE INDEX "{table}_by_{column}" ON "{table}" ("{column}")')


def _declared(column: Column, relations: dict[str, Relation], *, key: bool) -> str:
    needed = " NOT NULL" if column.required else ""
    primary = " PRIMARY KEY" if key else ""
    return f'"{column.name}" {_type(column)}{needed}{primary}{_reference(column, relations)}'


def _reference(column: Column, relations: dict[str, Relation]) -> str:
    return f' REFERENCES "{column.target}" ("{_key(relations[column.target])}")' if column.target else ""


def _type(column: Column) -> str:
    return _TYPES.get(column.type, "TEXT")


def _key(relation: Relation) -> str:
    return relation.key[0] if len(relation.key) == 1 else "key"


def _key_type(relation: Relation) -> str:
    own = [column for column in relation.columns if (column.name,) == relation.key]
    return _type(own[0]) if own else "TEXT"


def _keyed(relation: Relation) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Each row with its key; a part of it that is unknown is left out of the joined key."""
    places = [index for index, column in enumerate(relation.columns) if column.name in relation.key]
    for row in relation.rows:
        parts = [row[index] for index in places if row[index] is not None]
        yield (parts[0] if len(relation.key) == 1 else "/".join(map(str, parts))), _plain(row)


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row with days as texts."""
    return tuple(str(value) if hasattr(value, "isoformat") else value for value in row)
