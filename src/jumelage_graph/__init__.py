"""The knowledge graph of French–Japanese local partnerships.

``load``, ``query``, ``network``, ``analyse`` and ``draw`` are the public face; see ``jumelage_graph.api``.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "analyse", "draw", "load", "network", "query"]

if TYPE_CHECKING:
    from jumelage_graph.api import analyse, draw, load, network, query


def __getattr__(name: str) -> Any:
    """Import the public functions on first use, so that ``jumelage --help`` stays instant."""
    if name in __all__:
        from jumelage_graph import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
