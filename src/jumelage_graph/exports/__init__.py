"""What people take away: one file per format, found by its name.

An export module has ``NAME``, ``SUFFIX`` (of the file), ``MEDIA`` (IANA media type; of a ZIP file, that of its
members), ``CONFORMS`` (IRIs of the standards that it follows) and ``render(release) -> bytes``; one that needs an
optional library names it in ``NEEDS``, and the extra of the package has the format's name. What it is stands under this
name in ``words/publication.toml``.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from typing import Protocol, cast

from jumelage_graph.errors import unknown
from jumelage_graph.exports.release import Release
from jumelage_graph.words import Said, say

_NO_FORMATS = ("answers", "frames", "release")


class Export(Protocol):
    """A format of the dataset."""

    NAME: str
    SUFFIX: str
    MEDIA: str
    CONFORMS: tuple[str, ...]

    def render(self, release: Release) -> bytes:
        """The whole file: the same bytes for the same dataset."""


def names() -> list[str]:
    """The formats, in alphabetical order."""
    modules = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(
        name.replace("_", "-") for name in modules if not name.startswith("_") and name not in _NO_FORMATS
    )


def find(name: str) -> Export:
    """The format of that name; ``UsageError`` with the nearest if there is none."""
    if name not in names():
        raise unknown("export_format", name, names())
    return cast(Export, importlib.import_module(f"{__name__}.{name.replace('-', '_')}"))


def summary(name: str) -> Said:
    """What the format of that name is."""
    return say(f"publication.formats.{name}")


def suffixes() -> dict[str, tuple[str, ...]]:
    """The suffixes that the file of each format may have: its own, and that of the syntax in which it is written."""
    return {name: _suffixes(find(name)) for name in names()}


def _suffixes(export: Export) -> tuple[str, ...]:
    own = f".{export.SUFFIX.rpartition('.')[2]}"
    others = [f".{syntax}" for syntax in ("json", "xml") if export.MEDIA.endswith(syntax)]
    text = [".txt"] if export.MEDIA.startswith("text/") and own != ".zip" else []
    return tuple(dict.fromkeys([own, *others, *text]))


def lacks(export: Export) -> str:
    """The optional extra that must be installed for a format; ``""`` where nothing is missing."""
    needed = getattr(export, "NEEDS", None)
    return "" if needed is None or importlib.util.find_spec(needed) else export.NAME
