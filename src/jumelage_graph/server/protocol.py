"""The query that a request asks, by the SPARQL 1.1 Protocol (section 2.1), and the status that an error has."""

from __future__ import annotations

import codecs
import re
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field

from jumelage_graph.errors import JumelageError, LimitError
from jumelage_graph.namespaces import GRAPHS, contract
from jumelage_graph.words import Said, say

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
_PARAMETERS = ("query", "update", "default-graph-uri", "named-graph-uri")
_RDFLIB = "urn:x-rdflib:default"  # what rdflib calls the default graph, and names in each request
_CHARSET = re.compile(r';\s*charset\s*=\s*"?([^\s";]+)', re.IGNORECASE)

Pairs = list[tuple[str, str]]


class RequestError(JumelageError):
    """A request that is not answered; ``status`` is that of HTTP, ``headers`` go with it."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the dataset that the request names for it, and the format that it asks for by name."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


def pairs(text: bytes, charset: str = "utf-8") -> Pairs:
    """The names and values of a query string or a form, in order. Errors: ``RequestError`` where they are no text."""
    try:
        decoded = text.decode("ascii" if charset == "utf-8" else charset)
    except UnicodeDecodeError:
        decoded = text.decode("utf-8", "replace")
    try:
        return urllib.parse.parse_qsl(decoded, keep_blank_values=True, encoding=charset, errors="strict")
    except UnicodeDecodeError:
        raise RequestError(400, say("server.no_text", charset=charset)) from None


def asked(method: str, query_string: bytes, content_type: str, body: bytes) -> Asked | None:
    """What a request asks; ``None`` for a GET without a query, which asks what this service is.

    Errors: ``RequestError`` with 400 for a request that is malformed, 415 for another type of body.
    """
    given = pairs(query_string)
    if method != "POST":
        return _asked(given) if any(name in _PARAMETERS for name, _ in given) else None
    media = content_type.partition(";")[0].strip().lower()
    if media == FORM:
        return _asked([*given, *pairs(body, _charset(content_type))])
    if media == QUERY:
        if any(name == "query" for name, _ in given):
            raise RequestError(400, say("server.two_queries"))
        return _asked([*given, ("query", _text(body, _charset(content_type)))])
    message = say("server.body_type", found=media or "–", allowed=[QUERY, FORM])
    raise RequestError(415, message, {"Accept-Post": f"{QUERY}, {FORM}"})


def _charset(content_type: str) -> str:
    match = _CHARSET.search(content_type)
    try:
        return codecs.lookup(match[1]).name if match else "utf-8"
    except LookupError:
        raise RequestError(415, say("server.charset", found=match[1] if match else "")) from None


def _text(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset)
    except (UnicodeDecodeError, LookupError):
        raise RequestError(400, say("server.no_text", charset=charset)) from None


def _asked(given: Pairs) -> Asked:
    if any(name == "update" for name, _ in given):
        raise RequestError(400, say("server.update"))
    queries = [value for name, value in given if name == "query"]
    if len(queries) != 1:
        raise RequestError(400, say("server.two_queries") if queries else say("server.no_query"))
    return Asked(
        queries[0],
        _graphs(given, "default-graph-uri"),
        _graphs(given, "named-graph-uri"),
        next((value for name, value in given if name == "format"), ""),
    )


def _graphs(given: Pairs, wanted: str) -> tuple[str, ...]:
    named = tuple(value for name, value in given if name == wanted and value != _RDFLIB)
    for graph in named:
        if graph not in GRAPHS:
            graphs = [f"{iri} ({contract(iri)})" for iri in GRAPHS]
            raise RequestError(400, say("remarks.graph", graph=graph, graphs=graphs))
    return named


# --- errors

_LIMITS = {
    "engines.seconds": 503,
    "engines.memory": 503,
    "engines.rows": 422,
    "engines.size": 422,
    "engines.length": 413,
    "engines.depth": 400,
}


def status(error: JumelageError) -> int:
    """The status of HTTP that an error has."""
    if isinstance(error, RequestError):
        return error.status
    message = error.args[0] if error.args else ""
    if isinstance(error, LimitError) and isinstance(message, Said):
        return _LIMITS.get(message.key, 503)
    return error.http_status
