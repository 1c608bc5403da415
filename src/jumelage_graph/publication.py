"""What ``jumelage build`` writes: the validated dataset in every format, pictures, the ontology to read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jumelage_graph import (
    build,
    cache,
    distributions,
    executables,
    exports,
    queries,
    resources,
    site,
    validation,
    views,
)
from jumelage_graph.engines import Answer
from jumelage_graph.errors import FaultsError
from jumelage_graph.exports import frames
from jumelage_graph.exports.release import Release
from jumelage_graph.files import refused, staging
from jumelage_graph.progress import report
from jumelage_graph.site.copies import Copies
from jumelage_graph.words import Said, say

SUMS = "SHA256SUMS"
_OTHERS = 7
"""The files that are neither a copy of the dataset, nor a frame, nor a view."""


@dataclass(frozen=True, slots=True)
class File:
    """One published file, its size in bytes and what it is."""

    name: str
    size: int
    what: Said


@dataclass(frozen=True, slots=True)
class Part:
    """The content of one file; a copy of the dataset has a media type and the standards that it follows."""

    name: str
    what: Said
    content: bytes
    media: str = ""
    conforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: its files, what was left out, the number of statements, and how complete the record is."""

    files: list[File]
    left_out: list[Said]
    statements: int
    coverage: Answer
    copies: Copies

    def site(self, folder: Path, lang: str = "en") -> int:
        """Write the explorer of the same dataset into ``folder``, with the files that were published."""
        return site.write(self.copies.release.engine, folder, copies=self.copies, lang=lang)


def publish(out: Path) -> Publication:
    """Build, validate and write everything that is published into ``out``.

    The files are first written beside their places and moved there when all are complete: after an error ``out`` is as
    it was. Errors: ``FaultsError`` where tables or graph violate a rule; ``DataError`` where the disk refuses.
    """
    dataset = build.dataset(resources.data(), resources.ontology())
    report(say("tables.validating"), 0.0)
    faults = validation.validate(dataset, resources.ontology() / "shapes.ttl")
    if violations := [fault for fault in faults if fault.severity == "violation"]:
        raise FaultsError(violations)
    release = Release.of(dataset.nquads, resources.data())
    try:
        out.mkdir(parents=True, exist_ok=True)
        with staging(out) as folder:
            files = list(_write(Copies(release), folder))
            (out / SUMS).unlink(
                missing_ok=True
            )  # the last to come again: where it stands, all are of one edition
            for file in files:
                (folder / file.name).replace(out / file.name)
    except OSError as error:
        raise refused(out, error) from error
    cache.keep(dataset)
    coverage = release.engine.answer(queries.find("coverage").text)
    return Publication(files, list(_left_out()), release.nquads.count(b"\n"), coverage, Copies(release, out))


def _write(made: Copies, folder: Path) -> Iterator[File]:
    release = made.release
    sums, copies = "", []
    count = len(exports.names()) + len(frames.names()) + len(views.names()) + _OTHERS
    for number, part in enumerate(_contents(made), start=1):
        report(say("publication.writing", file=part.name, number=number, count=count), number / count)
        digest = _put(part, folder)
        sums += f"{digest}  {part.name}\n"
        if part.media:
            copies.append(_copy(part, digest))
        yield File(part.name, len(part.content), part.what)
    described = release.comment + distributions.render(release.nquads, copies)
    last = Part(distributions.NAME, say("publication.files.dcat"), described)
    sums += f"{_put(last, folder)}  {last.name}\n"
    yield File(last.name, len(described), last.what)
    (folder / SUMS).write_text(sums, encoding="utf-8")
    yield File(SUMS, len(sums), say("publication.files.sums"))


def _put(part: Part, folder: Path) -> str:
    """Write a file; its SHA-256 in hexadecimal digits."""
    (folder / part.name).write_bytes(part.content)
    return hashlib.sha256(part.content).hexdigest()


def _copy(part: Part, digest: str) -> distributions.Copy:
    return distributions.Copy(
        name=part.name,
        what=part.what,
        media=part.media,
        conforms=part.conforms,
        size=len(part.content),
        sha256=digest,
    )


def _left_out() -> Iterator[Said]:
    """The formats for which an optional library is missing."""
    for export in map(exports.find, exports.names()):
        if extra := exports.lacks(export):
            yield say("publication.left_out", form=export.NAME, package=f"jumelage-graph[{extra}]")


def _contents(made: Copies) -> Iterator[Part]:
    """Every file but those that tell of the others."""
    for export, content in made.formats():
        name, what = f"jumelage{export.SUFFIX}", exports.summary(export.NAME)
        yield Part(name, what, content, export.MEDIA, export.CONFORMS)
    nested = exports.find("jsonld")
    for frame in frames.names():
        what = say("publication.files.frame", frame=say(f"names.kinds.{frame}"))
        content = frames.render(made.release, frame)
        yield Part(f"{frame}s.jsonld", what, content, nested.MEDIA, nested.CONFORMS)
    for view in views.names():
        yield Part(f"{view}.html", views.summary(view), made.picture(view))
    yield Part("pictures.html", say("publication.files.pictures"), views.contents().encode())
    yield Part(executables.NAME, say("publication.files.queries"), executables.render())
    for name, content in made.pages():
        yield Part(name, say(f"publication.files.{name.removesuffix('.html')}"), content)
