"""The remote engine: a SPARQL server that holds the dataset."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pyoxigraph

from jumelage_graph.engines import answers, sparql
from jumelage_graph.engines.answers import Answer, Form, Results
from jumelage_graph.engines.asked import read
from jumelage_graph.engines.transport import PATIENCE, Patience, Reply, send
from jumelage_graph.errors import EndpointAnswerError, UsageError
from jumelage_graph.namespaces import BASE, GRAPHS, PREFIXES
from jumelage_graph.version import __version__
from jumelage_graph.words import say

if TYPE_CHECKING:
    from urllib.request import Request

USER_AGENT = f"jumelage-graph/{__version__} (+{BASE})"
_JSON = ("application/sparql-results+json", "application/json")
_ACCEPT = {"graph": "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"}
_BOOLEAN = PREFIXES["xsd"] + "boolean"


class RemoteEngine:
    """Answers from a SPARQL server; it only reads, and asks no other address than ``endpoint``.

    ``graphs`` are the named graphs that hold the dataset; each request names them, unless the query does so
    with ``FROM``; ``contact`` is told to the server beside ours, as some want of whoever asks often. Errors:
    ``UsageError`` if ``endpoint`` is no address of a server.
    """

    def __init__(
        self,
        endpoint: str,
        patience: Patience = PATIENCE,
        graphs: Sequence[str] = GRAPHS,
        contact: str = "",
    ) -> None:
        """The engine for one server, which is first asked with the first query."""
        address = urllib.parse.urlsplit(endpoint)
        if address.scheme not in ("http", "https") or not address.hostname or address.username:
            raise UsageError(say("engines.servers.address", found=endpoint))
        self.endpoint = endpoint
        self._patience = patience
        self._graphs = graphs
        self._agent = f"{USER_AGENT[:-1]}; {contact})" if contact else USER_AGENT

    def answer(self, query: str, form: Form | None = None) -> Answer:
        """The answer to a query; see ``Engine``. With the ``form`` of its answer it has been judged before."""
        form = form or answers.form_of(sparql.run(pyoxigraph.Store(), query))
        reply = send(self._request(query, form), self._patience)
        again = _reader(self.endpoint, reply, form)
        return answers.answer(again(), again)

    def _request(self, query: str, form: Form) -> Request:
        from SPARQLWrapper import POST, SELECT, SPARQLWrapper  # noqa: PLC0415

        wrapper = SPARQLWrapper(self.endpoint, agent=self._agent)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.setQuery(sparql.with_prefixes(query))
        wrapper.queryType = SELECT  # its own guess reads comments and strings as keywords
        for graph in () if read(query).names_graphs else self._graphs:
            wrapper.addParameter("default-graph-uri", graph)
            wrapper.addParameter("named-graph-uri", graph)
        wrapper.addCustomHttpHeader("Accept", _ACCEPT.get(form, _JSON[0]))
        request: Request = wrapper._createRequest()  # its query() would follow redirections
        return request


def _reader(url: str, reply: Reply, form: Form) -> Callable[[], Results]:
    """What reads the results in a reply. Errors: ``EndpointAnswerError`` unless it is the whole answer."""
    if reply.headers.get("X-SQL-State") == "S1TAT":  # how Virtuoso marks the part that it found in time
        raise EndpointAnswerError(say("engines.servers.time_limit", url=url))
    kind = reply.headers.get_content_type()
    try:
        return _graph(reply.body, kind) if form == "graph" else _table(reply, kind, form)
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        raise EndpointAnswerError(
            say("engines.servers.no_answer", url=url, kind=kind, reason=error)
        ) from None


def _graph(body: bytes, kind: str) -> Callable[[], Results]:
    syntax = pyoxigraph.RdfFormat.from_media_type(kind)
    if syntax is None:
        raise ValueError(say("engines.servers.graph_wanted"))
    triples = [quad.triple for quad in pyoxigraph.parse(body, format=syntax)]
    return lambda: triples


def _table(reply: Reply, kind: str, form: Form) -> Callable[[], Results]:
    if kind not in _JSON:
        raise ValueError(say("engines.servers.table_wanted"))
    found = json.loads(reply.body)
    if form == "select":
        rows = found["results"]["bindings"]
        _make_whole(reply, rows)
        found = {"head": found["head"], "results": {"bindings": rows}}  # others write members of their own
    elif "boolean" not in found:
        found = {"head": {}, "boolean": _yes(found)}
    read = partial(
        pyoxigraph.parse_query_results, json.dumps(found), format=pyoxigraph.QueryResultsFormat.JSON
    )
    if isinstance(results := read(), pyoxigraph.QuerySolutions):
        for _ in results:  # each row is read once, so that a faulty one is found here
            pass
    return read


def _yes(found: dict[str, Any]) -> bool:
    """Virtuoso 7 answers an ASK with a table: one row for yes, none for no."""
    if found["head"]["vars"] != ["__ASK_RETVAL"]:
        raise ValueError(say("engines.servers.truth_wanted"))
    return bool(found["results"]["bindings"])


def _make_whole(reply: Reply, rows: list[dict[str, dict[str, str]]]) -> None:
    """Fails where Virtuoso cut off rows; writes its booleans 1 and 0 as true and false."""
    limit = reply.headers.get("X-SPARQL-MaxRows", "")
    if limit.isdigit() and len(rows) >= int(limit):
        raise ValueError(say("engines.servers.row_limit", limit=limit))
    for row in rows:
        for cell in row.values():
            if cell.get("datatype") == _BOOLEAN:
                cell["value"] = {"1": "true", "0": "false"}.get(cell["value"], cell["value"])
