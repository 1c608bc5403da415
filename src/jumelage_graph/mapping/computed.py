"""What SPARQL cannot work out: great-circle distances, names of agreements, folded search keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from jumelage_graph import namespaces as ns
from jumelage_graph.folding import fold
from jumelage_graph.geodesy import kilometres
from jumelage_graph.records import Agreement, Government
from jumelage_graph.statements import Statement
from jumelage_graph.statements.cells import Cell
from jumelage_graph.statements.terms import decimal, describe, governments, iri, labels, name, text
from jumelage_graph.words import LANGUAGES

_NAMES = tuple(f"<{ns.expand(curie)}>" for curie in ("skos:prefLabel", "skos:altLabel", "dct:title"))


def distances(row: Agreement, known: Mapping[str, Government]) -> Iterator[Statement]:
    """How far apart each French and Japanese party of an agreement are; none where a point is not known."""
    for one, other in combinations(sorted(row.parties), 2):
        apart = _apart(known[one], known[other])
        if apart is None:
            continue
        node = ns.distance(row.id, one, other)
        yield from describe(ns.DERIVED, ns.agreement(row.id), {"jg:distance": iri(node)})
        yield from describe(
            ns.DERIVED,
            node,
            {
                "rdf:type": name("jg:Distance"),
                "jg:between": governments((one, other)),
                "jg:kilometres": decimal(apart),
            },
        )


def _apart(one: Government, other: Government) -> Decimal | None:
    """Kilometres with one digit; ``None`` within a country or without both points."""
    if one.country == other.country or None in (one.lat, one.lon, other.lat, other.lon):
        return None
    points = [float(value) for value in (one.lat, one.lon, other.lat, other.lon) if value is not None]
    return Decimal(f"{kilometres(*points):.1f}")


def agreement_label(row: Agreement, known: Mapping[str, Government]) -> Iterator[Statement]:
    """The names of the parties, in each language in which all of them have one."""
    parties = [known[slug] for slug in row.parties]
    labelled = {
        language: " – ".join(names)
        for language in LANGUAGES
        if all(names := [str(getattr(party, f"label_{language}")) for party in parties])
    }
    yield from describe(ns.DERIVED, ns.agreement(row.id), {"skos:prefLabel": labels(**labelled)})


def with_search_keys(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements, and the folded form of each label, other name and title of everything that has one."""
    for statement in statements:
        yield statement
        _, subject, predicate, value = statement
        if predicate in _NAMES and (key := fold(Cell.parse(value))):
            yield from describe(ns.DERIVED, subject[1:-1], {"jg:searchKey": text(key)})


def codes(row: Government) -> Iterator[Statement]:
    """The official code as a search key."""
    yield from describe(ns.DERIVED, ns.government(row.id), {"jg:searchKey": text(fold(row.code))})
