"""The dataset for rdflib: its queries run in Oxigraph, the project's prefixes are known, and it only answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph

from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import say

if TYPE_CHECKING:
    import pyoxigraph


class ReadOnlyStore(OxigraphStore):
    """The engine's store, which others ask too: every change is a ``UsageError``."""

    def _refuse(self, *_: Any, **__: Any) -> None:
        raise UsageError(say("api.read_only"))

    add = addN = remove = update = remove_graph = _refuse

    def add_graph(self, graph: Any) -> None:
        """Nothing: rdflib calls it before it reads a named graph."""


def dataset(store: pyoxigraph.Store) -> Dataset:
    """The dataset on that store; its default graph is the union of the four."""
    opened = Dataset(ReadOnlyStore(store=store), default_union=True)
    _bind(opened)
    return opened


def graph(triples: Iterable[tuple[Cell, Cell, Cell]]) -> Graph:
    """Triples as a graph of its own, in memory, which may be changed."""
    made = Graph()
    _bind(made)
    for subject, predicate, value in triples:
        made.add((subject.to_rdflib(), predicate.to_rdflib(), value.to_rdflib()))
    return made


def _bind(made: Graph) -> None:
    for prefix, iri in PREFIXES.items():
        made.bind(prefix, iri, replace=True)
