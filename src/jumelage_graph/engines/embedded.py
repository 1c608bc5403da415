"""The embedded engine: the dataset in memory, asked through Oxigraph."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pyoxigraph

from jumelage_graph.engines import answers
from jumelage_graph.engines import sparql as language
from jumelage_graph.engines.answers import Answer
from jumelage_graph.errors import DataError


class EmbeddedEngine:
    """Answers from a dataset held in memory; it only reads.

    A query cannot be stopped once it runs: Oxigraph's Python binding has no time limit. ``store`` is the
    pyoxigraph store itself, another door to the same data; its length is the number of quads.
    """

    def __init__(self, store: pyoxigraph.Store) -> None:
        """The engine on a store that holds the dataset."""
        self.store = store

    @classmethod
    def from_nquads(cls, nquads: bytes) -> EmbeddedEngine:
        """The engine on a dataset in N-Quads. Errors: ``DataError`` if it is malformed or empty."""
        return cls(_loaded(nquads, "the dataset"))

    @classmethod
    def from_file(cls, path: Path) -> EmbeddedEngine:
        """The engine on a file of N-Quads. Errors: ``DataError`` if it is missing, broken off, or empty."""
        try:
            return cls(_loaded(path.read_bytes(), str(path)))
        except OSError as error:
            raise DataError(f"{path}: cannot be read ({error.strerror}). {_REBUILD}") from None

    def answer(self, sparql: str) -> Answer:
        """The answer to a query; see ``Engine``."""
        again = partial(language.run, self.store, sparql)
        return answers.answer(again(), again)


_REBUILD = "Delete it and build the dataset anew: jumelage build"


def _loaded(nquads: bytes, name: str) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    if not nquads.endswith(b"\n"):
        raise DataError(f"{name}: breaks off in the middle of a line, or is empty. {_REBUILD}")
    try:
        store.bulk_load(nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise DataError(f"{name}:{error.lineno}: is no N-Quads ({error.msg}). {_REBUILD}") from None
    return store
