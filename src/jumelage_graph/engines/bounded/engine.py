"""The engine that answers each query in a process of its own."""

from __future__ import annotations

from functools import partial

import pyoxigraph

from jumelage_graph.engines import answers
from jumelage_graph.engines.answers import Answer, Results
from jumelage_graph.engines.bounded.jobs import PASSED_ON, Job, Reply
from jumelage_graph.engines.bounded.limits import LOCAL, Limits
from jumelage_graph.engines.bounded.worker import ask_once
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.engines.results import Shape


class BoundedEngine:
    """The engine that it is given, each query of which is parsed and answered in a process of its own."""

    def __init__(self, engine: EmbeddedEngine | RemoteEngine, limits: Limits = LOCAL) -> None:
        """The engine within these limits."""
        self._engine = engine
        self._limits = limits

    def answer(self, sparql: str) -> Answer:
        """The answer to a query; see ``Engine``.

        Errors: ``LimitError`` where it takes more than it may; ``CrashError`` where its process ends.
        """
        if isinstance(self._engine, RemoteEngine):
            nothing = self._answer(pyoxigraph.Store(), sparql)
            return self._engine.answer(sparql, Shape(nothing.form, nothing.variables))
        return self._answer(self._engine.seeing(sparql), sparql)

    def _answer(self, store: pyoxigraph.Store, sparql: str) -> Answer:
        again = partial(_results, ask_once(store, Job(sparql, PASSED_ON), self._limits))
        return answers.answer(again(), again)


def _results(reply: Reply) -> Results:
    if reply.form == "graph":
        return [quad.triple for quad in pyoxigraph.parse(reply.body, format=pyoxigraph.RdfFormat.N_TRIPLES)]
    return pyoxigraph.parse_query_results(reply.body, format=pyoxigraph.QueryResultsFormat.JSON)
