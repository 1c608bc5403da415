"""The patterns of a query: which predicates it reads, and which variables may stay unbound.

A reader of the grammar of SPARQL 1.1 (section 19.8). It takes no text that it is not sure of: what SPARQL 1.2 adds,
what an engine tolerates and what is malformed end in ``Unsure``.
"""

from __future__ import annotations

from collections.abc import Sequence

from jumelage_graph.engines.grammar.cursor import Aggregate, Found, Unsure
from jumelage_graph.engines.grammar.patterns import Reader
from jumelage_graph.engines.tokens import Token

__all__ = ["Aggregate", "Found", "Unsure", "read"]


def read(parts: Sequence[Token]) -> Found:
    """What the query of these tokens holds. Errors: ``Unsure``."""
    reader = Reader(parts)
    reader.query()
    return reader.found
