"""Engines: what answers a SPARQL query. The embedded one and the remote one keep the same contract.

The default graph is the union of the four named graphs, and ``GRAPH`` narrows; the known prefixes need no
declaration; updates and ``SERVICE`` are refused; malformed SPARQL is a ``UsageError`` that shows the place.
"""

from typing import Protocol

from jumelage_graph.engines.answers import Answer

__all__ = ["Answer", "Engine"]


class Engine(Protocol):
    """What answers SPARQL queries; it only reads."""

    def answer(self, sparql: str) -> Answer:
        """The answer to a query in SPARQL 1.1.

        Errors: ``UsageError`` for malformed SPARQL (with line and column), an update, or ``SERVICE``;
        ``EndpointError`` where a server is asked and fails.
        """
        ...
