"""What the page of queries needs: the named queries, cut where values go in, the prefixes, and the whole dataset."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from typing import TYPE_CHECKING

from jumelage_graph import queries
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.site import addresses
from jumelage_graph.words import FALLBACKS, LANGUAGES, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jumelage_graph.engines import Engine

CATALOGUE = "queries.json"
DATA = "data/dataset.txt"
WHOLE = "data/dataset.nq.gz"
"""The same to take away, of a site without copies."""


def catalogue() -> bytes:
    """The named queries with their parameters, for forms in the browser."""
    return json.dumps(
        {
            "prefixes": dict(PREFIXES),
            "fallbacks": FALLBACKS,
            "kinds": {kind: addresses.thing(kind, "") for kind in addresses.KINDS if kind != "conflict"},
            "queries": [_query(each) for each in queries.catalogue().values()],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _query(query: queries.Query) -> dict[str, object]:
    return {
        "name": query.name,
        "summary": dict(query.summary),
        "tags": query.tags,
        "parameters": [_parameter(each) for each in query.parameters],
        "cut": queries.cut(re.sub(r"(?m)^#\+.*\n", "", query.text)),
    }


def _parameter(parameter: queries.Parameter) -> dict[str, object]:
    about = {lang: told(parameter.description, lang) for lang in LANGUAGES}
    return parameter._asdict() | {"about": about}


def data(engine: Engine) -> bytes:
    """The whole dataset for the engine of the browser: packed half of N-Quads, and read as quickly.

    First the terms, one a line as N-Quads writes them: what has a name, then literals in the order in which they come.
    After an empty line three lines for each graph and predicate: the numbers of both, those of the subjects, those of
    the objects, each from 0 as the difference to the one before. ``assets/unfolding.js`` reads it.
    """
    quads = _quads(engine)
    named = sorted({token for quad in quads for token in quad if not token.startswith('"')})
    terms = dict.fromkeys([*named, *(quad[3] for quad in quads)])
    numbers = {token: number for number, token in enumerate(terms)}
    lines = [*terms, ""]
    for (graph, predicate), run in itertools.groupby(quads, key=lambda quad: quad[:2]):
        subjects, objects = zip(*(quad[2:] for quad in run), strict=True)
        lines.append(f"{numbers[graph]} {numbers[predicate]}")
        lines += (" ".join(_steps([numbers[token] for token in column])) for column in (subjects, objects))
    return "\n".join(lines).encode()


def whole(engine: Engine) -> bytes:
    """The whole dataset, as compressed N-Quads."""
    lines = sorted(f"{s} {p} {o} {g} .\n" for g, p, s, o in _quads(engine))
    return gzip.compress("".join(lines).encode(), mtime=0)


def _quads(engine: Engine) -> list[tuple[str, ...]]:
    """Graph, predicate, subject and object of each statement, as N-Quads writes them, in this order."""
    rows = engine.answer("SELECT ?g ?p ?s ?o WHERE { GRAPH ?g { ?s ?p ?o } }").rows()
    return sorted(tuple(cell.token for cell in row if cell is not None) for row in rows)


def _steps(column: Sequence[int]) -> Iterator[str]:
    return (str(after - before) for before, after in itertools.pairwise([0, *column]))
