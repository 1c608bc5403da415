"""Which government of the record a foreign list means: candidates, each with a score and the reasons for it.

A code is looked at first, then the name in any script, then what the list tells beside it: the place, the type, the
point. The score is a sum of points (see ``POINTS``), cut to 0–100. Names that several municipalities of a country
bear stand in ``homonyms.csv``, made from the official lists (INSEE, Code officiel géographique 2026, under Licence
Ouverte 2.0; e-Stat, 標準地域コード 2024, under the Public Data License 1.0).
"""

from __future__ import annotations

import csv
import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jumelage_graph import names
from jumelage_graph.folding import fold
from jumelage_graph.geodesy import kilometres
from jumelage_graph.levels import level

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

POINTS = {
    "code": 100,
    "name": 70,
    "bare-name": 60,
    "near-name": 60,
    "place": 25,
    "other-place": -50,
    "near": 25,
    "far": -50,
    "type": 5,
    "other-type": -30,
    "other-name": -50,
    "dissolved": -10,
    "homonym": -15,
}
"""The points of each reason. A near name gets its share of likeness (0.85 to 1) of them."""

MATCH = 60
"""From this score on a candidate is a match, if no other comes within ``MARGIN`` points and nothing contradicts it."""
MARGIN = 10
NEAR, FAR = 25.0, 50.0
"""Kilometres within which two points are one town, and beyond which they are two."""

AGAINST = ("other-place", "far", "other-type", "other-name")
_GROUPS = {
    "municipality": ("city", "designated-city", "core-city", "special-ward", "town", "village"),
    "city": ("city", "designated-city", "core-city"),
}
"""The types of the record that a wider word of a list means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list tells of one government; a name or a code is enough.

    ``code`` is an official code or an item of Wikidata; ``country`` is ``FR`` or ``JP``; ``place`` the name or code
    of a region, département or prefecture that it lies in; ``type`` is one of the record's (``commune``, ``city`` …);
    ``point`` is latitude and longitude in degrees.
    """

    name: str = ""
    code: str = ""
    country: str = ""
    place: str = ""
    type: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a candidate has its score: the reason (a key of ``POINTS``), its points, and what was compared."""

    name: str
    points: float
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A government of the record that may be meant; ``score`` is 0–100, ``match`` whether it may be taken as it is."""

    id: str
    label: str
    country: str
    type: str
    score: float
    match: bool
    reasons: tuple[Reason, ...]

    @property
    def contradicted(self) -> bool:
        """Whether what the list tells beside the name speaks against it."""
        return any(reason.name in AGAINST for reason in self.reasons)


@dataclass(slots=True)
class _Known:
    """A government of the record, as far as it is compared."""

    id: str
    country: str
    type: str
    label: str = ""
    point: tuple[float, float] | None = None
    dissolved: str = ""
    keys: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)


_GOVERNMENTS = """SELECT ?thing ?id ?country ?type ?label ?lat ?lon ?dissolved WHERE {
  ?thing org:classification ?class ; dct:identifier ?id ; jg:country ?country . ?class skos:notation ?type .
  OPTIONAL { ?thing skos:prefLabel ?label FILTER(LANG(?label) = "en") }
  OPTIONAL { ?thing dct:spatial ?territory . ?territory wgs:lat ?lat ; wgs:long ?lon }
  OPTIONAL { ?thing jg:dissolved ?dissolved } } ORDER BY ?id"""
_KEYS = "SELECT ?thing ?value WHERE { ?thing jg:country ?any ; jg:searchKey ?value } ORDER BY ?thing ?value"
_CODES = """SELECT ?thing ?value WHERE { ?thing jg:country ?any .
  { ?thing jg:officialCode ?code . ?code skos:notation ?value } UNION { ?thing sdo:sameAs ?same
    FILTER(STRSTARTS(STR(?same), STR(wd:)))
    BIND(STRAFTER(STR(?same), STR(wd:)) AS ?value) } } ORDER BY ?thing ?value"""
_PLACES = (
    "SELECT ?thing ?value WHERE { ?thing jg:within ?value . ?thing jg:country ?any } ORDER BY ?thing ?value"
)


