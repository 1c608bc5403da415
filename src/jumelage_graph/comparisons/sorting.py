"""A foreign list beside the record: each row known, differing, new, outside of it, or doubtful; none is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from jumelage_graph import dates, names
from jumelage_graph.comparisons import columns, lists
from jumelage_graph.comparisons.entries import OTHER, Entry, entries
from jumelage_graph.comparisons.reconciling import AGAINST, Candidate, Reconciler, Wanted, homonyms
from jumelage_graph.errors import UsageError
from jumelage_graph.folding import fold
from jumelage_graph.words import Said, say

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

VERDICTS = ("known", "differing", "new", "outside", "doubtful")
"""What a row can be: in the record as the list tells it; in the record with other values; not in the record, of two
governments that are sure; not of a French and a Japanese government; not to be decided from the list."""


_STEP = 200
"""Rows between two reports of progress."""

_Sides = tuple[tuple[Candidate, ...], tuple[Candidate, ...]]
"""The candidates for either side of a row."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that the list tells otherwise than the record."""

    attribute: str
    told: str
    held: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of one row.

    ``governments`` are the ids of the two sides, French first, empty where none is sure; ``agreement`` is the record's.
    """

    entry: Entry
    verdict: str
    agreement: str = ""
    governments: tuple[str, str] = ("", "")
    candidates: _Sides = ((), ())
    differences: tuple[Difference, ...] = ()
    reasons: tuple[Said, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A list that was read: what its columns tell (heading by role), in which encoding, and each row's finding."""

    file: str
    encoding: str
    columns: Mapping[str, str]
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The number of rows by verdict; they add up to the rows read."""
        verdicts = Counter(finding.verdict for finding in self.findings)
        return {verdict: verdicts[verdict] for verdict in VERDICTS}


def intake(
    engine: Engine,
    path: Path,
    named: Mapping[str, str] | None = None,
    encoding: str = "",
    progress: Callable[[float], None] = lambda done: None,
) -> Intake:
    """The rows of a list, each beside the record; ``named`` gives headings by what they tell (see ``columns.roles``).

    ``progress`` is called with the share of rows that are sorted, 0 to 1.

    Errors: ``DataError`` where the file cannot be read or names no two sides; ``UsageError`` for a wrong heading.
    """
    sheet, found, rows = columns.table(lists.read(path, encoding), named or {}, path.name)
    sides = columns.sides(found)
    headings = sheet.rows[sheet.rows.index(rows[0]) - 1][1] if rows else sheet.rows[-1][1]
    steps = _reporting(entries(rows, found, sides), len(rows), progress)
    sorter = Sorter(engine)
    return Intake(
        file=path.name,
        encoding=sheet.encoding,
        columns={role: headings[place] for role, place in found.items()},
        findings=tuple(map(sorter.finding, steps)),
    )


def _reporting(told: Iterable[Entry], count: int, progress: Callable[[float], None]) -> Iterator[Entry]:
    for place, entry in enumerate(told):
        if not place % _STEP:
            progress(place / count)
        yield entry


@dataclass(slots=True)
class _Agreement:
    """An agreement of the record, as far as it is compared."""

    id: str
    kind: str = ""
    date: str = ""
    parties: set[str] = field(default_factory=set)


_AGREEMENTS = """SELECT ?id ?kind ?date ?party WHERE {
  ?agreement jg:agreementKind ?concept ; dct:identifier ?id ; jg:party ?government . ?concept skos:notation ?kind .
  ?government dct:identifier ?party .
  OPTIONAL { ?agreement jg:datingAct/jg:edtf ?date } } ORDER BY ?id"""
_REJECTED = """SELECT ?parties ?reason WHERE {
  ?rejection a jg:RejectedLink ; jg:partiesAsRead ?parties ; jg:reason ?reason } ORDER BY ?rejection"""
_HEIRS = """SELECT ?id ?heir WHERE { ?old jg:successor ?new . ?old dct:identifier ?id . ?new dct:identifier ?heir }
  ORDER BY ?id ?heir"""


class Sorter:
    """Sorts rows; reads the record once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._names = Reconciler(engine)
        self._agreements = _read(engine)
        self._heirs: dict[str, set[str]] = {}
        for row in engine.answer(_HEIRS).records():
            self._heirs.setdefault(row["id"], set()).add(row["heir"])
        self._rejected = _rejected(engine)
        self._kinds: dict[str, str] = {}

    def finding(self, entry: Entry) -> Finding:
        """What becomes of a row."""
        one, other = entry.sides
        if OTHER in (one.country, other.country) or one.country == other.country != "":
            return Finding(entry=entry, verdict="outside", reasons=(say("intake.countries"),))
        if not all(side.name or side.code for side in entry.sides):
            return Finding(entry=entry, verdict="doubtful", reasons=(say("intake.no-name"),))
        candidates = (tuple(self._names.candidates(one)), tuple(self._names.candidates(other)))
        kind = self._kind(entry.kind)
        if agreement := self._agreement(*candidates):
            return self._known(entry, agreement, candidates, kind)
        if not (one.country or other.country or any(_sound(each) for side in candidates for each in side)):
            return Finding(entry=entry, verdict="outside", reasons=(say("intake.unknown-sides"),))
        return self._unknown(entry, candidates, kind)

    def _agreement(self, one: Iterable[Candidate], other: Iterable[Candidate]) -> _Agreement | None:
        """The only agreement between two candidates whose name or code is right and nothing speaks against."""
        pairs = product(filter(_sound, one), filter(_sound, other))
        agreements = {
            each.id: each
            for a, b in pairs
            if a.country != b.country
            for each in self._agreements
            if {a.id, b.id} <= each.parties
        }
        return next(iter(agreements.values())) if len(agreements) == 1 else None

    def _known(self, entry: Entry, agreement: _Agreement, candidates: _Sides, kind: str) -> Finding:
        differences = tuple(_differences(entry, agreement, kind))
        doubts = tuple(entry.doubts)
        sure = [next(c.id for c in side if c.id in agreement.parties) for side in candidates]
        return Finding(
            entry=entry,
            verdict="doubtful" if doubts else "differing" if differences else "known",
            agreement=agreement.id,
            governments=_french_first(sure, candidates),
            candidates=candidates,
            differences=differences,
            reasons=doubts,
            kind=kind,
        )

    def _unknown(self, entry: Entry, candidates: _Sides, kind: str) -> Finding:
        doubts = [
            *entry.doubts,
            *(
                doubt
                for wanted, side, several in zip(entry.sides, candidates, entry.several, strict=True)
                for doubt in self._side_doubts(wanted, side, several)
            ),
            *self._pair_doubts(entry, candidates),
        ]
        sure = [side[0].id if side and side[0].match else "" for side in candidates]
        countries = {side.country for side in entry.sides} | {c[0].country for c in candidates if c}
        if not doubts and countries - {""} != {"FR", "JP"}:
            doubts.append(say("intake.no-country"))
        return Finding(
            entry=entry,
            verdict="doubtful" if doubts else "new",
            governments=_french_first(sure, candidates, entry),
            candidates=candidates,
            reasons=tuple(doubts),
            kind=kind,
        )

    def _side_doubts(
        self, wanted: Wanted, side: tuple[Candidate, ...], several: tuple[str, ...]
    ) -> Iterator[Said]:
        """Why it is not sure which government one side is."""
        exact = [candidate for candidate in side if candidate.reasons[0].name != "near-name"]
        if several and not exact:
            yield say("intake.several", found=wanted.name, names=list(several))
        elif side and side[0].match:
            return
        elif not side:
            if (codes := homonyms(wanted.country, wanted.name)) and not (wanted.place or wanted.code):
                yield say("intake.homonym", found=wanted.name, codes=list(codes))
        else:
            yield _doubt(wanted, side)

    def _pair_doubts(self, entry: Entry, candidates: _Sides) -> Iterator[Said]:
        if entry.merged:
            yield say("intake.merged")
        told = {fold(side.name) for side in entry.sides}
        if reason := next((why for pair, why in self._rejected if told <= pair), ""):
            yield say("intake.rejected", reason=reason)
        near = [self._near(*each) for each in zip(entry.sides, candidates, strict=True)]
        carried = [a.id for a in self._agreements if all(a.parties & side for side in near)]
        if carried:
            yield say("intake.near", names=carried)

    def _near(self, wanted: Wanted, side: Iterable[Candidate]) -> set[str]:
        """The candidates, those who bear the name, and their successors."""
        namesakes = self._names.candidates(Wanted(name=wanted.name, country=wanted.country))
        ids = {candidate.id for candidate in (*side, *namesakes)}
        return ids | {heir for each in ids for heir in self._heirs.get(each, ())}

    def _kind(self, text: str) -> str:
        """The kind of agreement that a word of the list means, empty for none of the record's."""
        if text not in self._kinds:
            try:
                iri = names.resolve(self._engine, text, "concept:agreement-kinds") if text else ""
            except UsageError:
                iri = ""
            self._kinds[text] = iri.rpartition("/")[2]
        return self._kinds[text]


