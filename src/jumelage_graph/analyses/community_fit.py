"""How well the communities follow regions, sizes and kinds.

Each row compares the division into communities with another division of the same things:

* ``region``: the governments of one side by région or prefecture; ``size``: by population (below 5,000,
20,000,
  100,000, 500,000 inhabitants, and above); governments without that value are left out;
* ``kind``: the agreements whose two ends are in one community, by kind.

``nmi`` (0 to 1): mutual information divided by the mean of the two entropies (Danon et al. 2005, J. Stat.
Mech. P09008). It rises with the number of groups even by chance: in a network of many small communities it
is high whatever they follow. ``ari`` (1: equal, about 0: as by chance, below 0: less) is corrected for that
and is the one to read: the adjusted Rand index (Hubert and Arabie 1985, J. Classif. 2, 193). Both are
undefined where either division has one group only, or each thing is a group of its own in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.words import say

NEEDS = "record"
MEASURES = ("nmi", "ari")
SIZES = (5_000, 20_000, 100_000, 500_000)
Pairs = list[tuple[int, Any]]


def run(study: Study) -> Table:
    """One row per side and division, and one for the agreements."""
    rows: list[tuple[Value, ...]] = []
    for units, division, pairs in _comparisons(study):
        communities, classes = ({pair[place] for pair in pairs} for place in (0, 1))
        rows.append((units, division, len(pairs), len(communities), len(classes), *agreement(pairs)))
    columns = ("units", "division", "n", "communities", "classes", "nmi", "ari")
    return Table(columns, tuple(rows), (say("analyses.notes.by_leiden", seed=study.seed),))


def _comparisons(study: Study) -> Iterator[tuple[str, str, Pairs]]:
    data, community = study.simple.nodes, study.communities.of
    for side, nodes in study.two_sides().items():
        placed = [node for node in nodes if "region" in data[node]]
        yield (
            f"governments {side}",
            "region",
            [(community[node], data[node]["region"]) for node in placed],
        )
        sized = [node for node in nodes if "population" in data[node]]
        pairs: Pairs = [(community[node], size_class(data[node]["population"])) for node in sized]
        yield f"governments {side}", "size", pairs
    agreements: Any = study.graph.edges(data="kind")
    inside = [
        (study.communities.of[a], kind)
        for a, b, kind in agreements
        if study.communities.of[a] == study.communities.of[b]
    ]
    yield "agreements", "kind", inside


def size_class(population: int) -> int:
    """0 (the smallest) to 4."""
    return sum(population >= limit for limit in SIZES)


def agreement(pairs: Pairs) -> tuple[float | None, float | None]:
    """NMI and ARI of the two divisions that the pairs give; ``None`` where undefined."""
    from jumelage_graph.networks.indexed import igraph  # noqa: PLC0415  (slow to import)

    sizes = [len({pair[place] for pair in pairs}) for place in (0, 1)]
    if min(sizes) < 2 or sizes == [len(pairs)] * 2:
        return None, None
    numbers: dict[Any, int] = {}
    first, second = zip(
        *((one, numbers.setdefault(other, len(numbers))) for one, other in pairs), strict=True
    )
    return (
        float(igraph.compare_communities(first, second, method="nmi")),
        float(igraph.compare_communities(first, second, method="adjusted_rand")),
    )
