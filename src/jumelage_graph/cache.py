"""The built dataset in the user's cache folder: one N-Quads file, named by a digest of all that it is made from.

It is built on first use, and anew when a table, a rule or the code of the build changes. It is text, never a store,
so that any number of processes may read it while another writes its successor.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jumelage_graph import resources
from jumelage_graph.errors import DataError

if TYPE_CHECKING:
    from jumelage_graph.build import Dataset

_INPUTS = ("*.csv", "csv-metadata.json", "*.ttl", "*.rq", "*.jsonld")

_ROOMS = ("build", "dates", "folding", "mapping", "namespaces", "records", "tables")


def digest() -> str:
    """SHA-256, in hexadecimal, of the tables, the ontology, its rules and the package's code of the build."""
    whole = hashlib.sha256()
    for path in _inputs():
        content = path.read_bytes()
        whole.update(f"{path.name} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def _inputs() -> Iterator[Path]:
    for folder in (resources.data(), resources.ontology()):
        for pattern in _INPUTS:
            yield from sorted(folder.rglob(pattern))
    for room in _ROOMS:
        yield from sorted(resources.package().glob(f"{room}/*.py")) or [resources.package() / f"{room}.py"]


def folder() -> Path:
    """The user's cache folder of this package; ``JUMELAGE_CACHE`` names another."""
    if chosen := os.environ.get("JUMELAGE_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("jumelage-graph", appauthor=False)


def dataset_file() -> Path:
    """The file of the built dataset; builds it when the cache has none for these inputs.

    Where the cache folder cannot be written, the file goes to a temporary folder and standard error says so.
    Errors: ``FaultsError`` where the tables do not pass; ``DataError`` where no folder can be written.
    """
    path = _path()
    if path.exists():
        return path
    from jumelage_graph import build  # noqa: PLC0415

    print("Building the dataset (once; later commands start at once) …", file=sys.stderr)
    return keep(build.dataset(resources.data(), resources.ontology()))


def keep(dataset: Dataset) -> Path:
    """Write a dataset that was just built from the present inputs into the cache; its file."""
    from jumelage_graph import build  # noqa: PLC0415

    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        build.write(dataset, path)
    except (OSError, DataError) as error:
        spare = Path(tempfile.mkdtemp(prefix="jumelage-")) / path.name
        print(f"The cache cannot be written ({error}) Using {spare}; JUMELAGE_CACHE names another.", file=sys.stderr)
        build.write(dataset, spare)
        return spare
    return path


def _path() -> Path:
    return folder() / f"dataset-{digest()[:24]}.nq"
