"""Reads the record of the pictures from an engine: a dozen SPARQL answers, then plain values."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, cast

from jumelage_graph.networks import attendance, coverage, governments
from jumelage_graph.record.standing import Period, Standing
from jumelage_graph.views.parts import record as r
from jumelage_graph.views.parts.facts import Facts, read, slug

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

_SCHEMES = ("agreement-kinds", "statuses", "fields", "act-kinds", "government-types", "change-kinds")


def read_record(engine: Engine) -> r.Record:
    """The whole record, in the order of ids, agreements in the order of ids too."""
    known = _governments(engine)
    goals = _goals_of(engine)
    return r.Record(
        governments=known,
        agreements=_agreements(engine, known, goals),
        editions=_editions(engine, goals),
        attendance=_attendance(engine),
        sources=_sources(engine),
        changes=_changes(engine),
        concepts=_concepts(engine),
        goals=_goals(engine),
        bases=_bases(engine),
        last_day=_last_day(engine),
    )


def _governments(engine: Engine) -> dict[str, r.Government]:
    properties = "skos:prefLabel jg:searchKey jg:officialCode"
    facts = {f.slug: f for f in read(engine, "jg:LocalGovernment", properties).values()}
    return {key: _government(facts[key], row) for key, row in sorted(governments(engine).items())}


def _government(f: Facts, row: dict[str, Any]) -> r.Government:
    return r.Government(
        id=f.slug,
        country=row["country"],
        type=row["type"],
        names=f.names(),
        borrowed=f.borrowed(),
        kana=f.tagged("prefLabel").get("ja-hrkt", ""),
        code=max(f.slugs("officialCode"), default=""),
        key="|".join(sorted(set(f.texts("searchKey")))),
        region=row.get("region", ""),
        place=(row["lat"], row["lon"]) if "lat" in row and "lon" in row else None,
        population=row.get("population"),
        dissolved=row.get("dissolved", ""),
    )


def _agreements(
    engine: Engine, known: dict[str, r.Government], goals: dict[str, list[int]]
) -> dict[str, r.Agreement]:
    properties = """jg:party jg:agreementKind jg:status jg:statusAsOf jg:field jg:designation jg:datingAct
                    jg:hasAct jg:period jg:lastEvidence dct:source"""
    acts, projects, distances = _acts(engine), _projects(engine, goals), _distances(engine)
    periods = _periods(engine)
    found = read(engine, "jg:Agreement", properties).values()
    return {
        f.slug: _agreement(f, known, acts, projects[f.slug], distances.get(f.slug), periods) for f in found
    }


def _agreement(
    f: Facts,
    known: dict[str, r.Government],
    acts: dict[str, r.Act],
    projects: list[r.Project],
    kilometres: float | None,
    periods: dict[str, Period],
) -> r.Agreement:
    own = [acts[iri] for iri in f.texts("hasAct") if iri in acts]
    return r.Agreement(
        id=f.slug,
        parties=sorted(f.slugs("party"), key=lambda party: (known[party].country, party)),
        kind=next(iter(f.slugs("agreementKind")), ""),
        status=next(iter(f.slugs("status")), ""),
        status_as_of=f.text("statusAsOf"),
        fields=sorted(f.slugs("field")),
        designation={lang: text for lang, text in f.tagged("designation").items() if lang},
        dating=next(iter(f.slugs("datingAct")), ""),
        acts=sorted(own, key=lambda act: (act.earliest or "9999", act.id)),
        projects=projects,
        periods=sorted((periods[iri] for iri in f.texts("period")), key=lambda period: period.first),
        evidence=f.text("lastEvidence"),
        kilometres=kilometres,
        goals=sorted({goal for project in projects for goal in project.goals}),
        sources=f.slugs("source"),
    )


def _periods(engine: Engine) -> dict[str, Period]:
    """The periods of all agreements by their IRI."""
    found = read(engine, "jg:Period", "jg:standing jg:firstDay jg:lastDay")
    return {
        iri: Period(cast("Standing", next(iter(f.slugs("standing")))), f.text("firstDay"), f.text("lastDay"))
        for iri, f in found.items()
    }


def _acts(engine: Engine) -> dict[str, r.Act]:
    properties = "jg:actKind jg:edtf jg:earliest jg:latest jg:actBy jg:place dct:source"
    return {iri: _act(f) for iri, f in read(engine, "jg:Act", properties).items()}


def _act(f: Facts) -> r.Act:
    kind = next(iter(f.slugs("actKind")), "")
    return r.Act(
        id=f.slug,
        kind=kind,
        edtf=f.text("edtf"),
        earliest=f.text("earliest"),
        latest=f.text("latest"),
        by=sorted(f.slugs("actBy")),
        place=f.text("place"),
        sources=f.slugs("source"),
    )


def _projects(engine: Engine, goals: dict[str, list[int]]) -> dict[str, list[r.Project]]:
    found: dict[str, list[r.Project]] = defaultdict(list)
    for f in read(engine, "jg:Project", "jg:inAgreement skos:prefLabel jg:field jg:start jg:end").values():
        field = next(iter(f.slugs("field")), "")
        own = goals.get(f.iri, [])
        project = r.Project(f.slug, f.names(), field, f.text("start"), f.text("end"), own)
        for agreement in f.slugs("inAgreement"):
            found[agreement].append(project)
    for projects in found.values():
        projects.sort(key=lambda project: (project.start or "9999", project.id))
    return found


def _distances(engine: Engine) -> dict[str, float]:
    """The longest distance between two parties of each agreement, km."""
    found: dict[str, float] = {}
    for f in read(engine, "jg:Distance", "jg:kilometres").values():
        agreement = f.iri.split("/distance/", maxsplit=1)[0].rsplit("/", 1)[-1]
        found[agreement] = max(found.get(agreement, 0.0), float(f.text("kilometres")))
    return found


def _goals_of(engine: Engine) -> dict[str, list[int]]:
    """The goals of each project, session, initiative and edition, by the IRI of the subject."""
    sparql = """PREFIX jg: <https://w3id.org/jumelage/def/>
    SELECT DISTINCT ?subject ?goal WHERE { ?subject jg:addressesGoal ?goal } ORDER BY ?subject ?goal"""
    found: dict[str, list[int]] = defaultdict(list)
    for subject, goal in engine.answer(sparql).rows():
        number = str(goal).rsplit("/", 1)[-1]
        if number.isdigit():
            found[str(subject)].append(int(number))
    return {subject: sorted(numbers) for subject, numbers in found.items()}


def _attendance(engine: Engine) -> dict[str, list[int]]:
    """The editions to which each government is known to have come."""
    graph = attendance(engine)
    present = sorted(node for node, data in graph.nodes(data=True) if data["side"] == "government")
    return {node: sorted(graph.nodes[edition]["position"] for edition in graph[node]) for node in present}


def _editions(engine: Engine, goals: dict[str, list[int]]) -> dict[int, r.Edition]:
    properties = "skos:prefLabel sdo:startDate sdo:endDate jg:planned jg:host"
    lists = {edition.number: edition for edition in coverage(engine).editions}
    counts = _goal_counts(engine, goals)
    found = {}
    for f in read(engine, "jg:Edition", properties).values():
        number = int(f.slug)
        known = lists.get(number)
        found[number] = r.Edition(
            id=number,
            names=f.names(),
            start=f.text("startDate") or f.text("planned"),
            end=f.text("endDate"),
            host=next(iter(f.slugs("host")), ""),
            listed={"FR": known.known_fr, "JP": known.known_jp} if known else {},
            stated={"FR": known.stated_fr, "JP": known.stated_jp} if known else {},
            whole=known is not None and known.complete,
            goals=counts.get(number, {}),
        )
    return dict(sorted(found.items()))


def _goal_counts(engine: Engine, goals: dict[str, list[int]]) -> dict[int, dict[int, int]]:
    """How many sessions and initiatives of each edition address each goal (the edition itself counts as one)."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    sessions = read(engine, "jg:Session", "sdo:superEvent")
    initiatives = read(engine, "jg:Initiative", "jg:inEdition")
    things = [(f, f.slugs("superEvent")) for f in sessions.values()]
    things += [(f, f.slugs("inEdition")) for f in initiatives.values()]
    things += [(f, [f.slug]) for f in read(engine, "jg:Edition", "jg:host").values()]
    for f, editions in things:
        for edition in editions:
            found[int(edition)].update(goals.get(f.iri, []))
    return {edition: dict(sorted(counter.items())) for edition, counter in found.items()}


