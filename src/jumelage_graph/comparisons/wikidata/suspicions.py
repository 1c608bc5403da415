"""What is doubtful about the items of a comparison: no government, part of one, gone, or borne twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from jumelage_graph.comparisons.wikidata import shape
from jumelage_graph.comparisons.wikidata.identities import Identity
from jumelage_graph.comparisons.wikidata.items import Item
from jumelage_graph.comparisons.wikidata.snapshot import Snapshot
from jumelage_graph.words import Said, say


def suspicions(
    snapshot: Snapshot,
    known: Mapping[str, Identity],
    governments: Mapping[str, str],
    pairs: Collection[tuple[str, str]],
) -> dict[str, list[Said]]:
    """What speaks against each item of a pair or of a government, by item; those that nothing does are left out.

    ``governments`` are the ids of the record by item; ``pairs`` are those of items that are linked.
    """
    linked = {item for pair in pairs for item in pair}
    asked = linked | set(governments)
    doubts: dict[str, list[Said]] = {}
    for item in sorted(asked & snapshot.items.keys(), key=lambda one: int(one[1:])):
        of = known.get(governments.get(item, ""))
        reasons = [
            *_gone(snapshot.items[item], None if item in linked else of, snapshot),
            *_codes(snapshot.items[item], of, snapshot),
            *_parts(snapshot.items[item], of, snapshot),
            *_twice(item, known, snapshot),
        ]
        if reasons:
            doubts[item] = reasons
    return doubts


def _gone(item: Item, of: Identity | None, snapshot: Snapshot) -> Iterator[Said]:
    """An item that was dissolved, unless it is linked to none and that of a government which we know to be so."""
    if (item.dissolved or item.heirs) and not (of and of.government.dissolved):
        heirs = [
            f"{one} ({snapshot.items[one].name('en')})" if one in snapshot.items else one
            for one in item.heirs
        ]
        yield say("wikidata.gone", day=item.dissolved or "?", heirs=heirs or ["?"])


def _codes(item: Item, of: Identity | None, snapshot: Snapshot) -> Iterator[Said]:
    """An item without any official code, with another than its government's, or with one that another item has too."""
    coded = {code for code in item.codes if code[0] != shape.ISO}
    if not item.codes:
        yield say("wikidata.no-code")
    ours = {prop for prop, _ in of.codes} if of else set()
    if of and coded and not coded & of.codes and any(prop in ours for prop, _ in coded):
        theirs = sorted(code for prop, code in coded if prop in ours)
        yield say("wikidata.other-code", theirs=theirs, ours=sorted(code for _, code in of.codes))
    for other in snapshot.items.values():
        if other.id != item.id and coded & other.codes and bool(other.dissolved) == bool(item.dissolved):
            yield say("wikidata.code-twice", code=sorted(coded & other.codes)[0][1], other=other.id)


def _parts(item: Item, of: Identity | None, snapshot: Snapshot) -> Iterator[Said]:
    """An item that lies in a municipality and is no government of ours: a ward, a quarter, a delegated commune."""
    for one in () if of else item.within:
        whole = snapshot.items.get(one)
        if whole and any(map(_municipal, whole.codes)):
            yield say("wikidata.part", whole=f"{one} ({whole.name('en')})")


def _municipal(code: tuple[str, str]) -> bool:
    prop, text = code
    return prop == shape.CODES["insee-cog"] or (prop == shape.CODES["jp-lgcode"] and text[2:5] != "000")


def _twice(item: str, known: Mapping[str, Identity], snapshot: Snapshot) -> Iterator[Said]:
    """An item that two governments of the record bear, or that states one twin more than once."""
    bearers = sorted(id_ for id_, each in known.items() if each.government.wikidata == item)
    if len(bearers) > 1:
        yield say("wikidata.item-twice", names=bearers)
    stated: dict[str, int] = defaultdict(int)
    for each in snapshot.twinnings:
        stated[each.other] += each.item == item
    for other, times in sorted(stated.items()):
        if times > 1:
            yield say("wikidata.stated-twice", other=other, count=times)
