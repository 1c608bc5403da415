"""The explorer: pages in three languages, each made from what the dataset says, a thing and a language alone.

``jumelage site`` writes them as files for any host, ``jumelage serve`` sends them; both show the same.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jumelage_graph.site.explorer import Explorer
    from jumelage_graph.site.writing import write

__all__ = ["Explorer", "write"]

_HOMES = {"Explorer": "explorer", "write": "writing"}


def __getattr__(name: str) -> Any:
    """Import what makes pages on first use: the server sends what was written, and needs the addresses alone."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
