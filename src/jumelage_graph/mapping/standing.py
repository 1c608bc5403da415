"""How an agreement stands in time, once for all doors: its periods, certain, presumed and possible.

A *certain* day is one on which the agreement is in force whatever its uncertain dates turn out to be, a *possible* one
one on which it can be. A certain day more than ``SILENCE`` years after the last sign of life is only *presumed*. The
record knows nothing after the day as of which it tells, so no later day is more than possible. Periods do not
overlap: every day has one standing, or none.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from jumelage_graph import namespaces as ns
from jumelage_graph.dates import Edtf
from jumelage_graph.records import Act, Agreement, Project
from jumelage_graph.statements import Statement
from jumelage_graph.statements.terms import concept, day, describe, edtf, iri, name

SILENCE = 10
"""Years without a sign of life after which being in force is only presumed: partners keep at least every tenth
anniversary, so that a longer silence says something."""

_NO_LIFE = ("proposal", "suspension", "end", "transfer")
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From its first to its last day, both of them in it; ``None`` where it is open."""

    standing: str
    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Break:
    """An act that closes an agreement, and the first days on which a renewal has certainly or possibly undone that."""

    act: Act
    resumed: datetime.date | None
    maybe_resumed: datetime.date | None

    def troubles(self, on: datetime.date) -> bool:
        """Whether the agreement may be closed on that day."""
        begun = self.act.date.earliest
        return (begun is None or begun <= on) and not (self.resumed and self.resumed <= on)

    def closes(self, on: datetime.date) -> bool:
        """Whether the agreement is closed on that day for sure."""
        done = self.act.date.latest if self.act.date.certain else None
        return done is not None and done <= on and not (self.maybe_resumed and self.maybe_resumed <= on)


@dataclass(frozen=True, slots=True)
class Course:
    """What decides how one agreement stands on a day."""

    begun: Edtf | None
    breaks: tuple[Break, ...]
    signs: tuple[Edtf, ...]
    as_of: datetime.date

    def standing(self, on: datetime.date) -> str:
        """``certain``, ``presumed``, ``possible``, or nothing."""
        if self._certain(on):
            return "presumed" if self.silent_from is None or on >= self.silent_from else "certain"
        return "possible" if self._possible(on) else ""

    @property
    def since(self) -> datetime.date | None:
        """The first day that follows the act which dates the agreement for certain."""
        return self.begun.latest if self.begun and self.begun.certain else None

    @property
    def last_sign(self) -> Edtf | None:
        """The date of the sign of life whose earliest day is the last: one of certain date."""
        known = (sign for sign in self.signs if sign.certain and sign.earliest)
        return max(known, key=lambda sign: (sign.earliest or self.as_of, self._latest(sign)), default=None)

    @property
    def maybe_last_sign(self) -> Edtf | None:
        """The date of the sign of life whose latest day is the last."""
        earliest = datetime.date.min
        return max(self.signs, key=lambda sign: (self._latest(sign), sign.earliest or earliest), default=None)

    def _latest(self, sign: Edtf) -> datetime.date:
        return sign.latest or self.as_of

    @property
    def evidence(self) -> datetime.date | None:
        """The latest day such that a sign of life of that day or later is certain."""
        return self.last_sign.earliest if self.last_sign else None

    @property
    def maybe_evidence(self) -> datetime.date | None:
        """The latest day such that a sign of life of that day or later is possible."""
        return self._latest(self.maybe_last_sign) if self.maybe_last_sign else None

    @property
    def silent_from(self) -> datetime.date | None:
        """The first day that is more than ``SILENCE`` years after the last sign of life."""
        return self.evidence and _years_later(self.evidence, SILENCE) + _DAY

    def _certain(self, on: datetime.date) -> bool:
        begun = self.since is not None and self.since <= on <= self.as_of
        return begun and not any(one.troubles(on) for one in self.breaks)

    def _possible(self, on: datetime.date) -> bool:
        begun = self.begun is not None and (self.begun.earliest is None or self.begun.earliest <= on)
        return begun and not any(one.closes(on) for one in self.breaks)

    def periods(self) -> Iterator[Period]:
        """The periods in their order: its standing can change on certain days alone, so those are looked at."""
        turns = sorted(self._turns() | {datetime.date.min})
        after = dict(pairwise(turns))
        for standing, days in groupby(turns, self.standing):
            stretch = list(days)
            first, end = stretch[0], after.get(stretch[-1])
            if standing:
                yield Period(standing, None if first == datetime.date.min else first, end and end - _DAY)

    def _turns(self) -> set[datetime.date]:
        dates = [one.act.date for one in self.breaks] + ([self.begun] if self.begun else [])
        days = [bound for date in dates for bound in (date.earliest, date.latest)]
        days += [turn for one in self.breaks for turn in (one.resumed, one.maybe_resumed)]
        return {turn for turn in (*days, self.silent_from, self.as_of + _DAY) if turn}


