"""The list of all things of a kind: a table to sort, and the facets to choose by, where "unknown" is a choice too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jumelage_graph.cards import Value, heading
from jumelage_graph.namespaces import expand
from jumelage_graph.site import addresses
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import word

if TYPE_CHECKING:
    from jumelage_graph.told import Name, Told

COLUMNS = {
    "government": ("jg:country", "org:classification", "@region", "jg:population", "@agreements"),
    "agreement": ("jg:agreementKind", "jg:status", "jg:datingAct", "jg:field"),
    "edition": ("jg:start", "jg:end", "jg:host", "jg:theme"),
    "session": ("sdo:superEvent", "jg:sessionKind", "jg:addressesGoal"),
    "initiative": ("jg:inEdition", "jg:presentedBy", "jg:addressesGoal"),
    "declaration": ("jg:adoptedAt",),
    "project": ("jg:field", "jg:start", "jg:end", "jg:addressesGoal"),
    "concept": ("skos:inScheme", "skos:definition"),
    "organisation": ("jg:organisationKind", "foaf:homepage"),
    "host-town": ("jg:sport", "jg:grewFrom"),
    "change": ("jg:changeKind", "jg:edtf", "org:originalOrganization", "org:resultingOrganization"),
    "rejected": ("jg:reason",),
    "total": ("jg:counted", "jg:scope", "jg:count", "jg:asOf"),
    "source": ("dct:publisher", "jg:sourceKind", "jg:side", "dct:language", "jg:published"),
}
"""The columns of each list beside the name."""

FACETS = {
    "government": ("jg:country", "org:classification", "@region", "jg:attended"),
    "agreement": ("jg:agreementKind", "jg:status", "jg:field"),
    "session": ("sdo:superEvent", "jg:sessionKind", "jg:addressesGoal"),
    "initiative": ("jg:inEdition", "jg:addressesGoal"),
    "project": ("jg:field", "jg:addressesGoal"),
    "concept": ("skos:inScheme",),
    "change": ("jg:changeKind",),
    "source": ("jg:sourceKind", "jg:side", "dct:language"),
}
"""What a list is filtered by."""

UNKNOWN = "-"
"""The choice of those that have no value."""

_INTEGER = expand("xsd:integer")

Regions = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: its address, its name, its cells, and the values of each facet, joined by spaces."""

    address: str
    name: Name
    cells: tuple[tuple[Value, ...], ...]
    facets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its name in addresses, its heading, and each choice as slug, word and count; the most first."""

    name: str
    heading: str
    choices: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class List:
    """All things of a kind."""

    kind: str
    headings: tuple[str, ...]
    facets: tuple[Facet, ...]
    rows: tuple[Row, ...]


class Lister:
    """Makes the lists; ``regions`` knows the région or prefecture (IRI) of a government, empty without one."""

    def __init__(self, told: Told, regions: Regions) -> None:
        self._told, self._regions = told, regions

    def make(self, kind: str, things: Iterable[str], lang: str) -> List:
        """The list of these things."""
        columns, facets = COLUMNS.get(kind, ()), FACETS.get(kind, ())
        rows, counts, called = [], [Counter[str]() for _ in facets], [dict[str, str]() for _ in facets]
        for iri in things:
            chosen = [self._values(iri, curie, lang) for curie in facets]
            for values, count, names in zip(chosen, counts, called, strict=True):
                slugs = {_slug(value): value.text for value in values} or {
                    UNKNOWN: word("site.unknown", lang)
                }
                count.update(list(slugs))
                names.update(slugs)
            cells = tuple(self._values(iri, curie, lang) for curie in columns)
            slugs_of = tuple(" ".join(map(_slug, values)) or UNKNOWN for values in chosen)
            rows.append(Row(addresses.path(iri), self._told.called(iri, lang), cells, slugs_of))
        made = [
            Facet(_key(curie), self._heading(curie, lang), _choices(count, names))
            for curie, count, names in zip(facets, counts, called, strict=True)
        ]
        headings = tuple(self._heading(curie, lang) for curie in columns)
        return List(kind, headings, tuple(made), tuple(sorted(rows, key=lambda row: row.name.text)))

    def _heading(self, curie: str, lang: str) -> str:
        if curie.startswith("@"):
            return word(f"site.lists.{curie[1:]}", lang)
        return heading(self._told, curie, lang)

    def _values(self, iri: str, curie: str, lang: str) -> tuple[Value, ...]:
        cells = _OWN[curie](self, iri) if curie in _OWN else self._told.values(iri, curie)
        return tuple(Value.of(cell, self._told, lang, curie) for cell in cells)

    def region(self, iri: str) -> list[Cell]:
        """The région or prefecture in which a government lies."""
        regions = self._regions(iri)
        return [Cell(regions, "iri")] if regions else []

    def agreements(self, iri: str) -> list[Cell]:
        """How many agreements it is a party of."""
        return [Cell(str(len(self._told.pointing(iri, "jg:party"))), datatype=_INTEGER)]


_OWN = {"@region": Lister.region, "@agreements": Lister.agreements}


def _slug(value: Value) -> str:
    return value.cell.rstrip("/").rpartition("/")[2].replace(" ", "-")


def _key(curie: str) -> str:
    return curie.lstrip("@").rpartition(":")[2]


def _choices(counts: Counter[str], names: dict[str, str]) -> tuple[tuple[str, str, int], ...]:
    order = sorted(counts, key=lambda slug: (slug == UNKNOWN, -counts[slug], names[slug]))
    return tuple((slug, names[slug], counts[slug]) for slug in order)
