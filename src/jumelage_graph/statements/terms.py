"""The N-Triples tokens that statements are made of.

Every function takes a cell and gives a tuple of tokens: none for an empty cell, so that no literal ever comes
from nothing. Numbers and texts are written in canonical form (RDF 1.1 N-Triples, section 4; XML Schema 1.1,
part 2), which is also the form in which a store gives them back.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from jumelage_graph import namespaces
from jumelage_graph.dates import Edtf
from jumelage_graph.statements import Statement
from jumelage_graph.statements.cells import quoted

Tokens = tuple[str, ...]

_JAPANESE = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def describe(graph: str, subject: str, properties: Mapping[str, Tokens]) -> Iterator[Statement]:
    """What ``properties`` (prefixed name of a predicate → tokens of its values) say of ``subject``."""
    node = f"<{subject}>"
    for name, values in properties.items():
        predicate = f"<{namespaces.expand(name)}>"
        for value in values:
            yield graph, node, predicate, value


def iri(*addresses: str) -> Tokens:
    """Nodes; an empty address is no node."""
    return tuple(f"<{address}>" for address in addresses if address)


def name(*curies: str) -> Tokens:
    """Nodes given by their prefixed names."""
    return tuple(f"<{namespaces.expand(curie)}>" for curie in curies)


def concept(*slugs: str) -> Tokens:
    """Concepts by their slugs."""
    return tuple(f"<{namespaces.concept(slug)}>" for slug in slugs if slug)


def governments(slugs: Iterable[str]) -> Tokens:
    """Governments by their slugs."""
    return tuple(f"<{namespaces.government(slug)}>" for slug in slugs if slug)


def sources(slugs: Iterable[str]) -> Tokens:
    """Sources by their slugs."""
    return tuple(f"<{namespaces.source(slug)}>" for slug in slugs)


def text(*values: str) -> Tokens:
    """Plain strings."""
    return tuple(quoted(value) for value in values if value)


def tagged(language: str, *values: str) -> Tokens:
    """Texts in one language."""
    return tuple(f"{quoted(value)}@{language}" for value in values if value)


def labels(*, fr: str = "", ja: str = "", en: str = "") -> Tokens:
    """One text in up to three languages."""
    return tagged("fr", fr) + tagged("ja", ja) + tagged("en", en)


def other_names(values: Iterable[str]) -> Tokens:
    """Names without a known language; what holds kana or kanji is Japanese."""
    return tuple(t for v in values for t in (tagged("ja", v) if _JAPANESE.search(v) else text(v)))


def integer(value: int | None) -> Tokens:
    """A whole number."""
    return () if value is None else (_typed(str(value), "xsd:integer"),)


def decimal(value: Decimal | None) -> Tokens:
    """A decimal number, without zeros at its end."""
    if value is None:
        return ()
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return (_typed("0" if plain in ("-0", "") else plain, "xsd:decimal"),)


def number(value: int | Decimal) -> Tokens:
    """An integer where the value is whole, else a decimal."""
    return integer(int(value)) if value == int(value) else decimal(Decimal(value))


def day(value: datetime.date | None) -> Tokens:
    """A day of the calendar."""
    return () if value is None else (_typed(value.isoformat(), "xsd:date"),)


def year(value: int | None) -> Tokens:
    """A year of the calendar."""
    return () if value is None else (_typed(f"{value:04}", "xsd:gYear"),)


def edtf(value: Edtf | None) -> Tokens:
    """A date as well known as it is."""
    return () if value is None else (_typed(value.text, "edtf:EDTF"),)


def boolean(value: bool) -> Tokens:
    """True or false."""
    return (_typed("true" if value else "false", "xsd:boolean"),)


def typed(lexical: str, datatype: str) -> Tokens:
    """A literal of a datatype (its prefixed name) that no other function here writes."""
    return (_typed(lexical, datatype),) if lexical else ()


def dated(value: Edtf | None) -> dict[str, Tokens]:
    """The EDTF text of a date, its inclusive bounds (none on an open side), and whether it is certain."""
    if value is None:
        return {}
    return {
        "jg:edtf": edtf(value),
        "jg:earliest": day(value.earliest),
        "jg:latest": day(value.latest),
        "jg:certain": boolean(value.certain),
    }


def _typed(lexical: str, datatype: str) -> str:
    return f"{quoted(lexical)}^^<{namespaces.expand(datatype)}>"