def _sources(engine: Engine) -> dict[str, r.Source]:
    publishers = {
        f.iri: next(iter(f.texts("prefLabel")), f.slug)
        for f in read(engine, "org:Organization", "skos:prefLabel").values()
    }
    found = read(engine, "jg:Source", "dct:title dct:publisher sdo:url jg:published").values()
    return {
        f.slug: r.Source(
            f.text("title"), publishers.get(f.text("publisher"), ""), f.text("url"), f.text("published")
        )
        for f in found
    }


def _changes(engine: Engine) -> list[r.Change]:
    properties = "jg:changeKind jg:edtf jg:earliest org:originalOrganization org:resultingOrganization"
    changes = [
        r.Change(
            f.slug,
            next(iter(f.slugs("changeKind")), ""),
            f.text("edtf"),
            f.text("earliest"),
            f.slugs("originalOrganization"),
            f.slugs("resultingOrganization"),
        )
        for f in read(engine, "org:ChangeEvent", properties).values()
    ]
    return sorted(changes, key=lambda change: (change.earliest, change.id))


def _concepts(engine: Engine) -> dict[str, dict[str, r.Names]]:
    """The names of the concepts of each scheme that a picture shows."""
    found: dict[str, dict[str, r.Names]] = {scheme: {} for scheme in _SCHEMES}
    for f in read(engine, "skos:Concept", "skos:prefLabel skos:inScheme").values():
        for scheme in f.slugs("inScheme"):
            if scheme in found:
                found[scheme][f.slug] = f.names()
    return found


def _goals(engine: Engine) -> dict[int, r.Names]:
    found = {
        int(f.slug): f.names()
        for f in read(engine, "sdgo:Goal", "skos:prefLabel").values()
        if f.slug.isdigit()
    }
    return dict(sorted(found.items()))


def _last_day(engine: Engine) -> str:
    """The day up to which the record was read: it knows nothing after it."""
    return coverage(engine).until


def _bases(engine: Engine) -> dict[str, int]:
    """How many goals the sources state (``stated``) and how many an editor read into a topic (``editor``)."""
    sparql = """PREFIX jg: <https://w3id.org/jumelage/def/>
    SELECT ?basis (COUNT(DISTINCT ?claim) AS ?count) WHERE {
      ?claim a jg:Claim ; jg:claimPredicate jg:addressesGoal ; jg:basis ?basis
    } GROUP BY ?basis ORDER BY ?basis"""
    return {slug(basis): int(str(count)) for basis, count in engine.answer(sparql).rows()}
