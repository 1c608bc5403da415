"""The public face: load, ask, measure, draw.

>>> from jumelage_graph import query
>>> [str(row["label"]) for row in query("partners", government="nancy")]
['Kanazawa']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from jumelage_graph import cache, names, queries
from jumelage_graph.engines import Answer, Engine
from jumelage_graph.errors import DataError, FaultsError, JumelageError, UsageError
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import say

if TYPE_CHECKING:
    import networkx  # only its types: the graphs come from networks
    import pandas
    import polars
    from rdflib import Dataset

    from jumelage_graph.analyses import Progress, Study, Table
    from jumelage_graph.cards import Card
    from jumelage_graph.errors import Fault

TYPED = "query"
"""The name of a query that somebody typed."""

Row = dict[str, "Cell | None"]


def engine(endpoint: str | None = None) -> Engine:
    """The engine that answers: the embedded one on the built dataset, or the SPARQL server at ``endpoint``.

    Errors: ``DataError`` where the dataset cannot be built or read; a server is asked only with the first query.
    """
    if endpoint:
        from jumelage_graph.engines.remote import RemoteEngine  # noqa: PLC0415

        return RemoteEngine(endpoint)
    from jumelage_graph.engines.embedded import EmbeddedEngine  # noqa: PLC0415

    return EmbeddedEngine.from_file(cache.dataset_file())


def answer(query: queries.Query, values: Mapping[str, str], on: Engine, lang: str = "") -> Answer:
    """The answer of engine ``on`` to a query, its parameters given as they are typed, in the reader's language.

    Errors: ``UsageError`` for unknown parameters, unknown or ambiguous names, malformed SPARQL; ``EndpointError``;
    ``LimitError`` and ``CrashError`` for a query that somebody typed: it runs in a process of its own.
    """
    sparql = names.bind(on, query, values, lang)
    if query.name != TYPED:
        return on.answer(sparql)
    from jumelage_graph.engines.bounded import bounded  # noqa: PLC0415

    return bounded(on).answer(sparql)


def remarks(query: queries.Query, on: Engine) -> list[str]:
    """What the reader of a typed query should know: terms and graphs that the dataset lacks, doubtful aggregates.

    There are none for a named query, nor where a server answers.
    """
    from jumelage_graph.engines.embedded import EmbeddedEngine  # noqa: PLC0415

    return on.remarks(query.text) if query.name == TYPED and isinstance(on, EmbeddedEngine) else []


def load() -> Dataset:
    """The whole dataset as an rdflib ``Dataset`` on the embedded engine's store; its default graph is the union.

    Queries on it run in Oxigraph. Errors: ``DataError`` where the dataset cannot be built or read.
    """
    import oxrdflib  # noqa: PLC0415
    from rdflib import Dataset as RdflibDataset  # noqa: PLC0415

    from jumelage_graph.engines.embedded import EmbeddedEngine  # noqa: PLC0415

    embedded = EmbeddedEngine.from_file(cache.dataset_file())
    return RdflibDataset(oxrdflib.OxigraphStore(store=embedded.store), default_union=True)


class Rows(Sequence[Row]):
    """The solutions of a query: each a dict from variable to cell (a text), ``None`` where it is unbound."""

    def __init__(self, answered: Answer) -> None:
        self.variables = answered.variables
        self._rows: list[Row] = [dict(zip(answered.variables, row, strict=True)) for row in answered.rows()]

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        """One solution, or several."""
        return self._rows[index]

    def __len__(self) -> int:
        """How many solutions there are."""
        return len(self._rows)

    def __repr__(self) -> str:
        """The variables and the number of solutions."""
        return f"<{len(self)} rows of {', '.join(self.variables)}>"

    def _columns(self) -> dict[str, list[Any]]:
        return {
            name: [cell and cell.value for cell in (row[name] for row in self._rows)]
            for name in self.variables
        }

    def to_pandas(self) -> pandas.DataFrame:
        """The solutions as a pandas table: numbers and dates as such, IRIs as texts; needs the extra ``pandas``."""
        import pandas  # noqa: PLC0415

        return pandas.DataFrame(self._columns())

    def to_polars(self) -> polars.DataFrame:
        """The solutions as a polars table: numbers and dates as such, IRIs as texts; needs the extra ``polars``."""
        import polars  # noqa: PLC0415

        return polars.DataFrame(self._columns(), strict=False)


def query(name: str, /, *, endpoint: str | None = None, **parameters: object) -> Rows:
    """The rows of a named query, or of a SELECT written out in full, with the known prefixes left out if you like.

    ``parameters`` are given as they are typed on the command line: ``query("partners", government="金沢")``.
    Errors: ``UsageError`` for unknown names and malformed SPARQL; ``EndpointError``.
    """
    asked = queries.find(name) if name.isascii() and name.replace("-", "").isalnum() else adhoc(name)
    values = {key: str(value) for key, value in parameters.items() if value is not None}
    return Rows(answer(asked, values, engine(endpoint)))


def adhoc(sparql: str) -> queries.Query:
    """A query that is typed, as a ``Query``: a header of its own may describe its parameters."""
    return queries.parse(TYPED, sparql)


def network(*, endpoint: str | None = None, **selection: Any) -> networkx.MultiGraph[str]:
    """The network of partnerships; see ``jumelage_graph.networks.partnerships`` for the selection."""
    from jumelage_graph.networks import partnerships  # noqa: PLC0415

    return partnerships(engine(endpoint), **selection)


def analyse(
    name: str, *, network: networkx.Graph[Any] | None = None, seed: int = 1, endpoint: str | None = None
) -> Table:
    """One measure, by its name in ``jumelage analyse``, of the record's network or of the one that is given.

    Errors: ``UsageError`` for an unknown measure, or one that needs the record; ``DataError`` where it needs two sides.
    """
    subject = engine(endpoint) if network is None else network
    return next(iter(measure(name, subject, seed=seed)))[1]


def measure(
    name: str | None,
    subject: Engine | networkx.Graph[Any] | Study,
    *,
    seed: int = 1,
    progress: Progress | None = None,
) -> Iterator[tuple[str, Table]]:
    """The analysis of that name, or every one that the subject allows, each with its name.

    Errors: as ``analyse``; ``DataError``, after all the others, for what could not be measured.
    """
    from jumelage_graph import analyses  # noqa: PLC0415

    study = analyses.Study.of(subject, seed=seed, progress=progress)
    chosen = [analyses.find(name)] if name else list(analyses.catalogue().values())
    failed = []
    for analysis in chosen:
        if name is None and analysis.refused(study):
            continue
        try:
            table = analysis.run(study)
        except JumelageError:
            raise
        except Exception as error:  # whatever stops one measure must not take the others away
            failed.append(f"{analysis.name} ({type(error).__name__}: {error})")
        else:
            yield analysis.name, table
    if failed:
        raise DataError(f"Not measured: {'; '.join(failed)}.")


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

    The graph is examined only once the tables have no violation. Messages about the graph are in language ``lang``.
    """
    from jumelage_graph import build, resources, tables, validation  # noqa: PLC0415

    data = (folder or resources.data()).resolve()
    if faults := tables.faults(data):
        return faults
    try:
        dataset = build.dataset(data, resources.ontology())
    except FaultsError as error:
        return error.faults
    return validation.validate(dataset, resources.ontology() / "shapes.ttl", lang, data.name)


