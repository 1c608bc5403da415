"""Columns of text: as wide as what they hold, and no wider together than there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import click

from jumelage_graph.widths import folded, harmless, width

GAP = "  "
_LEAST = 4


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], room: int, right: set[int]
) -> Iterator[str]:
    """The lines of a table: bold headings, a rule, the rows; the columns of ``right`` are set to the right."""
    cells = [[_plain(cell) for cell in row] for row in (headings, *rows)]
    widths = fitted([max(map(width, column)) for column in zip(*cells, strict=True)], room)
    head, *body = (_lines(row, widths, right) for row in cells)
    yield from (click.style(line, bold=True) for line in head)
    yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
    for lines in body:
        yield from lines


def pairs(rows: Sequence[tuple[str, str]], room: int) -> Iterator[str]:
    """The lines of bold headings, set to the right, each with its value beside it."""
    heads = max((width(head) for head, _ in rows), default=0)
    for head, value in rows:
        for number, line in enumerate(folded(_plain(value), max(_LEAST, room - heads - len(GAP)))):
            shown = head if number == 0 else ""
            yield click.style(" " * (heads - width(shown)) + shown, bold=True) + GAP + line


def fitted(natural: Sequence[int], room: int) -> list[int]:
    """The widths of columns that would like ``natural``: the widest give way, alike, until all fit or are narrow.

    >>> fitted([4, 40, 30], 40)
    [4, 16, 16]
    """
    widths, free = list(natural), room - len(GAP) * (len(natural) - 1)
    while sum(widths) > free and max(widths) > _LEAST:
        widest = max(widths)
        alike = [index for index, taken in enumerate(widths) if taken == widest]
        next_one = max((taken for taken in widths if taken < widest), default=0)
        share = -((free - sum(widths)) // len(alike))
        for index in alike:
            widths[index] = max(widest - share, next_one, _LEAST)
    return widths


def _lines(row: Sequence[str], widths: Sequence[int], right: set[int]) -> list[str]:
    parts = [list(folded(cell, wide)) for cell, wide in zip(row, widths, strict=True)]
    return [
        GAP.join(_set(line[index], wide, index in right) for index, wide in enumerate(widths)).rstrip()
        for line in zip_longest(*parts, fillvalue="")
    ]


def _set(text: str, wide: int, right: bool) -> str:
    space = " " * (wide - width(text))
    return space + text if right else text + space


def _plain(text: str) -> str:
    """A text on one line; a sign that would steer the terminal is a space."""
    return harmless(text).replace("\n", " ").replace("\t", " ")
