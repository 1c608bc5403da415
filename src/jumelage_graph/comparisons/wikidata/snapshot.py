"""A snapshot of Wikidata: what a server told on one day, as N-Triples; the same file gives the same comparison."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jumelage_graph import files
from jumelage_graph.comparisons.wikidata.items import Item, Twinning, items, twinnings
from jumelage_graph.errors import DataError, JumelageError
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.statements import Statement, lines
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import say

_SELF = "_:snapshot"
_SOURCE, _CREATED = f"<{PREFIXES['dct']}source>", f"<{PREFIXES['dct']}created>"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a server told: its address, the day (ISO 8601), the items by their ids, and what they say of their twins."""

    server: str
    day: str
    items: dict[str, Item]
    twinnings: list[Twinning]


def render(told: Iterable[Statement], server: str, now: datetime.datetime) -> bytes:
    """The file of a snapshot: sorted lines, with the address of the server and the time."""
    address, time = (
        Cell(server, "iri"),
        Cell(now.isoformat(timespec="seconds"), datatype=f"{PREFIXES['xsd']}dateTime"),
    )
    head = [("", _SELF, _SOURCE, address.token), ("", _SELF, _CREATED, time.token)]
    return lines.canonical([*head, *told])


def keep(path: Path, content: bytes) -> None:
    """Put the file of a snapshot at ``path``, whole. Errors: ``DataError`` where the system refuses."""
    files.replace(path, content)


def read(content: bytes, name: str) -> Snapshot:
    """The snapshot in a file called ``name``. Errors: ``DataError`` where it is none."""
    try:
        told = list(lines.parse_all(content))
    except (JumelageError, UnicodeDecodeError) as error:
        raise DataError(say("wikidata.unreadable", file=name)) from error
    head = {predicate: Cell.parse(value) for _, one, predicate, value in told if one == _SELF}
    if not {_SOURCE, _CREATED} <= head.keys():
        raise DataError(say("wikidata.unreadable", file=name))
    return Snapshot(str(head[_SOURCE]), head[_CREATED][:10], items(told), twinnings(told))
