"""The description of the tables: ``csv-metadata.json``, read by the csvw library.

Source: W3C, Metadata Vocabulary for Tabular Data (2015). What a cell may hold is said there and nowhere else.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jumelage_graph import lean
from jumelage_graph.errors import Fault, FaultsError
from jumelage_graph.namespaces import EDTF_DATE
from jumelage_graph.records import TABLES
from jumelage_graph.words import Texts, say

FILE = "csv-metadata.json"

REFERENCES = "dc:references"
"""The property of a column whose values are ids in a table, where no foreign key can say it: a cell may be empty, or
hold several, which strict validators refuse."""

_SLOW = "rfc3987_syntax"
"""Compiles dozens of grammars (seconds) where jsonschema finds it, which csvw imports, for a check nobody asks for."""


@dataclass(frozen=True, slots=True)
class Link:
    """Values of ``column`` are values of ``target`` in the table ``table``."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """One described table: csvw columns by name, and the names of those that tell its rows apart."""

    name: str
    columns: dict[str, Any]
    key: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """What ``csv-metadata.json`` says of the tables and of the whole: its day and its version."""

    as_of: datetime.date
    version: str
    tables: dict[str, Table]


def content(directory: Path) -> dict[str, Any]:
    """The description in ``directory`` as it is written: JSON-LD with texts in three languages."""
    written: dict[str, Any] = json.loads((directory / FILE).read_text(encoding="utf-8"))
    return written


def describe(directory: Path, *, older: bool = False) -> Description:
    """The description in ``directory``, with ``older`` also that of an edition with other tables.

    Errors: ``FaultsError`` where it is missing or says nothing usable.
    """
    shown = f"{directory.name}/{FILE}"
    try:
        return _description(directory, older=older)
    except FileNotFoundError:
        fault = Fault(shown, 0, "", "", say("faults.no_description"), say("faults.mend.put_file_back"))
    except json.JSONDecodeError as error:
        fault = Fault(
            shown,
            error.lineno,
            "",
            "",
            say("faults.no_json", reason=error.msg),
            say("faults.mend.put_file_back"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        fault = Fault(shown, 0, "", str(error), say("faults.no_csvw"), say("faults.mend.put_file_back"))
    raise FaultsError([fault])


def _description(directory: Path, *, older: bool) -> Description:
    content(directory)  # tells the line of a slip, which csvw does not
    group = _reader().from_file(directory / FILE)
    tables = {table.name: table for table in map(_table, group.tables)}
    if tables.keys() != TABLES.keys() and not (older and tables.keys() & TABLES.keys()):
        raise ValueError(", ".join(sorted(tables.keys() ^ TABLES.keys())))
    as_of = datetime.date.fromisoformat(group.common_props["dc:date"])
    return Description(as_of, group.common_props["owl:versionInfo"], tables)


def _reader() -> Any:
    """csvw's group of tables; slow to import, and only reading the tables needs it."""
    with lean.without(_SLOW):
        from csvw import TableGroup  # noqa: PLC0415
    return TableGroup


def _table(table: Any) -> Table:
    schema = table.tableSchema
    needed = [
        Link(key.columnReference[0], Path(str(key.reference.resource)).stem, key.reference.columnReference[0])
        for key in schema.foreignKeys
    ]
    others = [
        Link(column.name, target, "id")
        for column in schema.columns
        if (target := referred(column.common_props.get(REFERENCES)))
    ]
    links = tuple(sorted([*needed, *others], key=lambda link: list(schema.columndict).index(link.column)))
    return Table(Path(str(table.url)).stem, schema.columndict, tuple(schema.primaryKey), links)


def referred(values: Any) -> str:
    """The table that a property of a column refers to, ``""`` where there is none."""
    return Path(str(values["@id"])).stem if values else ""


def is_edtf(column: Any) -> bool:
    """Whether the cells of a csvw column are EDTF dates."""
    return bool(column.datatype.at_props.get("id") == EDTF_DATE)


def allowed(column: Any) -> str:
    """What a csvw column allows, in words: its listed values, or what its datatype says of itself."""
    if values := choices(column):
        return say("faults.one_of", names=values)
    said = {
        each["@language"]: str(each["@value"])
        for each in column.datatype.common_props.get("dc:description") or ()
    }
    return say(
        "faults.expected", form=Texts(said) if said else say("faults.datatype", name=column.datatype.base)
    )


def in_language(values: Any, language: str) -> str:
    """The text that is tagged with a language among JSON-LD values, ``""`` where there is none."""
    return next((str(each["@value"]) for each in values or () if each["@language"] == language), "")


def choices(column: Any) -> list[str]:
    """The values that a csvw column lists (``a|b|c``); none where it has another pattern or none."""
    return listed(str(column.datatype.format or "")) if column.datatype.base == "string" else []


def listed(form: str) -> list[str]:
    """The values that the format of a text lists (``a|b|c``); none where it is another pattern."""
    values = form.split("|")
    words = all(value.replace("-", "").replace("_", "").isalnum() for value in values)
    return values if len(values) > 1 and words else []
