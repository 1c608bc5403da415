"""Who met at which Rencontres, and which Sustainable Development Goals they spoke of or worked on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import unknown
from jumelage_graph.networks.nodes import edition, government
from jumelage_graph.record import Coverage, Record

if TYPE_CHECKING:
    import networkx as nx

    from jumelage_graph.engines import Engine

_WAYS = ("initiative", "project", "session")


def attendance(source: Engine | Record) -> nx.Graph[str]:
    """Governments joined to the editions of the Rencontres that they are known to have come to.

    Sides: ``government`` and ``edition`` (nodes ``edition/1`` …, with ``position`` and ``start``). The edge
    attribute ``roles`` (tuple) holds all roles of the government there. Which roles prove presence is the
    rule of ``jg:attended``; editions that are only planned are left out. Absence is never known from this
    graph: see ``coverage``.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    record = Record.of(source)
    graph: nx.Graph[str] = nx.Graph(name="Attendance of the Rencontres")
    for number, known in record.editions.items():
        if known.held:
            graph.add_node(f"edition/{number}", **edition(known), side="edition")
    roles: dict[tuple[int, str], set[str]] = {}
    for one in record.involvements:
        if one.edition in record.attendance.get(one.government, ()):
            roles.setdefault((one.edition, one.government), set()).add(one.role)
    for (number, name), together in sorted(roles.items()):
        graph.add_node(name, **government(record.governments[name]) | {"side": "government"})
        graph.add_edge(name, f"edition/{number}", roles=tuple(sorted(together)))
    return graph


def goals_network(source: Engine | Record, through: Iterable[str] = _WAYS) -> nx.Graph[str]:
    """Governments joined to the Sustainable Development Goals of what they presented, did or debated.

    Sides: ``government`` and ``goal`` (nodes ``goal/1`` … ``goal/17``; only those that are reached).
    ``through`` chooses the ways: an ``initiative`` that the government presented, a ``project`` of an
    agreement that it is a party of, a ``session`` in which it is known to have been involved. Edge
    attributes: the number of distinct subjects for each way, and their sum ``weight``. Most goals are an
    editor's reading of a topic: see the claims.

    Errors: ``UsageError`` for an unknown way.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    record = Record.of(source)
    graph: nx.Graph[str] = nx.Graph(name="Governments and Sustainable Development Goals")
    for way in through:
        if way not in _WAYS:
            raise unknown("way_to_goal", way, _WAYS)
        for (name, goal), subjects in sorted(_counted(record, way).items()):
            graph.add_node(name, **government(record.governments[name]) | {"side": "government"})
            graph.add_node(f"goal/{goal}", number=goal, side="goal")
            graph.add_edge(name, f"goal/{goal}", **{way: subjects})
    for *_, data in graph.edges(data=True):
        data["weight"] = sum(data.values())
    return graph


def _counted(record: Record, way: str) -> Counter[tuple[str, int]]:
    """(government, goal) → number of distinct subjects that lead from one to the other in that way."""
    if way == "project":
        pairs = ((a.parties, project.goals) for a in record.agreements.values() for project in a.projects)
    else:
        pairs = ((topic.governments, topic.goals) for topic in record.topics if topic.through == way)
    return Counter(pair for names, goals in pairs for pair in product(names, goals))


def goals_by_edition(source: Engine | Record) -> dict[tuple[int, int], dict[str, int]]:
    """(position of the edition, goal) → number of sessions, initiatives, editions that address it there."""
    counted: Counter[tuple[int, int, str]] = Counter(
        (number, goal, topic.through)
        for topic in Record.of(source).topics
        for number, goal in product(topic.editions, topic.goals)
    )
    counts: dict[tuple[int, int], dict[str, int]] = {}
    for (number, goal, through), subjects in sorted(counted.items()):
        counts.setdefault((number, goal), {})[through] = subjects
    return counts


def goal_bases(source: Engine | Record) -> Counter[str]:
    """Basis (``stated`` by a source, ``editor``) → number of links between a subject and a goal."""
    return Counter(Record.of(source).bases)


def editions(source: Engine | Record) -> list[dict[str, Any]]:
    """Number, start (no key where only planned), host and labels of each edition, in order."""
    return [{"id": str(number), **edition(known)} for number, known in Record.of(source).editions.items()]


def coverage(source: Engine | Record) -> Coverage:
    """The coverage of the record."""
    return Record.of(source).coverage
