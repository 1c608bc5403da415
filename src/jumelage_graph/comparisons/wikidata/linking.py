"""Which items our governments without one are: proposals with a score and the reasons for it, the official code first.

Certain is a code alone: borne by one item and by one government, both of which are or both of which are no more, with
nothing that speaks against it. A name, even in its place, is a proposal for a person to judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from jumelage_graph.comparisons.reconciling import AGAINST, FAR, NEAR, POINTS, Reason
from jumelage_graph.comparisons.wikidata import shape
from jumelage_graph.comparisons.wikidata.identities import Identity, identities
from jumelage_graph.comparisons.wikidata.items import Item
from jumelage_graph.comparisons.wikidata.snapshot import Snapshot
from jumelage_graph.folding import fold
from jumelage_graph.geodesy import kilometres
from jumelage_graph.record import Record

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

OWN = {"code": 100, "iso": 90, "other-code": -80, "taken": -80, "code-twice": -30, "one-gone": -40}
"""The points of the reasons that only items have; the others are those of ``reconciling.POINTS``."""
_AGAINST = (*AGAINST, "other-code", "taken", "code-twice", "one-gone")
_WORDS = {
    "commune": ("commune",),
    "municipal-arrondissement": ("arrondissement",),
    "departement": ("department",),
    "region": ("region",),
    "epci": ("communauté", "métropole", "agglomeration community", "community of", "intercommunality"),
    "prefecture": ("prefecture",),
    "special-ward": ("ward",),
    "town": ("town",),
    "village": ("village",),
    "city": ("city",),
    "designated-city": ("city",),
}
"""What the English label of an item's kind says of each type of government."""
_Key = TypeVar("_Key")
_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that a government may be; ``score`` is 0–100, ``certain`` whether it may be written."""

    government: str
    item: Item
    score: float
    certain: bool
    reasons: tuple[Reason, ...]


class Linker:
    """Proposes items of a snapshot for governments."""

    def __init__(self, known: Mapping[str, Identity], snapshot: Snapshot) -> None:
        self._known = known
        self._items = snapshot.items
        self._taken = {
            each.government.wikidata: id_ for id_, each in known.items() if each.government.wikidata
        }
        self._by_code = _index((code, item) for item in self._items.values() for code in item.codes)
        self._by_name = _index(
            ((item.country, fold(text)), item)
            for item in self._items.values()
            for text in item.labels.values()
        )
        self._bearers = _index((code, each) for each in known.values() for code in each.codes)

    def proposals(self) -> dict[str, list[Proposal]]:
        """The items that each government without one may be, the best first; an empty list where there is none."""
        lacking = (each for each in self._known.values() if not each.government.wikidata)
        return {each.government.id: self._proposed(each) for each in lacking}

    def certain(self) -> dict[str, Item]:
        """The item of each government without one where it is certain."""
        firsts = ((id_, found[0]) for id_, found in self.proposals().items() if found)
        return {id_: first.item for id_, first in firsts if first.certain}

    def _proposed(self, each: Identity) -> list[Proposal]:
        reasons: dict[str, tuple[Item, Reason]] = {}
        for item, reason in self._found(each):
            reasons.setdefault(item.id, (item, reason))
        made = [
            self._scored(each, item, [reason, *self._beside(each, item, reason)])
            for item, reason in reasons.values()
        ]
        return sorted(made, key=lambda proposal: (-proposal.score, int(proposal.item.id[1:])))

    def _found(self, each: Identity) -> Iterator[tuple[Item, Reason]]:
        """The items that bear a code of a government, else those of its country that bear one of its names."""
        for kind, codes in (("code", each.codes), ("iso", {(shape.ISO, code) for code in each.isos})):
            for code in sorted(codes):
                yield from ((item, _reason(kind, code[1])) for item in self._by_code.get(code, ()))
        for _, text in sorted(each.names.items()):
            for item in self._by_name.get((each.government.country, fold(text)), ()):
                yield item, _reason("name", text)

    def _beside(self, each: Identity, item: Item, first: Reason) -> Iterator[Reason]:
        """What speaks for and against an item beside the reason for which it is looked at."""
        others = sorted(code for prop, code in item.codes - each.codes if prop != shape.ISO)
        if first.name != "code" and others and each.codes:
            yield _reason("other-code", others[0])
        if first.name == "code" and len(self._same(each, item)) > 1:
            yield _reason("code-twice", first.detail)
        if (holder := self._taken.get(item.id)) is not None:
            yield _reason("taken", holder)
        if bool(each.government.dissolved) != bool(item.dissolved):
            yield _reason("one-gone", item.dissolved or each.government.dissolved)
        if first.name != "name" and not self._called(each, item):
            yield _reason("other-name", item.name("en"))
        yield from self._type(each, item)
        yield from self._near(each, item)
        yield from self._place(each, item, first)

    def _same(self, each: Identity, item: Item) -> set[str]:
        """The items, or the governments, among which a code does not decide: of one standing with these two."""
        gone = bool(each.government.dissolved)
        items = {
            other.id
            for code in each.codes & item.codes
            for other in self._by_code[code]
            if bool(other.dissolved) == gone
        }
        bearers = {
            other.government.id
            for code in each.codes & item.codes
            for other in self._bearers[code]
            if bool(other.government.dissolved) == gone
        }
        return items if len(items) > 1 else bearers

    def _called(self, each: Identity, item: Item) -> bool:
        """Whether a name of the one is a name of the other, or begins it: items leave out 市 or add a prefecture."""
        ours = {fold(text) for text in each.names.values()} | each.keys
        theirs = {fold(text) for text in item.labels.values()}
        return not theirs or any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs if a and b)

    def _type(self, each: Identity, item: Item) -> Iterator[Reason]:
        kinds = [
            self._items[one].labels["en"] for one in item.kinds if "en" in self._items.get(one, item).labels
        ]
        own = _WORDS.get(each.government.type, ())
        if any(word in kind for kind in kinds for word in own):
            yield _reason("type", each.government.type)
        elif own and any(word in kind for kind in kinds for words in _WORDS.values() for word in words):
            yield _reason("other-type", kinds[0])

    def _near(self, each: Identity, item: Item) -> Iterator[Reason]:
        if each.government.place and item.point and each.government.level == "municipal":
            apart = kilometres(*each.government.place, *item.point)
            if apart <= NEAR:
                yield _reason("near", f"{apart:.0f} km")
            elif apart > FAR:
                yield _reason("far", f"{apart:.0f} km")

    def _place(self, each: Identity, item: Item, first: Reason) -> Iterator[Reason]:
        """Whether the item lies in the région or prefecture of the government, by item, code or name."""
        region = self._known.get(each.government.region)
        places = [self._items[one] for one in item.within if one in self._items]
        if first.name != "name" or region is None or region is each or not places:
            return
        names = {fold(text) for text in region.names.values()}
        for place in places:
            same = place.id == region.government.wikidata or bool(place.codes & region.codes)
            if same or names & {fold(text) for text in place.labels.values()}:
                yield _reason("place", place.name("en"))

    def _scored(self, each: Identity, item: Item, reasons: list[Reason]) -> Proposal:
        score = min(100.0, max(0.0, sum(reason.points for reason in reasons)))
        against = any(reason.name in _AGAINST for reason in reasons)
        sure = reasons[0].name == "code" and not against and item.country == each.government.country
        return Proposal(each.government.id, item, score, sure, tuple(reasons))


def _reason(name: str, detail: str) -> Reason:
    return Reason(name, OWN.get(name, POINTS.get(name, 0)), detail)


def _index(pairs: Iterable[tuple[_Key, _Each]]) -> dict[_Key, list[_Each]]:
    index: dict[_Key, list[_Each]] = defaultdict(list)
    for key, each in pairs:
        index[key].append(each)
    return dict(index)


def linker(engine: Engine, snapshot: Snapshot) -> Linker:
    """What proposes the items of a snapshot for the governments that ``engine`` holds."""
    return Linker(identities(engine, Record(engine)), snapshot)