def course(row: Agreement, acts: Iterable[Act], projects: Iterable[Project], as_of: datetime.date) -> Course:
    """The course of an agreement, from its own acts and projects and the day as of which the record tells."""
    own = list(acts)
    dating = next((act.date for act in own if act.dating), None)
    breaks = tuple(_break(act, own) for act in own if _closing(act, row))
    return Course(dating, breaks, tuple(signs(row, own, projects)), as_of)


def signs(row: Agreement, acts: Iterable[Act], projects: Iterable[Project]) -> Iterator[Edtf]:
    """The dates for which an act, a project or the status shows the agreement alive."""
    yield from (act.date for act in acts if act.kind not in _NO_LIFE)
    yield from filter(None, (project.end or project.start for project in projects))
    if row.status_as_of and row.status not in ("ended", "suspended"):
        yield row.status_as_of


def _closing(act: Act, row: Agreement) -> bool:
    """An end, a suspension, or a transfer to a body that is not among the parties."""
    return act.kind in ("end", "suspension") or (act.kind == "transfer" and not {*act.by} <= {*row.parties})


def _break(act: Act, acts: Iterable[Act]) -> Break:
    if act.kind != "suspension":
        return Break(act, None, None)
    renewals = [one.date for one in acts if one.kind == "renewal"]
    return Break(act, _resumed(act.date, renewals), _maybe_resumed(act.date, renewals))


def _resumed(suspension: Edtf, renewals: Iterable[Edtf]) -> datetime.date | None:
    """The last day of the first renewal of certain date that follows the suspension for sure."""
    over = suspension.latest
    sure = (one for one in renewals if over and one.certain and one.earliest and one.earliest > over)
    return min((one.latest for one in sure if one.latest), default=None)


def _maybe_resumed(suspension: Edtf, renewals: Iterable[Edtf]) -> datetime.date | None:
    """The first day of the first renewal that can follow the suspension."""
    begun = suspension.earliest or datetime.date.min
    later = (one for one in renewals if one.latest is None or one.latest > begun)
    return min((max(one.earliest or begun, begun + _DAY) for one in later), default=None)


def _years_later(date: datetime.date, years: int) -> datetime.date:
    """The same day so many years later; 28 February for a 29th that is not."""
    try:
        return date.replace(year=date.year + years)
    except ValueError:
        return date.replace(year=date.year + years, day=28)


# --- statements


def statements(row: Agreement, its_course: Course) -> Iterator[Statement]:
    """The periods, their bounds in short, the last sign of life, and the end of each suspension."""
    nodes = {ns.period(row.id, number): one for number, one in enumerate(its_course.periods(), 1)}
    until, over = _bounds(its_course.breaks)
    yield from describe(
        ns.DERIVED,
        ns.agreement(row.id),
        {
            "jg:period": iri(*nodes),
            "jg:inForceFrom": day(its_course.since),
            "jg:possiblyInForceFrom": day(its_course.begun.earliest if its_course.begun else None),
            "jg:inForceUntil": day(until),
            "jg:possiblyInForceUntil": day(over),
            "jg:lastEvidence": day(its_course.evidence),
            "jg:lastEvidenceDate": edtf(its_course.last_sign),
            "jg:possiblyLastEvidence": day(its_course.maybe_evidence),
            "jg:possiblyLastEvidenceDate": edtf(its_course.maybe_last_sign),
        },
    )
    for node, period in nodes.items():
        yield from _period(node, period)
    for one in its_course.breaks:
        resumed = {"jg:resumedOn": day(one.resumed), "jg:possiblyResumedOn": day(one.maybe_resumed)}
        yield from describe(ns.DERIVED, ns.act(one.act.agreement, one.act.id), resumed)


def _bounds(breaks: Iterable[Break]) -> tuple[datetime.date | None, datetime.date | None]:
    """The first days on which the agreement is no longer certainly, and no longer possibly, in force for good."""
    closing = list(breaks)
    until = (one.act.date.earliest for one in closing if not one.resumed)
    over = (one.act.date.latest for one in closing if one.act.date.certain and not one.maybe_resumed)
    return min(filter(None, until), default=None), min(filter(None, over), default=None)


def _period(node: str, period: Period) -> Iterator[Statement]:
    yield from describe(
        ns.DERIVED,
        node,
        {
            "rdf:type": name("jg:Period"),
            "jg:standing": concept(period.standing),
            "jg:firstDay": day(period.first),
            "jg:lastDay": day(period.last),
        },
    )
