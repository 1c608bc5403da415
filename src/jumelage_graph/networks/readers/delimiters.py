"""Which sign parts the cells of a table: decided outside quotes, over its first rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from jumelage_graph.errors import unknown
from jumelage_graph.networks.readers.found import FormatError
from jumelage_graph.words import say

NAMES = {"tab": "\t", "semicolon": ";", "comma": ",", "space": " "}
"""In the order in which they win where several part the rows equally well."""
_ROWS = 50


def delimiter(text: str, given: str, *, blanks: bool) -> str:
    """The sign: the one given (its name or itself), or the one that parts most rows into equally many cells.

    ``blanks``: whether blanks may part cells; in a file of commas they belong to names.
    """
    if given:
        if given not in NAMES and given not in NAMES.values():
            raise unknown("delimiter", given, NAMES)
        return NAMES.get(given, given)
    candidates = [sign for sign in NAMES.values() if blanks or sign != " "]
    return max(candidates, key=lambda sign: _fit(text, sign))


def _fit(text: str, sign: str) -> float:
    """The share of the first rows that have the usual number of cells; 0 where that is one, less where quotes break."""
    widths: Counter[int] = Counter()
    broken = 0
    try:
        widths.update(len(cells) for _, cells in islice(rows(text, sign), _ROWS))
    except FormatError:
        broken = 1 + _ROWS
    width, times = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return times / (widths.total() + broken) if width > 1 else 0


def rows(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Number of the line on which it ends, and the cells, of each row that is not empty.

    Errors: ``FormatError`` for quotes that do not close.
    """
    if sign == " ":  # any run of blanks
        text = "\n".join(line.replace("\t", " ").strip() for line in text.splitlines())
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True, skipinitialspace=True)
    try:
        for cells in reader:
            if any(cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise FormatError(say("networks.format.row", why=str(error)), reader.line_num) from error
