"""The whole dataset to take away: one file for each format, and the pages to read beside it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from jumelage_graph import codebook, exports, reference, resources

if TYPE_CHECKING:
    from jumelage_graph.exports.published import Published

FOLDER = "copies"
"""Where they lie in the site."""

PAGES = ("codebook", "ontology", "python")
"""The pages to read, which lie in the folder ``reference``."""


_LARGE = 8_000_000
"""Above so many bytes a text is packed."""


class Copy(NamedTuple):
    """One file: its name, what it is (for ``told``), its media type, its content."""

    name: str
    what: str
    media: str
    content: bytes

    @property
    def path(self) -> str:
        """Where it lies in the site."""
        return f"{FOLDER}/{self.name}"


def copies(published: Published) -> list[Copy]:
    """The dataset in each format whose libraries are installed."""
    return list(_copies(published))


def _copies(published: Published) -> Iterator[Copy]:
    for export in map(exports.find, exports.names()):
        if exports.lacks(export):
            continue
        name, content = f"jumelage{export.SUFFIX}", export.render(published)
        if len(content) > _LARGE:
            name, content = f"{name}.gz", gzip.compress(content, 6, mtime=0)
        yield Copy(name, exports.summary(export.NAME), export.MEDIA, content)


def pages(published: Published) -> Iterator[tuple[str, bytes]]:
    """The pages to read, each complete in itself, with their places in the site."""
    codes = codebook.page(resources.data(), published.about, published.engine)
    yield "reference/codebook.html", codes.encode()
    yield "reference/ontology.html", reference.page(resources.ontology()).encode()
    yield "reference/python.html", reference.interface(__name__.partition(".")[0]).encode()
