"""Statements as lines of N-Quads: the one writer, and the one reader of what it wrote.

Lines are canonical (RDF 1.2 N-Quads, section "Canonical form"): one space between the terms, and a line ends with a
line feed alone. A text may hold other signs that Python takes for the end of a line; these end nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jumelage_graph.errors import DataError
from jumelage_graph.statements import Statement
from jumelage_graph.words import say

_IRI = r'<[^<>"\x00-\x20]*>'
_NODE = rf"{_IRI}|_:[^\x00-\x20]+"
_TEXT = rf'"(?:[^"\\]|\\.)*+"(?:@[\w-]+|\^\^{_IRI})?'
_LINE = rf'({_NODE}) ({_IRI}) ({_NODE}|{_TEXT}|<<\(.*\)>>)(?: <([^<>"\x00-\x20]*)>)? \.'

_LINES = re.compile(rf"^{_LINE}$", re.M)


def write(statement: Statement) -> str:
    """A statement as one line of N-Quads, without the end of the line."""
    return line(statement)[:-1]


def line(statement: Statement) -> str:
    """A statement as one line of N-Quads, with its end."""
    graph, subject, predicate, value = statement
    return f"{subject} {predicate} {value} <{graph}> .\n" if graph else f"{subject} {predicate} {value} .\n"


def cut(line: str) -> Statement:
    """The statement of a line that ``line`` wrote in a named graph, quicker than ``parse``: nothing is checked."""
    subject, predicate, rest = line.split(" ", 2)
    value, _, graph = rest.rpartition(" <")
    return graph[:-4], subject, predicate, value


def parse(line: str) -> Statement:
    """The statement that ``write`` wrote. Errors: ``DataError`` if the line is none of its lines."""
    match = re.fullmatch(_LINE, line, re.DOTALL)
    if match is None:
        raise DataError(say("engines.files.line", line=repr(line[:80])))
    subject, predicate, value, graph = match.groups()
    return graph or "", subject, predicate, value


def parse_all(text: bytes) -> Iterator[Statement]:
    """The statements of a text of such lines, in their order. Errors: ``DataError`` if a line is none of its lines."""
    told = text.decode().rstrip("\n")
    cells = _LINES.findall(told)
    if len(cells) == told.count("\n") + 1:
        return ((graph, subject, predicate, value) for subject, predicate, value, graph in cells)
    return map(parse, told.split("\n")) if told else iter(())


def write_all(statements: Iterable[Statement]) -> bytes:
    """Statements as a text of such lines, in their order."""
    return "".join(map(line, statements)).encode()


def canonical(statements: Iterable[Statement]) -> bytes:
    """Statements as sorted lines, each once: the same statements are the same bytes."""
    return "".join(sorted(set(map(line, statements)))).encode()
