"""The Rencontres: editions, sessions, who took part, what was declared and presented, goals addressed."""

from __future__ import annotations

from collections.abc import Iterator

from jumelage_graph import namespaces as ns
from jumelage_graph.mapping.documents import sourced
from jumelage_graph.mapping.partnerships import span
from jumelage_graph.records import Declaration, Edition, Goal, Initiative, Participation, Session
from jumelage_graph.statements import Statement
from jumelage_graph.statements.terms import (
    Tokens,
    concept,
    dated,
    day,
    describe,
    edtf,
    governments,
    integer,
    iri,
    labels,
    name,
    sources,
    tagged,
    text,
)

COUNTRIES = {"fr": "FR", "jp": "JP"}
"""Whose governments a headcount counts; the others count people or both countries together."""


def series() -> Iterator[Statement]:
    """The Rencontres as a whole, of which each edition is one."""
    yield from describe(
        ns.RECORD,
        ns.SERIES,
        {
            "rdf:type": name("jg:MeetingSeries"),
            "dct:identifier": text("rencontres"),
            "skos:prefLabel": labels(
                fr="Rencontres franco-japonaises de la coopération décentralisée",
                ja="日仏自治体交流会議",
                en="Franco-Japanese Meetings on Decentralised Cooperation",
            ),
        },
    )


def edition(row: Edition) -> Iterator[Statement]:
    """One of the Rencontres, with the numbers of participants that are stated of it."""
    counts = {"fr": row.governments_fr, "jp": row.governments_jp, "people": row.people}
    stated = {who: count for who, count in counts.items() if count is not None}
    yield from describe(
        ns.RECORD,
        ns.edition(row.id),
        {
            "rdf:type": name("jg:Edition"),
            **sourced(row, str(row.id)),
            "sdo:superEvent": iri(ns.SERIES),
            "sdo:position": integer(row.id),
            "jg:host": governments([row.host]),
            "skos:prefLabel": labels(fr=row.label_fr, ja=row.label_ja, en=row.label_en),
            **_calendar(row),
            "jg:theme": labels(fr=row.theme_fr, ja=row.theme_ja, en=row.theme_en),
            "jg:venue": text(*row.venue),
            "jg:report": sources(row.reports),
        },
    )
    for who, count in stated.items():
        yield from headcount(row.id, who, count)


def _calendar(row: Edition) -> dict[str, Tokens]:
    return {
        **span(row.start, row.end),
        "sdo:startDate": day(row.start.earliest if row.start and row.start.precision == "day" else None),
        "sdo:endDate": day(row.end.latest if row.end and row.end.precision == "day" else None),
        "jg:planned": edtf(row.planned),
        "jg:plannedEarliest": day(row.planned.earliest if row.planned else None),
        "jg:plannedLatest": day(row.planned.latest if row.planned else None),
        "sdo:eventStatus": name("sdo:EventRescheduled") if _moved(row) else (),
    }


def _moved(row: Edition) -> bool:
    """Whether the meeting began outside the days for which it was first planned."""
    if not (row.start and row.planned and row.start.earliest and row.start.latest):
        return False
    first, last = row.planned.earliest, row.planned.latest
    return bool((last and row.start.earliest > last) or (first and row.start.latest < first))


def headcount(number: int, who: str, count: int) -> Iterator[Statement]:
    """A number of participants that sources state, apart from the list of those known by name."""
    node = ns.headcount(number, who)
    yield from describe(ns.RECORD, ns.edition(number), {"jg:headcount": iri(node)})
    yield from describe(
        ns.RECORD,
        node,
        {
            "rdf:type": name("jg:Headcount"),
            "dct:identifier": text(who),
            "jg:country": text(COUNTRIES.get(who, "")),
            "jg:count": integer(count),
        },
    )


def session(row: Session) -> Iterator[Statement]:
    """A part of an edition."""
    yield from describe(
        ns.RECORD,
        ns.session(row.id),
        {
            "rdf:type": name("jg:Session"),
            **sourced(row, row.id),
            "sdo:superEvent": iri(ns.edition(row.edition)),
            "jg:sessionKind": concept(row.kind),
            "skos:prefLabel": labels(fr=row.label_fr, ja=row.label_ja, en=row.label_en),
            "jg:translated": text(*row.translated),
            **dated(row.date),
        },
    )


def participation(row: Participation) -> Iterator[Statement]:
    """One government's part in an edition, in one role."""
    node = ns.involvement(row.edition, row.government, row.role, row.session)
    yield from describe(
        ns.RECORD,
        node,
        {
            "rdf:type": name("jg:Involvement"),
            **sourced(row, node.rpartition("/")[2]),
            "jg:agent": governments([row.government]),
            "jg:inEdition": iri(ns.edition(row.edition)),
            "jg:inSession": iri(ns.session(row.session)) if row.session else (),
            "jg:role": concept(row.role),
            "jg:speakerName": text(row.speaker_name),
            "jg:speakerOffice": tagged("en", row.speaker_office),
            "jg:office": concept(f"office-{row.office}") if row.office else (),
        },
    )


def declaration(row: Declaration) -> Iterator[Statement]:
    """A text adopted at an edition, and what it commits to."""
    yield from describe(
        ns.RECORD,
        ns.declaration(row.id),
        {
            "rdf:type": name("jg:Declaration"),
            **sourced(row, row.id),
            "jg:adoptedAt": iri(ns.edition(row.edition)),
            "skos:prefLabel": labels(fr=row.label_fr, ja=row.label_ja, en=row.label_en),
            "jg:translated": text(*row.translated),
            **dated(row.date),
            "jg:commitment": (
                tagged("en", *row.commitments)
                + tagged("fr", *row.commitments_fr)
                + tagged("ja", *row.commitments_ja)
            ),
        },
    )


def initiative(row: Initiative) -> Iterator[Statement]:
    """A policy that a government presented at an edition."""
    yield from describe(
        ns.RECORD,
        ns.initiative(row.id),
        {
            "rdf:type": name("jg:Initiative"),
            **sourced(row, row.id),
            "jg:presentedBy": governments([row.government]),
            "skos:prefLabel": labels(fr=row.label_fr, ja=row.label_ja, en=row.label_en),
            "jg:translated": text(*row.translated),
            "jg:inEdition": iri(ns.edition(row.edition)) if row.edition is not None else (),
            "jg:inSession": iri(ns.session(row.session)) if row.session else (),
            "jg:topic": text(*row.topics),
        },
    )


def goal(row: Goal) -> Iterator[Statement]:
    """A goal that a thing addresses, and the claim that says on what basis.

    A source that states it is the claim's primary source; what an editor concludes is derived from sources.
    """
    slug = f"goal-{row.goal}"
    subject, addressed = ns.thing(row.subject), iri(ns.goal(row.goal))
    yield from describe(ns.RECORD, subject, {"jg:addressesGoal": addressed})
    yield from describe(
        ns.CLAIMS,
        ns.claim(row.subject, slug),
        {
            "rdf:type": name("jg:Claim"),
            "dct:identifier": text(slug),
            "skos:note": tagged("en", row.note),
            "jg:about": iri(subject),
            "jg:attribute": text("goal"),
            "jg:claimSubject": iri(subject),
            "jg:claimPredicate": name("jg:addressesGoal"),
            "jg:claimObject": addressed,
            "jg:rank": concept("preferred"),
            "jg:basis": concept(row.basis),
            "prov:hadPrimarySource" if row.basis == "stated" else "prov:wasDerivedFrom": sources(row.sources),
        },
    )
