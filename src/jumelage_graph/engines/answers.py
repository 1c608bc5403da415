"""Answers of an engine: rows, a yes or no, or a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, Literal

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import Said, say

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
    An answer is true if it is a yes, or has a row or a triple.
    """

    form: Form
    variables: tuple[str, ...] = ()
    formats: ClassVar[Mapping[str, object]] = TABLES
    notes: Sequence[str] = ()
    """What the reader should know of how the question was understood, in words for ``told``."""

    def __bool__(self) -> bool:
        """Whether it is a yes, or holds anything."""
        raise NotImplementedError

    def rows(self) -> Sequence[tuple[Cell | None, ...]]:
        """The rows of a SELECT, their cells in the order of ``variables``; ``None`` where unbound."""
        raise self._unfit("select")

    def records(self) -> list[dict[str, Cell]]:
        """The rows of a SELECT, each its cells by variable; a variable that is unbound is left out."""
        pairs = (zip(self.variables, row, strict=True) for row in self.rows())
        return [{name: cell for name, cell in row if cell is not None} for row in pairs]

    @property
    def boolean(self) -> bool:
        """The yes or no of an ASK."""
        raise self._unfit("ask")

    def triples(self) -> list[tuple[Cell, Cell, Cell]]:
        """The triples of a CONSTRUCT or DESCRIBE, each once, sorted."""
        raise self._unfit("graph")

    def serialise(self, form: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
        """The answer in a format that fits its form.

        A table, or a yes or no: ``csv`` (RFC 4180), ``tsv``, ``json``, ``xml`` of SPARQL 1.1 (which has no CSV or
        TSV of an ASK: it is the word true or false). A graph: ``turtle``, ``ntriples``, ``jsonld``, ``rdfxml``;
        sorted, so that the same graph is the same bytes.
        """
        if form not in self.formats:
            has = _named(self.form)
            raise UsageError(say("engines.answers.format", form=has, found=form, allowed=list(self.formats)))
        return self._written(form, prefixes)

    def _written(self, form: str, prefixes: Mapping[str, str]) -> bytes:
        raise NotImplementedError

    def _unfit(self, needed: Form) -> UsageError:
        return UsageError(say("engines.answers.unfit", form=_named(self.form), needed=_named(needed)))


def _named(form: Form) -> Said:
    return say(f"engines.answers.{form}")


class _Solutions(Answer):
    form = "select"

    def __init__(self, solutions: QuerySolutions, again: Callable[[], Results]) -> None:
        self.variables = tuple(variable.value for variable in solutions.variables)
        self._unread: QuerySolutions | None = solutions
        self._again = again

    def __bool__(self) -> bool:
        return bool(self.rows())

    def rows(self) -> Sequence[tuple[Cell | None, ...]]:
        return self._rows

    @cached_property
    def _rows(self) -> list[tuple[Cell | None, ...]]:
        return [
            tuple([None if term is None else _READERS[type(term)](term) for term in solution])
            for solution in self._solutions()
        ]

    def _written(self, form: str, prefixes: Mapping[str, str]) -> bytes:
        if form == "csv":
            return _csv(self.variables, self.rows())
        return self._solutions().serialize(format=TABLES[form]) or b""

    def _solutions(self) -> QuerySolutions:
        solutions, self._unread = self._unread or self._again(), None
        assert isinstance(solutions, QuerySolutions)
        return solutions


class _YesNo(Answer):
    form = "ask"

    def __init__(self, result: QueryBoolean) -> None:
        self._result = result

    def __bool__(self) -> bool:
        return self.boolean

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

    def __bool__(self) -> bool:
        return bool(self._sorted)

    def triples(self) -> list[tuple[Cell, Cell, Cell]]:
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


def _term(term: Term) -> Cell:
    return _READERS[type(term)](term)


def _node(term: pyoxigraph.NamedNode) -> Cell:
    return Cell(term.value, "iri")


def _literal(term: pyoxigraph.Literal) -> Cell:
    if language := term.language:
        return Cell(term.value, "literal", language)
    return Cell(term.value, "literal", "", term.datatype.value)


def _triple(term: Triple) -> Cell:
    from jumelage_graph.statements.reading import token  # noqa: PLC0415  (hardly any answer has one)

    return Cell(token(term), "triple")


_READERS: dict[type, Callable[[Any], Cell]] = {
    pyoxigraph.NamedNode: _node,
    pyoxigraph.Literal: _literal,
    pyoxigraph.BlankNode: lambda term: Cell(term.value, "blank"),
    Triple: _triple,
}


def _csv(variables: Sequence[str], rows: Iterable[Sequence[Cell | None]]) -> bytes:
    """Rows as RFC 4180 has them: oxigraph writes an IRI with a comma without the quotes that it needs."""
    import csv  # noqa: PLC0415  (a table in a terminal has no need of it)
    import io  # noqa: PLC0415

    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(variables)
    writer.writerows([cell.token if cell and cell.kind == "blank" else cell for cell in row] for row in rows)
    return written.getvalue().encode()
