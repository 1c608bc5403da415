"""Rows of an engine's answer as plain Python values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine


def select(engine: Engine, pattern: str) -> Iterator[dict[str, Any]]:
    """One dictionary per solution of a ``SELECT``; an unbound variable has no key.

    IRIs become what follows their last slash, numbers become ``int`` or ``float``, booleans ``bool``, all
    else text.
    """
    answer = engine.answer(pattern)
    for row in answer.rows():
        yield {
            name: _value(term) for name, term in zip(answer.variables, row, strict=True) if term is not None
        }


def _value(term: Any) -> Any:
    from rdflib import Literal  # noqa: PLC0415  (slow to import)

    if not isinstance(term, Literal):
        return str(term).rsplit("/", 1)[-1]
    python = term.toPython()
    if isinstance(python, bool | int):
        return python
    return float(term) if str(term.datatype).endswith(("#decimal", "#double", "#float")) else str(term)
