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

from jumelage_graph import resources

_INPUTS = ("*.csv", "csv-metadata.json", "*.ttl", "*.rq", "*.jsonld")


def digest() -> str:
    """SHA-256, in hexadecimal, of the tables, the ontology, its rules and the package's own code."""
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
    yield from sorted(resources.package().glob("*.py"))


def folder() -> Path:
    """The user's cache folder of this package; ``JUMELAGE_CACHE`` names another."""
    if chosen := os.environ.get("JUMELAGE_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("jumelage-graph", appauthor=False)


def dataset_file() -> Path:
    """The file of the built dataset; builds it when the cache has none for these inputs.

    Errors: ``FaultsError`` where the tables do not pass; ``DataError`` where no folder can be written.
    """
    place = folder()
    path = place / f"dataset-{digest()[:24]}.nq"
    return path if path.exists() else _built(path)


def _built(path: Path) -> Path:
    from jumelage_graph import build  # noqa: PLC0415

    print("Building the dataset (once; later commands start at once) …", file=sys.stderr)
    dataset = build.dataset(resources.data(), resources.ontology())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        spare = Path(tempfile.mkdtemp(prefix="jumelage-")) / path.name
        print(f"The cache folder cannot be made ({error}); using {spare.parent}.", file=sys.stderr)
        path = spare
    build.write(dataset, path)
    return path
