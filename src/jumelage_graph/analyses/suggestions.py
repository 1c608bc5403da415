"""Who might become partners: pairs without agreement that share themes, size and friends.

A link prediction whose score can be read: ``score`` (0 to 1) is the mean of four parts, each 0 to 1:

* ``themes``: fields of agreements and goals (of initiatives, projects, sessions) that both have / that
either has
  (Jaccard index);
* ``size``: smaller / larger population;
* ``friends``: x / (1 + x), x being the sum over paths French – Japanese – French – Japanese of agreements
of
  1 / √(k k′), k and k′ the numbers of partners on the way: friends of friends of friends, the shortest way
  round between two sides (Kovács et al. 2019, Nat. Commun. 10, 1240);
* ``met``: n / (1 + n), n being the editions of the Rencontres to which both are known to have come.

A part of which nothing is known is 0. ``shared``: the themes and editions in common, joined by ``;``. Only
living governments of one level that are in the record through an agreement or a meeting; pairs with an
agreement of any date and status are left out, and so are pairs that share nothing but their size. The 100
highest scores. What sources do not tell lowers a score: it ranks what is known, it is no forecast, and was
not tested as one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from jumelage_graph import networks
from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.words import say

NEEDS = "record"
MEASURES = ("score", "suggestions", "themes", "friends")
SHOWN = 100


def run(study: Study) -> Table:
    """One row per suggested pair, the highest score first."""
    known = study.governments
    themes, editions = _themes(study), _editions(study)
    linked = study.agreements_of_pairs
    rows: list[tuple[Any, ...]] = []
    for fr, jp in _candidates(known, set(themes) | set(editions) | set(study.simple)):
        parts = jaccard(themes[fr], themes[jp]), friends(study, fr, jp), met(editions[fr], editions[jp])
        if frozenset((fr, jp)) not in linked and any(parts):
            size = _size(known[fr], known[jp])
            shared = ";".join(sorted(themes[fr] & themes[jp]) + sorted(editions[fr] & editions[jp]))
            rows.append(((sum(parts) + size) / 4, fr, jp, parts[0], size, *parts[1:], shared))
    rows.sort(key=lambda row: (-row[0], row[1], row[2]))
    shown: list[tuple[Value, ...]] = list(rows[:SHOWN])
    columns = ("score", "fr", "jp", "themes", "size", "friends", "met", "shared")
    return Table(columns, tuple(shown), (say("analyses.notes.suggested", count=len(rows), shown=len(shown)),))


def _candidates(known: dict[str, dict[str, Any]], names: set[str]) -> Iterator[tuple[str, str]]:
    living = [name for name in sorted(names) if name in known and "dissolved" not in known[name]]
    french = [name for name in living if known[name]["country"] == "FR"]
    japanese = [name for name in living if known[name]["country"] == "JP"]
    for fr in french:
        yield from ((fr, jp) for jp in japanese if known[fr]["level"] == known[jp]["level"])


def _themes(study: Study) -> defaultdict[str, set[str]]:
    themes: defaultdict[str, set[str]] = defaultdict(set)
    for a, b, _, data in study.agreements:
        themes[a].update(data["fields"])
        themes[b].update(data["fields"])
    for a, b in networks.goals_network(study.record).edges():
        goal, government = sorted((a, b), key=lambda node: not node.startswith("goal/"))
        themes[government].add(goal)
    return themes


def _editions(study: Study) -> defaultdict[str, set[str]]:
    editions: defaultdict[str, set[str]] = defaultdict(set)
    for a, b in networks.attendance(study.record).edges():
        edition, government = sorted((a, b), key=lambda node: not node.startswith("edition/"))
        editions[government].add(edition)
    return editions


def jaccard(one: set[str], other: set[str]) -> float:
    """What both have, by what either has; 0 where neither has anything.

    >>> jaccard({"a", "b"}, {"b", "c"}), jaccard(set(), set())
    (0.3333333333333333, 0.0)
    """
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def met(one: set[str], other: set[str]) -> float:
    """n / (1 + n) of what both have.

    >>> met({"edition/1", "edition/2"}, {"edition/2"}), met(set(), {"edition/1"})
    (0.5, 0.0)
    """
    both = len(one & other)
    return both / (1 + both)


def friends(study: Study, one: str, other: str) -> float:
    """x / (1 + x) of the paths of three links between two nodes, each weighted by 1 / √(k k′)."""
    graph = study.simple
    if one not in graph or other not in graph:
        return 0.0
    ways = ((a, b) for a in graph[one] for b in graph[other] if graph.has_edge(a, b) and a != other)
    total = math.fsum(1 / math.sqrt(graph.degree(a) * graph.degree(b)) for a, b in ways)
    return total / (1 + total)


def _size(one: dict[str, Any], other: dict[str, Any]) -> float:
    sizes = [row.get("population") or 0 for row in (one, other)]
    return min(sizes) / max(sizes) if max(sizes) else 0.0
