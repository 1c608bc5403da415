"""The remote engine: a SPARQL server that holds the dataset."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyoxigraph

from jumelage_graph.engines import answers, results, settings, sparql
from jumelage_graph.engines.answers import Answer, Form
from jumelage_graph.engines.asked import read
from jumelage_graph.engines.connecting.address import Address
from jumelage_graph.engines.connecting.login import login
from jumelage_graph.engines.kept import Kept
from jumelage_graph.engines.transport import Patience, Server
from jumelage_graph.errors import EndpointError
from jumelage_graph.namespaces import GRAPHS, contract
from jumelage_graph.words import say

_ACCEPT: dict[Form, str] = {"graph": "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"}
_ANYTHING = "ASK { ?s ?p ?o }"


class RemoteEngine:
    """Answers from a SPARQL server; it only reads, and asks no other address than the endpoint.

    ``graphs`` are the named graphs that hold the dataset; each query names them with ``FROM``, unless it does so
    itself: many servers pass over the parameters of the protocol. ``endpoint`` is the address as it may be shown.
    """

    def __init__(
        self,
        endpoint: str,
        patience: Patience | None = None,
        graphs: Sequence[str] = GRAPHS,
        cache: Path | None = None,
    ) -> None:
        """The engine for one server, which is first asked with the first query.

        Patience and a login are those of the environment (see the README) unless given; ``cache`` is the folder in
        which answers are kept, if the environment says so. Errors: ``UsageError`` for an address that is none of a
        server, and for settings that are none.
        """
        address = Address.of(endpoint)
        known = login(address, os.environ)
        self.endpoint = address.shown
        self.server = Server(address, patience or settings.patience(os.environ), known)
        self._graphs, self._holds = graphs, not graphs
        seconds = settings.kept_for(os.environ)
        self._kept = Kept(cache, seconds, repr(known)) if cache and seconds else None

    def __repr__(self) -> str:
        """The class and the address, without what a key may hide in."""
        return f"<{type(self).__name__} on {self.endpoint}>"

    def answer(self, query: str, like: results.Shape | None = None) -> Answer:
        """The answer to a query; see ``Engine``. Where its shape is known, the query has been judged before."""
        answered = self._answered(query, like or _shape(query))
        if not self._holds and not read(query).names_graphs:
            self._holds = not _is_empty(answered) or self._answered(_ANYTHING, results.Shape("ask")).boolean
            if not self._holds:
                graphs = list(map(contract, self._graphs))
                raise EndpointError(say("engines.servers.nothing", url=self.endpoint, graphs=graphs))
        return answered

    def _answered(self, query: str, like: results.Shape) -> Answer:
        from jumelage_graph.engines import requests  # noqa: PLC0415  (SPARQLWrapper is slow to import)

        graphs = () if read(query).names_graphs else self._graphs
        over = sparql.over(query, graphs) if graphs else query
        accept = _ACCEPT.get(like.form, results.JSON[0])
        wrapper = requests.query(
            self.server, sparql.with_prefixes(over or query), accept, () if over else graphs
        )
        request = wrapper._createRequest()
        found = self._kept.find(request) if self._kept else None
        reply = found or wrapper.reply()
        again = results.read(self.endpoint, reply, like)
        if self._kept and not found:
            self._kept.keep(request, reply)
        return answers.answer(again(), again)


def _shape(query: str) -> results.Shape:
    """The shape of the answer to a query. Errors: ``UsageError`` for one that is refused or malformed."""
    run = partial(sparql.run, pyoxigraph.Store(), query)
    nothing = answers.answer(run(), run)
    return results.Shape(nothing.form, nothing.variables)


def _is_empty(answered: Answer) -> bool:
    """Whether an answer says nothing: no, no row, or one of nothing but noughts."""
    if answered.form != "select":
        return not answered
    rows = answered.rows()
    return len(rows) < 2 and all(cell is None or cell == "0" for row in rows for cell in row)
