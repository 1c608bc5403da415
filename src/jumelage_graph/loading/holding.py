"""What a server holds: graphs as statements, counted and compared."""

from __future__ import annotations

from collections.abc import Iterator

from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.loading.parts import Part, Sum

_PAGE = 100_000


class Holding:
    """The graphs of a server, read through its query service."""

    def __init__(self, engine: RemoteEngine) -> None:
        """The graphs that this engine reads."""
        self.engine = engine

    def count(self, graph: str) -> int:
        """How many statements a graph has."""
        found = self.engine.answer(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(found.records()[0]["n"])

    def holds(self, graph: str, part: Part) -> bool:
        """Whether a graph has just these statements."""
        if self.count(graph) != part.statements:
            return False
        there = Sum()
        for statement in self.statements(graph, part.statements):
            there.add(statement)
        return (there.count, there.digest) == (part.statements, part.digest)

    def statements(self, graph: str, count: int) -> Iterator[bytes]:
        """The statements of a graph, as many at a time as the server gives."""
        at = 0
        while at < count:
            page = f"LIMIT {min(_PAGE, count - at)} OFFSET {at}"
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} {page}"
            found = self.engine.triples(query)
            yield from (str(triple).encode() for triple in found)
            if not found:
                return
            at += len(found)
