"""The requests of the SPARQL 1.1 Protocol, as SPARQLWrapper makes them; our transport sends them.

SPARQLWrapper's own sending has one time limit for each read, follows redirections, and takes what comes whatever its
size.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from SPARQLWrapper import INSERT, JSON, POST, SELECT, SPARQLWrapper

from jumelage_graph.engines.transport import Reply, Server
from jumelage_graph.namespaces import BASE
from jumelage_graph.version import __version__

USER_AGENT = f"jumelage-graph/{__version__} (+{BASE})"


def agent(contact: str) -> str:
    """Who asks: this software, and whom to write to."""
    return f"{USER_AGENT[:-1]}; {contact})" if contact else USER_AGENT


class Wrapper(SPARQLWrapper):
    """SPARQLWrapper on a server of ours: ``reply`` is what it sends."""

    def __init__(self, server: Server) -> None:
        """What asks that server, by POST."""
        super().__init__(server.address.url, returnFormat=JSON, agent=USER_AGENT)
        self.server = server
        self.setMethod(POST)
        self.setOnlyConneg(True)

    def _query(self) -> tuple[Any, str]:
        return self.server.send(self._createRequest()), self.returnFormat

    def reply(self) -> Reply:
        """The whole reply. Errors: those of ``Server.send``."""
        sent: Any = self.query().response
        return Reply(sent.headers, sent.body)


def query(server: Server, text: str, accept: str, graphs: Iterable[str] = ()) -> Wrapper:
    """What asks a query, with these graphs as its dataset."""
    wrapper = Wrapper(server)
    wrapper.setQuery(text)
    wrapper.queryType = SELECT  # its own guess reads comments and strings as keywords
    for graph in graphs:
        wrapper.addParameter("default-graph-uri", graph)
        wrapper.addParameter("named-graph-uri", graph)
    wrapper.addCustomHttpHeader("Accept", accept)
    return wrapper


def update(server: Server, text: str) -> Wrapper:
    """What asks for an update."""
    wrapper = Wrapper(server)
    wrapper.setQuery(text)
    wrapper.queryType = INSERT
    wrapper.addCustomHttpHeader("Accept", "*/*")
    return wrapper
