"""The editions of the Rencontres: what was spoken of there, by whom, and who is known to have come."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from jumelage_graph.record.things import Edition, Involvement, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jumelage_graph.record.facts import Classes, Facts

CLASSES = "jg:Edition jg:Session jg:Initiative jg:Involvement jg:Headcount"
PROPERTIES = """skos:prefLabel sdo:startDate sdo:endDate jg:planned jg:host sdo:superEvent jg:addressesGoal
  jg:knownFrenchGovernments jg:knownJapaneseGovernments jg:participantListComplete jg:headcount jg:country jg:count
  jg:inEdition jg:inSession jg:agent jg:role jg:presentedBy"""


def editions(meetings: Classes, topics: Iterable[Topic]) -> dict[int, Edition]:
    """Every edition by its number."""
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    for topic in topics:
        for number in topic.editions:
            counts[number].update(topic.goals)
    stated = {f.iri: (f.text("country"), f.number("count")) for f in meetings["Headcount"]}
    all_editions = (_edition(f, stated, counts[int(f.slug)]) for f in meetings["Edition"])
    return {edition.id: edition for edition in sorted(all_editions, key=lambda edition: edition.id)}


def _edition(f: Facts, stated: dict[str, tuple[str, int | None]], goals: Counter[int]) -> Edition:
    listed = {"FR": f.number("knownFrenchGovernments"), "JP": f.number("knownJapaneseGovernments")}
    known = {country: count for country, count in listed.items() if count is not None}
    counted = dict(stated[iri] for iri in f.texts("headcount") if iri in stated)
    return Edition(
        id=int(f.slug),
        names=f.names(),
        borrowed=f.borrowed(),
        held=f.has("startDate"),
        start=f.text("startDate") or f.text("planned"),
        end=f.text("endDate"),
        host=f.slug_of("host"),
        listed=known,
        stated={country: counted.get(country) for country in known},
        whole=f.true("participantListComplete"),
        goals=dict(sorted(goals.items())),
    )


def topics(meetings: Classes) -> list[Topic]:
    """The sessions, the initiatives, and each edition as a whole."""
    involved: dict[str, set[str]] = defaultdict(set)
    for f in meetings["Involvement"]:
        for session in f.texts("inSession"):
            involved[session].update(f.slugs("agent"))
    sessions = (
        _topic(f, "session", f.slugs("superEvent"), involved.get(f.iri, ())) for f in meetings["Session"]
    )
    initiatives = (
        _topic(f, "initiative", f.slugs("inEdition"), f.slugs("presentedBy")) for f in meetings["Initiative"]
    )
    whole = (_topic(f, "edition", [f.slug], ()) for f in meetings["Edition"])
    return [*sessions, *initiatives, *whole]


def _topic(f: Facts, through: str, editions: Iterable[str], governments: Iterable[str]) -> Topic:
    goals = sorted(int(goal) for goal in f.slugs("addressesGoal") if goal.isdigit())
    return Topic(f.slug, through, sorted(map(int, editions)), sorted(governments), goals)


def involvements(meetings: Classes) -> list[Involvement]:
    """Who had which role at which edition."""
    return [
        Involvement(government, int(edition), role)
        for f in meetings["Involvement"]
        for government in f.slugs("agent")
        for edition in f.slugs("inEdition")
        for role in f.slugs("role")
    ]
