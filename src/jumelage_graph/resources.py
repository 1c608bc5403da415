"""Finds the folders ``data``, ``ontology`` and ``queries``: in the clone one stands in, a checkout, or a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jumelage_graph.errors import DataError
from jumelage_graph.words import say

_MARKS = ("data/csv-metadata.json", "ontology/shapes.ttl", "queries", "src/jumelage_graph")
_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(name: str) -> Path:
    for root in (clone(), _PACKAGE / "_resources", _PACKAGE.parents[1]):
        if root and (root / name).is_dir():
            return root / name
    raise DataError(say("errors.no_folder", name=name, place=_PACKAGE))


@cache
def clone() -> Path | None:
    """The clone of the project that the current folder lies in, ``None`` outside of any."""
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return None
    return next((folder for folder in (here, *here.parents) if _is_clone(folder)), None)


def _is_clone(folder: Path) -> bool:
    return all((folder / name).exists() for name in _MARKS)


def data() -> Path:
    """Folder of the curated tables (``*.csv`` and ``csv-metadata.json``)."""
    return _folder("data")


def ontology() -> Path:
    """Folder of the ontology, concept schemes, shapes, JSON-LD context and rules."""
    return _folder("ontology")


def queries() -> Path:
    """Folder of the named queries (``*.rq``)."""
    return _folder("queries")


def notebooks() -> Path:
    """Folder of the notebooks (``*.ipynb``, without outputs)."""
    return _folder("notebooks")


def package() -> Path:
    """Folder of the package's own source files."""
    return _PACKAGE
