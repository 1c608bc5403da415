"""Governments with their codes and territories, the changes they went through, and other organisations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jumelage_graph import namespaces as ns
from jumelage_graph.dates import Edtf
from jumelage_graph.mapping.documents import sourced
from jumelage_graph.records import Change, Government, Membership, Organisation
from jumelage_graph.statements import Statement
from jumelage_graph.statements.terms import (
    Tokens,
    concept,
    dated,
    day,
    decimal,
    describe,
    edtf,
    governments,
    integer,
    iri,
    labels,
    name,
    other_names,
    tagged,
    text,
    year,
)


@dataclass(frozen=True, slots=True)
class DatedCode:
    """An official code, valid since ``since``, and no longer from ``until`` on, as well as these are known."""

    notation: str
    since: Edtf | None
    until: Edtf | None


def government(row: Government, changes: Iterable[Change] = ()) -> Iterator[Statement]:
    """A government; ``changes`` are those of which it is a result, from which its codes get their dates."""
    codes = dated_codes(row, changes)
    yield from describe(
        ns.RECORD,
        ns.government(row.id),
        {
            "rdf:type": name("jg:LocalGovernment"),
            **sourced(row, row.id),
            **_names(row),
            "jg:country": text(row.country),
            "org:classification": concept(row.type),
            "jg:partOf": governments(row.part_of),
            "jg:officialCode": iri(*(ns.code(row.id, row.code_scheme, c.notation) for c in codes)),
            **_links(row),
            "jg:population": integer(row.population),
            "jg:populationYear": year(row.population_year),
            **_life(row),
        },
    )
    for code in codes:
        yield from _code(row, code)
    if _placed(row):
        yield from _territory(row)


def _names(row: Government) -> dict[str, Tokens]:
    kana, romaji = tagged("ja-hrkt", row.kana), tagged("ja-latn", row.romaji)
    whole = labels(fr=row.label_fr, ja=row.label_ja, en=row.label_en)
    return {"skos:prefLabel": whole + kana + romaji, "skos:altLabel": other_names(row.alt_labels)}


def _links(row: Government) -> dict[str, Tokens]:
    return {
        "sdo:sameAs": iri(
            ns.wikidata(row.wikidata) if row.wikidata else "",
            ns.geonames(row.geonames) if row.geonames else "",
        ),
        "foaf:homepage": iri(row.website),
        "dct:spatial": iri(ns.territory(row.id)) if _placed(row) else (),
    }


def _life(row: Government) -> dict[str, Tokens]:
    return {
        "jg:founded": edtf(row.founded),
        "jg:foundedOn": day(_earliest(row.founded)),
        "jg:dissolved": edtf(row.dissolved),
        "jg:dissolvedOn": day(_earliest(row.dissolved)),
    }


def _earliest(value: Edtf | None) -> date | None:
    return value.earliest if value else None


def dated_codes(row: Government, changes: Iterable[Change]) -> list[DatedCode]:
    """The codes that a government has had, oldest first, each with the dates between which it was valid."""
    codes: list[DatedCode] = []
    current, since = "", row.founded
    for change in sorted(changes, key=lambda c: (c.date.earliest or date.min, c.id)):
        before, after, on = change.code_before, change.code_after, change.date
        current = current or before
        if not after or after == current:
            continue
        if current:
            codes.append(DatedCode(current, since, on))
        current, since = after, on
    if row.code and current and row.code != current:
        codes.append(DatedCode(current, since, None))
        since = None
    if row.code:
        codes.append(DatedCode(row.code, since, row.dissolved))
    return codes


def _code(row: Government, code: DatedCode) -> Iterator[Statement]:
    yield from describe(
        ns.RECORD,
        ns.code(row.id, row.code_scheme, code.notation),
        {
            "rdf:type": name("jg:DatedCode"),
            "jg:codeScheme": concept(row.code_scheme),
            "skos:notation": text(code.notation),
            "jg:start": edtf(code.since),
            "jg:end": edtf(code.until),
            "jg:validFrom": day(_earliest(code.since)),
            "jg:validUntil": day(_earliest(code.until)),
        },
    )


def _placed(row: Government) -> bool:
    return row.lat is not None and row.lon is not None


def _territory(row: Government) -> Iterator[Statement]:
    yield from describe(
        ns.RECORD,
        ns.territory(row.id),
        {
            "rdf:type": name("dct:Location", "geo:Feature"),
            "dct:identifier": text(row.id),
            "wgs:lat": decimal(row.lat),
            "wgs:long": decimal(row.lon),
            "geo:hasCentroid": iri(ns.centroid(row.id)),
            "jg:territoryRecord": iri(_territory_record(row)),
        },
    )
    yield from describe(
        ns.RECORD,
        ns.centroid(row.id),
        {"rdf:type": name("geo:Geometry"), "geo:asWKT": (_point(row),)},
    )


def _territory_record(row: Government) -> str:
    """None for an arrondissement of a city, whose pattern is another."""
    return "" if row.type == "municipal-arrondissement" else ns.territory_record(row.code_scheme, row.code)


def _point(row: Government) -> str:
    """Well-known text (OGC GeoSPARQL 1.1): longitude first, WGS 84."""
    return f'"POINT({row.lon:f} {row.lat:f})"^^<{ns.expand("geo:wktLiteral")}>'


def change(row: Change) -> Iterator[Statement]:
    """What happened to governments on one day: which there were before, which there are after."""
    yield from describe(
        ns.RECORD,
        ns.change(row.id),
        {
            "rdf:type": name("org:ChangeEvent"),
            **sourced(row, row.id),
            "jg:changeKind": concept(row.kind),
            **dated(row.date),
            "org:originalOrganization": governments(row.originals),
            "org:resultingOrganization": governments(row.results),
            "jg:codeBefore": text(row.code_before),
            "jg:codeAfter": text(row.code_after),
        },
    )


def membership(row: Membership) -> Iterator[Statement]:
    """A government in a body of several, with the days between which it certainly belongs to it."""
    yield from describe(
        ns.RECORD,
        ns.membership(row.member, row.body),
        {
            "rdf:type": name("jg:Membership"),
            **sourced(row, row.body),
            "jg:member": governments([row.member]),
            "jg:body": governments([row.body]),
            "jg:start": edtf(row.since),
            "jg:end": edtf(row.until),
            "jg:possiblyMemberFrom": day(row.since.earliest),
            "jg:memberFrom": day(row.since.latest),
            "jg:memberUntil": day(_earliest(row.until)),
        },
    )


def organisation(row: Organisation) -> Iterator[Statement]:
    """A body that is no local government, and what it has to do with the partnerships."""
    yield from describe(
        ns.RECORD,
        ns.organisation(row.id),
        {
            "rdf:type": name("org:Organization"),
            **sourced(row, row.id),
            "skos:prefLabel": labels(fr=row.label_fr, ja=row.label_ja, en=row.label_en),
            "jg:organisationKind": concept(row.type),
            "jg:organisationRole": tagged("en", row.role),
            "foaf:homepage": iri(row.website),
            "jg:founded": edtf(row.founded),
            "jg:foundedOn": day(_earliest(row.founded)),
        },
    )
