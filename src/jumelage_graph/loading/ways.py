"""The two ways in which a server takes statements: the Graph Store Protocol, and SPARQL Update."""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from jumelage_graph.engines import requests
from jumelage_graph.engines.transport import Server
from jumelage_graph.errors import EndpointError, UsageError
from jumelage_graph.namespaces import RECORD, staging

_PROBE = staging(RECORD, "probe")
_FEWEST = 50


class GraphStore:
    """A graph store (SPARQL 1.1 Graph Store HTTP Protocol), its graphs named indirectly."""

    batch: ClassVar[int] = 10_000

    def __init__(self, server: Server) -> None:
        """The store at that address."""
        self.server = server

    def probe(self) -> None:
        """Nothing, where it takes statements and lets them go. Errors: ``EndpointError``, ``UsageError``."""
        self.add(_PROBE, [f"<{_PROBE}> <{_PROBE}> <{_PROBE}> .\n".encode()])
        self.drop(_PROBE)

    def add(self, graph: str, lines: Sequence[bytes]) -> None:
        """Add statements to a graph."""
        self._send("POST", graph, b"".join(lines))

    def put(self, graph: str, lines: Iterable[bytes]) -> None:
        """Put statements in the place of those that a graph has."""
        self._send("PUT", graph, b"".join(lines))

    def drop(self, graph: str) -> None:
        """Let a graph be no more."""
        try:
            self._send("DELETE", graph)
        except EndpointError as error:
            if error.status != 404:
                raise

    def _send(self, method: str, graph: str, body: bytes | None = None) -> None:
        url = self.server.address.url
        place = f"{url}{'&' if '?' in url else '?'}{urllib.parse.urlencode({'graph': graph})}"
        headers = {"User-Agent": requests.USER_AGENT, "Accept": "*/*"}
        if body is not None:
            headers["Content-Type"] = "application/n-triples"
        self.server.send(urllib.request.Request(place, data=body, headers=headers, method=method))


class Updates:
    """A service that takes SPARQL 1.1 Update."""

    def __init__(self, server: Server) -> None:
        """The service at that address."""
        self.server = server
        self.batch = 1000

    def probe(self) -> None:
        """Nothing, where it takes an update, which changes nothing. Errors: ``EndpointError``, ``UsageError``."""
        self._send(f"DELETE DATA {{ GRAPH <{_PROBE}> {{ <{_PROBE}> <{_PROBE}> <{_PROBE}> }} }}")

    def add(self, graph: str, lines: Sequence[bytes]) -> None:
        """Add statements to a graph; a server that cannot take so many at once is sent half of them."""
        text = b"".join(lines).decode()
        try:
            self._send(f"INSERT DATA {{ GRAPH <{graph}> {{\n{text}}} }}")
        except (EndpointError, UsageError):
            if len(lines) <= _FEWEST:
                raise
            half = len(lines) // 2
            self.add(graph, lines[:half])
            self.add(graph, lines[half:])

    def drop(self, graph: str) -> None:
        """Let a graph be no more."""
        self._send(f"DROP SILENT GRAPH <{graph}>")

    def move(self, graphs: Mapping[str, str]) -> None:
        """Put graphs in the place of others, all in one request."""
        self._send(" ;\n".join(f"MOVE GRAPH <{old}> TO GRAPH <{new}>" for old, new in graphs.items()))

    def _send(self, text: str) -> None:
        requests.update(self.server, text).reply()
