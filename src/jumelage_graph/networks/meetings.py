"""Who met at which Rencontres, and which Sustainable Development Goals they spoke of or worked on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import unknown
from jumelage_graph.networks.partnerships import governments
from jumelage_graph.networks.selecting import select

if TYPE_CHECKING:
    import networkx as nx

    from jumelage_graph.engines import Engine

_ATTENDANCE = """
SELECT DISTINCT ?government ?edition ?role WHERE {
  ?government jg:attended ?edition .
  ?involvement jg:agent ?government ; jg:inEdition ?edition ; jg:role ?role
} ORDER BY ?edition ?government ?role"""

_EDITIONS = """
SELECT DISTINCT ?id ?position ?start ?host ?label_fr ?label_ja ?label_en WHERE {
  ?id a jg:Edition ; sdo:position ?position .
  OPTIONAL { ?id sdo:startDate ?start }
  OPTIONAL { ?id jg:host ?host }
  OPTIONAL { ?id skos:prefLabel ?label_fr FILTER(lang(?label_fr) = "fr") }
  OPTIONAL { ?id skos:prefLabel ?label_ja FILTER(lang(?label_ja) = "ja") }
  OPTIONAL { ?id skos:prefLabel ?label_en FILTER(lang(?label_en) = "en") }
} ORDER BY ?position"""

_GOALS_BY_EDITION = """
SELECT ?position ?goal ?through (COUNT(DISTINCT ?subject) AS ?subjects) WHERE {
  { ?subject a jg:Session ; sdo:superEvent ?edition ; jg:addressesGoal ?goal BIND("session" AS ?through) }
  UNION { ?subject a jg:Initiative ; jg:inEdition ?edition ; jg:addressesGoal ?goal BIND("initiative" AS
  ?through) } UNION { ?subject a jg:Edition ; jg:addressesGoal ?goal BIND(?subject AS ?edition)
  BIND("edition" AS ?through) } ?edition a jg:Edition ; sdo:position ?position
} GROUP BY ?position ?goal ?through ORDER BY ?position ?goal ?through"""

_BASES = """
SELECT ?basis (COUNT(DISTINCT ?claim) AS ?links) WHERE {
  ?claim jg:claimPredicate jg:addressesGoal ; jg:basis ?basis
} GROUP BY ?basis ORDER BY ?basis"""

_GOALS = {
    "initiative": """SELECT DISTINCT ?government ?goal ?subject WHERE {
      ?subject a jg:Initiative ; jg:presentedBy ?government ; jg:addressesGoal ?goal }""",
    "project": """SELECT DISTINCT ?government ?goal ?subject WHERE {
      ?subject a jg:Project ; jg:inAgreement ?agreement ; jg:addressesGoal ?goal .
      ?agreement jg:party ?government }""",
    "session": """SELECT DISTINCT ?government ?goal ?subject WHERE {
      ?involvement a jg:Involvement ; jg:inSession ?subject ; jg:agent ?government .
      ?subject jg:addressesGoal ?goal }""",
}


def attendance(engine: Engine) -> nx.Graph[str]:
    """Governments joined to the editions of the Rencontres that they are known to have come to.

    Sides: ``government`` and ``edition`` (nodes ``edition/1`` …, with ``position`` and ``start``). The edge
    attribute ``roles`` (tuple) holds all roles of the government there. Which roles prove presence is the
    rule of ``jg:attended``; editions that are only planned are left out. Absence is never known from this
    graph: see ``coverage``.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    known = governments(engine)
    roles: dict[tuple[str, str], set[str]] = {}
    for row in select(engine, _ATTENDANCE):
        roles.setdefault((row["government"], row["edition"]), set()).add(row["role"])
    graph: nx.Graph[str] = nx.Graph(name="Attendance of the Rencontres")
    for row in select(engine, _EDITIONS):
        if "start" in row:
            graph.add_node(f"edition/{row.pop('id')}", **row, side="edition")
    for (government, edition), found in roles.items():
        graph.add_node(government, **known[government] | {"side": "government"})
        graph.add_edge(government, f"edition/{edition}", roles=tuple(sorted(found)))
    return graph


def goals_network(
    engine: Engine, through: Iterable[str] = ("initiative", "project", "session")
) -> nx.Graph[str]:
    """Governments joined to the Sustainable Development Goals of what they presented, did or debated.

    Sides: ``government`` and ``goal`` (nodes ``goal/1`` … ``goal/17``; only those that are reached).
    ``through`` chooses the ways: an ``initiative`` that the government presented, a ``project`` of an
    agreement that it is a party of, a ``session`` in which it is known to have been involved. Edge
    attributes: the number of distinct subjects for each way, and their sum ``weight``. Most goals are an
    editor's reading of a topic: see the claims.

    Errors: ``UsageError`` for an unknown way.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    known = governments(engine)
    graph: nx.Graph[str] = nx.Graph(name="Governments and Sustainable Development Goals")
    for way in through:
        if way not in _GOALS:
            raise unknown("way_to_goal", way, _GOALS)
        for (government, goal), subjects in _counted(engine, way).items():
            graph.add_node(government, **known[government] | {"side": "government"})
            graph.add_node(f"goal/{goal}", number=goal, side="goal")
            graph.add_edge(government, f"goal/{goal}", **{way: subjects})
    for *_, data in graph.edges(data=True):
        data["weight"] = sum(data.values())
    return graph


def _counted(engine: Engine, way: str) -> Counter[tuple[str, int]]:
    rows = sorted(
        (row["government"], int(row["goal"]), row["subject"]) for row in select(engine, _GOALS[way])
    )
    return Counter((government, goal) for government, goal, _ in rows)


def goals_by_edition(engine: Engine) -> dict[tuple[int, int], dict[str, int]]:
    """(position of the edition, goal) → number of sessions, initiatives, editions that address it there."""
    counts: dict[tuple[int, int], dict[str, int]] = {}
    for row in select(engine, _GOALS_BY_EDITION):
        counts.setdefault((row["position"], int(row["goal"])), {})[row["through"]] = row["subjects"]
    return counts


def goal_bases(engine: Engine) -> Counter[str]:
    """Basis (``stated`` by a source, ``editor``) → number of links between a subject and a goal."""
    return Counter({row["basis"]: row["links"] for row in select(engine, _BASES)})


def editions(engine: Engine) -> list[dict[str, Any]]:
    """Number, start (no key where only planned), host and labels of each edition, in order."""
    return list(select(engine, _EDITIONS))
