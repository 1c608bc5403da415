"""What is sound in tables with faults, so that faults of cells do not hide those between things."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from jumelage_graph.errors import Fault
from jumelage_graph.tables import rules
from jumelage_graph.tables.sheets import Cells, Sheet

Place = tuple[str, int]
"""The name of a file, and a line of it."""


def salvaged(sheets: dict[str, Sheet], faults: Iterable[Fault]) -> tuple[dict[str, Sheet], set[Place]]:
    """The sheets without what the faults name, and the places of the rows that have lost something.

    A cell that may be empty loses the value that is wrong, one that is empty beside its partner takes that one along;
    any other takes its row with it, and so does one that nothing mends. What then has lost its counterpart shows as a
    new fault: ask again until there is none. There is less each time.
    """
    wrong: dict[Place, list[Fault]] = {}
    for fault in faults:
        wrong.setdefault((fault.path, fault.line), []).append(fault)
    kept = {
        name: replace(
            each, rows=[row for row in each.rows if _mended(each, row, wrong.get((each.path, row[0]), []))]
        )
        for name, each in sheets.items()
    }
    return kept, {(path.rpartition("/")[2], line) for path, line in wrong}


def _mended(each: Sheet, row: tuple[int, Cells], faults: Collection[Fault]) -> bool:
    """Whether a row can be kept; takes wrong values out of it."""
    _, cells = row
    before = dict(cells)
    for fault in faults:
        column = each.table.columns.get(fault.column)
        if column is None or fault.column in each.table.key:
            return False
        if not cells[fault.column]:
            cells.update(dict.fromkeys(rules.partners(each.table.name, fault.column), ""))
        joint = column.separator
        parts = dict.fromkeys(cells[fault.column].split(joint)) if joint else {}
        cells[fault.column] = (joint or "").join(part for part in parts if part != fault.value)
        if column.required and not cells[fault.column]:
            return False
    return not faults or cells != before
