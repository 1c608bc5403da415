"""Finds the folders ``data``, ``ontology`` and ``queries``, in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jumelage_graph.errors import DataError

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(name: str) -> Path:
    for root in (_PACKAGE / "_resources", _PACKAGE.parents[1]):
        if (root / name).is_dir():
            return root / name
    raise DataError(f'The folder "{name}" is missing from {_PACKAGE}; reinstall jumelage-graph.')


def data() -> Path:
    """Folder of the curated tables (``*.csv`` and ``csv-metadata.json``)."""
    return _folder("data")


def ontology() -> Path:
    """Folder of the ontology, concept schemes, shapes, JSON-LD context and rules."""
    return _folder("ontology")


def queries() -> Path:
    """Folder of the named queries (``*.rq``)."""
    return _folder("queries")


def package() -> Path:
    """Folder of the package's own source files."""
    return _PACKAGE
