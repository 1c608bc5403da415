"""How much one query may take, and what is refused before it is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from jumelage_graph.engines.asked import read
from jumelage_graph.errors import LimitError
from jumelage_graph.words import say

_STEP = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take; 0 is no limit.

    ``seconds`` of wall time and of CPU time; ``memory`` in bytes above what the data take; ``rows`` (triples of a
    graph) and ``size`` in bytes of the answer; ``length`` of the query in characters, ``depth`` of its brackets.
    """

    seconds: float = 0
    memory: int = 4 << 30
    rows: int = 0
    size: int = 0
    length: int = 1_000_000
    depth: int = 100


LOCAL = Limits()
"""For a query on one's own machine: it is ended by the one who typed it."""

PUBLIC = Limits(seconds=5, memory=512 << 20, rows=10_000, size=16 << 20, length=100_000, depth=60)
"""For the queries of strangers."""


def refuse(query: str, limits: Limits) -> None:
    """Nothing, for a query that may be parsed. Errors: ``LimitError`` for one that is too long or too deep."""
    if 0 < limits.length < len(query):
        raise LimitError(say("engines.length", found=len(query), allowed=limits.length))
    steps = (_STEP.get(token.text, 0) for token in read(query).tokens if token.kind == "sign")
    deepest = max(accumulate(steps), default=0)
    if 0 < limits.depth < deepest:
        raise LimitError(say("engines.depth", found=deepest, allowed=limits.depth))
