"""The lines of comment at the head of an edge list, and what KONECT and SNAP say in them.

Sources: konect.cc/about (file format), snap.stanford.edu/data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_KONECT = re.compile(r"^%\s*(sym|asym|bip)\b\s*(\w*)")
_SNAP = re.compile(r"^#\s*(undirected|directed) graph\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """``lines`` of comment; whether links are ``directed`` (``None``: not said).

    ``two_modes``: each column numbers its own nodes; ``weighted``: a third column is the weight of the link.
    """

    lines: int = 0
    directed: bool | None = None
    two_modes: bool = False
    weighted: bool = True


def head(text: str) -> tuple[Head, str]:
    """What the comments at the head say, and the text behind them."""
    lines = text.splitlines(keepends=True)
    count = next((place for place, line in enumerate(lines) if not line.startswith(("#", "%"))), len(lines))
    comments, rest = lines[:count], "".join(lines[count:])
    if comments and (konect := _KONECT.match(comments[0])):
        kind, weights = konect.groups()
        return Head(count, kind == "asym", kind == "bip", weights not in ("unweighted", "dynamic")), rest
    for line in comments:
        if snap := _SNAP.match(line):
            return Head(count, snap[1].lower() == "directed"), rest
    return Head(count), rest
