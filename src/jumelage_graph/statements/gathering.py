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

    def text(self) -> bytes:
        """All lines as one text, which ends the gathering: the same statements are the same bytes."""
        with tempfile.TemporaryFile() as whole:
            _write(self.ordered(), whole)
            self._held, self._runs = [], []
            whole.seek(0)
            return whole.read()

    def _sort(self) -> None:
        self._held.sort()  # quick where they were sorted before
        self._held = list(dict.fromkeys(self._held))

    def _put_aside(self) -> None:
        self._sort()
        run = tempfile.TemporaryFile()  # noqa: SIM115  (open until it is read)
        _write(self._held, run)
        self._held = []
        self._runs.append(run)


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
