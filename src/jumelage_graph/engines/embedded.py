"""The embedded engine: the dataset in memory, asked through Oxigraph."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pyoxigraph

from jumelage_graph.engines import answers
from jumelage_graph.engines import sparql as language
from jumelage_graph.engines.answers import Answer
from jumelage_graph.engines.asked import Reads, read
from jumelage_graph.engines.sections import Sections, broken
from jumelage_graph.words import say


class EmbeddedEngine:
    """Answers from a dataset held in memory; it only reads.

    From a file, it loads what a query can see, before it answers. A query cannot be stopped once it runs: Oxigraph's
    Python binding has no time limit.
    """

    def __init__(self, store: pyoxigraph.Store, unread: Sections | None = None) -> None:
        """The engine on a store that holds the dataset, or will once ``unread`` is read."""
        self._store = store
        self._unread = unread

    @classmethod
    def from_nquads(cls, nquads: bytes) -> EmbeddedEngine:
        """The engine on a dataset in N-Quads. Errors: ``DataError`` if it is malformed or empty."""
        if not nquads.endswith(b"\n"):
            raise broken("breaks_off")
        store = pyoxigraph.Store()
        _load(store, nquads, say("engines.dataset.name"))
        return cls(store)

    @classmethod
    def from_file(cls, path: Path) -> EmbeddedEngine:
        """The engine on a file of the cache. Errors: ``DataError`` if it is missing, broken off, or of another form."""
        return cls(pyoxigraph.Store(), Sections(path))

    @property
    def store(self) -> pyoxigraph.Store:
        """The pyoxigraph store with the whole dataset, another door to the same data; its length counts the quads."""
        return self._seeing(None)

    def answer(self, sparql: str) -> Answer:
        """The answer to a query; see ``Engine``."""
        again = partial(language.run, self.seeing(sparql), sparql)
        return answers.answer(again(), again)

    def seeing(self, sparql: str) -> pyoxigraph.Store:
        """The store with all that a query can see."""
        return self._seeing(read(sparql).reads)

    def remarks(self, sparql: str) -> list[str]:
        """What its reader should know of a query: terms and graphs that the dataset lacks, doubtful aggregates."""
        from jumelage_graph.engines.remarks import remarks  # noqa: PLC0415  (only typed queries have any)

        return remarks(read(sparql), self._unread or _Stored(self._store))

    def _seeing(self, reads: Reads | None) -> pyoxigraph.Store:
        if self._unread is not None and (unread := self._unread.take(reads)):
            _load(self._store, unread, str(self._unread.path))
        return self._store


class _Stored:
    """What a store knows."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store

    def holds(self, iri: str) -> bool:
        term = pyoxigraph.NamedNode(iri)
        patterns = [(term, None, None), (None, term, None), (None, None, term)]
        return any(next(self._store.quads_for_pattern(*pattern), None) for pattern in patterns)

    def beginning(self, start: str) -> set[str]:
        terms = (term for quad in self._store for term in quad.triple)
        return {
            term.value
            for term in terms
            if isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(start)
        }


def _load(store: pyoxigraph.Store, nquads: bytes, name: str) -> None:
    try:
        store.load(nquads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    except SyntaxError as error:
        raise broken("no_nquads", name=name, reason=error.msg) from None
