"""The record that an engine holds, read once, each part when somebody first asks for it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from jumelage_graph.namespaces import DATASET
from jumelage_graph.record import agreements, governments, meetings
from jumelage_graph.record.coverage import Coverage
from jumelage_graph.record.facts import Classes, read, slug
from jumelage_graph.record.things import Change, Source

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.record.things import Agreement, Edition, Government, Involvement, Names, Topic

_SCHEMES = ("agreement-kinds", "statuses", "fields", "act-kinds", "government-types", "change-kinds")


class Record:
    """All things by their ids, in the order of these; a part that is not asked for is not read.

    ``attendance`` lists the editions to which each government is known to have come.
    """

    def __init__(self, engine: Engine) -> None:
        """The record of an engine; nothing is asked yet."""
        self._engine = engine

    @classmethod
    def of(cls, source: Engine | Record) -> Record:
        """The record itself, or the one that an engine holds."""
        return source if isinstance(source, Record) else cls(source)

    @cached_property
    def governments(self) -> dict[str, Government]:
        """Every government, living and former."""
        return governments.governments(self._places)

    @cached_property
    def search_keys(self) -> dict[str, str]:
        """The keys under which a search finds each government, joined by ``|``: most readers search for none."""
        return governments.keys(read(self._engine, "jg:LocalGovernment", "jg:searchKey"))

    @cached_property
    def agreements(self) -> dict[str, Agreement]:
        """Every agreement, its acts and projects with it."""
        countries = {f.slug: f.text("country") for f in self._places["LocalGovernment"]}
        return agreements.agreements(self._relations, countries)

    @cached_property
    def editions(self) -> dict[int, Edition]:
        """Every edition of the Rencontres, those to come too."""
        return meetings.editions(self._meetings, self.topics)

    @cached_property
    def topics(self) -> list[Topic]:
        """The sessions, the initiatives, and each edition as a whole."""
        return meetings.topics(self._meetings)

    @cached_property
    def involvements(self) -> list[Involvement]:
        """Who had which role at which edition."""
        return meetings.involvements(self._meetings)

    @cached_property
    def attendance(self) -> dict[str, list[int]]:
        """The editions held to which each government is known to have come."""
        held = {number for number, edition in self.editions.items() if edition.held}
        came = {
            f.slug: sorted(held & set(map(int, f.slugs("attended")))) for f in self._places["LocalGovernment"]
        }
        return {government: numbers for government, numbers in came.items() if numbers}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every page that was read."""
        told = read(
            self._engine,
            "jg:Source org:Organization",
            "dct:title dct:publisher sdo:url jg:published skos:prefLabel",
        )
        publishers = {f.iri: next(iter(f.texts("prefLabel")), f.slug) for f in told["Organization"]}
        return {
            f.slug: Source(
                f.text("title"), publishers.get(f.text("publisher"), ""), f.text("url"), f.text("published")
            )
            for f in told["Source"]
        }

    @cached_property
    def changes(self) -> list[Change]:
        """The mergers, renamings and changes of status, the oldest first."""
        properties = "jg:changeKind jg:edtf jg:earliest org:originalOrganization org:resultingOrganization"
        changes = [
            Change(
                f.slug,
                f.slug_of("changeKind"),
                f.text("edtf"),
                f.text("earliest"),
                f.slugs("originalOrganization"),
                f.slugs("resultingOrganization"),
            )
            for f in read(self._engine, "org:ChangeEvent", properties)["ChangeEvent"]
        ]
        return sorted(changes, key=lambda change: (change.earliest, change.id))

    @cached_property
    def concepts(self) -> dict[str, dict[str, Names]]:
        """The names of the concepts of each scheme, by their slugs."""
        names: dict[str, dict[str, Names]] = {scheme: {} for scheme in _SCHEMES}
        for f in self._words["Concept"]:
            for scheme in f.slugs("inScheme"):
                if scheme in names:
                    names[scheme][f.slug] = f.names()
        return names

    @cached_property
    def keys(self) -> dict[str, dict[str, set[str]]]:
        """The folded spellings under which the concepts of each scheme are found, by their slugs."""
        spellings: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for f in self._words["Concept"]:
            for scheme in f.slugs("inScheme"):
                spellings[scheme][f.slug] = set(f.texts("searchKey"))
        return spellings

    @cached_property
    def goals(self) -> dict[int, Names]:
        """The names of the seventeen goals."""
        names = {int(f.slug): f.names() for f in self._words["Goal"] if f.slug.isdigit()}
        return dict(sorted(names.items()))

    @cached_property
    def bases(self) -> dict[str, int]:
        """How many goals the sources state (``stated``) and how many an editor read into a topic (``editor``)."""
        sparql = """SELECT ?basis (COUNT(DISTINCT ?claim) AS ?count) WHERE {
          ?claim jg:claimPredicate jg:addressesGoal ; jg:basis ?basis } GROUP BY ?basis ORDER BY ?basis"""
        return {slug(str(row["basis"])): row["count"].value for row in self._engine.answer(sparql).records()}

    @cached_property
    def last_day(self) -> str:
        """The day as of which the record tells: it knows nothing after it; empty where it does not say."""
        sparql = f"SELECT ?until WHERE {{ <{DATASET}> dct:modified ?until }}"
        return max((str(row["until"]) for row in self._engine.answer(sparql).records()), default="")

    @cached_property
    def coverage(self) -> Coverage:
        """How many agreements are dated, and whose lists of participants are complete."""
        return Coverage.of(self.agreements, self.editions, self.last_day)

    @cached_property
    def _places(self) -> Classes:
        return read(self._engine, "jg:LocalGovernment dct:Location", governments.PROPERTIES)

    @cached_property
    def _relations(self) -> Classes:
        return read(self._engine, agreements.CLASSES, agreements.PROPERTIES)

    @cached_property
    def _meetings(self) -> Classes:
        return read(self._engine, meetings.CLASSES, meetings.PROPERTIES)

    @cached_property
    def _words(self) -> Classes:
        return read(self._engine, "skos:Concept sdgo:Goal", "skos:prefLabel skos:inScheme jg:searchKey")
