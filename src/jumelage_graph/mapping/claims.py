"""Claims: what one source says of one thing, ranked by what the record holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jumelage_graph import dates, readings
from jumelage_graph import namespaces as ns
from jumelage_graph.errors import Fault
from jumelage_graph.mapping.attributes import ATTRIBUTES, HEADCOUNTS, Attribute
from jumelage_graph.mapping.meetings import headcount
from jumelage_graph.records import Act, Claim, Row
from jumelage_graph.statements import Statement
from jumelage_graph.statements.terms import (
    Tokens,
    boolean,
    concept,
    day,
    describe,
    iri,
    name,
    sources,
    tagged,
    text,
)
from jumelage_graph.words import say


@dataclass(frozen=True, slots=True)
class Record:
    """The rows that claims are about, by path (``agreement/nancy-kanazawa``).

    ``dating``: the act that dates each agreement; ``headcounts``: the IRIs of those that the record holds.
    """

    rows: Mapping[str, Row]
    dating: Mapping[str, Act]
    headcounts: frozenset[str] = frozenset()

    def value(self, row: Claim, attribute: Attribute) -> tuple[str, ...] | None:
        """What the record holds for the attribute; ``None`` where it lives in claims alone."""
        holder = self.dating.get(row.subject) if attribute.bearer == "act" else self.rows[row.subject]
        if attribute.bearer == "act" and holder is None:
            return ()
        if not attribute.stands or not hasattr(holder, attribute.stands):
            return None
        return _cell(getattr(holder, attribute.stands))


def record(rows: Mapping[str, Row], acts: Iterable[Act], claims: Iterable[Claim]) -> Record:
    """The record that the claims are compared with."""
    dating = {f"agreement/{act.agreement}": act for act in acts if act.dating}
    bare = Record(rows, dating)
    return Record(rows, dating, frozenset(_headcounts(bare, claims)))


def _headcounts(bare: Record, claims: Iterable[Claim]) -> Iterator[str]:
    for row in claims:
        attribute = attribute_of(row)
        if attribute.bearer == "headcount" and (bare.value(row, attribute) or row.rank == "preferred"):
            yield _headcount(row)


def _headcount(row: Claim) -> str:
    return ns.headcount(int(row.subject.partition("/")[2]), HEADCOUNTS[row.attribute])


def _cell(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    if value is None or value == "":
        return ()
    return (value.text,) if isinstance(value, dates.Edtf) else (str(value),)


def attribute_of(row: Claim) -> Attribute:
    """The attribute that a claim is about; ``KeyError`` where it is not listed."""
    return ATTRIBUTES[row.subject.partition("/")[0], row.attribute]


def claim(row: Claim, known: Record) -> Iterator[Statement]:
    """One claim; a preferred value that no table holds is also the record's."""
    attribute = attribute_of(row)
    written = attribute.write(_values(row, attribute))
    rank = row.rank or ("preferred" if states(row, attribute, known) else "normal")
    yield from describe(
        ns.CLAIMS,
        ns.claim(row.subject, row.id),
        {
            "rdf:type": name("jg:Claim"),
            "dct:identifier": text(row.id),
            "skos:note": tagged("en", row.note),
            "jg:about": iri(ns.thing(row.subject)),
            "jg:attribute": text(row.attribute),
            "jg:claimSubject": iri(_bearer(row, attribute, known)),
            "jg:claimPredicate": name(attribute.predicate),
            "jg:claimObject" if attribute.node else "jg:claimValue": written,
            **_compared(row, attribute),
            "jg:rank": concept(rank),
            "prov:hadPrimarySource": sources([row.source]),
            "jg:locator": text(row.locator),
        },
    )
    if rank == "preferred" and known.value(row, attribute) is None:
        yield from _recorded(row, attribute, written)


def _values(row: Claim, attribute: Attribute) -> tuple[str, ...]:
    """The values of the cell; a text or a date is one, whatever signs it holds."""
    return tuple(row.value.split(";")) if attribute.many or attribute.node else (row.value,)


def states(row: Claim, attribute: Attribute, known: Record) -> bool:
    """Whether a claim states the record's value; where many may be true, whether it states none but those."""
    held, said = set(known.value(row, attribute) or ()), set(_values(row, attribute))
    return bool(held) and (said <= held if attribute.many else said == held)


def key(value: str) -> str:
    """The form in which two values are compared: NFKC, without case."""
    return unicodedata.normalize("NFKC", value).casefold()


def _compared(row: Claim, attribute: Attribute) -> dict[str, Tokens]:
    """What tells whether two claims can both be true: bounds of dates, else a key; and who is exempt."""
    whole = ";".join(sorted(key(value) for value in _values(row, attribute)))
    bounds = dates.parse(row.value) if attribute.dated else None
    return {
        "jg:valueKey": text(whole),
        "jg:earliest": day(bounds.earliest if bounds else None),
        "jg:latest": day(bounds.latest if bounds else None),
        "jg:multivalued": boolean(True) if attribute.many else (),
    }


def _bearer(row: Claim, attribute: Attribute, known: Record) -> str:
    act = known.dating.get(row.subject) if attribute.bearer == "act" else None
    if act:
        return ns.act(act.agreement, act.id)
    counted = _headcount(row) if attribute.bearer == "headcount" else ""
    return counted if counted in known.headcounts else ns.thing(row.subject)


def _recorded(row: Claim, attribute: Attribute, written: Tokens) -> Iterator[Statement]:
    if attribute.bearer == "headcount":
        number = int(row.subject.partition("/")[2])
        return headcount(number, HEADCOUNTS[row.attribute], int(row.value))
    return describe(ns.RECORD, ns.thing(row.subject), {attribute.predicate: written})


def faults(path: str, claims: Iterable[Claim], known: Mapping[str, Row]) -> Iterator[Fault]:
    """What is wrong with attributes and values of claims; ``known`` holds the rows of all things by path."""
    for row in claims:
        kind = row.subject.partition("/")[0]
        if attribute := ATTRIBUTES.get((kind, row.attribute)):
            yield from _value_faults(path, row, attribute, known)
        else:
            listed = sorted(name for subject, name in ATTRIBUTES if subject == kind)
            yield Fault(
                path, row.line, "attribute", row.attribute, say("faults.attribute", kind=kind, names=listed)
            )


def _value_faults(path: str, row: Claim, attribute: Attribute, known: Mapping[str, Row]) -> Iterator[Fault]:
    try:
        written = attribute.write(_values(row, attribute))
    except ValueError as error:
        said = say("faults.attribute_value", attribute=row.attribute, reason=error)
        yield Fault(
            path, row.line, "value", row.value, said, readings.mend(row.value) if attribute.dated else ""
        )
        return
    things = ns.thing("")
    for address in (token[1:-1] for token in written if attribute.node):
        slug = address.removeprefix(things)
        if slug != address and slug not in known:
            yield Fault(path, row.line, "value", slug, say("faults.no_thing"), say("faults.mend.mend_id"))
