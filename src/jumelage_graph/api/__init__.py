"""The public face: open the dataset, ask, measure, draw, take away.

>>> from jumelage_graph import query
>>> [str(row["label"]) for row in query("partners", government="nancy")]
['Kanazawa']

``open`` gives one object for a dataset; the functions here do the same on the dataset of this computer, opened when
first needed and kept (``open()`` looks whether it was built anew), or on the server at ``endpoint``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache as kept
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jumelage_graph import cache, queries
from jumelage_graph.api.asking import TYPED, answer, measure, remarks
from jumelage_graph.api.opened import KnowledgeGraph
from jumelage_graph.engines import Engine
from jumelage_graph.errors import UsageError, whole
from jumelage_graph.words import say

if TYPE_CHECKING:
    import networkx  # only its types: the graphs come from networks
    from rdflib import Dataset, Graph

    from jumelage_graph.analyses import Table
    from jumelage_graph.api.page import Page
    from jumelage_graph.api.rows import Rows
    from jumelage_graph.cards import Card
    from jumelage_graph.comparisons.wikidata.comparison import Comparison as WikidataComparison
    from jumelage_graph.comparisons.wikidata.linking import Proposal
    from jumelage_graph.comparisons.wikidata.snapshot import Snapshot
    from jumelage_graph.differences import Comparison
    from jumelage_graph.disagreements import Conflict
    from jumelage_graph.engines.embedded import EmbeddedEngine
    from jumelage_graph.errors import Fault
    from jumelage_graph.loading import Loaded
    from jumelage_graph.names import Hit
    from jumelage_graph.publication import Publication

__all__ = ["KnowledgeGraph", "answer", "measure", "remarks"]


def open(endpoint: str | None = None) -> KnowledgeGraph:
    """The dataset of this computer, built where it is not yet, or the one of the SPARQL server at ``endpoint``.

    The engine is made once for each built dataset. Errors: ``DataError`` where the dataset cannot be built or read; a
    server is asked only with the first query.
    """
    if endpoint is not None:
        from jumelage_graph.engines.remote import RemoteEngine  # noqa: PLC0415

        return KnowledgeGraph(RemoteEngine(endpoint, cache=cache.folder() / "answers"))
    return KnowledgeGraph(_embedded(cache.dataset_file()))


@kept
def _embedded(path: Path) -> EmbeddedEngine:
    from jumelage_graph.engines.embedded import EmbeddedEngine  # noqa: PLC0415

    return EmbeddedEngine.from_file(path)


@kept
def _first() -> KnowledgeGraph:
    return open()


def _on(endpoint: str | None) -> KnowledgeGraph:
    return _first() if endpoint is None else open(endpoint)


def engine(endpoint: str | None = None) -> Engine:
    """The engine that answers: the embedded one on the built dataset, or the SPARQL server at ``endpoint``."""
    return open(endpoint).engine


def adhoc(sparql: str) -> queries.Query:
    """A query that is typed, as a ``Query``: a header of its own may describe its parameters.

    Errors: ``UsageError`` where that header is none.
    """
    try:
        return queries.parse(TYPED, whole(sparql))
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(say("queries.values.unreadable", file=TYPED, reason=error)) from None


def load() -> Dataset:
    """See ``KnowledgeGraph.load``."""
    return _first().load()


def query(name: str | Path, /, *, endpoint: str | None = None, **parameters: object) -> Rows:
    """See ``KnowledgeGraph.query``."""
    return _on(endpoint).query(name, **parameters)


def sparql(name: str | Path, /, *, endpoint: str | None = None, **parameters: object) -> str:
    """See ``KnowledgeGraph.sparql``."""
    return _on(endpoint).sparql(name, **parameters)


def citation(name: str | Path, /, *, endpoint: str | None = None, **parameters: object) -> dict[str, str]:
    """See ``KnowledgeGraph.citation``."""
    return _on(endpoint).citation(name, **parameters)


def ask(sparql: str | Path, /, *, endpoint: str | None = None, **parameters: object) -> bool:
    """See ``KnowledgeGraph.ask``."""
    return _on(endpoint).ask(sparql, **parameters)


def construct(sparql: str | Path, /, *, endpoint: str | None = None, **parameters: object) -> Graph:
    """See ``KnowledgeGraph.construct``."""
    return _on(endpoint).construct(sparql, **parameters)


def network(*, endpoint: str | None = None, **selection: Any) -> networkx.MultiGraph[str]:
    """See ``KnowledgeGraph.network``."""
    return _on(endpoint).network(**selection)


def analyse(
    name: str,
    *,
    network: networkx.Graph[Any] | None = None,
    seed: int = 1,
    lang: str = "en",
    endpoint: str | None = None,
    **selection: Any,
) -> Table:
    """One measure, by its name in ``jumelage analyse``, of the record's network or of the one that is given.

    Errors: ``UsageError`` for an unknown measure, or one that needs the record; ``DataError`` where it needs two sides.
    """
    if network is not None:  # no dataset need be opened
        return next(iter(measure(name, network, seed=seed, selection=selection, lang=lang)))[1]
    return _on(endpoint).analyse(name, seed=seed, lang=lang, **selection)


def draw(
    view: str = "network",
    *,
    endpoint: str | None = None,
    network: networkx.Graph[Any] | None = None,
    **options: Any,
) -> Page | bytes:
    """See ``KnowledgeGraph.draw``; with ``network``, as ``foreign`` gives it, that network instead of the record's."""
    if network is not None:
        from jumelage_graph import views  # noqa: PLC0415
        from jumelage_graph.api.page import Page  # noqa: PLC0415

        drawn = views.draw_foreign(network, view, **options)
        return Page(drawn) if isinstance(drawn, str) else drawn
    return _on(endpoint).draw(view, **options)