class Page(str):
    """The text of a self-contained HTML page; in a notebook it shows itself in a frame.

    The frame is an ``iframe`` that carries the page in its ``srcdoc`` (JupyterLab, VS Code and pages exported from
    a notebook all show it) and is sandboxed: the page can run its scripts, save a picture and open a link, but
    cannot reach the notebook.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """The length alone: the text would fill the screen."""
        return f"<Page of {len(self)} characters>"

    def _repr_html_(self) -> str:
        from html import escape  # noqa: PLC0415  (slow to import)

        allowed = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
        style = "width: 100%; height: 45rem; border: 1px solid #bbb; background: #fff"
        return f'<iframe sandbox="{allowed}" style="{style}" srcdoc="{escape(self)}"></iframe>'


def draw(view: str = "network", *, endpoint: str | None = None, **options: Any) -> Page | bytes:
    """One picture, by its name in ``jumelage draw``: a page, or with ``form="svg"`` or ``"png"`` the file's bytes.

    ``options`` are those of ``jumelage draw``, such as ``year`` or ``lang``.
    Errors: ``UsageError`` for an unknown picture, form or option.
    """
    from jumelage_graph import views  # noqa: PLC0415

    drawn = views.find(view).draw(engine(endpoint), **options)
    return Page(drawn) if isinstance(drawn, str) else drawn


def card(text: str, *, lang: str = "en", endpoint: str | None = None) -> Card:
    """The card of the thing that ``text`` names; see ``jumelage_graph.cards.card``."""
    from jumelage_graph import cards  # noqa: PLC0415

    return cards.card(engine(endpoint), text, lang)


def export(form: str, *, frame: str | None = None) -> bytes:
    """The whole dataset in one format, by its name in ``jumelage export``.

    ``frame`` (``agreement``, ``edition`` or ``government``; only for ``jsonld``) gives a nested reading copy instead.
    Errors: ``UsageError`` for an unknown format, or a frame with another format.
    """
    from jumelage_graph import exports, resources  # noqa: PLC0415

    chosen = exports.find(form)
    published = exports.published.published(cache.nquads(), resources.data())
    if frame is None:
        return chosen.render(published)
    if form != "jsonld":
        raise UsageError(say("errors.frame_elsewhere", found=form))
    from jumelage_graph.exports import frames  # noqa: PLC0415

    return frames.render(published, frame)
