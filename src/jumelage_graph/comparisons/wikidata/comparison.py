"""The twinnings of Wikidata beside the agreements of the record: what only one has, and where they differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from jumelage_graph import dates
from jumelage_graph.comparisons.entries import Entry
from jumelage_graph.comparisons.reconciling import Wanted
from jumelage_graph.comparisons.sorting import Sorter
from jumelage_graph.comparisons.wikidata import shape, suspicions
from jumelage_graph.comparisons.wikidata.identities import identities
from jumelage_graph.comparisons.wikidata.items import Item, Twinning
from jumelage_graph.comparisons.wikidata.kinds import KINDS
from jumelage_graph.comparisons.wikidata.linking import Linker
from jumelage_graph.comparisons.wikidata.snapshot import Snapshot
from jumelage_graph.record import Record
from jumelage_graph.words import LANGUAGES, Said, say

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.record.things import Agreement


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: the government of the record and the item, each empty where it has none."""

    government: str = ""
    item: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was found.

    ``record`` and ``wikidata`` are what each says, where that is a value; ``agreement`` is the record's, empty without
    one; a finding of one government alone has one side.
    """

    kind: str
    fr: Side = Side()
    jp: Side = Side()
    agreement: str = ""
    record: str = ""
    wikidata: str = ""
    reasons: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All findings, sorted by kind and sides, and how many pairs each has: Wikidata, the record, both."""

    findings: tuple[Finding, ...]
    pairs: Mapping[str, int]

    @property
    def counts(self) -> dict[str, int]:
        """The number of findings of each kind."""
        kinds = Counter(finding.kind for finding in self.findings)
        return {kind: kinds[kind] for kind in KINDS}


@dataclass(slots=True)
class _Link:
    """A pair of items of which at least one states the other."""

    french: list[Twinning] = field(default_factory=list)
    japanese: list[Twinning] = field(default_factory=list)

    @property
    def all(self) -> list[Twinning]:
        return [*self.french, *self.japanese]


_Pair = tuple[str, str]


def compare(engine: Engine, snapshot: Snapshot) -> Comparison:
    """The record that ``engine`` holds beside a snapshot."""
    comparer = _Comparer(engine, snapshot)
    findings = sorted(comparer.findings(), key=lambda each: (KINDS.index(each.kind), _place(each)))
    common = len(comparer.links.keys() & comparer.pairs.keys())
    return Comparison(
        tuple(findings),
        {"wikidata": len(comparer.links), "record": len(comparer.agreements), "both": common},
    )


def _place(finding: Finding) -> tuple[str, ...]:
    return (
        finding.fr.government or finding.fr.item or finding.jp.government or finding.jp.item,
        finding.jp.government or finding.jp.item,
        finding.agreement,
    )


