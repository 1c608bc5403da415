"""Are partners nearer, or more alike in size, than if the same governments had been paired at random?

Two figures of the linked pairs: ``distance``, the mean great-circle distance (km), and ``population
ratio``, the geometric mean of larger / smaller population (≥ 1; 1: all pairs of equal size). Scope ``all``:
every distinct pair whose ends have a known point and population; ``municipal``: those with both ends of
municipal level, so that the level does not explain the likeness.

Random pairs: the Japanese ends are shuffled among the pairs (each government keeps its number of partners),
4,999 times, seeded. ``random_mean``, ``random_sd``: of the figure over the shuffles. ``p_lower``: (1 +
shuffles whose figure is at most the observed one) / (1 + shuffles); ``p_upper``: the same for at least;
``p`` = min(1, 2 min(p_lower, p_upper)), the two-sided p-value: the chance of a figure so far out if pairing
were random. The smallest possible p is 0.0004. Undefined with fewer than two pairs. A shuffle may pair two
that are linked. Source: Phipson and Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9, 39 (why 1 is added).
"""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Callable
from typing import Any

from jumelage_graph.analyses._study import Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.geodesy import kilometres
from jumelage_graph.words import say

NEEDS = "record"
MEASURES = ("distance", "population ratio", "p")
SHUFFLES = 4_999
COLUMNS = ("scope", "figure", "pairs", "observed", "random_mean", "random_sd", "p_lower", "p_upper", "p")
Pair = tuple[dict[str, Any], dict[str, Any]]


def run(study: Study) -> Table:
    """One row per scope and figure."""
    pairs = [pair for pair in _pairs(study) if all(_known(end) for end in pair)]
    municipal = [pair for pair in pairs if all(end["level"] == "municipal" for end in pair)]
    rows: list[tuple[Value, ...]] = []
    for scope, kept in (("all", pairs), ("municipal", municipal)):
        rows.append((scope, "distance", len(kept), *_test(kept, _distance, lambda mean: mean, study.seed)))
        rows.append((scope, "population ratio", len(kept), *_test(kept, _log_ratio, math.exp, study.seed)))
    left_out = study.simple.number_of_edges() - len(pairs)
    note = say("analyses.notes.shuffles", shuffles=SHUFFLES, seed=study.seed, left_out=left_out)
    return Table(COLUMNS, tuple(rows), (note,))


def _pairs(study: Study) -> list[Pair]:
    data = study.simple.nodes
    ends = (sorted(edge, key=lambda node: str(data[node]["country"])) for edge in study.simple.edges())
    return [(data[fr], data[jp]) for fr, jp in ends]


def _known(end: dict[str, Any]) -> bool:
    return bool(end.get("population")) and "lat" in end and "lon" in end


def _distance(fr: dict[str, Any], jp: dict[str, Any]) -> float:
    return kilometres(fr["lat"], fr["lon"], jp["lat"], jp["lon"])


def _log_ratio(fr: dict[str, Any], jp: dict[str, Any]) -> float:
    return abs(math.log(fr["population"] / jp["population"]))


def _test(
    pairs: list[Pair], value: Callable[..., float], shown: Callable[[float], float], seed: int
) -> tuple[float | None, ...]:
    """Observed figure, mean and deviation of the shuffled ones, lower, upper and two-sided p-value."""
    if len(pairs) < 2:
        return (None,) * 6
    matrix = [[value(fr, jp) for _, jp in pairs] for fr, _ in pairs]
    places = range(len(pairs))
    observed = _mean(matrix, places)
    drawn = random.Random(seed)
    shuffled = [_mean(matrix, drawn.sample(places, len(pairs))) for _ in range(SHUFFLES)]
    lower, upper = p_values(observed, shuffled)
    figures = [shown(figure) for figure in shuffled]
    return (
        shown(observed),
        statistics.fmean(figures),
        statistics.stdev(figures),
        lower,
        upper,
        min(1.0, 2 * min(lower, upper)),
    )


def _mean(matrix: list[list[float]], places: Any) -> float:
    return math.fsum(row[place] for row, place in zip(matrix, places, strict=True)) / len(matrix)


def p_values(observed: float, shuffled: list[float]) -> tuple[float, float]:
    """The lower and the upper one-sided p-value; equal up to rounding counts as equal.

    >>> p_values(2.0, [1.0, 2.0, 3.0])
    (0.75, 0.75)
    """
    slack = 1e-9 * abs(observed)
    lower = sum(figure <= observed + slack for figure in shuffled)
    upper = sum(figure >= observed - slack for figure in shuffled)
    return (1 + lower) / (1 + len(shuffled)), (1 + upper) / (1 + len(shuffled))
