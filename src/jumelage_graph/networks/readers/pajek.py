"""Pajek: vertices by number, arcs, edges, their lists and matrices, two modes, several relations.

Source: Mrvar and Batagelj, Pajek and PajekXXL: reference manual. NetworkX's reader knows neither two modes nor names
with an apostrophe, and joins vertices of one name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jumelage_graph.networks.readers.found import FormatError, Found, Link, number
from jumelage_graph.words import say

_VERTEX = re.compile(r'^\s*(\d+)(?:\s+(?:"([^"]*)"|(\S+))(?:\s+(\S+)\s+(\S+))?)?')


def read(text: str) -> Found:
    """The vertices, named by their numbers with the name as ``label``, their places, and the links."""
    found = Found()
    sections: dict[str, Callable[[Found, str, list[str]], None]] = {
        "vertices": _vertex,
        "arcs": _ends,
        "edges": _ends,
        "arcslist": _fan,
        "edgeslist": _fan,
        "matrix": _row,
    }
    section, row = "", 0
    for line, content in enumerate(text.splitlines(), 1):
        words = content.split()
        if not words or content.lstrip().startswith("%"):
            continue
        if content.startswith("*"):
            section, row = words[0][1:].lower().partition(":")[0], 0
            if section == "vertices":
                _vertices(found, line, words)
            elif section not in sections and section != "network":
                found.notes.append(say("networks.read.section", line=line, section=words[0]))
            continue
        row += 1
        if section in sections:
            try:
                place = f"line {line}"
                sections[section](found, place, [section, content, str(row)])
            except (ValueError, IndexError) as error:
                raise FormatError(
                    say("networks.format.section", found=repr(content.strip()), section=section), line
                ) from error
    if not found.nodes:
        raise FormatError(say("networks.format.vertices"))
    return found


def _vertices(found: Found, line: int, words: list[str]) -> None:
    counts = [int(word) for word in words[1:3] if word.isdigit()]
    if not counts:
        raise FormatError(say("networks.format.vertex_count"), line)
    found.nodes |= {str(vertex): {} for vertex in range(1, counts[0] + 1)}
    for vertex, data in found.nodes.items() if len(counts) == 2 else ():
        data["side"] = "rows" if int(vertex) <= counts[1] else "columns"


def _vertex(found: Found, place: str, line: list[str]) -> None:
    match = _VERTEX.match(line[1])
    if match is None:
        raise ValueError
    label = match[2] if match[2] is not None else match[3]
    if label:
        vertex = _known(found, match[1])
        found.nodes[vertex]["label"] = label
        found.place(vertex, match[4], match[5])


def _ends(found: Found, place: str, line: list[str]) -> None:
    section, content, _ = line
    source, target, *rest = content.split()
    weight = number(rest[0]) if rest else None
    data = {} if weight is None else {"weight": weight}
    found.links.append(Link(place, _known(found, source), _known(found, target), data, section == "arcs"))


def _fan(found: Found, place: str, line: list[str]) -> None:
    source, *targets = line[1].split()
    for target in targets:
        ends = _known(found, source), _known(found, target)
        found.links.append(Link(place, *ends, {}, line[0] == "arcslist"))


def _row(found: Found, place: str, line: list[str]) -> None:
    for column, cell in enumerate(line[1].split(), 1):
        if weight := number(cell):
            ends = _known(found, line[2]), _known(found, str(column))
            found.links.append(Link(place, *ends, {"weight": weight}, True))


def _known(found: Found, vertex: str) -> str:
    vertex = str(int(vertex))
    if vertex not in found.nodes:
        raise ValueError
    return vertex
