"""Agreements, their acts and their projects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jumelage_graph import namespaces as ns
from jumelage_graph.dates import Edtf
from jumelage_graph.mapping.documents import sourced
from jumelage_graph.records import Act, Agreement, HostTown, Project
from jumelage_graph.statements import Statement
from jumelage_graph.statements.terms import (
    Tokens,
    concept,
    dated,
    day,
    describe,
    edtf,
    governments,
    iri,
    labels,
    name,
    tagged,
    text,
)


def agreement(row: Agreement) -> Iterator[Statement]:
    """The lasting relation between its parties, as the record holds it today."""
    yield from describe(
        ns.RECORD,
        ns.agreement(row.id),
        {
            "rdf:type": name("jg:Agreement"),
            **sourced(row, row.id),
            "jg:party": governments(row.parties),
            "jg:agreementKind": concept(row.kind),
            "jg:designation": labels(fr=row.designation_fr, ja=row.designation_ja),
            "jg:field": concept(*row.fields),
            "jg:status": concept(row.status),
            "jg:statusAsOf": edtf(row.status_as_of),
            "jg:lastSeen": day(last_seen(row.status_as_of)),
        },
    )


def host_town(row: HostTown) -> Iterator[Statement]:
    """A host town of France for the Tokyo Games, and the agreements that it grew from and into."""
    yield from describe(
        ns.RECORD,
        ns.host_town(row.government),
        {
            "rdf:type": name("jg:HostTown"),
            **sourced(row, row.government),
            "jg:hostTown": governments([row.government]),
            "jg:registered": edtf(row.registered),
            "jg:sport": tagged("en", *row.sports),
            "jg:grewFrom": iri(*map(ns.agreement, row.grew_from)),
            "jg:grewInto": iri(*map(ns.agreement, row.grew_into)),
        },
    )


def act(row: Act) -> Iterator[Statement]:
    """A dated step, hung under its agreement."""
    node = ns.act(row.agreement, row.id)
    yield from describe(
        ns.RECORD,
        ns.agreement(row.agreement),
        {"jg:hasAct": iri(node), "jg:datingAct": iri(node) if row.dating else ()},
    )
    yield from describe(
        ns.RECORD,
        node,
        {
            "rdf:type": name("jg:Act"),
            **sourced(row, row.id),
            "jg:actKind": concept(row.kind),
            **dated(row.date),
            "jg:place": text(row.place),
            "jg:actBy": governments(row.by),
        },
    )


def project(row: Project) -> Iterator[Statement]:
    """Something that the parties of an agreement do together."""
    last = row.end or row.start
    yield from describe(
        ns.RECORD,
        ns.project(row.id),
        {
            "rdf:type": name("jg:Project"),
            **sourced(row, row.id),
            "jg:inAgreement": iri(ns.agreement(row.agreement)),
            "skos:prefLabel": labels(fr=row.title_fr, ja=row.title_ja, en=row.title_en),
            "jg:translated": text(*row.translated),
            "jg:field": concept(row.field),
            **span(row.start, row.end),
            "jg:lastSeen": day(last_seen(last)),
        },
    )


def span(start: Edtf | None, end: Edtf | None) -> dict[str, Tokens]:
    """A stretch of time: its two ends as known, and the inclusive bounds of the whole, where known."""
    last = end or start
    return {
        "jg:start": edtf(start),
        "jg:end": edtf(end),
        "jg:earliest": day(_first_day(start)),
        "jg:latest": day(last.latest if last else None),
    }


def _first_day(start: Edtf | None) -> date | None:
    return start.earliest if start else None


def last_seen(value: Edtf | None) -> date | None:
    """The day that the sign of life certainly does not precede; an uncertain date is no sign."""
    return value.earliest if value and value.certain else None
