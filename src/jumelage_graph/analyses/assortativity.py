"""Do like link with like? Assortativity by degree, population and level.

* ``newman`` (−1 to 1): for ``degree`` and ``population`` (decimal logarithm) the Pearson correlation of the
values at
  both ends of the links, each link taken both ways; for ``level`` (municipal, intermunicipal, upper) the
  share of links within one level, above chance, of what is possible (Newman 2003, Phys. Rev. E 67, 026126).
* ``across`` (−1 to 1): the Pearson correlation of the French end with the Japanese end, each link taken
once. In a
  two-sided network this is the one to read: if the sides differ in general, ``newman`` is lowered by that
  alone. Not defined for ``level``, nor for networks without sides.

``links``: distinct pairs with both values known. A figure is undefined with fewer than two links or where
one value is all there is. Population and level are known for the record only.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping
from typing import Any

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.words import say

NEEDS = "any"
MEASURES = ("degree assortativity", "population assortativity", "level assortativity")


def run(study: Study) -> Table:
    """One row per value compared."""
    data = study.simple.nodes(data=True)
    population = {node: math.log10(row["population"]) for node, row in data if row.get("population")}
    level = {node: row["level"] for node, row in data if "level" in row}
    rows = (
        _numeric(study, "degree", dict(study.simple.degree())),
        _numeric(study, "population", population),
        _nominal(study, "level", level),
    )
    note = say("analyses.notes.logarithm")
    return Table(("value", "links", "newman", "across"), rows, (note,) if rows[1][1] else ())


def _links(study: Study, known: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    return [(a, b) for a, b in study.simple.edges() if a in known and b in known]


def _numeric(study: Study, name: str, known: Mapping[Any, float]) -> tuple[Value, ...]:
    links = _links(study, known)
    ends = [(known[a], known[b]) for a, b in links]
    both_ways = ends + [(b, a) for a, b in ends]
    across = [
        (known[a], known[b]) for a, b in (sorted(link, key=lambda n: study.side(n) or "") for link in links)
    ]
    sided = bool(links) and all(study.side(node) for link in links for node in link)
    return _named(name), len(links), correlation(both_ways), correlation(across) if sided else None


def _named(name: str) -> str:
    return say(f"analyses.measures.{name}")


def correlation(pairs: list[tuple[float, float]]) -> float | None:
    """Pearson's r; ``None`` with fewer than two pairs or where one of the values does not vary."""
    if len(pairs) < 2 or any(len({pair[place] for pair in pairs}) == 1 for place in (0, 1)):
        return None
    return statistics.correlation(*zip(*pairs, strict=True))


def _nominal(study: Study, name: str, known: Mapping[Any, str]) -> tuple[Value, ...]:
    links = _links(study, known)
    names = sorted(set(known.values()))
    if not links or len(names) < 2:
        return _named(name), len(links), None, None
    places = [place for place, node in enumerate(study.nodes) if node in known]
    kinds = [names.index(known[node]) for node in study.nodes if node in known]
    graph = study.indexed.induced_subgraph(places)
    return _named(name), len(links), study.defined(graph.assortativity_nominal(kinds, directed=False)), None
