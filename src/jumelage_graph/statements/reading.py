"""The statements of an RDF file, in any syntax."""

from __future__ import annotations

import codecs
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Triple

from jumelage_graph.errors import DataError, UsageError
from jumelage_graph.statements import Statement
from jumelage_graph.words import say

SUFFIXES = (".nq", ".trig", ".nt", ".ttl", ".rdf", ".jsonld")

Term = NamedNode | BlankNode | Literal | Triple


def statement(triple: Triple, graph: str = "") -> Statement:
    """A triple of pyoxigraph as a statement of that graph."""
    return graph, token(triple.subject), token(triple.predicate), token(triple.object)


def token(term: Term) -> str:
    """A term of pyoxigraph as an N-Triples token; its own text of a triple lacks the brackets of RDF 1.2."""
    return f"<<( {' '.join(map(token, term))} )>>" if isinstance(term, Triple) else str(term)


def read(path: Path) -> set[Statement]:
    """All statements of the file; its suffix says the syntax.

    Errors: ``UsageError`` for an unknown suffix; ``DataError`` for a file that is missing or malformed.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(say("engines.files.suffix", file=path, suffix=path.suffix, allowed=list(SUFFIXES)))
    form = RdfFormat.from_extension(path.suffix.lower()[1:])
    try:
        return {
            statement(quad.triple, "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value)
            for quad in pyoxigraph.parse(path.read_bytes().removeprefix(codecs.BOM_UTF8), format=form)
        }
    except OSError as error:
        raise DataError(say("engines.files.unreadable", file=path, reason=error.strerror)) from None
    except (SyntaxError, ValueError) as error:
        raise DataError(say("engines.files.malformed", file=path, form=form, reason=error)) from None
