"""The figures of a network as a whole, each with its range and definition beside it.

All are of the simple graph: n nodes, m distinct pairs, no direction. A figure that is not defined is empty.

* ``links``: m. ``links, parallel ones apart``: with those that join the same two counted each.
* ``density``: 2m / (n (n − 1)). In a two-sided network most of these pairs cannot be linked: see
``bipartite``.
* ``mean degree``: 2m / n; ``maximum degree``: of any node.
* ``wedges``: paths of length 2, Σ k (k − 1) / 2; ``triangles``: sets of three nodes, all linked.
* ``transitivity``: 3 × triangles / wedges, undefined without a wedge (Newman, Networks, 2018, eq. 7.28). It
is not
  the ``average clustering``: the mean over all nodes of the share of a node's pairs of neighbours that are
  linked, 0 for a node with fewer than two (Watts and Strogatz 1998, Nature 393, 440). Both are always 0 in
  a two-sided network.
* ``degree assortativity``: Pearson correlation of the degrees at both ends of the links, each link taken
both ways
  (Newman 2002, Phys. Rev. Lett. 89, 208701); undefined where all ends have one degree.
* ``Gini of degrees``: as in ``concentration``; undefined without a link.
* ``power-law exponent``: α of p(k) ∝ k^−α for degrees k from the ``power-law cutoff`` on, both by discrete maximum
  likelihood and the least Kolmogorov–Smirnov distance (Clauset, Shalizi and Newman 2009, SIAM Rev. 51, 661). Undefined
  where all degrees are equal. It is an estimate, no test: any degrees give some α; with fewer than some 50 nodes above
  the cutoff it means little.
* ``components``, ``largest component`` (nodes) and its share.
* ``connected pairs``: share of the pairs of nodes that a path joins; ``mean distance`` and ``diameter``:
mean and
  maximum length of the shortest paths over these pairs only, undefined without any.
* ``communities`` and their ``modularity``: see ``communities``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.analyses.concentration import gini
from jumelage_graph.words import say

NEEDS = "any"
Row = tuple[Value, ...]
_SHARE, _CORRELATION = say("analyses.ranges.share"), say("analyses.ranges.correlation")


def run(study: Study) -> Table:
    """One row per figure."""
    rows = (*_size(study), *_degrees(study), *_closure(study), *_reach(study), *_communities(study))
    return Table(("measure", "value", "range", "definition"), rows)


def _row(name: str, value: Value, within: str, formula: str = "") -> Row:
    return say(f"analyses.measures.{name}"), value, within, formula or say(f"analyses.definitions.{name}")


def _size(study: Study) -> Iterator[Row]:
    nodes, links = study.simple.number_of_nodes(), study.simple.number_of_edges()
    pairs = nodes * (nodes - 1)
    yield _row("nodes", nodes, "≥ 0", "n")
    yield _row("links", links, "≥ 0")
    yield _row("parallel", study.graph.number_of_edges(), "≥ m")
    yield _row("density", 2 * links / pairs if pairs else None, _SHARE, "2m / (n (n − 1))")


def _degrees(study: Study) -> Iterator[Row]:
    degrees = [degree for _, degree in study.simple.degree()]
    exponent, cutoff = power_law(degrees)
    assortativity = study.defined(study.indexed.assortativity_degree(directed=False))
    yield _row("mean_degree", sum(degrees) / len(degrees) if degrees else None, "≥ 0", "2m / n")
    yield _row("maximum_degree", max(degrees, default=None), "≥ 0")
    yield _row("degree_assortativity", assortativity, _CORRELATION)
    yield _row("gini", gini(degrees), _SHARE)
    yield _row("exponent", exponent, "> 1")
    yield _row("cutoff", cutoff, "≥ 1")


def power_law(degrees: list[int]) -> tuple[float | None, int | None]:
    """Exponent and cutoff of the best fit to the degrees above 0; ``None`` where fewer than two degrees occur.

    >>> power_law([1, 1, 1])
    (None, None)
    """
    from jumelage_graph.networks.indexed import igraph  # noqa: PLC0415  (slow to import)

    counted = [degree for degree in degrees if degree]
    if len(set(counted)) < 2:
        return None, None
    fit = igraph.statistics.power_law_fit(counted, p_precision=0.5)  # coarsest: its p-value is not shown
    return float(fit.alpha), int(fit.xmin)


def _closure(study: Study) -> Iterator[Row]:
    wedges = sum(math.comb(degree, 2) for _, degree in study.simple.degree())
    triangles = len(study.indexed.list_triangles())
    clustering = study.indexed.transitivity_avglocal_undirected(mode="zero") if study.nodes else None
    yield _row("wedges", wedges, "≥ 0")
    yield _row("triangles", triangles, "≥ 0")
    yield _row("transitivity", 3 * triangles / wedges if wedges else None, _SHARE)
    yield _row("average_clustering", clustering, _SHARE)


def _reach(study: Study) -> Iterator[Row]:
    largest = len(study.components[0]) if study.nodes else None
    pairs = math.comb(len(study.nodes), 2)
    connected = sum(study.distances.pairs.values())
    yield _row("components", len(study.components), "≥ 0")
    yield _row("largest", largest, "≥ 1")
    yield _row("largest_share", largest / len(study.nodes) if largest else None, _SHARE)
    yield _row("connected_pairs", connected / pairs if pairs else None, _SHARE)
    yield _row("mean_distance", study.distances.mean, "≥ 1")
    yield _row("diameter", max(study.distances.pairs, default=None), "≥ 1")


def _communities(study: Study) -> Iterator[Row]:
    yield _row("communities", len(set(study.communities.of.values())), "≥ 0")
    yield _row("modularity", study.communities.modularity, say("analyses.ranges.modularity"))


MEASURES = (
    "Gini of degrees",
    "power-law exponent",
    "density",
    "mean degree",
    "maximum degree",
    "wedges",
    "triangles",
    "transitivity",
    "average clustering",
    "largest component",
    "mean distance",
    "diameter",
    "modularity",
)
