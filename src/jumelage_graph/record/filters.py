"""What agreements can be selected by: one field of ``Filters`` is an option of every command, a keyword of every
function, and, on the pages, a chooser of the same name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from jumelage_graph.folding import fold

if TYPE_CHECKING:
    from jumelage_graph.record.reading import Record
    from jumelage_graph.record.things import Agreement, Names

_ENDINGS = ("e", "es", "er", "re", "st", "nd", "rd", "th")

Value = str | int
Options = Mapping[Value, Collection[str]]
"""The values allowed, each with the folded spellings under which it is found."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing to select by.

    ``help`` is said on the command line; ``options`` are the values that the record allows, ``of`` those that an
    agreement has, ``called`` what readers call a value.
    """

    name: str
    help: str
    options: Callable[[Record], Options]
    of: Callable[[Record, Agreement], Collection[Value]]
    called: Callable[[Record, Any], Names]


def _concepts(scheme: str) -> Callable[[Record], Options]:
    def allowed(record: Record) -> Options:
        return {slug: record.keys[scheme].get(slug, ()) for slug in record.concepts[scheme]}

    return allowed


def _concept(scheme: str) -> Callable[[Record, str], Names]:
    return lambda record, slug: record.concepts[scheme][slug]


def _goals(record: Record) -> Options:
    numbered = {
        n: {f"{word}{gap}{n}" for word in ("sdg", "odd", "goal") for gap in ("", " ")} for n in record.goals
    }
    return {n: numbered[n] | {fold(name) for name in names.values()} for n, names in record.goals.items()}


def _editions(record: Record) -> Options:
    """Each edition by its name, as 第7回, 7e or 7th, by the year of its first day, and by its host."""
    editions: dict[Value, set[str]] = {}
    for n, known in record.editions.items():
        named = {fold(name) for name in known.names.values()}
        ordinals = {f"{n}{ending}" for ending in _ENDINGS}
        hosts = set(record.search_keys[known.host].split("|")) if known.host in record.search_keys else set()
        editions[n] = named | ordinals | hosts | {f"第{n}回", known.start[:4]}
    return editions


def _regions(record: Record) -> Options:
    """The régions and prefectures in which something lies."""
    regions = {known.region for known in record.governments.values()} & record.governments.keys()
    return {region: record.search_keys[region].split("|") for region in sorted(regions)}


def _attended(record: Record, agreement: Agreement) -> Collection[Value]:
    return {edition for party in agreement.parties for edition in record.attendance.get(party, ())}


def _within(record: Record, agreement: Agreement) -> Collection[Value]:
    return {record.governments[party].region for party in agreement.parties} - {""}


def _goal(record: Record, number: int) -> Names:
    return {lang: f"{number} {name}" for lang, name in record.goals[number].items()}


def edition_names(record: Record, number: int) -> Names:
    """What readers call an edition: ``7. Aix-en-Provence 2022``."""
    known = record.editions[number]
    hosts = record.governments[known.host].names
    return {lang: f"{number}. {host} {known.start[:4]}" for lang, host in hosts.items()}


def _region(record: Record, region: str) -> Names:
    return record.governments[region].names


def _by(*of_filter: Any) -> Any:
    """A field of ``Filters``: the rest of its ``Filter``, after the name."""
    return field(default=None, metadata={"filter": of_filter})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is selected by each filter; ``None`` selects all."""

    kind: str | None = _by(
        "Agreements of that kind.",
        _concepts("agreement-kinds"),
        lambda _, a: {a.kind},
        _concept("agreement-kinds"),
    )
    status: str | None = _by(
        "Agreements with that status.", _concepts("statuses"), lambda _, a: {a.status}, _concept("statuses")
    )
    field: str | None = _by(
        "Agreements in that field of cooperation.",
        _concepts("fields"),
        lambda _, a: a.fields,
        _concept("fields"),
    )
    goal: int | None = _by(
        "Agreements that address that Sustainable Development Goal.", _goals, lambda _, a: a.goals, _goal
    )
    edition: int | None = _by(
        "Agreements a party of which came to that edition.", _editions, _attended, edition_names
    )
    region: str | None = _by("Agreements of that région or prefecture.", _regions, _within, _region)


FILTERS = tuple(Filter(one.name, *one.metadata["filter"]) for one in fields(Filters))
YEAR = "Agreements in force in that year."
"""The help of the option ``year``, which goes by how an agreement stands and not by what it has."""
