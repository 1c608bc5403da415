"""The statements about each thing, as files to take away: those that begin or end with it, and those of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.site import addresses
from jumelage_graph.statements.syntaxes import serialise

if TYPE_CHECKING:
    from jumelage_graph.told import Told

FORMS = {"ttl": "turtle", "jsonld": "jsonld"}
"""By suffix, the syntaxes in which each thing can be taken away."""


def files(told: Told, iri: str) -> Iterator[tuple[str, bytes]]:
    """The file of a thing in each syntax, with its place in the site."""
    kind, name = addresses.place(iri) or ("", "")
    statements = "\n".join(sorted(set(_lines(told, iri)))).encode() + b"\n"
    for suffix, form in FORMS.items():
        yield f"data/{kind}/{name}.{suffix}", serialise(statements, form, PREFIXES)


def _lines(told: Told, iri: str) -> Iterator[str]:
    for thing in (iri, *told.below(iri)):
        for predicate, values in told.of(thing).items():
            yield from (f"<{thing}> <{predicate}> {value.token} ." for value in values)
    for predicate, subject in told.pointing(iri):
        yield f"<{subject}> <{predicate}> <{iri}> ."
