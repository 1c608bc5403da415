"""What the page of queries needs: the named queries, cut where values go in, the prefixes, and the whole dataset."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

from jumelage_graph import queries
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.site import addresses
from jumelage_graph.words import FALLBACKS, LANGUAGES, told

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

CATALOGUE = "queries.json"
DATA = "data/dataset.nq.gz"


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
    """The whole dataset, as compressed N-Quads."""
    rows = engine.answer("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }").rows()
    lines = sorted(
        f"{s.token} {p.token} {o.token} {g.token} .\n" for g, s, p, o in rows if g and s and p and o
    )
    return gzip.compress("".join(lines).encode(), mtime=0)
