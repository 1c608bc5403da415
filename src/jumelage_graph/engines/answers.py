"""Answers of an engine: rows, a yes or no, or a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib.term import Node

Form = Literal["select", "ask", "graph"]
Results = QuerySolutions | QueryBoolean | Iterable[Triple]
Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | Triple

TABLES = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_NAMES = {"select": "a table (SELECT)", "ask": "a yes or no (ASK)", "graph": "a graph (CONSTRUCT, DESCRIBE)"}


def form_of(results: Results) -> Form:
    """Whether results are solutions, a yes or no, or triples."""
    if isinstance(results, QuerySolutions):
        return "select"
    return "ask" if isinstance(results, QueryBoolean) else "graph"


def answer(results: Results, again: Callable[[], Results]) -> Answer:
    """The answer that ``results`` are; ``again`` gives fresh ones, for solutions can be read only once."""
    if isinstance(results, QuerySolutions):
        return _Solutions(results, again)
    return _YesNo(results) if isinstance(results, QueryBoolean) else _Graph(results)


class Answer:
    """The answer to one query; it can be read any number of times.

    ``form`` is ``select``, ``ask`` or ``graph``. ``variables`` are the names of the columns, without question
    mark; there are none unless the form is ``select``. Asking for what the form has not is a ``UsageError``.
    """

    form: Form
    variables: tuple[str, ...] = ()
    formats: ClassVar[Mapping[str, object]] = TABLES

    def rows(self) -> list[tuple[Node | None, ...]]:
        """The rows of a SELECT as rdflib terms, in the order of ``variables``; ``None`` where unbound."""
        raise self._unfit("select")

    @property
    def boolean(self) -> bool:
        """The yes or no of an ASK."""
        raise self._unfit("ask")

    def triples(self) -> list[tuple[Node, Node, Node]]:
        """The triples of a CONSTRUCT or DESCRIBE as rdflib terms, each once, sorted."""
        raise self._unfit("graph")

    def serialise(self, form: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
        """The answer in a format that fits its form.

        A table, or a yes or no: ``csv``, ``tsv``, ``json``, ``xml`` of SPARQL 1.1 (which has no CSV or TSV of
        an ASK: it is the word true or false). A graph: ``turtle``, ``ntriples``, ``jsonld``, ``rdfxml``;
        sorted, so that the same graph is the same bytes.
        """
        if form not in self.formats:
            allowed = ", ".join(self.formats)
            raise UsageError(
                f'The answer is {_NAMES[self.form]}; found the format "{form}", allowed: {allowed}.'
            )
        return self._written(form, prefixes)

    def _written(self, form: str, prefixes: Mapping[str, str]) -> bytes:
        raise NotImplementedError

    def _unfit(self, needed: Form) -> UsageError:
        return UsageError(
            f"The answer is {_NAMES[self.form]}, where {_NAMES[needed]} is needed; change the query."
        )


class _Solutions(Answer):
    form = "select"

    def __init__(self, solutions: QuerySolutions, again: Callable[[], Results]) -> None:
        self.variables = tuple(variable.value for variable in solutions.variables)
        self._unread: QuerySolutions | None = solutions
        self._again = again

    def rows(self) -> list[tuple[Node | None, ...]]:
        return [tuple(map(_to_rdflib, solution)) for solution in self._solutions()]

    def _written(self, form: str, prefixes: Mapping[str, str]) -> bytes:
        return self._solutions().serialize(format=TABLES[form]) or b""

    def _solutions(self) -> QuerySolutions:
        solutions, self._unread = self._unread or self._again(), None
        assert isinstance(solutions, QuerySolutions)
        return solutions


class _YesNo(Answer):
    form = "ask"

    def __init__(self, result: QueryBoolean) -> None:
        self._result = result

    @property
    def boolean(self) -> bool:
        return bool(self._result)

    def _written(self, form: str, prefixes: Mapping[str, str]) -> bytes:
        end = b"\n" if form in ("csv", "tsv") else b""
        return (self._result.serialize(format=TABLES[form]) or b"") + end


class _Graph(Answer):
    form = "graph"
    formats = GRAPHS

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples = triples

    @cached_property
    def _sorted(self) -> list[Triple]:
        return sorted(_with_stable_names(set(self._triples)), key=str)

    def triples(self) -> list[tuple[Node, Node, Node]]:
        return [(_term(s), _term(p), _term(o)) for s, p, o in self._sorted]

    def _written(self, form: str, prefixes: Mapping[str, str]) -> bytes:
        text = pyoxigraph.serialize(self._sorted, format=RdfFormat.N_TRIPLES) or b""
        used = {name: iri for name, iri in prefixes.items() if f"<{iri}".encode() in text}
        return pyoxigraph.serialize(self._sorted, format=GRAPHS[form], prefixes=used) or b""


def _with_stable_names(triples: set[Triple]) -> Iterable[Triple]:
    """The triples; blank nodes, if there are any, get their canonical names (RDFC-1.0)."""
    if not any(isinstance(term, pyoxigraph.BlankNode) for triple in triples for term in triple):
        return triples
    dataset = pyoxigraph.Dataset(pyoxigraph.Quad(*triple) for triple in triples)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return [quad.triple for quad in dataset]


def _to_rdflib(term: Term | None) -> Node | None:
    return None if term is None else _term(term)


def _term(term: Term) -> Node:
    from rdflib import BNode, Literal, URIRef  # noqa: PLC0415

    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        datatype = None if term.language or term.datatype == _STRING else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise UsageError(
        f"The answer holds {term}, a triple as a term; allowed are terms of RDF 1.1. Ask for its parts."
    )


_STRING = pyoxigraph.NamedNode(PREFIXES["xsd"] + "string")
