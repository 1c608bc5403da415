"""What people take away: one file per format, found by its name.

An export module has ``NAME``, ``SUFFIX`` (of the file), ``SUMMARY`` and ``render(edition: Published) -> bytes``.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Protocol, cast

from jumelage_graph.errors import unknown
from jumelage_graph.exports.published import Published


class Export(Protocol):
    """A format of the dataset."""

    NAME: str
    SUFFIX: str
    SUMMARY: str

    def render(self, published: Published) -> bytes:
        """The whole file: the same bytes for the same dataset."""


def names() -> list[str]:
    """The formats, in alphabetical order."""
    modules = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name for name in modules if name not in ("published",))


def find(name: str) -> Export:
    """The format of that name; ``UsageError`` with the nearest if there is none."""
    if name not in names():
        raise unknown("export format", name, names())
    return cast(Export, importlib.import_module(f"{__name__}.{name}"))
