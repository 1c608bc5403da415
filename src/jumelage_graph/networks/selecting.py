"""Rows of an engine's answer as plain Python values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jumelage_graph.statements.cells import Cell

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine


def select(engine: Engine, pattern: str) -> Iterator[dict[str, Any]]:
    """One dictionary per solution of a ``SELECT``; an unbound variable has no key.

    IRIs become what follows their last slash, numbers become ``int`` or ``float``, booleans ``bool``, all
    else text.
    """
    for row in engine.answer(pattern).records():
        yield {name: _value(cell) for name, cell in row.items()}


def _value(cell: Cell) -> Any:
    if cell.kind != "literal":
        return cell.rsplit("/", 1)[-1]
    value = cell.value
    return (
        float(value) if isinstance(value, Decimal) else value if isinstance(value, int | float) else str(cell)
    )
