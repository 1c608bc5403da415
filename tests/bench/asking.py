"""The named queries, each with a value for what it requires, as text that any engine answers."""

from __future__ import annotations

import csv
from functools import cache

from examples import VALUES
from jumelage_graph import names, queries, resources
from jumelage_graph.engines import Engine, sparql
from jumelage_graph.queries import Query

FEW = ("partners", "agreements", "edition-report", "find", "growth", "region-prefecture", "conflicts")
"""Queries of every kind: a short one, lists, joins, paths, sums."""


@cache
def examples() -> dict[str, str]:
    """A value for each parameter; where the record is another than ours, of its last edition and first agreement."""
    agreements, editions = _rows("agreements"), _rows("editions")
    if any(row["id"] == VALUES["agreement"] for row in agreements):
        return VALUES
    first, *_, second = agreements[0]["parties"].split(";")
    named = {"government": second, "first": first, "second": second, "edition": editions[-1]["id"]}
    slug = agreements[0]["id"]
    return VALUES | named | {"agreement": slug, "thing": f"agreement/{slug}"}


def japanese(government: str) -> str:
    """What a government is called in Japanese, else its id."""
    names = {row["id"]: row["label_ja"] for row in _rows("governments")}
    return names[government] or government


def _rows(table: str) -> list[dict[str, str]]:
    with (resources.data() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values(query: Query) -> dict[str, str]:
    """A value for each parameter that the query requires."""
    return {
        parameter.name: examples()[parameter.name] for parameter in query.parameters if parameter.required
    }


def texts(engine: Engine, only: tuple[str, ...] = ()) -> dict[str, str]:
    """By name, each query (or ``only`` these, if there are such) with its values, its prefixes declared."""
    known = queries.catalogue()
    wanted = [name for name in only or known if name in known]
    return {
        name: sparql.with_prefixes(names.bind(engine, known[name], values(known[name]))) for name in wanted
    }
