"""The agreements with their acts, their projects and their periods."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from jumelage_graph.record.standing import Period, Standing
from jumelage_graph.record.things import Act, Agreement, Project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jumelage_graph.record.facts import Classes, Facts

CLASSES = "jg:Agreement jg:Act jg:Period jg:Project jg:Distance"
PROPERTIES = """jg:party jg:agreementKind jg:status jg:statusAsOf jg:field jg:designation jg:datingAct jg:hasAct
  jg:period jg:inForceFrom jg:inForceUntil jg:lastEvidence jg:possiblyLastEvidence
  jg:lastEvidenceDate jg:possiblyLastEvidenceDate jg:distance dct:source skos:prefLabel
  jg:actKind jg:edtf jg:earliest jg:latest jg:certain jg:actBy jg:place jg:resumedOn
  jg:standing jg:firstDay jg:lastDay
  jg:inAgreement jg:start jg:end jg:addressesGoal jg:between jg:kilometres"""


def agreements(relations: Classes, countries: Mapping[str, str]) -> dict[str, Agreement]:
    """Every agreement by its id; ``countries`` are those of the governments."""
    parts = _Parts(relations, countries)
    told = sorted(relations["Agreement"], key=lambda f: f.slug)
    return {f.slug: parts.agreement(f) for f in told}


class _Parts:
    """What belongs to the agreements, by IRI."""

    def __init__(self, relations: Classes, countries: Mapping[str, str]) -> None:
        self.countries = countries
        self.acts = {f.iri: _act(f) for f in relations["Act"]}
        self.periods = {f.iri: _period(f) for f in relations["Period"]}
        self.distances = {f.iri: self._distance(f) for f in relations["Distance"]}
        self.projects: dict[str, list[Project]] = defaultdict(list)
        for f in relations["Project"]:
            for agreement in f.texts("inAgreement"):
                self.projects[agreement].append(_project(f))

    def _distance(self, f: Facts) -> tuple[str, str, float]:
        fr, jp = sorted(f.slugs("between"), key=lambda slug: (self.countries.get(slug, ""), slug))
        return fr, jp, float(f.text("kilometres"))

    def agreement(self, f: Facts) -> Agreement:
        """One agreement."""
        acts = [self.acts[iri] for iri in f.texts("hasAct") if iri in self.acts]
        projects = sorted(self.projects[f.iri], key=lambda project: (project.start or "9999", project.id))
        distances = sorted(self.distances[iri] for iri in f.texts("distance") if iri in self.distances)
        return Agreement(
            id=f.slug,
            names=f.names(),
            borrowed=f.borrowed(),
            parties=sorted(f.slugs("party"), key=lambda party: (self.countries.get(party, ""), party)),
            kind=f.slug_of("agreementKind"),
            status=f.slug_of("status"),
            status_as_of=f.text("statusAsOf"),
            fields=sorted(f.slugs("field")),
            designation={lang: text for lang, text in f.tagged("designation").items() if lang},
            dating=f.slug_of("datingAct"),
            acts=sorted(acts, key=lambda act: (act.earliest or "9999", act.id)),
            projects=projects,
            periods=sorted((self.periods[iri] for iri in f.texts("period")), key=lambda period: period.first),
            since=f.text("inForceFrom"),
            until=f.text("inForceUntil"),
            evidence=f.text("lastEvidence"),
            maybe_evidence=f.text("possiblyLastEvidence"),
            last_sign=f.text("lastEvidenceDate") or f.text("possiblyLastEvidenceDate"),
            kilometres=max((apart for *_, apart in distances), default=None),
            distances=distances,
            goals=sorted({goal for project in projects for goal in project.goals}),
            sources=f.slugs("source"),
        )


def _act(f: Facts) -> Act:
    return Act(
        id=f.slug,
        kind=f.slug_of("actKind"),
        edtf=f.text("edtf"),
        earliest=f.text("earliest"),
        latest=f.text("latest"),
        certain=f.true("certain"),
        by=sorted(f.slugs("actBy")),
        place=f.text("place"),
        resumed=f.text("resumedOn"),
        sources=f.slugs("source"),
    )


def _period(f: Facts) -> Period:
    return Period(cast("Standing", f.slug_of("standing")), f.text("firstDay"), f.text("lastDay"))


def _project(f: Facts) -> Project:
    goals = sorted(int(goal) for goal in f.slugs("addressesGoal") if goal.isdigit())
    return Project(f.slug, f.names(), f.slug_of("field"), f.text("start"), f.text("end"), goals)
