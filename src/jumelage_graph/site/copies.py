"""What goes with the dataset of this computer: a file for each format, the pages to read, the pictures."""

from __future__ import annotations

import gzip
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jumelage_graph import codebook, exports, reference, resources, views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jumelage_graph.exports import Export
    from jumelage_graph.exports.release import Release
    from jumelage_graph.record import Record

FOLDER = "copies"
"""Where the formats lie in the site."""

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


class Copies:
    """Each is made when it is asked for, or read from the ``folder`` in which all of them were published already."""

    def __init__(self, release: Release, folder: Path | None = None) -> None:
        """The copies of this dataset."""
        self.release, self._folder = release, folder

    def formats(self) -> Iterator[tuple[Export, bytes]]:
        """The dataset in each format whose libraries are installed."""
        for name in exports.names():
            export = exports.find(name)
            if not exports.lacks(export):
                yield export, self._made(f"jumelage{export.SUFFIX}", partial(export.render, self.release))

    def files(self) -> Iterator[Copy]:
        """The same to take away from the site."""
        for export, content in self.formats():
            packed = len(content) > _LARGE
            yield Copy(
                f"jumelage{export.SUFFIX}{'.gz' if packed else ''}",
                exports.summary(export.NAME),
                export.MEDIA,
                gzip.compress(content, 6, mtime=0) if packed else content,
            )

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """The pages to read, each complete in itself, by the names of their files."""
        release = self.release
        made = {
            "codebook.html": lambda: codebook.page(resources.data(), release.about, release.engine),
            "ontology.html": lambda: reference.page(resources.ontology()),
            "python.html": lambda: reference.interface(__name__.partition(".")[0]),
        }
        for name, make in made.items():
            yield name, self._made(name, make)

    def picture(self, view: str) -> bytes:
        """The page of a picture."""
        return self._made(f"{view}.html", partial(drawn, view, self.release.record))

    def _made(self, name: str, make: Callable[[], str | bytes]) -> bytes:
        if self._folder:
            return (self._folder / name).read_bytes()
        made = make()
        return made.encode() if isinstance(made, str) else made


def drawn(view: str, record: Record) -> str:
    """The page of a picture of a record, with links to the others."""
    return str(views.find(view).draw(record, linked=views.names()))
