"""The people who signed, and what each of them signed."""

from __future__ import annotations

from collections.abc import Iterator

from jumelage_graph import namespaces as ns
from jumelage_graph.mapping.documents import sourced
from jumelage_graph.records import Person, Signing
from jumelage_graph.statements import Statement
from jumelage_graph.statements.terms import concept, describe, governments, iri, labels, name


def person(row: Person) -> Iterator[Statement]:
    """Someone who signed; the name in Latin letters is the same in English and in French."""
    yield from describe(
        ns.RECORD,
        ns.person(row.id),
        {
            "rdf:type": name("foaf:Person"),
            **sourced(row, row.id),
            "skos:prefLabel": labels(fr=row.name, ja=row.name_ja, en=row.name),
        },
    )


def signing(row: Signing) -> Iterator[Statement]:
    """What one person signed for one party, in which office."""
    yield from describe(
        ns.RECORD,
        ns.signing(row.agreement, row.act, row.person, row.government),
        {
            "rdf:type": name("jg:Signing"),
            **sourced(row, f"{row.person}--{row.government}"),
            "jg:signingOf": iri(ns.act(row.agreement, row.act)),
            "jg:signer": iri(ns.person(row.person)),
            "jg:signedFor": governments([row.government]),
            "jg:office": concept(f"office-{row.office}") if row.office else (),
        },
    )
