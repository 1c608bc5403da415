"""The page of a thing: its facts, its course in time, its parts, what each source says, what is linked to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jumelage_graph.cards import Fact, Value, card, fact
from jumelage_graph.site import addresses
from jumelage_graph.site.timeline import Event, Timeline, timeline
from jumelage_graph.words import forms

if TYPE_CHECKING:
    from jumelage_graph.told import Name, Told

BESIDE = {
    "government": ("jg:partnerOf", "jg:everPartnerOf", "jg:within"),
    "host-town": ("jg:hostTown", "jg:sport", "jg:grewFrom"),
    "concept": ("skos:inScheme", "skos:broader", "skos:altLabel", "skos:scopeNote"),
}
"""What a page tells beyond the card of the thing."""

PARTS = {
    "act": ("jg:edtf", "jg:actKind", "jg:actBy", "jg:place", "skos:note", "dct:source"),
    "signing": ("jg:signer", "jg:office", "jg:signedFor", "dct:source"),
    "period": ("jg:standing", "jg:firstDay", "jg:lastDay"),
    "headcount": ("jg:country", "jg:count", "dct:source"),
    "involvement": ("jg:agent", "jg:role", "jg:inSession", "dct:source"),
    "detail": ("jg:aspect", "jg:text", "dct:source"),
    "membership": ("jg:member", "jg:body", "jg:start", "jg:end"),
    "code": ("skos:notation", "jg:codeScheme", "jg:validFrom", "jg:validUntil"),
}
"""The columns of the table of each kind of part."""

PICTURES = {
    "government": {"network": "card", "map": "card", "timeline": "card"},
    "agreement": {"network": "card", "map": "card", "timeline": "card"},
    "edition": {"timeline": "card", "goals": "card", "network": "edition"},
    "goal": {"goals": "goal", "network": "goal"},
}
"""The pictures that show a thing of a kind, and what of their address chooses it."""

_SOURCES = ("prov:hadPrimarySource", "prov:wasDerivedFrom")
_FEW = 40


@dataclass(frozen=True, slots=True)
class Table:
    """The parts of one kind: their headings, and each row with its anchor."""

    kind: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Value, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of one attribute."""

    anchor: str
    attribute: str
    values: tuple[Value, ...]
    rank: str
    sources: tuple[Value, ...]
    notes: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind that point to this one, each as name and address; the first few, then the others."""

    kind: str
    links: tuple[tuple[Name, str], ...]

    @property
    def few(self) -> tuple[tuple[Name, str], ...]:
        """Those that are shown at once."""
        return self.links[:_FEW]

    @property
    def others(self) -> tuple[tuple[Name, str], ...]:
        """Those that are shown on demand."""
        return self.links[_FEW:]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of a thing shows."""

    kind: str
    id: str
    iri: str
    title: Name
    facts: tuple[Fact, ...]
    timeline: Timeline | None
    parts: tuple[Table, ...] = field(default=())
    claims: tuple[Claim, ...] = field(default=())
    groups: tuple[Group, ...] = field(default=())
    sources: tuple[Value, ...] = field(default=())


def page(told: Told, iri: str, lang: str, attributes: dict[str, str]) -> Page:
    """The page of a thing; ``attributes`` has the word for each attribute of a claim."""
    place = addresses.place(iri)
    assert place is not None
    parts = _parts(told, iri)
    return Page(
        kind=place[0],
        id=place[1],
        iri=iri,
        title=told.called(iri, lang),
        facts=tuple(_facts(told, iri, place[0], lang)),
        timeline=timeline(_events(told, iri, lang)),
        parts=tuple(_table(told, iri, kind, parts[kind], lang) for kind in PARTS if parts[kind]),
        claims=tuple(_claims(told, iri, parts["claim"], lang, attributes)),
        groups=tuple(_groups(told, iri, lang)),
        sources=fact(told, iri, "dct:source", lang).values,
    )


def _facts(told: Told, iri: str, kind: str, lang: str) -> Iterator[Fact]:
    yield from card(told, iri, lang).facts
    for curie in BESIDE.get(kind, ()):
        if told.values(iri, curie):
            yield fact(told, iri, curie, lang)


def _parts(told: Told, iri: str) -> defaultdict[str, list[str]]:
    """The parts of a thing by their kind: the last but one step of their IRIs."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for part in told.below(iri):
        parts[part.split("/")[-2]].append(part)
    return parts


def _table(told: Told, iri: str, kind: str, parts: Iterable[str], lang: str) -> Table:
    rows = [(part, [fact(told, part, curie, lang) for curie in PARTS[kind]]) for part in parts]
    rows.sort(key=lambda row: (*(str(value) for value in row[1][0].values[:1]), row[0]))
    used = [n for n in range(len(PARTS[kind])) if any(row[n].values for _, row in rows)]
    headings = tuple(rows[0][1][n].heading for n in used)
    return Table(
        kind,
        headings,
        tuple((addresses.anchor(part), tuple(row[n].values for n in used)) for part, row in rows),
    )


def _claims(
    told: Told, iri: str, claims: Iterable[str], lang: str, attributes: dict[str, str]
) -> Iterator[Claim]:
    by_attribute = sorted(claims, key=lambda claim: (told.value(claim, "jg:attribute") or "", claim))
    for claim in by_attribute:
        slug = str(told.value(claim, "jg:attribute") or "")
        values = [*told.values(claim, "jg:claimObject"), *told.values(claim, "jg:claimValue")]
        sources = [source for curie in _SOURCES for source in told.values(claim, curie)]
        rank = told.value(claim, "jg:rank")
        yield Claim(
            addresses.anchor(claim),
            attributes.get(slug, slug),
            tuple(Value.of(value, told, lang) for value in values),
            told.called(rank, lang).text if rank else "",
            tuple(Value.of(source, told, lang) for source in sources),
            fact(told, claim, "skos:note", lang).values,
        )


def _groups(told: Told, iri: str, lang: str) -> Iterator[Group]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for _, subject in told.pointing(iri):
        owner = addresses.owner(subject)
        if owner and owner != iri and owner in told:
            groups[addresses.place(owner)[0]].add(owner)  # type: ignore[index]  # it has a place
    for kind in addresses.KINDS:
        named = [(told.called(each, lang), addresses.path(each)) for each in groups[kind]]
        if named:
            yield Group(kind, tuple(sorted(named, key=lambda link: (link[0].text, link[1]))))


def _events(told: Told, iri: str, lang: str) -> Iterator[Event]:
    """What happened to an agreement, or the agreements and editions of a government."""
    for act in told.values(iri, "jg:hasAct"):
        yield _event(told, act, told.value(act, "jg:actKind"), lang)
    for _, agreement in told.pointing(iri, "jg:party"):
        dating = told.value(agreement, "jg:datingAct")
        yield _event(told, dating or agreement, agreement, lang, addresses.path(agreement))
    for edition in told.values(iri, "jg:attended"):
        yield _event(told, edition, edition, lang, addresses.path(edition))


def _event(told: Told, dated: str, named: str | None, lang: str, link: str = "") -> Event:
    date = told.value(dated, "jg:edtf") or told.value(dated, "jg:start") or told.value(dated, "sdo:startDate")
    text = str(date or "")
    label = told.called(named, lang).text if named else ""
    return Event(text, forms.date(text, lang) if text else "", label, link or f"#{addresses.anchor(dated)}")
