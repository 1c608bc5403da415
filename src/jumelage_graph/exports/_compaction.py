"""Compact JSON-LD by our own context: what JSON-LD's general algorithm makes of it, in a tenth of the time.

The context is simple (the tests hold it to that): a property has one term at most for each direction, terms have no
contexts of their own, and there is no vocabulary, no base and no default language. pyld, which knows all of JSON-LD,
judges the result in the tests. Source: W3C, JSON-LD 1.1 Processing Algorithms and API (2020), sections 6 and 7.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

Json = dict[str, Any]

_PREFIX = (":", "/", "?", "#", "[", "]", "@")
"""What the IRI of a prefix ends in (RFC 3986, gen-delims)."""


class Compaction:
    """The terms of one context, by what they mean."""

    def __init__(self, context: Json) -> None:
        """Take the terms of ``context``; its keywords mean nothing here."""
        self._said = {term: means for term, means in context.items() if not term.startswith("@")}
        self._terms = {term: self._definition(means) for term, means in self._said.items()}
        self._iris: dict[str, str] = {}

    def _definition(self, means: str | Json) -> Json:
        told = {"@id": means} if isinstance(means, str) else means
        return {key: self.expand(value) if key != "@container" else value for key, value in told.items()}

    def expand(self, name: str) -> str:
        """The IRI that a term, a compact IRI or an IRI means."""
        means = self._said.get(name)
        if means is not None:
            return self.expand(means if isinstance(means, str) else means.get("@id") or means["@reverse"])
        prefix, colon, rest = name.partition(":")
        if colon and not rest.startswith("//") and isinstance(self._said.get(prefix), str):
            return self.expand(prefix) + rest
        return name

    @cached_property
    def _prefixes(self) -> list[tuple[str, str]]:
        """IRIs that begin others, with their prefixes; the longest, whose compact IRIs are the shortest, first."""
        simple = [(self.expand(term), term) for term, means in self._said.items() if isinstance(means, str)]
        return sorted((pair for pair in simple if pair[0].endswith(_PREFIX)), key=lambda pair: -len(pair[0]))

    @cached_property
    def _forward(self) -> dict[str, str]:
        return {told["@id"]: term for term, told in self._terms.items() if "@id" in told}

    @cached_property
    def _reverse(self) -> dict[str, str]:
        return {told["@reverse"]: term for term, told in self._terms.items() if "@reverse" in told}

    def iri(self, iri: str) -> str:
        """An IRI as a compact IRI where a prefix begins it."""
        if iri not in self._iris:
            fitting = (
                (start, prefix) for start, prefix in self._prefixes if iri.startswith(start) and iri != start
            )
            start, prefix = next(fitting, ("", ""))
            self._iris[iri] = f"{prefix}:{iri[len(start) :]}" if prefix else iri
        return self._iris[iri]

    def name(self, iri: str) -> str:
        """A class, a property or a datatype by its term, else as a compact IRI."""
        return self._forward.get(iri) or self.iri(iri)

    def node(self, node: Json) -> Json:
        """A node object of expanded JSON-LD with terms for its properties; keys in alphabetical order of IRIs."""
        compact: Json = {}
        for key, values in sorted(node.items()):
            if key == "@id":
                compact[key] = self.iri(values)
            elif key == "@type":
                compact[key] = _one([self.name(value) for value in values])
            elif key == "@reverse":
                for iri, nodes in values.items():
                    term = self._reverse[iri]
                    compact[term] = [self._value(self._terms[term], each) for each in nodes]
            else:
                self._property(compact, key, values)
        return compact

    def _property(self, compact: Json, iri: str, values: list[Json]) -> None:
        term = self._forward.get(iri, "")
        told = self._terms.get(term, {})
        for value in values:
            if term and _fits(told, value):
                self._add(compact, term, told, value)
            else:
                self._add(compact, self.iri(iri), {}, value)

    def _add(self, compact: Json, key: str, told: Json, value: Json) -> None:
        container = told.get("@container", ())
        if "@language" in container:
            compact, key, value = (
                compact.setdefault(key, {}),
                value.get("@language", "@none"),
                {"@value": value["@value"]},
            )
        compacted = self._value(told, value)
        if "@set" in container:
            compact.setdefault(key, []).append(compacted)
        elif key not in compact:
            compact[key] = compacted
        else:
            before = compact[key]
            compact[key] = [*(before if isinstance(before, list) else [before]), compacted]

    def _value(self, told: Json, value: Json) -> Any:
        if "@id" in value:
            if value.keys() != {"@id"}:
                return self.node(value)
            return self._reference(told.get("@type", ""), value["@id"])
        if value.keys() == {"@value"} or told.get("@type") == value.get("@type", ""):
            return value["@value"]
        shown = (
            {"@type": self.name(value["@type"])} if "@type" in value else {"@language": value["@language"]}
        )
        return {**shown, "@value": value["@value"]}

    def _reference(self, kind: str, iri: str) -> Any:
        if kind == "@vocab":
            return self.name(iri)
        return self.iri(iri) if kind == "@id" else {"@id": self.iri(iri)}


def _fits(told: Json, value: Json) -> bool:
    """Whether a term takes a value: it has its type or, without a type, the language that its container wants."""
    kind = told.get("@type")
    if kind in ("@id", "@vocab"):
        return "@id" in value
    if kind:
        return bool(value.get("@type") == kind)
    return "@language" not in told.get("@container", ()) or value.keys() <= {"@value", "@language"}


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