def card(text: str, *, lang: str = "en", endpoint: str | None = None) -> Card:
    """See ``KnowledgeGraph.card``."""
    return _on(endpoint).card(text, lang=lang)


def search(text: str, *, lang: str = "en", endpoint: str | None = None) -> list[Hit]:
    """See ``KnowledgeGraph.search``."""
    return _on(endpoint).search(text, lang=lang)


def conflicts(thing: str | None = None, *, lang: str = "en", endpoint: str | None = None) -> list[Conflict]:
    """See ``KnowledgeGraph.conflicts``."""
    return _on(endpoint).conflicts(thing, lang=lang)


def sources(thing: str, *, endpoint: str | None = None) -> Rows:
    """See ``KnowledgeGraph.sources``."""
    return _on(endpoint).sources(thing)


def export(form: str, *, frame: str | None = None) -> bytes:
    """See ``KnowledgeGraph.export``."""
    return _first().export(form, frame=frame)


def diff(old: str | Path, new: str | Path) -> Comparison:
    """What changed from one version to the other, each an exported file in any RDF syntax, or a folder of tables.

    Errors: ``UsageError`` for an unknown suffix, ``DataError`` for a file that is missing or malformed.
    """
    from jumelage_graph import differences  # noqa: PLC0415

    return differences.compare(differences.read(Path(old)), differences.read(Path(new)))


def wikidata(file: str | Path | None = None, **asked: Any) -> Snapshot:
    """See ``KnowledgeGraph.wikidata``."""
    return _first().wikidata(file, **asked)


def compare(snapshot: Snapshot, *, endpoint: str | None = None) -> WikidataComparison:
    """See ``KnowledgeGraph.compare``."""
    return _on(endpoint).compare(snapshot)


def link(snapshot: Snapshot, *, endpoint: str | None = None) -> dict[str, list[Proposal]]:
    """See ``KnowledgeGraph.link``."""
    return _on(endpoint).link(snapshot)


def push(
    endpoint: str,
    *,
    file: Path | None = None,
    update: str | None = None,
    graph_store: str | None = None,
    progress: Callable[[str, float], None] = lambda _, __: None,
) -> list[Loaded]:
    """Put the dataset (or that of a file of canonical N-Quads) on a server; see ``jumelage_graph.loading``.

    ``update`` and ``graph_store`` are the places that take updates and graphs, where they are not the usual ones.
    """
    from jumelage_graph import loading  # noqa: PLC0415

    path = file or cache.dataset_file()
    return loading.push(path, loading.Target(endpoint, update, graph_store), progress)


def publish(out: str | Path) -> Publication:
    """Build, validate and write everything that is published into a folder; see ``jumelage_graph.publication``."""
    from jumelage_graph import publication  # noqa: PLC0415

    return publication.publish(Path(out))


def foreign(
    path: Path,
    source_column: str = "",
    target_column: str = "",
    where: Iterable[str] = (),
    delimiter: str = "",
) -> networkx.Graph[str]:
    """The network that a file holds; see ``jumelage_graph.networks.read``."""
    from jumelage_graph import networks  # noqa: PLC0415

    ends = {"source_column": source_column, "target_column": target_column}
    return networks.read(path, **ends, where=where, delimiter=delimiter)


def check(folder: Path | None = None, *, lang: str = "en") -> list[Fault]:
    """All faults of the tables in ``folder`` (default: those of the package) and of the graph that they make.

    Messages about the graph are in language ``lang``.
    """
    from jumelage_graph import checking, resources  # noqa: PLC0415

    return checking.faults((folder or resources.data()).resolve(), lang)
