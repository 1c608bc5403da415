"""The Turtle files of the ontology as statements of ``graph/vocabulary``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, RdfFormat, parse

from jumelage_graph import namespaces as ns
from jumelage_graph.errors import DataError
from jumelage_graph.statements import Statement, reading

_APART = ("shapes.ttl",)
"""Turtle files of the folder that are no part of the vocabulary."""


def read(folder: Path) -> list[Statement]:
    """What the ontology, the concept schemes, the alignments and the descriptions of rules say.

    Errors: ``DataError`` with file and line where a file is not Turtle, or holds a blank node (two builds
    could then differ).
    """
    paths = [
        path
        for path in sorted((*folder.glob("*.ttl"), *folder.glob("rules/*.ttl")))
        if path.name not in _APART
    ]
    return [statement for path in paths for statement in _read(path)]


def _read(path: Path) -> Iterator[Statement]:
    try:
        for triple in parse(path=str(path), format=RdfFormat.TURTLE):
            if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
                raise DataError(f"{path}: {triple} holds a blank node; give the node an IRI.")
            yield reading.statement(triple, ns.VOCABULARY)
    except (SyntaxError, OSError) as error:
        raise DataError(f"{path}: cannot be read as Turtle: {error}") from error
