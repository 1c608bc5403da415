"""The links of an edge list: a table of which two columns, or two groups of columns, name the ends."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from jumelage_graph.errors import UsageError, unknown
from jumelage_graph.networks.readers import delimiters, headings, sparql
from jumelage_graph.networks.readers.found import FormatError, Found, Link, number
from jumelage_graph.networks.readers.heads import Head, head
from jumelage_graph.words import say

_DICTIONARY = re.compile(r"^(\S+)\s+(\S+)\s+(\{.*\})$")


@dataclass(frozen=True, slots=True)
class Columns:
    """What was asked of a table.

    The columns of the two ends (joined by commas), conditions ``column=value``, the sign between cells.
    """

    source: str = ""
    target: str = ""
    where: tuple[str, ...] = ()
    delimiter: str = ""

    def __post_init__(self) -> None:
        """Refuse one end without the other, and a condition that is none."""
        if bool(self.source) != bool(self.target):
            raise UsageError(say("networks.columns.both"))
        for condition in self.where:
            if "=" not in condition:
                raise UsageError(say("networks.columns.condition", found=condition))

    @property
    def names(self) -> list[str]:
        """Every column that is named."""
        ends = [*self.source.split(","), *self.target.split(",")] if self.source else []
        return [name.strip() for name in ends] + [condition.partition("=")[0] for condition in self.where]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Places of the columns: the ends, their labels, the weight, Gephi's type; and the conditions."""

    source: list[int]
    target: list[int]
    labels: tuple[int | None, int | None]
    weight: int | None
    kind: int | None
    conditions: list[tuple[int, str]]
    named: tuple[str, str]


def read(text: str, columns: Columns, *, blanks: bool) -> Found:
    """The links of the rows that meet the conditions; ``blanks``: whether blanks may part the cells.

    Errors: ``FormatError`` with the line, ``UsageError`` for a column or where columns must be named.
    """
    comments, body = head(sparql.plain(text))
    sign = delimiters.delimiter(body, columns.delimiter, blanks=blanks)
    rows = delimiters.rows("\n" * comments.lines + body, sign)
    first = next(rows, None)
    if first is None:
        raise FormatError(say("networks.format.empty"))
    if sign == " " and _DICTIONARY.match(" ".join(first[1])):
        return _with_dictionaries(body, comments)
    found = Found()
    names, header = _names(first[1], columns)
    layout = _layout(names, first[1], header, columns, comments, found)
    for line, cells in rows if header else chain([first], rows):
        if len(cells) != len(names):
            raise FormatError(say("networks.format.cells", found=len(cells), wanted=len(names)), line)
        if all(cells[position] == value for position, value in layout.conditions):
            _add(found, line, cells, layout, comments)
    _set_sides(found, layout, comments)
    return found


def _with_dictionaries(body: str, comments: Head) -> Found:
    """The edge list that NetworkX writes: two ends and a dictionary of attributes."""
    found = Found()
    for line, content in enumerate(body.splitlines(), comments.lines + 1):
        match = _DICTIONARY.match(content.strip())
        try:
            data = ast.literal_eval(match[3]) if match else None
        except (ValueError, SyntaxError):
            data = None
        if match and isinstance(data, dict):
            found.links.append(Link(f"line {line}", match[1], match[2], data, comments.directed))
        elif content.strip():
            raise FormatError(say("networks.format.braces"), line)
    return found


def _names(first: Sequence[str], columns: Columns) -> tuple[list[str], bool]:
    """The names of the columns, and whether the first row gives them; otherwise they are numbers."""
    if columns.names:
        header = set(columns.names) <= set(first) or not all(name.isdigit() for name in columns.names)
    else:
        header = headings.known_ends(first) is not None
    return (list(first) if header else [str(place) for place in range(1, len(first) + 1)]), header


def _layout(
    names: list[str], first: Sequence[str], header: bool, columns: Columns, comments: Head, found: Found
) -> _Layout:
    ends = _ends(names, first, header, columns, comments, found)
    places = {name: place for place, name in enumerate(names)}
    weight = places.get(headings.weight(names)) if header else None
    if not header and not columns.source and comments.weighted and number("".join(first[2:3])) is not None:
        found.notes.append(say("networks.columns.weight"))
        weight = 2
    return _Layout(
        [_position(names, name) for name in ends.source.split(",")],
        [_position(names, name) for name in ends.target.split(",")],
        (places.get(ends.source_label), places.get(ends.target_label)),
        weight,
        places.get(headings.kind(names)) if header else None,
        [_condition(names, condition) for condition in columns.where],
        (ends.source, ends.target),
    )


def _ends(
    names: list[str], first: Sequence[str], header: bool, columns: Columns, comments: Head, found: Found
) -> headings.Ends:
    """The columns asked for, else those with known headings, else the first two if nothing else is in the way."""
    if columns.source:
        return headings.Ends(columns.source, columns.target)
    if known := headings.known_ends(names) if header else None:
        found.notes += _taken(names, known)
        return known
    if len(names) < 2:
        raise FormatError(say("networks.format.one_column"), 1)
    others = first[2:]
    if (header and others) or any(number(cell) is None for cell in others if not comments.lines):
        raise UsageError(say("networks.columns.which", row=" | ".join(first)))
    if not comments.lines and all(number(cell) is None for cell in first):
        found.notes.append(say("networks.columns.first_row", source=first[0], target=first[1]))
    return headings.Ends(names[0], names[1])


def _taken(names: list[str], ends: headings.Ends) -> Iterator[str]:
    labels = [label for label in (ends.source_label, ends.target_label) if label]
    used = {ends.source, ends.target, *labels, headings.weight(names), headings.kind(names)}
    others = [name for name in names if name not in used]
    if labels or others:
        yield say("networks.columns.taken", source=ends.source, target=ends.target)
    if labels:
        yield say("networks.columns.labels", names=labels)
    if others:
        yield say("networks.columns.unused", names=others)


def _position(names: Sequence[str], name: str) -> int:
    if name.strip() not in names:
        raise unknown("column", name.strip(), names)
    return list(names).index(name.strip())


def _condition(names: Sequence[str], condition: str) -> tuple[int, str]:
    name, _, value = condition.partition("=")
    return _position(names, name), value


def _add(found: Found, line: int, cells: Sequence[str], layout: _Layout, comments: Head) -> None:
    source, target = (_end(line, cells, positions) for positions in (layout.source, layout.target))
    if comments.two_modes:
        source, target = f"left {source}", f"right {target}"
    for node, place in zip((source, target), layout.labels, strict=True):
        if place is not None and cells[place]:
            found.nodes.setdefault(node, {}).setdefault("label", cells[place])
    weight = "" if layout.weight is None else cells[layout.weight]
    kind = "" if layout.kind is None else cells[layout.kind].lower()
    directed = {"directed": True, "undirected": False}.get(kind, comments.directed)
    found.links.append(Link(f"line {line}", source, target, {"weight": weight} if weight else {}, directed))


def _end(line: int, cells: Sequence[str], positions: Sequence[int]) -> str:
    parts = [cells[position] for position in positions]
    if not any(parts):
        raise FormatError(say("networks.format.empty_end"), line)
    return " | ".join(parts)


def _set_sides(found: Found, layout: _Layout, comments: Head) -> None:
    """The columns are the sides where no node stands in both, and no direction explains the columns."""
    if comments.two_modes:
        found.sides = "left", "right"
    elif not any(link.directed for link in found.links):
        left, right = ({getattr(link, end) for link in found.links} for end in ("source", "target"))
        if not left & right:
            found.sides = layout.named
