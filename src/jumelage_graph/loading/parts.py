"""A dataset in N-Quads as its graphs: their statements, counted and summed up in a digest that knows no order."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from jumelage_graph.errors import DataError
from jumelage_graph.namespaces import PREFIXES, VIRTUOSO_GEOMETRY
from jumelage_graph.words import say

_BOOLEAN = re.compile(rb'"(?:(1|true)|0|false)"(?=\^\^<%sboolean>$)' % PREFIXES["xsd"].encode())
_POINT = re.compile(rb'"[^"]*"\^\^<[^>]*#(?:wktLiteral|Geometry)>$')
_GEOMETRY = (f"^^<{VIRTUOSO_GEOMETRY}>".encode(), f"^^<{PREFIXES['geo']}wktLiteral>".encode())
_TAG = re.compile(rb'"@[A-Za-z0-9-]+$')
_LINE = re.compile(rb"(<[^>]*> <[^>]*> [<\"].*) <([^>]*)> \.\n", re.DOTALL)
_ROOM = 1 << 256


@dataclass(frozen=True)
class Part:
    """One graph: its name, the number of its statements, their digest."""

    graph: str
    statements: int
    digest: str

    @property
    def mark(self) -> str:
        """The beginning of the digest, which tells it from others."""
        return self.digest[:16]


class Sum:
    """The number of statements (N-Triples, without the full stop) and their digest, as they come.

    The digest is the sum, modulo 2²⁵⁶, of the SHA-256 of each: their order does not matter. Spellings of one value that
    servers change are one: ``1`` and ``true``, capitals in language tags; of a point only that there is one (Virtuoso
    keeps them in single precision).
    """

    def __init__(self) -> None:
        """Of nothing yet."""
        self.count = self._total = 0

    def add(self, statement: bytes) -> None:
        """Count one more."""
        self.count += 1
        self._total += int.from_bytes(hashlib.sha256(_level(statement)).digest(), "big")

    @property
    def digest(self) -> str:
        """The digest, in hexadecimal."""
        return f"{self._total % _ROOM:064x}"


def spelt(statement: bytes) -> bytes:
    """A statement that a server gave, its booleans and the datatype of its points as they were sent."""
    level = _BOOLEAN.sub(_truth, statement) if statement.endswith(b">") else statement
    return level.replace(*_GEOMETRY) if level.endswith(_GEOMETRY[0]) else level


def _truth(match: re.Match[bytes]) -> bytes:
    return b'"true"' if match[1] else b'"false"'


def _level(statement: bytes) -> bytes:
    if statement.endswith(b">"):
        if b"^^<" not in statement[-80:]:
            return statement
        level = _BOOLEAN.sub(_truth, statement)
        return _POINT.sub(b'""', level)
    return _TAG.sub(lambda match: match[0].lower(), statement)


def parts(path: Path) -> list[Part]:
    """The graphs of a file of canonical N-Quads, in the order of their names.

    Errors: ``DataError`` for a line of another form, one in no graph, or one with a blank node, which no server is
    bound to keep apart from others.
    """
    sums: defaultdict[bytes, Sum] = defaultdict(Sum)
    for graph, statement in _read(path):
        sums[graph].add(statement)
    return [Part(graph.decode(), total.count, total.digest) for graph, total in sorted(sums.items())]


def lines(path: Path, graph: str, start: int = 0) -> Iterator[bytes]:
    """The statements of one graph as lines of N-Triples, without the first ``start`` of them."""
    end = f" <{graph}> .\n".encode()
    with path.open("rb") as file:
        inside = (line.removesuffix(end) + b" .\n" for line in file if line.endswith(end))
        yield from islice(inside, start, None)


def _read(path: Path) -> Iterator[tuple[bytes, bytes]]:
    """The graph and the rest of each line."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.startswith(b"#"):
                match = _LINE.fullmatch(line)
                if not match:
                    raise DataError(say("loading.line", file=path, line=number))
                yield match[2], match[1]