def _sound(candidate: Candidate) -> bool:
    return not candidate.contradicted and candidate.reasons[0].name != "near-name"


def _french_first(sure: list[str], candidates: _Sides, entry: Entry | None = None) -> tuple[str, str]:
    countries = [side[0].country if side else "" for side in candidates]
    if entry:
        countries = [told or wanted.country for told, wanted in zip(countries, entry.sides, strict=True)]
    one, other = sure
    return (other, one) if countries[0] == "JP" or countries[1] == "FR" else (one, other)


def _doubt(wanted: Wanted, side: tuple[Candidate, ...]) -> Said:
    """Why the best candidate is not taken."""
    best = side[0]
    why = {reason.name: reason.detail for reason in best.reasons}
    shown = [f"{candidate.id} ({candidate.score:.0f})" for candidate in side]
    if "near-name" in why:
        return say("intake.near-name", found=wanted.name, names=shown)
    if "dissolved" in why:
        return say("intake.dissolved", found=wanted.name, id=best.id, day=why["dissolved"])
    if best.contradicted:
        against = [
            say(f"intake.against.{reason.name}", detail=reason.detail)
            for reason in best.reasons
            if reason.name in AGAINST
        ]
        return say("intake.contradicted", found=wanted.name, id=best.id, against=against)
    if "homonym" in why and len(side) == 1:
        return say("intake.homonym", found=wanted.name, codes=why["homonym"].split(", "))
    return say("intake.rivals", found=wanted.name, names=shown)


def _differences(entry: Entry, agreement: _Agreement, kind: str) -> Iterator[Difference]:
    if len(entry.dates) == 1 and agreement.date and not dates.overlap(entry.dates[0], agreement.date):
        yield Difference("signed", entry.dates[0], agreement.date)
    if kind and kind != agreement.kind:
        yield Difference("kind", kind, agreement.kind)


def _read(engine: Engine) -> list[_Agreement]:
    known: dict[str, _Agreement] = {}
    for row in engine.answer(_AGREEMENTS).records():
        each = known.setdefault(row["id"], _Agreement(row["id"], row["kind"], row.get("date", "")))
        each.parties.add(row["party"])
    return list(known.values())


def _rejected(engine: Engine) -> list[tuple[set[str], str]]:
    """The names of the parties of each link that was turned down, folded, with the reason."""
    reasons: dict[str, set[str]] = {}
    for row in engine.answer(_REJECTED).records():
        name = row["parties"].partition(" (")[0]
        reasons.setdefault(row["reason"], set()).add(fold(name))
    return [(parties, reason) for reason, parties in reasons.items()]
