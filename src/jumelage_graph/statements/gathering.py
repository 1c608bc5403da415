"""Statements gathered in any order and given back sorted, each once, in little memory however many they are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import IO

from jumelage_graph.statements import Statement, lines

LIMIT = 500_000
"""How many lines are held in memory (some 150 MB); what is more waits, sorted, in temporary files."""

_BLOCK = 50_000
_PIECE = 1 << 20


class Gathered:
    """A growing set of statements, as lines of N-Quads."""

    def __init__(self, limit: int = LIMIT) -> None:
        """Nothing gathered; at most ``limit`` lines in memory."""
        self._limit = limit
        self._held: list[str] = []
        self._runs: list[IO[bytes]] = []

    def add(self, statements: Iterable[Statement]) -> None:
        """Gather more; one that is there already counts once."""
        told = map(lines.line, statements)
        while block := list(islice(told, _BLOCK)):
            self._held += block
            if len(self._held) >= self._limit:
                self._put_aside()

    def ordered(self) -> Iterator[str]:
        """All lines, sorted, each once, with their ends. Nothing may be added before the last is taken."""
        self._sort()
        if not self._runs:
            return iter(self._held)
        return _each_once(merge(*map(_read, self._runs), self._held))

    def text(self) -> Text:
        """All lines as one text, which ends the gathering: the same statements are the same bytes."""
        whole = tempfile.TemporaryFile()  # noqa: SIM115  (open as long as the text)
        _write(self.ordered(), whole)
        self._held, self._runs = [], []
        return Text(whole)

    def _sort(self) -> None:
        self._held.sort()  # quick where they were sorted before
        self._held = list(dict.fromkeys(self._held))

    def _put_aside(self) -> None:
        self._sort()
        run = tempfile.TemporaryFile()  # noqa: SIM115  (open until it is read)
        _write(self._held, run)
        self._held = []
        self._runs.append(run)


class Text:
    """Lines in a file without a name, which goes with the last who holds them: of any size, they take no memory."""

    def __init__(self, file: IO[bytes]) -> None:
        """The lines of a file, which is this text's own from now on."""
        self._file = file

    def __bytes__(self) -> bytes:
        """All of it."""
        return b"".join(self.blocks())

    def blocks(self) -> Iterator[bytes]:
        """All of it, a piece at a time."""
        at = 0
        self._file.seek(at)
        while block := self._file.read(_PIECE):
            yield block
            at += len(block)
            self._file.seek(at)  # somebody else may read it too

    def lines(self) -> Iterator[bytes]:
        """Its lines with their ends, which are line feeds alone."""
        rest = b""
        for block in self.blocks():
            *whole, rest = (rest + block).split(b"\n")
            yield from (line + b"\n" for line in whole)


def _write(told: Iterable[str], file: IO[bytes]) -> None:
    told = iter(told)
    while block := "".join(islice(told, _BLOCK)):
        file.write(block.encode())


def _read(file: IO[bytes]) -> Iterator[str]:
    file.seek(0)
    return (line.decode() for line in file)


def _each_once(told: Iterable[str]) -> Iterator[str]:
    before = ""
    for line in told:
        if line != before:
            yield line
            before = line
