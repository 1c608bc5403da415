"""One object for an opened dataset: everything that can be asked of it."""

from __future__ import annotations

import warnings
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jumelage_graph import cache, names
from jumelage_graph.api.asking import answer, measure, remarks
from jumelage_graph.engines import Answer, Engine
from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import WIKIDATA_ENDPOINT
from jumelage_graph.progress import report
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
    from jumelage_graph.names import Hit

WAYS = {"ask": "ask(…)", "graph": "construct(…)"}
"""How an answer that is no table is asked for."""


class KnowledgeGraph:
    """An opened dataset: the built one on this computer, or the one that a SPARQL server holds; it only answers.

    Every method may raise ``UsageError`` for what was given, ``DataError`` where the dataset cannot be read, and
    ``EndpointError`` where a server fails.
    """

    def __init__(self, engine: Engine) -> None:
        """The dataset that ``engine`` answers from; ``jumelage_graph.open`` makes the engine too."""
        self.engine = engine
        finding = partial(names.find, engine)
        self._resolve = finding if self._elsewhere else lru_cache(maxsize=4096)(finding)

    def __repr__(self) -> str:
        """The class and where the dataset is."""
        return f"<{type(self).__name__} on {self._elsewhere or 'this computer'}>"

    def answer(self, name: str | Path, /, **parameters: object) -> Answer:
        """The answer of whatever form to a named query, to SPARQL written out in full, or to the file of a query.

        A warning tells which of our terms and graphs a query of yours names although the dataset lacks them.
        """
        from jumelage_graph.api import typed  # noqa: PLC0415  (the command line reads what is typed in its own way)

        query = typed.asked(name)
        answered = answer(query, typed.texts(query, parameters), self.engine, finding=self._resolve)
        for remark in remarks(query, self.engine):
            warnings.warn(str(remark), stacklevel=3)
        return answered

    def query(self, name: str | Path, /, **parameters: object) -> Rows:
        """The rows of a named query, of a SELECT written out in full (known prefixes may be left out), or of a file.

        ``parameters`` are texts in any spelling, numbers, or dates: ``query("partners", government="金沢")``; ``None``
        leaves one out, and ``from_`` stands for ``from``, which Python keeps for itself.
        """
        answered = self.answer(name, **parameters)
        if answered.form != "select":
            form = say(f"api.forms.{answered.form}")
            raise UsageError(say("api.other_form", form=form, way=WAYS[answered.form]))
        from jumelage_graph.api.rows import Rows  # noqa: PLC0415  (the command line has no need of it)

        return Rows(answered)

    def sparql(self, name: str | Path, /, **parameters: object) -> str:
        """The SPARQL of a query with its values: pasted into another engine that holds the dataset, the same rows."""
        from jumelage_graph.api import quoting, typed  # noqa: PLC0415

        query = typed.asked(name)
        return quoting.text(query, typed.texts(query, parameters), self.engine)

    def citation(self, name: str | Path, /, **parameters: object) -> dict[str, str]:
        """What to say beside the answer to a query: its name and values, the day, the version, how to cite it."""
        from jumelage_graph.api import quoting, typed  # noqa: PLC0415

        query = typed.asked(name)
        return quoting.citation(query, typed.texts(query, parameters), self.engine)

    def ask(self, sparql: str | Path, /, **parameters: object) -> bool:
        """The yes or no of an ASK."""
        return self.answer(sparql, **parameters).boolean

    def construct(self, sparql: str | Path, /, **parameters: object) -> Graph:
        """The graph of a CONSTRUCT or DESCRIBE, as one of rdflib's, with the project's prefixes."""
        from jumelage_graph.api import reading  # noqa: PLC0415

        return reading.graph(self.answer(sparql, **parameters).triples())

    def load(self) -> Dataset:
        """The whole dataset as an rdflib ``Dataset``; its default graph is the union, its queries run in Oxigraph.

        It knows the project's prefixes, and only answers: an update is a ``UsageError``.
        """
        from jumelage_graph.api import reading  # noqa: PLC0415
        from jumelage_graph.engines.embedded import EmbeddedEngine  # noqa: PLC0415

        self._here("load()")
        assert isinstance(self.engine, EmbeddedEngine)
        return reading.dataset(self.engine.store)

    def network(self, **selection: Any) -> networkx.MultiGraph[str]:
        """The network of partnerships; see ``jumelage_graph.networks.partnerships`` for the selection.

        Its attributes are texts and numbers, lists joined by semicolons, so that NetworkX writes it in any format.
        """
        from jumelage_graph import networks  # noqa: PLC0415

        return networks.flat(networks.partnerships(self.engine, **selection))

    def analyse(
        self,
        name: str,
        *,
        network: networkx.Graph[Any] | None = None,
        seed: int = 1,
        lang: str = "en",
        **selection: Any,
    ) -> Table:
        """One measure, by its name in ``jumelage analyse``, of the record's network or of the one that is given.

        ``selection`` is that of ``network``: of the record's network, what meets it alone is measured. ``lang`` is the
        language in which the nodes are named.
        """
        subject = self.engine if network is None else network
        return next(iter(measure(name, subject, seed=seed, selection=selection, lang=lang)))[1]

    def draw(self, view: str = "network", **options: Any) -> Page | bytes:
        """One picture, by its name in ``jumelage draw``: a page, or with ``form="svg"`` or ``"png"`` the file's bytes.

        ``options`` are those of ``jumelage draw``, such as ``year`` or ``lang``.
        """
        from jumelage_graph import views  # noqa: PLC0415
        from jumelage_graph.api.page import Page  # noqa: PLC0415

        drawn = views.find(view).draw(self.engine, **options)
        return Page(drawn) if isinstance(drawn, str) else drawn

    def card(self, text: str, *, lang: str = "en") -> Card:
        """The card of the thing that ``text`` names; see ``jumelage_graph.cards.find``."""
        from jumelage_graph import cards  # noqa: PLC0415

        return cards.find(self.engine, text, lang)

    def search(self, text: str, *, lang: str = "en") -> list[Hit]:
        """Everything of which a name, in any spelling, is, begins with or contains ``text``: best first."""
        return names.search(self.engine, text, lang)

    def conflicts(self, thing: str | None = None, *, lang: str = "en") -> list[Conflict]:
        """Where sources disagree, everywhere or on one thing; see ``jumelage_graph.disagreements``."""
        from jumelage_graph import disagreements  # noqa: PLC0415

        return disagreements.find(self.engine, thing or "", lang)

    def sources(self, thing: str) -> Rows:
        """All that stands behind one thing, with the addresses of the sources."""
        return self.query("sources", thing=thing)

    def export(self, form: str, *, frame: str | None = None) -> bytes:
        """The whole dataset in one format, by its name in ``jumelage export``.

        ``frame`` (``agreement``, ``edition`` or ``government``; only for ``jsonld``) gives a nested
        reading copy instead.
        """
        from jumelage_graph import exports, resources  # noqa: PLC0415

        self._here("export()")
        chosen = exports.find(form)
        published = exports.release.Release.of(cache.nquads(), resources.data())
        if frame is None:
            return chosen.render(published)
        if form != "jsonld":
            raise UsageError(say("errors.frame_elsewhere", found=form))
        from jumelage_graph.exports import frames  # noqa: PLC0415

        return frames.render(published, frame)

    def site(self, folder: str | Path, *, base: str = "", lang: str = "en") -> int:
        """Write the explorer as files into a folder; see ``jumelage_graph.site.write``. The number of the files.

        ``lang`` is the language of what standard error says on the way.
        """
        from jumelage_graph import exports, resources, site  # noqa: PLC0415
        from jumelage_graph.site.copies import Copies  # noqa: PLC0415

        if self._elsewhere:
            return site.write(self.engine, Path(folder), base, lang=lang)
        here = exports.release.Release.of(cache.nquads(), resources.data())
        return site.write(here.engine, Path(folder), base, Copies(here), lang)

    def diff(self, old: str | Path) -> Comparison:
        """What changed from ``old``, an exported file or a folder of tables, to this dataset."""
        from jumelage_graph import differences  # noqa: PLC0415
        from jumelage_graph.statements import lines  # noqa: PLC0415

        self._here("diff()")
        return differences.compare(differences.read(Path(old)), lines.parse_all(cache.nquads()))

    def wikidata(
        self,
        file: str | Path | None = None,
        *,
        renew: bool = False,
        server: str = WIKIDATA_ENDPOINT,
        contact: str = "",
        pause: float = 1.0,
    ) -> Snapshot:
        """What Wikidata says of our subject, to ``compare`` and to ``link``.

        Where ``file`` is there it is read and nothing is asked, unless to ``renew`` it; else ``server`` is asked, one
        request at a time with ``pause`` seconds between two, told the address of the one who asks (``contact``), and
        the answer is kept in ``file``.
        """
        from jumelage_graph.comparisons.wikidata import taking  # noqa: PLC0415

        path = None if file is None else Path(file)
        return taking.taken(self.engine, taking.server(server, contact), path, renew, pause, report)

    def compare(self, snapshot: Snapshot) -> WikidataComparison:
        """The partnerships of the record beside those of Wikidata: what only one has, and where they differ."""
        from jumelage_graph.comparisons.wikidata import comparison  # noqa: PLC0415

        return comparison.compare(self.engine, snapshot)

    def link(self, snapshot: Snapshot) -> dict[str, list[Proposal]]:
        """The items of Wikidata that each government without one may be, by its id, the best first."""
        from jumelage_graph.comparisons.wikidata import linking  # noqa: PLC0415

        return linking.linker(self.engine, snapshot).proposals()

    @property
    def _elsewhere(self) -> str:
        """The server that holds the dataset; empty where this computer does."""
        return str(getattr(self.engine, "endpoint", ""))

    def _here(self, what: str) -> None:
        """Nothing on this computer's dataset. Errors: ``UsageError`` on that of a server."""
        if self._elsewhere:
            raise UsageError(say("api.here", what=what, endpoint=self._elsewhere))
