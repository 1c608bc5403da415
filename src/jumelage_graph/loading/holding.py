"""What a server holds: graphs as statements, counted and compared."""

from __future__ import annotations

from collections.abc import Iterator

from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.loading.parts import Part, Sum

_PAGE = 10_000
"""Statements that are read at a time; Virtuoso gives no more unless it is told to."""


class Holding:
    """The graphs of a server, read through its query service."""

    def __init__(self, engine: RemoteEngine) -> None:
        """The graphs that this engine reads."""
        self.engine = engine

    def count(self, graph: str) -> int:
        """How many statements a graph has."""
        answer = self.engine.answer(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(answer.records()[0]["n"])

    def holds(self, graph: str, part: Part) -> bool:
        """Whether a graph has just these statements."""
        if self.count(graph) != part.statements:
            return False
        there = Sum()
        for statement in self.statements(graph, part.statements):
            there.add(statement)
        return (there.count, there.digest) == (part.statements, part.digest)

    def statements(self, graph: str, count: int) -> Iterator[bytes]:
        """The statements of a graph of so many, a page at a time.

        A page is what some predicates say, for a server that has to pass over the pages before is soon too slow.
        """
        for predicates, size in self._pages(graph, count):
            batch = self._found(graph, f"VALUES ?p {{ {' '.join(predicates)} }}")
            if len(batch) == size:
                yield from batch
            else:  # the server gives fewer at a time
                for predicate in predicates:
                    yield from self._paged(graph, predicate)

    def _pages(self, graph: str, count: int) -> Iterator[tuple[list[str], int]]:
        """Predicates of a graph whose statements make a page, and how many these are; of each page one at least."""
        if not count:
            return
        query = f"SELECT ?p (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} GROUP BY ?p ORDER BY ?p"
        page, size = list[str](), 0
        for row in self.engine.answer(query).records():
            more = int(row["n"])
            if page and size + more > _PAGE:
                yield page, size
                page, size = [], 0
            page, size = [*page, f"<{row['p']}>"], size + more
        yield page, size

    def _paged(self, graph: str, predicate: str) -> Iterator[bytes]:
        """What one predicate says, as much at a time as the server gives."""
        at = 0
        while found := self._found(graph, f"VALUES ?p {{ {predicate} }}", f"LIMIT {_PAGE} OFFSET {at}"):
            yield from found
            at += len(found)

    def _found(self, graph: str, narrowed: str, page: str = "") -> list[bytes]:
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} {narrowed} }} {page}"
        return [str(triple).encode() for triple in self.engine.triples(query)]
