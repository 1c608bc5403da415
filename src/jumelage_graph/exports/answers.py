"""The answer to one query as a workbook: what a double click opens in a spreadsheet, 金沢 and all."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from jumelage_graph.engines import Answer
from jumelage_graph.exports import _workbook
from jumelage_graph.statements.cells import Cell

_DAY = datetime.datetime(1980, 1, 1)
"""The day that every such workbook bears: the same answer is the same bytes."""

_DIGITS = 15
"""How many digits of a number a spreadsheet keeps."""


def render(answer: Answer, about: Mapping[str, str] | None = None) -> bytes:
    """One sheet with the rows of a SELECT: numbers are numbers, all else is text, so that no code loses a zero.

    ``about``, where it is given, is a second sheet: what to say beside the answer.

    Errors: ``UsageError`` where the answer has no rows to show (ASK, CONSTRUCT), or a text is too long for a cell.
    """
    rows = [[None if cell is None else _value(cell) for cell in row] for row in answer.rows()]
    sheets: dict[str, list[list[_workbook.Value]]] = {"answer": [list(answer.variables), *rows]}
    if about:
        sheets["about"] = [list(pair) for pair in about.items()]
    return _workbook.render(sheets, _DAY)


def _value(cell: Cell) -> _workbook.Value:
    return float(cell) if cell.is_number and len(cell) <= _DIGITS else str(cell)
