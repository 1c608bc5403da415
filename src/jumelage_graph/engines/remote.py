"""The remote engine: a SPARQL server that holds the dataset."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pyoxigraph

from jumelage_graph.engines import answers, results, settings, sparql
from jumelage_graph.engines.answers import Answer, Form
from jumelage_graph.engines.asked import read
from jumelage_graph.engines.connecting.address import Address
from jumelage_graph.engines.connecting.login import login
from jumelage_graph.engines.kept import Kept
from jumelage_graph.engines.transport import Patience, Server
from jumelage_graph.errors import EndpointError, UsageError
from jumelage_graph.namespaces import GRAPHS, contract
from jumelage_graph.words import say

_ACCEPT: dict[Form, str] = {"graph": "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"}
Naming = Literal["by parameters", "in the text", "as it stands"]
_NAMINGS: tuple[Naming, ...] = ("by parameters", "in the text")
"""How a query names its dataset: as the protocol does, or, where a server passes over that, with ``FROM``."""


class RemoteEngine:
    """Answers from a SPARQL server; it only reads, and asks no other address than the endpoint.

    ``graphs`` are the named graphs that hold the dataset; each request names them, unless the query does so itself.
    ``endpoint`` is the address as it may be shown.
    """

    def __init__(
        self,
        endpoint: str,
        patience: Patience | None = None,
        graphs: Sequence[str] = GRAPHS,
        contact: str = "",
        cache: Path | None = None,
    ) -> None:
        """The engine for one server, which is first asked with the first query.

        Patience and a login are those of the environment (see the README) unless given; ``contact`` is told
        to the server beside ours, as some want of whoever asks often; ``cache`` is the folder in which answers are
        kept, if the environment says so. Errors: ``UsageError`` for an address that is none of a
        server, and for settings that are none.
        """
        address = Address.of(endpoint)
        known = login(address, os.environ)
        self.endpoint = address.shown
        self.server = Server(address, patience or settings.patience(os.environ), known)
        self._graphs = graphs
        self._named: Naming | None = None if graphs else "as it stands"
        self._contact = contact
        seconds = settings.kept_for(os.environ)
        self._kept = Kept(cache, seconds, repr(known)) if cache and seconds else None

    def __repr__(self) -> str:
        """The class and the address, without what a key may hide in."""
        return f"<{type(self).__name__} on {self.endpoint}>"

    def answer(self, query: str, like: results.Shape | None = None) -> Answer:
        """The answer to a query; see ``Engine``. Where its shape is known, the query has been judged before."""
        shape = like or _shape(query)
        return self._asked(query, shape, "as it stands" if read(query).names_graphs else self._naming())

    def _naming(self) -> Naming:
        """How this server is told the graphs: found by asking it for anything that stands in them."""
        if not self._named:
            self._named = next((naming for naming in _NAMINGS if self._holds(naming)), None)
        if not self._named:
            graphs = list(map(contract, self._graphs))
            raise EndpointError(say("engines.servers.nothing", url=self.endpoint, graphs=graphs))
        return self._named

    def _holds(self, naming: Naming) -> bool:
        try:
            return self._asked("ASK { ?s ?p ?o }", results.Shape("ask"), naming).boolean
        except UsageError:  # a server that knows no such parameter, or no FROM
            return False

    def triples(self, query: str) -> Sequence[Any]:
        """The triples of a CONSTRUCT that names its graphs, as they came: the text of each is that of N-Triples."""
        return list(self._read(query, results.Shape("graph"), "as it stands")())

    def _asked(self, query: str, like: results.Shape, naming: Naming) -> Answer:
        again = self._read(query, like, naming)
        return answers.answer(again(), again)

    def _read(self, query: str, like: results.Shape, naming: Naming) -> Callable[[], Any]:
        from jumelage_graph.engines import requests  # noqa: PLC0415  (SPARQLWrapper is slow to import)

        graphs = () if naming == "as it stands" else self._graphs
        over = sparql.over(query, graphs) if naming == "in the text" else None
        accept = _ACCEPT.get(like.form, results.JSON[0])
        text = sparql.with_prefixes(over or query)
        wrapper = requests.query(self.server, text, accept, () if over else graphs)
        wrapper.agent = requests.agent(self._contact)
        request = wrapper._createRequest()
        found = self._kept.find(request) if self._kept else None
        reply = found or wrapper.reply()
        again = results.read(self.endpoint, reply, like)
        if self._kept and not found:
            self._kept.keep(request, reply)
        return again


def _shape(query: str) -> results.Shape:
    """The shape of the answer to a query. Errors: ``UsageError`` for one that is refused or malformed."""
    run = partial(sparql.run, pyoxigraph.Store(), query)
    nothing = answers.answer(run(), run)
    return results.Shape(nothing.form, nothing.variables)