class _Comparer:
    """The pairs of both, by item and by government."""

    def __init__(self, engine: Engine, snapshot: Snapshot) -> None:
        record = Record(engine)
        self._engine = engine
        self._snapshot = snapshot
        self._known = identities(engine, record)
        self._linked = {id_: item.id for id_, item in Linker(self._known, snapshot).certain().items()}
        self.items = {
            id_: each.government.wikidata or self._linked.get(id_, "") for id_, each in self._known.items()
        }
        self._governments = {item: id_ for id_, item in self.items.items() if item}
        self.links = _links(snapshot)
        self.agreements = self._agreements(record)
        self.pairs = {(self.items[fr], self.items[jp]): (fr, jp) for fr, jp in self.agreements}

    def _agreements(self, record: Record) -> dict[_Pair, list[Agreement]]:
        """The agreements between each French and each Japanese party."""
        agreements: dict[_Pair, list[Agreement]] = defaultdict(list)
        for agreement in record.agreements.values():
            sides = {
                code: [p for p in agreement.parties if record.governments[p].country == code]
                for code in ("FR", "JP")
            }
            for pair in product(sides["FR"], sides["JP"]):
                agreements[pair].append(agreement)
        return dict(agreements)

    def findings(self) -> Iterator[Finding]:
        """Everything, in no order."""
        yield from self._only_wikidata()
        for pair, agreements in self.agreements.items():
            link = self.links.get((self.items[pair[0]], self.items[pair[1]]))
            kinds = (
                list(self._both(pair, agreements, link)) if link else [self._only_record(pair, agreements)]
            )
            yield from kinds or [self._finding("agreeing", pair, agreements)]
        yield from self._without_item()
        suspects = suspicions.suspicions(self._snapshot, self._known, self._governments, set(self.links))
        for item, reasons in suspects.items():
            each = self._snapshot.items[item]
            yield _alone("suspicious", each.country, self._side_of(each), reasons=tuple(reasons))

    # --- pairs of one side alone

    def _only_wikidata(self) -> Iterator[Finding]:
        sorter: Sorter | None = None
        for pair, link in self.links.items():
            if pair in self.pairs:
                continue
            sorter = sorter or Sorter(self._engine)
            fr, jp = (self._snapshot.items[item] for item in pair)
            date = _one([each.start for each in link.all])
            judged = sorter.finding(self._entry(fr, jp, date))
            maybe = (say("wikidata.perhaps", id=judged.agreement),) if judged.agreement else ()
            yield Finding(
                kind="only-wikidata",
                fr=self._side_of(fr),
                jp=self._side_of(jp),
                agreement=judged.agreement,
                wikidata=date,
                reasons=(*maybe, *judged.reasons),
            )

    def _entry(self, fr: Item, jp: Item, date: str) -> Entry:
        """A pair as the row of a foreign list."""
        return Entry(
            line=0,
            sides=(self._wanted(fr, "FR"), self._wanted(jp, "JP")),
            several=((), ()),
            date=date,
            dates=(date,) if date else (),
            kind="",
            merged=False,
        )

    def _wanted(self, item: Item, country: str) -> Wanted:
        government = self._governments.get(item.id, "")
        known = self._known[government].government.wikidata if government else ""
        codes = sorted(code for prop, code in item.codes if prop != shape.ISO)
        name = item.name("ja" if country == "JP" else "fr")
        return Wanted(name=name, code=known or next(iter(codes), ""), country=country, point=item.point)

    def _only_record(self, pair: _Pair, agreements: list[Agreement]) -> Finding:
        lacking = [id_ for id_ in pair if not self.items[id_]]
        reasons = (say("wikidata.no-item", names=lacking),) if lacking else ()
        return self._finding("only-record", pair, agreements, record=_dated(agreements), reasons=reasons)

    def _without_item(self) -> Iterator[Finding]:
        """Parties whose government has no item in the record."""
        for government in sorted({id_ for pair in self.agreements for id_ in pair}):
            if not self._known[government].government.wikidata:
                code = self._linked.get(government, "")
                why = say("wikidata.item-by-code", item=code) if code else say("wikidata.look-for-item")
                country = self._known[government].government.country
                yield _alone("no-item", country, self._side(government), wikidata=code, reasons=(why,))

    # --- pairs of both

    def _both(self, pair: _Pair, agreements: list[Agreement], link: _Link) -> Iterator[Finding]:
        if not (link.french and link.japanese):
            there = link.french or link.japanese
            reason = say("wikidata.only-on", item=there[0].item, other=there[0].other)
            yield self._finding("one-way", pair, agreements, reasons=(reason,))
        yield from self._dates(pair, agreements, sorted({each.start for each in link.all if each.start}))
        yield from self._ends(pair, agreements, sorted({each.end for each in link.all if each.end}))

    def _dates(self, pair: _Pair, agreements: list[Agreement], told: list[str]) -> Iterator[Finding]:
        held = [each.dated.edtf for each in agreements if each.dated and each.dated.edtf]
        kind = ""
        if held and not told:
            kind = "undated-wikidata"
        elif told and not held:
            kind = "undated-record"
        elif any(not any(dates.overlap(one, other) for other in held) for one in told):
            kind = "dates-differ"
        if kind:
            yield self._finding(kind, pair, agreements, "; ".join(held), "; ".join(told))

    def _ends(self, pair: _Pair, agreements: list[Agreement], told: list[str]) -> Iterator[Finding]:
        ended = all(each.status == "ended" for each in agreements)
        if ended != bool(told):
            standing = _one([each.status for each in agreements])
            yield self._finding("end-differs", pair, agreements, record=standing, wikidata="; ".join(told))

    # --- sides

    def _finding(
        self,
        kind: str,
        pair: _Pair,
        agreements: list[Agreement],
        record: str = "",
        wikidata: str = "",
        reasons: tuple[Said, ...] = (),
    ) -> Finding:
        return Finding(
            kind=kind,
            fr=self._side(pair[0]),
            jp=self._side(pair[1]),
            agreement="; ".join(each.id for each in agreements),
            record=record,
            wikidata=wikidata,
            reasons=reasons,
        )

    def _side(self, government: str) -> Side:
        return Side(government, self.items[government], self._known[government].government.names)

    def _side_of(self, item: Item) -> Side:
        government = self._governments.get(item.id, "")
        names = self._known[government].government.names if government else {}
        return Side(government, item.id, {lang: names.get(lang) or item.name(lang) for lang in LANGUAGES})


def _alone(
    kind: str, country: str, side: Side, wikidata: str = "", reasons: tuple[Said, ...] = ()
) -> Finding:
    """A finding of one side."""
    fr, jp = (Side(), side) if country == "JP" else (side, Side())
    return Finding(kind=kind, fr=fr, jp=jp, wikidata=wikidata, reasons=reasons)


def _links(snapshot: Snapshot) -> dict[_Pair, _Link]:
    """The pairs of a French and a Japanese item of which one states the other; (French, Japanese)."""
    links: dict[_Pair, _Link] = defaultdict(_Link)
    for each in snapshot.twinnings:
        countries = [
            snapshot.items[one].country if one in snapshot.items else "" for one in (each.item, each.other)
        ]
        if countries == ["FR", "JP"]:
            links[each.item, each.other].french.append(each)
        elif countries == ["JP", "FR"]:
            links[each.other, each.item].japanese.append(each)
    return dict(sorted(links.items()))


def _dated(agreements: list[Agreement]) -> str:
    return "; ".join(each.dated.edtf for each in agreements if each.dated)


def _one(values: list[str]) -> str:
    return next(filter(None, sorted(values)), "")
