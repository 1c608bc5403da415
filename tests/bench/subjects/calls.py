"""``jg.query`` from the second call on, beside Oxigraph itself with the bound text and a warm store in memory."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from functools import partial

import pyoxigraph

import jumelage_graph as jg
from bench import asking
from bench.measuring import Pair, Plan, Section, cpu, in_turn
from jumelage_graph import names, queries
from jumelage_graph.engines import sparql
from jumelage_graph.engines.embedded import EmbeddedEngine


def raw(store: pyoxigraph.Store, text: str) -> Callable[[], object]:
    """Every solution of a query, straight from the store."""
    return lambda: [tuple(row) for row in store.query(text, use_default_graph_as_union=True)]  # type: ignore[union-attr]


def run(plan: Plan) -> Iterator[Section]:
    engine = jg.open().engine
    assert isinstance(engine, EmbeddedEngine)
    pairs = [_pair(engine, name, plan) for name in plan.few(queries.catalogue())]
    middle = [pair.spread[1] for pair in pairs]
    note = f"The median of {len(pairs)} queries is {statistics.median(middle):.2f}, the largest {max(middle):.2f}."
    yield Section("jg.query, CPU, from the second call on", pairs, note=note)


def _pair(engine: EmbeddedEngine, name: str, plan: Plan) -> Pair:
    query = queries.find(name)
    values = asking.values(query)
    works = {
        "ours": cpu(partial(jg.query, name, **values)),
        "pyoxigraph": cpu(raw(engine.store, sparql.with_prefixes(names.bind(engine, query, values)))),
    }
    taken = in_turn(works, plan.rounds)
    return Pair(name, "pyoxigraph", taken["ours"], taken["pyoxigraph"], asked="≤ 2")
