"""What agreements can be selected by: one row here is an option of every command, a keyword of every function, and,
on the pages, a chooser of the same name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jumelage_graph.folding import fold

if TYPE_CHECKING:
    from jumelage_graph.record.reading import Record
    from jumelage_graph.record.things import Agreement

_ENDINGS = ("e", "es", "er", "re", "st", "nd", "rd", "th")

Value = str | int
Options = Mapping[Value, Collection[str]]
"""The values allowed, each with the folded spellings under which it is found."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing to select by.

    ``help`` is said on the command line; ``options`` are the values that the record allows, ``of`` those that an
    agreement has.
    """

    name: str
    help: str
    options: Callable[[Record], Options]
    of: Callable[[Record, Agreement], Collection[Value]]


def _concepts(scheme: str) -> Callable[[Record], Options]:
    def allowed(record: Record) -> Options:
        return {slug: record.keys[scheme].get(slug, ()) for slug in record.concepts[scheme]}

    return allowed


def _goals(record: Record) -> Options:
    numbered = {
        n: {f"{word}{gap}{n}" for word in ("sdg", "odd", "goal") for gap in ("", " ")} for n in record.goals
    }
    return {n: numbered[n] | {fold(name) for name in names.values()} for n, names in record.goals.items()}


def _editions(record: Record) -> Options:
    """Each edition by its name, as 第7回, 7e or 7th, by the year of its first day, and by its host."""
    found: dict[Value, set[str]] = {}
    for n, known in record.editions.items():
        named = {fold(name) for name in known.names.values()}
        ordinals = {f"{n}{ending}" for ending in _ENDINGS}
        host = record.governments.get(known.host)
        hosts = set(host.key.split("|")) if host else set()
        found[n] = named | ordinals | hosts | {f"第{n}回", known.start[:4]}
    return found


def _regions(record: Record) -> Options:
    """The régions and prefectures in which something lies."""
    regions = {known.region for known in record.governments.values()} & record.governments.keys()
    known = (record.governments[region] for region in sorted(regions))
    return {region.id: region.key.split("|") for region in known}


def _attended(record: Record, agreement: Agreement) -> Collection[Value]:
    return {edition for party in agreement.parties for edition in record.attendance.get(party, ())}


def _within(record: Record, agreement: Agreement) -> Collection[Value]:
    return {record.governments[party].region for party in agreement.parties}


FILTERS = (
    Filter("kind", "Agreements of that kind.", _concepts("agreement-kinds"), lambda _, a: {a.kind}),
    Filter("status", "Agreements with that status.", _concepts("statuses"), lambda _, a: {a.status}),
    Filter("field", "Agreements in that field of cooperation.", _concepts("fields"), lambda _, a: a.fields),
    Filter(
        "goal", "Agreements that address that Sustainable Development Goal.", _goals, lambda _, a: a.goals
    ),
    Filter("edition", "Agreements a party of which came to that edition.", _editions, _attended),
    Filter("region", "Agreements of that région or prefecture.", _regions, _within),
)
YEAR = "Agreements in force in that year."
"""The help of the option ``year``, which goes by how an agreement stands and not by what it has."""
