"""The server that shall hold a dataset: what it holds, and the ways in which it takes more."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import TypeVar

from jumelage_graph.engines import settings
from jumelage_graph.engines.connecting.address import Address
from jumelage_graph.engines.connecting.login import login
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.engines.transport import Patience, Server
from jumelage_graph.errors import EndpointError, EndpointRefusedError, UsageError
from jumelage_graph.loading.holding import Holding
from jumelage_graph.loading.parts import Part
from jumelage_graph.loading.places import stores, updates
from jumelage_graph.loading.ways import GraphStore, Updates
from jumelage_graph.namespaces import staging
from jumelage_graph.words import say

_UNKNOWN = (404, 405, 500, 501)
"""What a server answers to an update that it does not know, or else 400."""

Way = TypeVar("Way", GraphStore, Updates)
SLOW = replace(Patience(), timeout=3600.0)
"""How long the moving and the counting of large graphs may take."""


class Target:
    """A server, asked at its query service and written to as it allows: its graph store, updates, or both."""

    def __init__(
        self,
        endpoint: str,
        update: str | None = None,
        store: str | None = None,
        patience: Patience | None = None,
    ) -> None:
        """The server of this query service; it is asked which of the usual places beside it take updates and graphs.

        ``update`` and ``store`` name these places instead. A request may take an hour, unless the environment says
        otherwise. Errors: ``EndpointError`` where the server is not there, or takes neither.
        """
        self._patience = patience or settings.patience(os.environ, SLOW)
        self._endpoint = endpoint
        self._held = self._holding()
        address, refused = Address.of(endpoint), list[EndpointError]()
        self._held.engine.answer("ASK { }")
        self._updates = _first(map(Updates, map(self._server, updates(address, update))), refused)
        self._store = _first(map(GraphStore, map(self._server, stores(address, store))), refused)
        if not (self._updates or self._store):
            raise refused[0] if refused else EndpointError(say("loading.no_way", url=self.shown))

    def again(self) -> Target:
        """The same server, asked on connections of its own: for another thread."""
        other = copy(self)
        other._held = self._holding()
        other._updates = self._updates and Updates(self._server(self._updates.server.address))
        other._store = self._store and GraphStore(self._server(self._store.server.address))
        return other

    def _holding(self) -> Holding:
        return Holding(RemoteEngine(self._endpoint, self._patience, graphs=()))

    @property
    def shown(self) -> str:
        """Its address, as it may be shown."""
        return self._held.engine.endpoint

    def count(self, graph: str) -> int:
        """How many statements a graph has."""
        return self._held.count(graph)

    def holds(self, graph: str, part: Part) -> bool:
        """Whether a graph has just these statements."""
        return self._held.holds(graph, part)

    @property
    def batch(self) -> int:
        """How many statements it is sent at a time."""
        return self._way.batch

    @property
    def _way(self) -> GraphStore | Updates:
        way = self._store or self._updates
        assert way
        return way

    def _server(self, place: Address) -> Server:
        return Server(place, self._patience, login(place, os.environ))

    def sweep(self, graphs: Sequence[str], kept: Sequence[str]) -> None:
        """Drop what pushes of other versions left beside these graphs."""
        for graph in graphs:
            begin = staging(graph)
            query = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{begin}")) }}'
            for row in self._held.engine.answer(query).records():
                if row["g"] not in kept:
                    self.drop(row["g"])

    def add(self, graph: str, lines: Sequence[bytes]) -> None:
        """Add statements to a graph; those that it has do no harm."""
        self._way.add(graph, lines)

    def drop(self, graph: str) -> None:
        """Let a graph be no more."""
        (self._updates or self._way).drop(graph)

    def replace(self, graphs: Mapping[str, tuple[str, Callable[[], Iterable[bytes]]]]) -> None:
        """Put other graphs in the place of these, in one request; without updates, one after the other."""
        if not graphs or self._moved({beside: graph for graph, (beside, _) in graphs.items()}):
            return
        assert self._store
        for graph, (beside, statements) in graphs.items():
            self._store.put(graph, statements())
            self.drop(beside)

    def _moved(self, graphs: Mapping[str, str]) -> bool:
        """Whether the server moved them, in one update; false where it knows none, or no such update (QLever)."""
        if not self._updates:
            return False
        try:
            self._updates.move(graphs)
        except (EndpointError, UsageError) as error:
            known = isinstance(error, EndpointError) and error.status not in _UNKNOWN
            if known or not self._store:
                raise
            return False
        return True


def _first(ways: Iterator[Way], refused: list[EndpointError]) -> Way | None:
    """The first way that a server takes; what it refuses is kept for the one who asked."""
    for way in ways:
        try:
            way.probe()
        except EndpointRefusedError as error:
            refused.append(error)
        except (EndpointError, UsageError):  # it is no such service
            continue
        else:
            return way
    return None
