"""The Turtle files of the ontology as statements of ``graph/vocabulary``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, RdfFormat, parse

from jumelage_graph import namespaces as ns
from jumelage_graph.errors import DataError
from jumelage_graph.statements import Statement, reading
from jumelage_graph.words import say

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
                raise DataError(say("errors.ontology.blank_node", file=path, triple=triple))
            yield reading.statement(triple, ns.VOCABULARY)
    except (SyntaxError, OSError) as error:
        raise DataError(say("errors.ontology.no_turtle", file=path, reason=error)) from error
