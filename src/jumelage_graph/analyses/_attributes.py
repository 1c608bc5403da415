"""The attributes of a foreign network that the measures read, as far as they are usable.

A network from elsewhere may call anything ``side``, ``population``, ``level`` or ``weight``. A value that cannot be one
counts as missing, and a note says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from jumelage_graph.networks.readers.found import number
from jumelage_graph.words import say

if TYPE_CHECKING:
    import networkx as nx

Attributes = dict[str, Any]


def usable(graph: nx.Graph[Any]) -> tuple[nx.Graph[Any], tuple[str, ...]]:
    """The graph with usable attributes only (itself where all are), and a note per attribute that is not."""
    places = {
        "side": (_class, "text"),
        "level": (_class, "text"),
        "population": (_inhabitants, "positive"),
        "weight": (number, "number"),
    }
    cleaned, notes = graph, []
    for name, (read, allowed) in places.items():
        if all(data[name] is not None and read(data[name]) is data[name] for data in _holders(graph, name)):
            continue
        cleaned = graph.copy() if cleaned is graph else cleaned
        if missing := [value for data in _holders(cleaned, name) if (value := _mend(data, name, read))]:
            kind, count = say(f"analyses.notes.{allowed}"), len(missing)
            notes.append(
                say("analyses.notes.missing", name=name, count=count, allowed=kind, first=missing[0])
            )
    return cleaned, tuple(notes)


def _holders(graph: nx.Graph[Any], name: str) -> Iterable[Attributes]:
    """The attributes of the links, for their weight, or of the nodes, where they have one of this name."""
    held: Any = graph.edges(data=True) if name == "weight" else graph.nodes(data=True)
    return [data for *_, data in held if name in data]


def _mend(data: Attributes, name: str, read: Callable[[Any], Any]) -> str:
    """Put the usable value in place; what was found where there is none."""
    taken = data.pop(name)
    if (value := read(taken)) is None:
        return repr(taken)
    data[name] = value
    return ""


def _class(value: Any) -> str | None:
    """Text, or what names a class as well: 0 and 1, true and false."""
    if isinstance(value, str):
        return value if value.strip() else None
    return str(value) if isinstance(value, int) else None


def _inhabitants(value: Any) -> float | None:
    count = number(value)
    return count if count and count > 0 else None
