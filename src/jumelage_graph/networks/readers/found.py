"""What a reader finds in a file, before it is made a graph."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """One link: where it stands in the file, its two ends, its attributes, whether it has a direction.

    ``directed`` is ``None`` where the file does not say.
    """

    place: str
    source: str
    target: str
    data: dict[str, Any] = field(default_factory=dict)
    directed: bool | None = None


@dataclass(slots=True)
class Found:
    """Nodes with their attributes, links in the order of the file, and what a reader of the figures must know.

    ``sides``: the names of the two sides where the columns of the ends are the sides. ``places``: where the file
    draws a node, in its own units; y grows downwards, however the program counts it.
    """

    links: list[Link] = field(default_factory=list)
    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    sides: tuple[str, str] | None = None
    places: dict[str, tuple[float, float]] = field(default_factory=dict)

    def place(self, node: str, x: Any, y: Any, *, up: bool = False) -> None:
        """Keep where a node is drawn, if both are finite numbers; ``up``: y grows upwards in this file."""
        across, down = number(x), number(y)
        if across is not None and down is not None:
            self.places[node] = (across, -down if up else down)


class FormatError(ValueError):
    """The text is not what its format says, with the ``line`` where one is known (0: none)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def typed(text: str, kind: str) -> Any:
    """A value as GEXF and GraphML declare it; the text itself where it is no such value or the kind is not known.

    >>> typed("3", "integer"), typed("true", "boolean"), typed("2020-01-01", "date"), typed("many", "long")
    (3, True, '2020-01-01', 'many')
    """
    try:
        if kind in ("integer", "int", "long", "short", "byte"):
            return int(text)
        if kind in ("float", "double", "bigdecimal"):
            return float(text)
    except ValueError:
        return text
    if kind == "boolean" and text.strip().lower() in ("true", "false", "1", "0"):
        return text.strip().lower() in ("true", "1")
    return text


def number(value: Any) -> float | int | None:
    """The finite number that a value is or spells; ``None`` where it is none.

    >>> number("2.5"), number(3), number("NaN"), number(True), number("two")
    (2.5, 3, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        value_read = float(value)
    except ValueError:
        return None
    if not math.isfinite(value_read):
        return None
    if not isinstance(value, str):
        return value
    return int(value_read) if value_read.is_integer() else value_read
