"""Where sources disagree: each thing and attribute of which two sources say what cannot both be true."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jumelage_graph import names, queries
from jumelage_graph.statements.cells import Cell
from jumelage_graph.wording import Wording, wording

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine


@dataclass(frozen=True, slots=True)
class Stated:
    """What one source says. ``rank`` is ``preferred`` (the record holds it), ``normal`` or ``deprecated`` (known to be
    wrong, kept with its reason); ``address`` is where the source can be read, else its IRI.
    """

    value: str
    rank: str
    title: str
    publisher: str
    address: str
    note: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement: the thing (its id), the attribute in the reader's words, what is stated, and why the record
    holds what it holds (empty where it does not say).
    """

    about: str
    attribute: str
    stated: tuple[Stated, ...]
    reason: str


def find(engine: Engine, thing: str = "", lang: str = "en") -> list[Conflict]:
    """All conflicts, or those on the thing that ``thing`` names. Errors: ``UsageError`` where nothing is called so."""
    query, values = queries.find("conflicts"), {"thing": thing} if thing else {}
    rows = engine.answer(names.bind(engine, query, values)).records()
    return list(_conflicts(rows, wording(engine, query.name, lang)))


def _conflicts(rows: list[dict[str, Cell]], spoken: Wording) -> Iterator[Conflict]:
    for (about, attribute), group in itertools.groupby(
        rows, key=lambda row: (row["about"], row["attribute"])
    ):
        stated = list(group)
        reason = str(stated[0].get("reason", ""))
        yield Conflict(
            str(about),
            spoken.cell("attribute", attribute),
            tuple(_stated(row, spoken) for row in stated),
            reason,
        )


def _stated(row: Mapping[str, Cell], spoken: Wording) -> Stated:
    return Stated(
        value=spoken.cell("value", row["value"]),
        rank=str(row["rank"]),
        title=str(row["title"]),
        publisher=str(row["publisher"]),
        address=str(row.get("url", row["source"])),
        note=str(row.get("note", "")),
    )
