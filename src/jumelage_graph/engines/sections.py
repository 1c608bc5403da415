"""The built dataset as one file of N-Quads whose lines are grouped by predicate, so that a query reads what it can see.

The first line is a comment with the place and the checksum of each group. Any reader of N-Quads can read the whole.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from itertools import accumulate, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from jumelage_graph.errors import DataError
from jumelage_graph.words import say

if TYPE_CHECKING:
    from jumelage_graph.engines.asked import Reads
    from jumelage_graph.statements.gathering import Text

_MARK = b"# sections "
_BLOCK = 200_000
_PIECE = 1 << 20
_SEARCHES = 4
_FEW = 5  # terms that are found faster one after the other than line by line


class Grouped:
    """The sorted lines of a dataset grouped by predicate, after a line with begin, end and CRC-32 of each group.

    They come piece by piece, each time anew, put in their places in a file: there may be more than memory holds.
    """

    def __init__(self, text: Text) -> None:
        """The lines of this text."""
        self._text = text

    def __iter__(self) -> Iterator[bytes]:
        """The pieces."""
        import tempfile  # noqa: PLC0415  (only the build groups)

        sizes, sums = Counter[bytes](), dict[bytes, int]()
        for line in self._text.lines():
            predicate = _predicate(line)
            sizes[predicate] += len(line)
            sums[predicate] = zlib.crc32(line, sums.get(predicate, 0))
        names = sorted(sizes)
        ends = list(accumulate(sizes[name] for name in names))
        begins = [0, *ends[:-1]]
        places = {
            name[1:-1].decode(): (begin, end, sums[name])
            for name, begin, end in zip(names, begins, ends, strict=True)
        }
        yield _MARK + json.dumps(places).encode() + b"\n"
        with tempfile.TemporaryFile() as file:
            _place(self._text.lines(), dict(zip(names, begins, strict=True)), file)
            file.seek(0)
            while piece := file.read(_PIECE):
                yield piece


def _predicate(line: bytes) -> bytes:
    return line.split(b" ", 2)[1]


def _place(lines: Iterator[bytes], places: dict[bytes, int], file: IO[bytes]) -> None:
    """Write lines into a file, those of each predicate from its place on."""
    while block := list(islice(lines, _BLOCK)):
        parts = defaultdict[bytes, list[bytes]](list)
        for line in block:
            parts[_predicate(line)].append(line)
        for predicate, found in parts.items():
            file.seek(places[predicate])
            places[predicate] += file.write(b"".join(found))


def canonical(content: bytes) -> bytes:
    """The sorted N-Quads that ``Grouped`` was made from."""
    kept = content.splitlines(keepends=True)
    return b"".join(sorted(line for line in kept if not line.startswith(_MARK)))


def broken(key: str, **values: object) -> DataError:
    """The error for a built dataset that cannot be used."""
    return DataError(say(f"engines.dataset.{key}", **values, mend=say("engines.dataset.rebuild")))


def among(group: bytes, terms: Collection[bytes]) -> bytes:
    """The lines of which subject or object is one of the terms; maybe others that have such a term in them."""
    if len(terms) > _FEW:
        triples = (line.split(b" ", 2) for line in group.splitlines(keepends=True))
        kept = (t for t in triples if t[0] in terms or t[2].rpartition(b" <")[0] in terms)
        return b"".join(b" ".join(triple) for triple in kept)
    return b"".join({line: None for term in terms for line in _holding(group, term)})


def _holding(group: bytes, term: bytes) -> Iterator[bytes]:
    end, at = 0, group.find(term)
    while at >= 0:
        start, end = group.rfind(b"\n", end, at) + 1 or end, group.find(b"\n", at) + 1
        yield group[start:end]
        at = group.find(term, end)


class Sections:
    """A file that ``Grouped`` wrote, of which each group is read once.

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
        self._searched: Counter[str] = Counter()

    def take(self, reads: Reads | None) -> bytes:
        """The lines that count (all of them, for ``None``) and were not taken before.

        A group is searched for the lines of some terms a few times; after that it is taken whole.
        """
        if reads is None:
            reads = dict.fromkeys(self._places)
        wanted = sorted((self._places[name], name) for name in reads if name in self._places)
        if not wanted:
            return b""
        with self.path.open("rb") as file:
            return b"".join(self._lines(file, name, reads[name]) for _, name in wanted)

    def _lines(self, file: BinaryIO, name: str, terms: Collection[str] | None) -> bytes:
        if terms is None or self._searched[name] == _SEARCHES:
            return self._read(file, *self._places.pop(name))
        self._searched[name] += 1
        return among(self._read(file, *self._places[name]), {term.encode() for term in terms})

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
        return {iri.decode() for iri in self._find(b"(?<=<)" + re.escape(start.encode()) + b"[^>/]*+(?=>)")}

    def _find(self, pattern: bytes) -> list[bytes]:
        import mmap  # noqa: PLC0415  (only typed queries are looked through)

        with self.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            return re.findall(pattern, text)
