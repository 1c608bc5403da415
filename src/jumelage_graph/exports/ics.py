"""A calendar: the anniversaries of agreements, and the Rencontres.

Sources: RFC 5545, Internet Calendaring and Scheduling (2009); RFC 7986, New Properties for iCalendar (2016).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jumelage_graph import namespaces
from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import STANDARDS
from jumelage_graph.record import Record
from jumelage_graph.words import LANGUAGES

if TYPE_CHECKING:
    from icalendar import Calendar, Event

    from jumelage_graph.record.things import Agreement, Edition, Government

NAME = "ics"
SUFFIX = ".ics"
MEDIA = "text/calendar"
CONFORMS = (STANDARDS["ics"],)

Row = dict[str, Any]

_TITLE = "Jumelages 姉妹都市"

_SIGNED = (
    "Anniversary of the agreement of {day} ({kind_en}).",
    "Anniversaire de l’accord du {day} ({kind_fr}).",
    "{day}締結（{kind_ja}）の周年。",
)
_PLANNED = ("Planned, as last announced.", "Prévues, selon la dernière annonce.", "直近の発表による予定。")


def render(release: Release) -> bytes:
    """The calendar, all-day events; what is known to the month or to the year only is not in it.

    An anniversary returns every year, for an ended agreement until its end, one of 29 February on the last day of the
    month; an agreement that ended before its first anniversary has the day itself. A meeting of which there is no
    account stands on its planned days and is tentative. Each event has the same UID in every version.
    """
    record = release.record
    calendar = _calendar(release)
    for row in sorted(_dated(record), key=lambda row: (row["day"], row["id"])):
        calendar.add_component(_anniversary(row, release))
    for row in (_edition(record, known) for known in record.editions.values()):
        for first, last in _days(row):
            calendar.add_component(_meeting(row, first, last, release))
    return bytes(calendar.to_ical())


def _dated(record: Record) -> Iterator[Row]:
    """The agreements that are dated to the day, and for certain."""
    for known in record.agreements.values():
        act = known.dated
        if act and act.certain and act.earliest and act.earliest == act.latest:
            kind = record.concepts["agreement-kinds"][known.kind]
            until = {"until": known.until} if known.until else {}
            kinds = {f"kind_{language}": name for language, name in kind.items()}
            yield {"id": known.id, "day": act.earliest, **until, **_called(known), **kinds}


def _edition(record: Record, known: Edition) -> Row:
    """One edition, as it was held or is planned."""
    days = {"start": known.start, "end": known.end} if known.held else {"planned": known.start}
    host = _called(record.governments[known.host]).get("fr") if known.host else None
    return {"id": str(known.id), **days, **({"host": host} if host else {}), **_called(known)}


def _called(known: Agreement | Edition | Government) -> dict[str, str]:
    """The names that a thing has of its own, by language."""
    return {language: name for language, name in known.names.items() if language not in known.borrowed}


def _calendar(release: Release) -> Calendar:
    from icalendar import Calendar, vText  # noqa: PLC0415

    about = "\n".join(f"{name}: {value}" for name, value in release.about.items())
    calendar = Calendar()
    calendar.add("prodid", f"-//jumelage-graph//jumelage-graph {release.version}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    said = {"name": _TITLE, "x-wr-calname": _TITLE, "description": about, "x-wr-caldesc": about}
    for name, value in said.items():
        calendar.add(name, vText(value))
    return calendar


def _event(iri: str, first: str, release: Release) -> Event:
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{namespaces.shorten(iri).replace('/', '-')}@w3id.org")
    stamp = datetime.datetime.fromisoformat(release.as_of).replace(tzinfo=datetime.UTC)
    event.add("dtstamp", stamp)
    event.add("dtstart", datetime.date.fromisoformat(first))
    event.add("transp", "TRANSPARENT")
    event.add("url", iri)
    return event


def _anniversary(row: Row, release: Release) -> Event:
    event = _event(namespaces.agreement(row["id"]), row["day"], release)
    if rule := _yearly(datetime.date.fromisoformat(row["day"]), row.get("until")):
        event.add("rrule", rule)
    event.add("summary", f"{_names(row)} ({row['day'][:4]})")
    event.add("description", "\n".join(_SIGNED).format_map(row))
    event.add("categories", ["anniversary"])
    return event


def _yearly(day: datetime.date, until: str | None) -> dict[str, Any]:
    """The rule by which a day returns up to the day before ``until``; none where it does not return before that.

    A rule that ends before it begins would hide the whole event (RFC 5545, 3.3.10). A rule by 29 February alone returns
    in leap years only: the last day of each February returns every year.
    """
    leap = (day.month, day.day) == (2, 29)
    rule: dict[str, Any] = {"freq": "yearly", **({"bymonth": 2, "bymonthday": -1} if leap else {})}
    if until is None:
        return rule
    last = datetime.date.fromisoformat(until) - datetime.timedelta(days=1)
    first = day.replace(year=day.year + 1, day=28 if leap else day.day)
    return rule | {"until": last} if last >= first else {}


def _days(row: Row) -> Iterator[tuple[str, str]]:
    """First and last day of a meeting, held or planned, where both are known to the day."""
    if "start" in row:
        yield row["start"], row["end"]
    else:
        first, _, last = row.get("planned", "").partition("/")
        if len(first) == len("2026-10-21") and len(last) in (0, len(first)):
            yield first, last or first


def _meeting(row: Row, first: str, last: str, release: Release) -> Event:
    event = _event(namespaces.edition(row["id"]), first, release)
    event.add("dtend", datetime.date.fromisoformat(last) + datetime.timedelta(days=1))
    event.add("status", "CONFIRMED" if "start" in row else "TENTATIVE")
    event.add("summary", _names(row))
    names = [row[tag] for tag in LANGUAGES if tag in row]
    event.add("description", "\n".join([*names, *(() if "start" in row else _PLANNED)]))
    event.add("categories", ["meeting"])
    if "host" in row:
        event.add("location", row["host"])
    return event


def _names(row: Row) -> str:
    """The name in Latin letters and the Japanese one."""
    return " · ".join(row[tag] for tag in ("fr", "ja") if tag in row)
