"""What each table and each column means, in the reader's language, as ``csv-metadata.json`` says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jumelage_graph.errors import unknown
from jumelage_graph.tables.description import REFERENCES, content, in_language, listed, referred


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its cells say, in which unit, and what may stand there.

    ``values`` are those that are listed, ``form`` is the regular expression of others, ``says`` the same in
    words; ``least`` and ``most`` bound a number. ``separator`` joins several values. ``link`` names the table
    whose ids the values are, ``concept`` the address of a listed value's concept, with the column's name in
    braces. Each is empty where it does not apply.
    """

    name: str
    title: str
    meaning: str
    unit: str
    required: bool
    separator: str
    values: tuple[str, ...]
    form: str
    says: str
    least: str
    most: str
    link: str
    concept: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, title and meaning, the columns of its key, all its columns."""

    name: str
    title: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def tables(directory: Path, language: str) -> list[Table]:
    """The tables that ``directory`` describes, in their order, in ``en``, ``fr`` or ``ja``."""
    return [_table(each, language) for each in content(directory)["tables"]]


def table(directory: Path, name: str, language: str) -> Table:
    """The table ``name``; its singular will do. Errors: ``UsageError`` with the nearest if there is none."""
    known = {each.name: each for each in tables(directory, language)}
    named = known.get(name) or known.get(f"{name}s")
    if named is None:
        raise unknown("table", name, known)
    return named


def empty_row(described: Table) -> str:
    """The header line of the table and one row without values, as CSV."""
    return f"{','.join(column.name for column in described.columns)}\n{',' * (len(described.columns) - 1)}\n"


def _table(described: dict[str, Any], language: str) -> Table:
    schema = described["tableSchema"]
    links = dict(_links(schema))
    return Table(
        name=Path(described["url"]).stem,
        title=in_language(described["dc:title"], language),
        meaning=in_language(described["dc:description"], language),
        key=tuple(schema["primaryKey"]),
        columns=tuple(_column(each, links, language) for each in schema["columns"]),
    )


def _links(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in schema.get("foreignKeys", ()):
        (column,) = _listed(key["columnReference"])
        yield column, Path(key["reference"]["resource"]).stem
    for column in schema["columns"]:
        if table := referred(column.get(REFERENCES)):
            yield column["name"], table


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _column(described: dict[str, Any], links: dict[str, str], language: str) -> Column:
    datatype = described["datatype"]
    form = datatype.get("format", "") if datatype["base"] == "string" else ""
    values = tuple(listed(form))
    return Column(
        name=described["name"],
        title=described["titles"][language],
        meaning=in_language(described["dc:description"], language),
        unit=in_language(described.get("schema:unitText"), language),
        required=described.get("required", False),
        separator=described.get("separator", ""),
        values=values,
        form="" if values else form,
        says=in_language(datatype.get("dc:description"), language),
        least=datatype.get("minimum", ""),
        most=datatype.get("maximum", ""),
        link=links.get(described["name"], ""),
        concept=described.get("valueUrl", "") if values else "",
    )
