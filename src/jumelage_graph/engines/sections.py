"""The built dataset as one file of N-Quads whose lines are grouped by predicate, so that a query reads what it can see.

The first line is a comment with the place and the checksum of each group. Any reader of N-Quads can read the whole.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from jumelage_graph.errors import DataError
from jumelage_graph.words import say

if TYPE_CHECKING:
    from jumelage_graph.statements import Statement

_MARK = b"# sections "


def grouped(nquads: bytes) -> bytes:
    """The sorted lines of the dataset grouped by predicate, after a line with begin, end and CRC-32 of each group."""
    from jumelage_graph.statements import lines  # noqa: PLC0415  (only the build groups)

    groups: dict[str, list[Statement]] = {}
    for statement in lines.parse_all(nquads):
        groups.setdefault(statement[2], []).append(statement)
    texts = {predicate[1:-1]: lines.write_all(groups[predicate]) for predicate in sorted(groups)}
    ends = list(accumulate(map(len, texts.values())))
    sums = map(zlib.crc32, texts.values())
    places = dict(zip(texts, zip([0, *ends[:-1]], ends, sums, strict=True), strict=True))
    return _MARK + json.dumps(places).encode() + b"\n" + b"".join(texts.values())


def canonical(content: bytes) -> bytes:
    """The sorted N-Quads that ``grouped`` was made from."""
    kept = content.splitlines(keepends=True)
    return b"".join(sorted(line for line in kept if not line.startswith(_MARK)))


def broken(key: str, **values: object) -> DataError:
    """The error for a built dataset that cannot be used."""
    return DataError(say(f"engines.dataset.{key}", **values, mend=say("engines.dataset.rebuild")))


class Sections:
    """A file that ``grouped`` wrote, of which each group is read once.

    Errors: ``DataError`` if the file is missing, of another form, or broken off.
    """

    def __init__(self, path: Path) -> None:
        """Read the places of the groups."""
        self.path = path
        try:
            with path.open("rb") as file:
                head = file.readline()
                self._places: dict[str, tuple[int, int, int]] = json.loads(head.removeprefix(_MARK))
                self._start, self._end = len(head), file.seek(0, 2)
        except OSError as error:
            raise broken("unreadable", file=path, reason=error.strerror) from None
        except ValueError:
            raise broken("other_form", file=path) from None
        if self._end - self._start != max((end for _, end, _ in self._places.values()), default=-1):
            raise broken("file_breaks_off", file=path)

    def take(self, predicates: Iterable[str] | None) -> bytes:
        """The lines of these predicates (of all, for ``None``) that were not taken before."""
        wanted = [
            name for name in (self._places if predicates is None else predicates) if name in self._places
        ]
        spans = sorted(self._places.pop(name) for name in wanted)
        if not spans:
            return b""
        with self.path.open("rb") as file:
            return b"".join(self._read(file, *span) for span in spans)

    def _read(self, file: BinaryIO, start: int, end: int, checksum: int) -> bytes:
        file.seek(self._start + start)
        group = file.read(end - start)
        if zlib.crc32(group) != checksum:
            raise broken("damaged", file=self.path)
        return group

    def holds(self, iri: str) -> bool:
        """Whether the IRI stands anywhere in the file."""
        return self._find(re.escape(f"<{iri}>".encode())) != []

    def beginning(self, start: str) -> set[str]:
        """The IRIs in the file that begin so."""
        return {
            found.decode() for found in self._find(b"(?<=<)" + re.escape(start.encode()) + b"[^>/]*+(?=>)")
        }

    def _find(self, pattern: bytes) -> list[bytes]:
        import mmap  # noqa: PLC0415  (only typed queries are looked through)

        with self.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            return re.findall(pattern, text)
