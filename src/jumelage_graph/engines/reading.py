"""The statements of an RDF file, in any syntax."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

from jumelage_graph.errors import DataError, UsageError

SUFFIXES = (".nq", ".trig", ".nt", ".ttl", ".rdf", ".jsonld")

Statement = tuple[str, str, str, str]
"""Graph (bare IRI; empty where the syntax names none), subject, predicate, object as N-Triples tokens."""


def read(path: Path) -> set[Statement]:
    """All statements of the file; its suffix says the syntax.

    Errors: ``UsageError`` for an unknown suffix; ``DataError`` for a file that is missing or malformed.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f'{path}: found the suffix "{path.suffix}"; allowed: {", ".join(SUFFIXES)}.')
    form = RdfFormat.from_extension(path.suffix.lower()[1:])
    try:
        return {
            (
                "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value,
                str(quad.subject),
                str(quad.predicate),
                str(quad.object),
            )
            for quad in pyoxigraph.parse(path.read_bytes(), format=form)
        }
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}).") from None
    except (SyntaxError, ValueError) as error:
        raise DataError(f"{path}: is not {form}: {error}") from None
