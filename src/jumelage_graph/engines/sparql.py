"""SPARQL before it is answered: what engines refuse, and the prefixes that need no declaration."""

from __future__ import annotations

from itertools import pairwise

import pyoxigraph

from jumelage_graph.engines.answers import Results
from jumelage_graph.engines.tokens import Token, tokens
from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import PREFIXES

_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}


def run(store: pyoxigraph.Store, query: str) -> Results:
    """What the store answers to a query over the union of its graphs, or over those named with ``FROM``.

    Errors: ``UsageError`` for an update, for ``SERVICE``, and for malformed SPARQL, with line and column.
    """
    _refuse(tokens(query))
    union = not names_graphs(query)
    try:
        return store.query(query, prefixes=dict(PREFIXES), use_default_graph_as_union=union)
    except SyntaxError as error:
        from jumelage_graph.engines.malformed import explain  # noqa: PLC0415

        raise UsageError(explain(query, str(error))) from None


def names_graphs(query: str) -> bool:
    """Whether the query says with ``FROM`` which graphs it asks."""
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(query))


def with_prefixes(query: str) -> str:
    """The query with the known prefixes that it uses without declaring them.

    >>> with_prefixes("ASK { ?a a jg:Agreement }")
    'PREFIX jg: <https://w3id.org/jumelage/def/> ASK { ?a a jg:Agreement }'
    """
    parts = tokens(query)
    declared = {name.text[:-1] for word, name in pairwise(parts) if word.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] for token in parts if token.kind == "name"}
    missing = sorted((used & set(PREFIXES)) - declared)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in missing) + query


def _refuse(parts: list[Token]) -> None:
    words = (token.text.upper() for token in parts if token.kind == "word")
    first = next((word for word in words if word not in ("BASE", "PREFIX")), "")
    if first in _UPDATES:
        raise UsageError(
            f"{first} is an update, and engines only read; allowed: SELECT, ASK, CONSTRUCT, DESCRIBE. "
            "To change the record, edit the tables in data/ and run: jumelage build"
        )
    if _asks_elsewhere(parts):
        raise UsageError(
            "SERVICE sends a part of the query to another server; engines answer from one dataset alone. "
            "Leave it out, or ask that server with --endpoint."
        )


def _asks_elsewhere(parts: list[Token]) -> bool:
    """Whether ``SERVICE`` is a keyword anywhere; the parser also takes it glued to its neighbours."""
    end = Token("end", "", 0)
    return any(
        token.kind == "word" or (token.kind == "name" and following.text == "{")
        for token, following in pairwise([*parts, end])
        if token.kind in ("word", "name") and "service" in token.text.lower()
    )
