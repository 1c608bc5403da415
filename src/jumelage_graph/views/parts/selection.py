"""Which agreements a choice selects, and how each stands in a year: the same rules as on the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from jumelage_graph.views.parts.choice import Choice
    from jumelage_graph.views.parts.record import Agreement, Record

Standing = Literal["certain", "possible", "undated", "before", "over"]


def standing(agreement: Agreement, year: int | None) -> Standing:
    """Whether an agreement was in force on some day of the year; without a year, ever."""
    if not agreement.maybe_since and not agreement.since:
        return "undated"
    starts = "9999" if year is None else f"{year:04}-12-31"
    if year is not None and agreement.until and agreement.until <= f"{year:04}-01-01":
        return "over"
    if agreement.since and agreement.since <= starts:
        return "certain"
    return "possible" if agreement.maybe_since and agreement.maybe_since <= starts else "before"


def alive(agreement: Agreement, year: int | None) -> bool:
    """Whether a sign of life is known in the year or later."""
    return year is None or agreement.evidence >= f"{year:04}-01-01"


def chosen(record: Record, choice: Choice, year: int | None) -> dict[str, Standing]:
    """How each agreement that meets the filters stands, by its id, if it was in force in the year."""
    found = {a.id: standing(a, year) for a in record.agreements.values() if _meets(record, a, choice)}
    shown = {"certain", "possible"} | ({"undated"} if year is None else set())
    return {agreement: stands for agreement, stands in found.items() if stands in shown}


def undated(record: Record, choice: Choice) -> list[str]:
    """The ids of the agreements without a date that meet the filters."""
    met = (a for a in record.agreements.values() if _meets(record, a, choice))
    return [a.id for a in met if standing(a, None) == "undated"]


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
