"""What ``jumelage build`` writes: the validated dataset in every format, pictures, the ontology to read."""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from jumelage_graph import build, cache, codebook, exports, queries, reference, resources, validation, views
from jumelage_graph.engines import Answer
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import Fault, FaultsError
from jumelage_graph.exports import frames
from jumelage_graph.exports.published import Published, published
from jumelage_graph.files import refused

SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class File:
    """One published file, its size in bytes and what it is."""

    name: str
    size: int
    what: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: its files, the number of statements, and how complete the record is."""

    files: list[File]
    statements: int
    coverage: Answer


def publish(out: Path) -> Publication:
    """Build, validate and write everything that is published into ``out``.

    The files are first written beside their places and moved there when all are complete: after an error ``out`` is as
    it was. Errors: ``FaultsError`` where tables or graph violate a rule; ``DataError`` where the disk refuses.
    """
    dataset = build.dataset(resources.data(), resources.ontology())
    try:
        out.mkdir(parents=True, exist_ok=True)
        with (
            _validation() as faults,
            tempfile.TemporaryDirectory(prefix=".unfinished-", dir=out) as staging,
        ):
            files = list(_write(published(dataset.nquads, resources.data()), Path(staging)))
            if violations := [fault for fault in faults.result() if fault.severity == "violation"]:
                raise FaultsError(violations)
            for file in files:
                (Path(staging) / file.name).replace(out / file.name)
    except OSError as error:
        raise refused(out, error) from error
    cache.keep(dataset)
    engine = EmbeddedEngine.from_nquads(dataset.nquads)
    return Publication(files, dataset.nquads.count(b"\n"), engine.answer(queries.find("coverage").text))


@contextlib.contextmanager
def _validation() -> Iterator[Future[list[Fault]]]:
    """The faults of the dataset, found by another process while this one writes: half the time, half the memory.

    It builds the dataset once more, which is quicker than sending it: the same inputs give the same bytes.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool.submit(_faults)


def _faults() -> list[Fault]:
    dataset = build.dataset(resources.data(), resources.ontology())
    return validation.validate(dataset, resources.ontology() / "shapes.ttl")


def _write(edition: Published, folder: Path) -> Iterator[File]:
    sums = ""
    for name, what, content in _contents(edition):
        (folder / name).write_bytes(content)
        sums += f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        yield File(name, len(content), what)
    (folder / SUMS).write_text(sums, encoding="utf-8")
    yield File(SUMS, len(sums), "Checksums of all files (sha256sum -c).")


def _contents(edition: Published) -> Iterator[tuple[str, str, bytes]]:
    """Name, description and content of each file."""
    for export in map(exports.find, exports.names()):
        if extra := exports.lacks(export):
            print(f'Left out: {export.NAME}, for it needs "jumelage-graph[{extra}]".', file=sys.stderr)
            continue
        yield f"jumelage{export.SUFFIX}", export.SUMMARY, export.render(edition)
    for frame in frames.names():
        yield (
            f"{frame}s.jsonld",
            f"JSON-LD, nested for reading: every {frame}.",
            frames.render(edition, frame),
        )
    engine = EmbeddedEngine.from_nquads(edition.nquads)
    for view in views.names():
        yield f"{view}.html", views.find(view).SUMMARY["en"], str(views.find(view).draw(engine)).encode()
    codes = codebook.page(resources.data(), edition.about, engine)
    yield "codebook.html", "The codebook of the tables, in three languages.", codes.encode()
    yield "ontology.html", "The ontology, to read.", reference.page(resources.ontology()).encode()
