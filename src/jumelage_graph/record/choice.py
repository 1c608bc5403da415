"""What a reader chooses of the record: language, year, filters, measure; checked before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypedDict

from jumelage_graph.errors import UsageError, unknown
from jumelage_graph.words import LANGUAGES, say

if TYPE_CHECKING:
    from jumelage_graph.record.reading import Record

MEASURES = ("degree", "betweenness", "attendance", "population")


class Options(TypedDict, total=False):
    """The options of every picture; all may be left out."""

    lang: str
    year: int | None
    kind: str | None
    status: str | None
    field: str | None
    region: str | None
    goal: int | None
    edition: int | None
    measure: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """The options, filled in: ``None`` chooses everything."""

    lang: str = "en"
    year: int | None = None
    kind: str | None = None
    status: str | None = None
    field: str | None = None
    region: str | None = None
    goal: int | None = None
    edition: int | None = None
    measure: str | None = None


def choose(record: Record, options: Options) -> Choice:
    """The choice that the options make.

    Errors: ``UsageError`` for a language, kind, status, field, region, goal, edition or measure that is not
    known (it suggests the nearest), or a year that is not of our era.
    """
    known = {f.name for f in fields(Choice)}
    for name in options:
        if name not in known:
            raise unknown("picture_option", name, known)
    choice = Choice(**options)
    for name, allowed in _allowed(record).items():
        value = getattr(choice, name)
        if value is not None and str(value) not in allowed:
            raise unknown(name, str(value), allowed)
    if choice.year is not None and not 1 <= choice.year <= 9999:
        raise UsageError(say("errors.no_year", found=choice.year))
    return choice


def _allowed(record: Record) -> dict[str, set[str]]:
    return {
        "lang": set(LANGUAGES),
        "kind": set(record.concepts["agreement-kinds"]),
        "status": set(record.concepts["statuses"]),
        "field": set(record.concepts["fields"]),
        "region": {g.region for g in record.governments.values() if g.region},
        "goal": {str(number) for number in record.goals},
        "edition": {str(number) for number in record.editions},
        "measure": set(MEASURES),
    }
