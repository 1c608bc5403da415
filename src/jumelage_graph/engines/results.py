"""What a server sent, read as the answer that was asked for: whole, in its form, with its columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import pyoxigraph

from jumelage_graph.engines.answers import Form, Results
from jumelage_graph.engines.connecting.address import veiled
from jumelage_graph.engines.transport import Reply
from jumelage_graph.errors import EndpointAnswerError
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.words import Said, say

JSON = ("application/sparql-results+json", "application/json")
_BOOLEAN = PREFIXES["xsd"] + "boolean"
_TOUCHY = (b'oolean"', b'triple"')
"""Where one of these stands in a table, its terms are looked at one by one."""


class Shape(NamedTuple):
    """What is known of an answer before it is there: its form, and the columns of a table."""

    form: Form
    variables: tuple[str, ...] = ()


def read(url: str, reply: Reply, like: Shape) -> Callable[[], Results]:
    """What reads the results in a reply, which have the form and the columns that ``like`` has.

    Errors: ``EndpointAnswerError`` unless it is the whole answer.
    """
    if reply.headers.get("X-SQL-State") == "S1TAT":  # how Virtuoso marks the part that it found in time
        raise EndpointAnswerError(say("engines.servers.time_limit", url=url))
    kind = reply.headers.get_content_type()
    try:
        return _graph(reply.body, kind) if like.form == "graph" else _table(reply, kind, like)
    except RecursionError:
        reason: object = say("engines.servers.nested")
    except (ValueError, SyntaxError) as error:
        reason = error.args[0] if error.args and isinstance(error.args[0], Said) else veiled(error)
    raise EndpointAnswerError(say("engines.servers.no_answer", url=url, kind=veiled(kind), reason=reason))


def _graph(body: bytes, kind: str) -> Callable[[], Results]:
    syntax = pyoxigraph.RdfFormat.from_media_type(kind)
    if syntax is None:
        raise ValueError(say("engines.servers.graph_wanted"))
    triples = [quad.triple for quad in pyoxigraph.parse(body, format=syntax)]
    return lambda: triples


def _table(reply: Reply, kind: str, like: Shape) -> Callable[[], Results]:
    if kind not in JSON:
        raise ValueError(say("engines.servers.table_wanted"))
    if like.form == "select" and not any(mark in reply.body for mark in _TOUCHY):
        try:
            return _as_it_is(reply, like)
        except SyntaxError:  # others write members of their own
            pass
    document = json.loads(reply.body)
    if not isinstance(document, dict):
        raise ValueError(say("engines.servers.table_wanted"))
    mended = (
        _mended(reply, document, like) if like.form == "select" else {"head": {}, "boolean": _yes(document)}
    )
    parse = _parser(json.dumps(mended).encode())
    _read_once(parse())
    return parse


def _parser(body: bytes) -> Callable[[], Results]:
    return partial(pyoxigraph.parse_query_results, body, format=pyoxigraph.QueryResultsFormat.JSON)


def _as_it_is(reply: Reply, like: Shape) -> Callable[[], Results]:
    """The body, where each of its rows can be read and it has the columns."""
    parse = _parser(reply.body)
    results = parse()
    if not isinstance(results, pyoxigraph.QuerySolutions):
        raise ValueError(say("engines.servers.rows_wanted"))
    names = [variable.value for variable in results.variables]
    rows = _read_once(results)
    if not set(like.variables) <= set(names):
        raise SyntaxError
    _whole(reply, rows)
    return parse


def _read_once(results: Results) -> int:
    """How many rows there are: each is read once, so that a faulty one is found here."""
    return sum(1 for _ in results) if isinstance(results, pyoxigraph.QuerySolutions) else 0


def _mended(reply: Reply, document: dict[str, Any], like: Shape) -> dict[str, Any]:
    """The rows alone, as the standard has them: without members of others, Virtuoso's booleans as true and false."""
    rows, columns = _member(document, "results", "bindings"), _member(document, "head", "vars")
    if not all(
        isinstance(row, dict) and all(isinstance(cell, dict) for cell in row.values()) for row in rows
    ):
        raise ValueError(say("engines.servers.rows_wanted"))
    _whole(reply, len(rows))
    missing = [name for name in like.variables if name not in columns]
    if missing and rows:
        wanted = list(like.variables)
        raise ValueError(say("engines.servers.other_columns", found=veiled(columns), wanted=wanted))
    for cell in (cell for row in rows for cell in row.values() if cell.get("datatype") == _BOOLEAN):
        cell["value"] = {"1": "true", "0": "false"}.get(cell.get("value"), cell.get("value"))
    return {"head": {"vars": [*columns, *missing]}, "results": {"bindings": rows}}


def _member(document: dict[str, Any], name: str, inner: str) -> Sequence[Any]:
    outer = document.get(name)
    member = outer.get(inner) if isinstance(outer, dict) else None
    if not isinstance(member, list):
        raise ValueError(say("engines.servers.rows_wanted"))
    return member


def _whole(reply: Reply, rows: int) -> None:
    """Nothing, unless Virtuoso cut off rows."""
    limit = reply.headers.get("X-SPARQL-MaxRows") or ""
    if limit.isascii() and limit.isdigit() and rows >= int(limit[:12]):
        raise ValueError(say("engines.servers.row_limit", limit=limit))


def _yes(document: dict[str, Any]) -> bool:
    """Virtuoso 7 answers an ASK with a table: one row for yes, none for no."""
    if isinstance(answer := document.get("boolean"), bool):
        return answer
    head = document.get("head")
    if not isinstance(head, dict) or head.get("vars") != ["__ASK_RETVAL"]:
        raise ValueError(say("engines.servers.truth_wanted"))
    return bool(_member(document, "results", "bindings"))
