"""The links of an edge list: a table of which two columns, or two groups of columns, name the ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from jumelage_graph.errors import DataError, UsageError, unknown
from jumelage_graph.words import say

Link = tuple[str, str, str]
"""Where it stands in the file, and its two ends."""

_ENDS = (("source", "target"), ("from", "to"))


@dataclass(frozen=True, slots=True)
class Columns:
    """What was asked of a table: the columns of the two ends (joined by commas), and ``column=value``."""

    source: str = ""
    target: str = ""
    where: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse one end without the other, and a condition that is none."""
        if bool(self.source) != bool(self.target):
            raise UsageError("Name the columns of both ends, or of neither.")
        for condition in self.where:
            if "=" not in condition:
                raise UsageError(f'The condition "{condition}" is no column=value.')

    @property
    def names(self) -> list[str]:
        """Every column that is named."""
        ends = [*self.source.split(","), *self.target.split(",")] if self.source else []
        return ends + [condition.partition("=")[0] for condition in self.where]


def links(file: Path, text: str, delimiter: str, columns: Columns) -> Iterator[Link]:
    """The two ends of each row that meets the conditions.

    ``delimiter`` is told from the first line where it is empty. Errors: see ``read``.
    """
    rows = _rows(file, text, delimiter)
    first = next(rows, None)
    if first is None:
        raise DataError(f"{file}: the file is empty; a network needs one link at least")
    header = _has_header(first[1], columns)
    names = first[1] if header else [str(number) for number in range(1, len(first[1]) + 1)]
    source, target = (_positions(file, names, end) for end in _ends(file, names, columns))
    conditions = [_condition(file, names, condition) for condition in columns.where]
    for line, cells in rows if header else chain([first], rows):
        if len(cells) != len(names):
            raise DataError(f"{file}:{line}: {len(cells)} cells; the first row has {len(names)}")
        if all(cells[position] == value for position, value in conditions):
            yield f"line {line}", _end(file, line, cells, source), _end(file, line, cells, target)


def _rows(file: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(first, delimiter), strict=True)
    try:
        for cells in reader:
            if any(cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise DataError(f"{file}:{reader.line_num}: is no row of a table: {error}") from error


def _delimiter(first: str, given: str) -> str:
    """A comma in name only (``.csv`` with semicolons) is what spreadsheets write in much of Europe."""
    if given == "\t":
        return given
    return max(",;\t " if not given else ",;\t", key=first.count)


def _has_header(first: Sequence[str], columns: Columns) -> bool:
    if columns.names:
        return set(columns.names) <= set(first) or not all(name.isdigit() for name in columns.names)
    return any(set(ends) <= {cell.lower() for cell in first} for ends in _ENDS)


def _ends(file: Path, names: Sequence[str], columns: Columns) -> tuple[str, str]:
    if columns.source:
        return columns.source, columns.target
    own = {name.lower(): name for name in names}
    for source, target in _ENDS:
        if source in own and target in own:
            return own[source], own[target]
    if len(names) < 2:
        raise DataError(f"{file}:1: one column only; a link has two ends")
    return names[0], names[1]


def _positions(file: Path, names: Sequence[str], end: str) -> list[int]:
    return [_position(file, names, name.strip()) for name in end.split(",")]


def _position(file: Path, names: Sequence[str], name: str) -> int:
    if name not in names:
        raise unknown(say("errors.kinds.column", file=file), name, names)
    return list(names).index(name)


def _condition(file: Path, names: Sequence[str], condition: str) -> tuple[int, str]:
    name, _, value = condition.partition("=")
    return _position(file, names, name), value


def _end(file: Path, line: int, cells: Sequence[str], positions: Sequence[int]) -> str:
    parts = [cells[position] for position in positions]
    if not any(parts):
        raise DataError(
            f"{file}:{line}: an end of the link is empty; give each row two ends, or leave the row out"
        )
    return " | ".join(parts)
