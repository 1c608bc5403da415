"""Which agreements a choice selects, and how each stands in a year: the same rules as on the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from jumelage_graph.record.standing import Standing, in_year, standing

if TYPE_CHECKING:
    from jumelage_graph.record.choice import Choice
    from jumelage_graph.record.reading import Record
    from jumelage_graph.record.things import Agreement


Stands = Standing | Literal["undated", "none"]
"""A standing; ``undated`` where no act dates the agreement, ``none`` where it is not in force, as far as is known."""


def stands(agreement: Agreement, year: int | None) -> Stands:
    """The surest standing of an agreement in the year; without a year, ever."""
    if not agreement.periods:
        return "undated"
    return (standing(agreement.periods) if year is None else in_year(agreement.periods, year)) or "none"


def alive(agreement: Agreement, year: int | None) -> bool:
    """Whether a sign of life is known in the year or later."""
    return year is None or agreement.evidence >= f"{year:04}-01-01"


def chosen(record: Record, choice: Choice, year: int | None) -> dict[str, Stands]:
    """How each agreement that meets the filters stands, by its id, if it was in force in the year."""
    found = {a.id: stands(a, year) for a in record.agreements.values() if _meets(record, a, choice)}
    left = {"none"} | ({"undated"} if year is not None else set())
    return {agreement: how for agreement, how in found.items() if how not in left}


def undated(record: Record, choice: Choice) -> list[str]:
    """The ids of the agreements without a date that meet the filters."""
    return [a.id for a in record.agreements.values() if _meets(record, a, choice) and not a.periods]


def _meets(record: Record, a: Agreement, choice: Choice) -> bool:
    regions = {record.governments[party].region for party in a.parties}
    editions = {edition for party in a.parties for edition in record.attendance.get(party, ())}
    return all(
        (
            choice.kind in (None, a.kind),
            choice.status in (None, a.status),
            choice.field is None or choice.field in a.fields,
            choice.goal is None or choice.goal in a.goals,
            choice.edition is None or choice.edition in editions,
            choice.region is None or choice.region in regions,
        )
    )
