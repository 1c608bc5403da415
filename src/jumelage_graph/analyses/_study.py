"""What an analysis looks at: a network, its origin, and what several analyses would measure twice."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from jumelage_graph import networks
from jumelage_graph.analyses._attributes import usable
from jumelage_graph.analyses._betweenness import betweenness
from jumelage_graph.analyses._distances import Distances, distances
from jumelage_graph.analyses._pagerank import pagerank
from jumelage_graph.errors import DataError, UsageError
from jumelage_graph.record import Record
from jumelage_graph.words import FALLBACKS, say

if TYPE_CHECKING:
    import igraph
    import networkx as nx

    from jumelage_graph.engines import Engine

Progress = Callable[[str, float], None]
"""Called with what is being measured and how much of it is done, from 0 to 1."""


class Study:
    """A network under study.

    ``graph`` may hold parallel edges, directions and weights; the measures take the ``simple`` graph of distinct
    pairs unless they say otherwise. ``engine`` is ``None`` for a network that is not the record's. The heavy measures
    go through igraph, with NetworkX's definitions; the results are lists in the order of ``nodes``. ``lang`` is
    the language in which nodes are named.
    """

    def __init__(
        self,
        graph: nx.Graph[Any],
        engine: Engine | Record | None = None,
        *,
        seed: int = 1,
        progress: Progress | None = None,
        lang: str = "en",
    ) -> None:
        self.graph, self._unusable = (graph, ()) if engine else usable(graph)
        self.engine = engine
        self.seed = seed
        self._labels = (*(f"label_{tag}" for tag in FALLBACKS[lang]), "label", "name")
        self._progress = progress

    @classmethod
    def of(
        cls,
        subject: Engine | Record | nx.Graph[Any] | Study,
        *,
        seed: int = 1,
        progress: Progress | None = None,
        selection: Mapping[str, Any] | None = None,
        lang: str = "en",
    ) -> Study:
        """The study of a network, or of the partnerships of the record that an engine holds; a study is its own.

        ``selection``: which of the partnerships of the record, as ``networks.partnerships`` takes it.

        Errors: ``UsageError`` for a selection beside a network that is given.
        """
        import networkx as nx  # noqa: PLC0415  (slow to import)

        wanted = {name: value for name, value in (selection or {}).items() if value is not None}
        if isinstance(subject, Study):
            return subject
        if isinstance(subject, nx.Graph):
            if wanted:
                raise UsageError(say("errors.selection_of_foreign", names=list(wanted)))
            return cls(subject, seed=seed, progress=progress, lang=lang)
        record = Record.of(subject)
        graph = networks.partnerships(record, **wanted)
        return cls(graph, record, seed=seed, progress=progress, lang=lang)

    @cached_property
    def record(self) -> Record:
        """The record."""
        assert self.engine is not None, "an analysis that needs the record states it in NEEDS"
        return Record.of(self.engine)

    @property
    def agreements(self) -> list[tuple[Any, Any, str, dict[str, Any]]]:
        """The links of the multigraph of partnerships: two ends, id of the agreement, attributes."""
        edges: Any = self.graph.edges
        return list(edges(keys=True, data=True))

    @cached_property
    def governments(self) -> dict[str, dict[str, Any]]:
        """The attributes of every government of the record."""
        return networks.governments(self.record)

    @cached_property
    def agreements_of_pairs(self) -> dict[frozenset[Any], list[str]]:
        """Two governments → the ids of the agreements between them, in order."""
        agreements: dict[frozenset[Any], list[str]] = {}
        for a, b, agreement, _ in self.agreements:
            agreements.setdefault(frozenset((a, b)), []).append(agreement)
        return {pair: sorted(ids) for pair, ids in agreements.items()}

    @cached_property
    def coverage(self) -> networks.Coverage | None:
        """The coverage of the record; ``None`` for a foreign network."""
        return self.record.coverage if self.engine else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What belongs under every table: the coverage, or what was dropped when the file was read."""
        explanation = self.graph.graph.get("explanation")
        selected = self.graph.graph.get("selection")
        chosen = say("analyses.notes.selection", selection=selected) if selected else None
        reading = self.graph.graph.get("reading")
        source = (self.coverage.said,) if self.coverage else reading.sentences() if reading else ()
        return (*self._unusable, *(note for note in (chosen, explanation) if note), *source)

    @property
    def left_aside(self) -> dict[str, str]:
        """What the links have (``direction``, ``weight``) → the note for an analysis that does not use it."""
        weighted = any("weight" in data for *_, data in self.graph.edges(data=True))
        aside = {"direction": self.graph.is_directed(), "weight": weighted and not self.engine}
        return {name: say(f"analyses.notes.{name}") for name, present in aside.items() if present}

    @cached_property
    def simple(self) -> nx.Graph[Any]:
        """Distinct pairs without self-loops or direction, in order; ``weight`` is the sum of those of all links."""
        import networkx as nx  # noqa: PLC0415

        simple: nx.Graph[Any] = nx.Graph()
        simple.add_nodes_from(sorted(self.graph.nodes(data=True), key=lambda item: str(item[0])))
        links = (
            (*sorted((a, b), key=str), data.get("weight", 1)) for a, b, data in self.graph.edges(data=True)
        )
        for a, b, weight in sorted(links, key=lambda link: (str(link[0]), str(link[1]))):
            if simple.has_edge(a, b):
                simple[a][b]["weight"] += weight
            elif a != b:
                simple.add_edge(a, b, weight=weight)
        return simple

    @cached_property
    def nodes(self) -> list[Any]:
        """The nodes in the order of every list of results."""
        return list(self.simple)

    @cached_property
    def sides(self) -> dict[str, list[Any]] | DataError:
        """The two sides, or the error that says why there are none."""
        try:
            return networks.sides(self.graph.to_undirected(as_view=True))
        except DataError as error:
            return error

    @property
    def matched_at_will(self) -> int:
        """The number of components with links whose two sides no attribute tells; 0 if nothing is left to chance."""
        told = all(self.side(node) for node in self.nodes)
        linked = sum(len(part) > 1 for part in self.components)
        return 0 if told or linked < 2 else linked

    def two_sides(self) -> dict[str, list[Any]]:
        """The two sides; the error where there are none."""
        if isinstance(self.sides, DataError):
            raise self.sides
        return self.sides

    def side(self, node: Any) -> str | None:
        """Where a node stands by its own attribute; ``None`` in a network without sides."""
        return self.simple.nodes[node].get("side")

    def label(self, node: Any) -> str:
        """The label of a node in the language of the study, else in the next that it has, the file's, its name."""
        data = self.simple.nodes[node]
        labels = (data.get(key) for key in self._labels)
        return next((str(label) for label in labels if label), str(node))

    @contextmanager
    def reporting(self, what: str) -> Iterator[Callable[[float], None]]:
        """What the block calls with the share that it has done, from 0 to 1."""
        report: Callable[[float], None] = (
            partial(self._progress, what) if self._progress else lambda share: None
        )
        report(0.0)
        yield report
        report(1.0)

    @cached_property
    def indexed(self) -> igraph.Graph:
        """The simple graph in igraph, vertices in the order of ``nodes``."""
        from jumelage_graph.networks.indexed import igraph  # noqa: PLC0415  (slow to import)

        place = {node: number for number, node in enumerate(self.nodes)}
        return igraph.Graph(n=len(place), edges=[(place[a], place[b]) for a, b in self.simple.edges()])

    @cached_property
    def components(self) -> list[list[Any]]:
        """The connected components, the largest first, equal ones by their first node."""
        parts = [[self.nodes[number] for number in part] for part in self.indexed.connected_components()]
        return sorted(parts, key=lambda part: (-len(part), str(part[0])))

    @cached_property
    def distances(self) -> Distances:
        """The lengths of the shortest paths between all pairs, measured once for all that ask."""
        with self.reporting("distances") as report:
            return distances(self.indexed, report)

    def betweenness(self) -> list[float]:
        """Share of the shortest paths between others through a node (as ``nx.betweenness_centrality``)."""
        with self.reporting("betweenness") as report:
            raw = betweenness(self.indexed, report)
        others = (len(raw) - 1) * (len(raw) - 2) / 2
        return [value / others for value in raw] if others else [0.0 for _ in raw]

    def closeness(self) -> list[float]:
        """Inverse mean distance to what is reached, times its share (as ``nx.closeness_centrality``)."""
        reached = {node: len(part) - 1 for part in self.components for node in part}
        rest = len(self.nodes) - 1
        pairs = zip(self.nodes, self.distances.sums, strict=True)
        return [reached[node] / total * reached[node] / rest if total else 0.0 for node, total in pairs]

    def pagerank(self) -> list[float]:
        """PageRank with damping 0.85 (as ``nx.pagerank`` without weights), along directions; sums to 1."""
        return pagerank(self._with_direction)

    @property
    def _with_direction(self) -> igraph.Graph:
        if not self.graph.is_directed():
            return self.indexed
        from jumelage_graph.networks.indexed import igraph  # noqa: PLC0415  (slow to import)

        place = {node: number for number, node in enumerate(self.nodes)}
        pairs = sorted({(place[a], place[b]) for a, b in self.graph.edges() if a != b})
        return igraph.Graph(n=len(place), edges=pairs, directed=True)

    @cached_property
    def communities(self) -> networks.Communities:
        """The communities that the Leiden algorithm finds with this seed."""
        with self.reporting("communities") as report:
            return networks.communities(self.simple, seed=self.seed, report=report)

    @staticmethod
    def defined(value: float) -> float | None:
        """The value; ``None`` for what igraph calls not a number."""
        return None if math.isnan(value) else float(value)
