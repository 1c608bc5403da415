"""Which agreements a reader selects, and how each stands in a year: one meaning for every door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from jumelage_graph import names
from jumelage_graph.errors import UnknownNameError, UsageError, unknown
from jumelage_graph.folding import fold
from jumelage_graph.record.filters import FILTERS, Filter, Filters, Value
from jumelage_graph.record.standing import Standing, in_year, standing
from jumelage_graph.words import say

if TYPE_CHECKING:
    from jumelage_graph.record.reading import Record
    from jumelage_graph.record.things import Agreement

Stands = Standing | Literal["undated", "none"]
"""A standing; ``undated`` where no act dates the agreement, ``none`` where it is not in force, as far as is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection(Filters):
    """What is selected by each filter, and the year in which it was in force; ``None`` selects all."""

    KIND: ClassVar = "filter"

    year: int | None = None

    @classmethod
    def of(cls, record: Record, typed: Mapping[str, Any]) -> Self:
        """The selection that somebody typed, each value in any spelling: ``kind="jumelage"``, ``region="兵庫県"``.

        Errors: ``UsageError`` for a name that is none of the filters, a value that is not known (it suggests the
        nearest) or means several things, or a year that is not of our era.
        """
        known = [field.name for field in fields(cls)]
        for name in typed:
            if name not in known:
                raise unknown(cls.KIND, name, known)
        made = cls(**typed)
        meant = {one.name: _meant(record, one, getattr(made, one.name)) for one in FILTERS}
        return replace(made, year=_year(made.year), **meant)  # type: ignore[arg-type]  # the row of the table says which

    def meets(self, record: Record, agreement: Agreement) -> bool:
        """Whether an agreement has all that is selected, whatever the year."""
        wanted = ((one, getattr(self, one.name)) for one in FILTERS)
        return all(value is None or value in one.of(record, agreement) for one, value in wanted)

    def text(self) -> str:
        """What is selected, in short: ``year 1995, kind twinning``."""
        chosen_values = ((name, getattr(self, name)) for name in ("year", *(one.name for one in FILTERS)))
        return ", ".join(f"{name} {value}" for name, value in chosen_values if value is not None)


def _meant(record: Record, one: Filter, typed: object) -> Value | None:
    """The value that a text means: itself, or the one of which it is a name, in any form."""
    if typed is None or typed == "":
        return None
    options = one.options(record)
    if exact := [value for value in options if str(value) == str(typed).strip()]:
        return exact[0]
    key = fold(str(typed))
    for keys in ({key}, names.forms(key)):
        exact = sorted(value for value, own in options.items() if not keys.isdisjoint(own))
        if len(exact) == 1:
            return exact[0]
        if exact:
            kind = say(f"errors.kinds.{one.name}")
            raise UnknownNameError(
                say("names.several", found=str(typed), kind=kind, names=[*map(str, exact)])
            )
    raise unknown(one.name, str(typed), map(str, options))


def _year(typed: object) -> int | None:
    if typed is None:
        return None
    if not str(typed).isdecimal() or not 1 <= int(str(typed)) <= 9999:
        raise UsageError(say("errors.no_year", found=typed))
    return int(str(typed))


def stands(agreement: Agreement, year: int | None) -> Stands:
    """The surest standing of an agreement in the year; without a year, ever."""
    if not agreement.periods:
        return "undated"
    return (standing(agreement.periods) if year is None else in_year(agreement.periods, year)) or "none"


def alive(agreement: Agreement, year: int | None) -> bool:
    """Whether a sign of life is known in the year or later."""
    return year is None or agreement.evidence >= f"{year:04}-01-01"


def chosen(record: Record, selection: Selection, year: int | None) -> dict[str, Stands]:
    """How each agreement that meets the filters stands, by its id, if it was in force in the year."""
    stand = {a.id: stands(a, year) for a in record.agreements.values() if selection.meets(record, a)}
    left = {"none"} | ({"undated"} if year is not None else set())
    return {agreement: how for agreement, how in stand.items() if how not in left}


def undated(record: Record, selection: Selection) -> list[str]:
    """The ids of the agreements without a date that meet the filters."""
    return [a.id for a in record.agreements.values() if selection.meets(record, a) and not a.periods]