class Reconciler:
    """Finds governments of the record for what foreign lists tell; reads the record once."""

    def __init__(self, engine: Engine) -> None:
        self._known = _read(engine)
        self._by_key: Mapping[str, list[str]] = _index(
            (key, k.id) for k in self._known.values() for key in k.keys
        )
        self._by_code: Mapping[str, list[str]] = _index(
            (code, k.id) for k in self._known.values() for code in k.codes
        )

    def candidates(self, wanted: Wanted, limit: int = 5) -> list[Candidate]:
        """The governments that may be meant, best first; an empty list if none has the code or a similar name."""
        reasons = {k: why for k, why in self._found(wanted) if self._possible(k, wanted)}
        scored = [
            self._scored(self._known[k], [why, *self._beside(self._known[k], wanted)])
            for k, why in reasons.items()
        ]
        scored.sort(key=lambda each: (-each.score, each.id))
        return [_judged(each, scored) for each in scored[:limit]]

    def _found(self, wanted: Wanted) -> Iterator[tuple[str, Reason]]:
        """Ids with the reason for which each is looked at; the first kind of reason that finds any is the only one."""
        if wanted.code and (ids := self._by_code.get(wanted.code) or self._by_code.get(wanted.code.upper())):
            yield from ((each, Reason("code", POINTS["code"], wanted.code)) for each in ids)
            return
        if not (key := fold(wanted.name)):
            return
        exact = set(self._by_key.get(key, ()))
        bare = {each for form in names.forms(key) for each in self._by_key.get(form, ())} - exact
        yield from ((each, Reason("bare-name", POINTS["bare-name"], wanted.name)) for each in sorted(bare))
        yield from ((each, Reason("name", POINTS["name"], wanted.name)) for each in sorted(exact))
        if not exact | bare:
            yield from self._near(key)

    def _near(self, key: str) -> Iterator[tuple[str, Reason]]:
        for form in reversed(difflib.get_close_matches(key, self._by_key, n=5, cutoff=0.85)):
            likeness = difflib.SequenceMatcher(None, key, form).ratio()
            for each in self._by_key[form]:
                yield each, Reason("near-name", round(POINTS["near-name"] * likeness, 1), form)

    def _possible(self, each: str, wanted: Wanted) -> bool:
        return not wanted.country or self._known[each].country == wanted.country

    def _beside(self, known: _Known, wanted: Wanted) -> Iterator[Reason]:
        """What speaks for and against a government beside its name; one that is no town may be its own place."""
        told = bool(wanted.code) and wanted.code in known.codes
        if told and self._is_another(known, wanted.name):
            yield _reason("other-name", wanted.name)
        if wanted.place and not told:
            around = known.places if level(known.type) == "municipal" else known.places | known.keys
            told = not names.forms(fold(wanted.place)).isdisjoint(around) or fold(wanted.place) in around
            yield _reason("place" if told else "other-place", wanted.place)
        if wanted.point and known.point and level(known.type) == "municipal":
            apart = kilometres(*wanted.point, *known.point)
            if not NEAR < apart <= FAR:
                told = told or apart <= NEAR
                yield _reason("near" if apart <= NEAR else "far", f"{apart:.0f} km")
        if wanted.type:
            same = known.type in _GROUPS.get(wanted.type, (wanted.type,))
            yield _reason("type" if same else "other-type", wanted.type)
        if known.dissolved:
            yield _reason("dissolved", known.dissolved)
        if not told and level(known.type) == "municipal" and (codes := homonyms(known.country, wanted.name)):
            yield _reason("homonym", ", ".join(codes))

    def _is_another(self, known: _Known, name: str) -> bool:
        """Whether a name is that of other governments alone."""
        bearers = {each for form in names.forms(fold(name)) for each in self._by_key.get(form, ())}
        return bool(bearers) and known.id not in bearers

    def _scored(self, known: _Known, reasons: list[Reason]) -> Candidate:
        score = max(0.0, sum(reason.points for reason in reasons))
        return Candidate(
            id=known.id,
            label=known.label or known.id,
            country=known.country,
            type=known.type,
            score=min(100.0, score),
            match=False,
            reasons=tuple(reasons),
        )


def _reason(name: str, detail: str) -> Reason:
    return Reason(name, POINTS[name], detail)


def _judged(candidate: Candidate, rivals: Iterable[Candidate]) -> Candidate:
    """The candidate with its verdict: good enough, contradicted by nothing, and without a rival."""
    alone = all(candidate.score - rival.score >= MARGIN for rival in rivals if rival.id != candidate.id)
    former = any(reason.name in ("dissolved", "near-name") for reason in candidate.reasons)
    if alone and candidate.score >= MATCH and not candidate.contradicted and not former:
        return Candidate(**{name: getattr(candidate, name) for name in candidate.__slots__} | {"match": True})
    return candidate


@cache
def _homonyms() -> dict[tuple[str, str], tuple[str, ...]]:
    with (Path(__file__).parent / "homonyms.csv").open(encoding="utf-8", newline="") as file:
        return {(row["country"], row["name"]): tuple(row["codes"].split(";")) for row in csv.DictReader(file)}


def homonyms(country: str, name: str) -> tuple[str, ...]:
    """The official codes of the municipalities of a country that bear a name; empty if fewer than two do.

    >>> homonyms("FR", "Saint-Denis")
    ('11339', '30247', '93066', '97411')
    """
    return _homonyms().get((country, fold(name)), ())


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for key, each in pairs:
        index[key].append(each)
    return dict(index)


def _read(engine: Engine) -> dict[str, _Known]:
    """Every government of the record by its id."""
    known: dict[str, _Known] = {
        row["thing"]: _government(row) for row in engine.answer(_GOVERNMENTS).records()
    }
    for row in engine.answer(_KEYS).records():
        known[row["thing"]].keys.add(row["value"])
    for row in engine.answer(_CODES).records():
        known[row["thing"]].codes.add(row["value"])
    for row in engine.answer(_PLACES).records():
        whole = known[row["value"]]
        known[row["thing"]].places |= whole.keys | {fold(code) for code in whole.codes} | {fold(whole.id)}
    return {each.id: each for each in known.values()}


def _government(row: Mapping[str, str]) -> _Known:
    point = (float(row["lat"]), float(row["lon"])) if "lat" in row and "lon" in row else None
    return _Known(
        row["id"], row["country"], row["type"], row.get("label", ""), point, row.get("dissolved", "")
    )
