"""Rows that say what was read and where: sources, details, counts by others, links that were turned down."""

from __future__ import annotations

from collections.abc import Iterator

from jumelage_graph import namespaces as ns
from jumelage_graph.records import Detail, Rejected, Row, Source, Sourced, Total
from jumelage_graph.statements import Statement
from jumelage_graph.statements.terms import (
    Tokens,
    concept,
    day,
    describe,
    edtf,
    integer,
    iri,
    labels,
    name,
    number,
    other_names,
    sources,
    tagged,
    text,
)

_MANY_LANGUAGES = ("mul", "und", "zxx")


def common(row: Row, slug: str) -> dict[str, Tokens]:
    """What every thing has that is made from a row: its id and its note."""
    return {"dct:identifier": text(slug), "skos:note": tagged("en", row.note)}


def sourced(row: Sourced, slug: str) -> dict[str, Tokens]:
    """The same, with the sources of the row."""
    return {**common(row, slug), "dct:source": sources(row.sources)}


def source(row: Source) -> Iterator[Statement]:
    """A source and the body that published it; the title carries its own language, else the only one of the source."""
    one = row.language[0] if len(row.language) == 1 and row.language[0] not in _MANY_LANGUAGES else ""
    spoken = row.title_language or one
    yield from describe(
        ns.RECORD,
        ns.source(row.id),
        {
            "rdf:type": name("jg:Source"),
            **common(row, row.id),
            "dct:title": tagged(spoken, row.title) if spoken else text(row.title),
            "jg:titleLanguage": text(row.title_language),
            "dct:publisher": iri(ns.publisher(row.publisher)) if row.publisher else (),
            "jg:sourceKind": concept(f"source-{row.kind}") if row.kind else (),
            "jg:side": concept(f"side-{row.side}") if row.side else (),
            "sdo:url": iri(row.url),
            "jg:archive": iri(row.archive),
            "dct:language": text(*row.language),
            "jg:published": edtf(row.published),
            "jg:accessed": day(row.accessed),
            "jg:opened": day(row.opened),
            "jg:gone": edtf(row.gone),
            "dct:rights": text(row.licence),
        },
    )
    if row.publisher:
        yield from _publisher(row.publisher)


def _publisher(label: str) -> Iterator[Statement]:
    yield from describe(
        ns.RECORD,
        ns.publisher(label),
        {
            "rdf:type": name("org:Organization"),
            "dct:identifier": text(ns.slug(label)),
            "skos:prefLabel": other_names([label]),
        },
    )


def detail(row: Detail) -> Iterator[Statement]:
    """One fact that a source tells of a thing, in three languages."""
    yield from describe(
        ns.RECORD,
        ns.detail(row.subject, row.number),
        {
            "rdf:type": name("jg:Detail"),
            **sourced(row, str(row.number)),
            "jg:detailOf": iri(ns.thing(row.subject)),
            "sdo:position": integer(row.number),
            "jg:aspect": concept(f"aspect-{row.aspect}"),
            "jg:text": labels(fr=row.text_fr, ja=row.text_ja, en=row.text_en),
        },
    )


def total(row: Total) -> Iterator[Statement]:
    """How many of something there are, according to others."""
    yield from describe(
        ns.RECORD,
        ns.total(row.id),
        {
            "rdf:type": name("jg:Total"),
            **sourced(row, row.id),
            "jg:counted": tagged("en", row.what),
            "jg:scope": tagged("en", row.scope),
            "jg:count": number(row.value),
            "jg:asOf": edtf(row.as_of),
        },
    )


def rejected(row: Rejected) -> Iterator[Statement]:
    """A link that was looked at, and why it is no partnership of local governments."""
    yield from describe(
        ns.RECORD,
        ns.rejected(row.id),
        {
            "rdf:type": name("jg:RejectedLink"),
            **sourced(row, row.id),
            "jg:partiesAsRead": text(*row.parties),
            "jg:reason": tagged("en", row.reason),
        },
    )
