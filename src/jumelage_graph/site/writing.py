"""The explorer as files: every page in three languages, the data of each thing, and what the pages load."""

from __future__ import annotations

import concurrent.futures
import contextlib
import hashlib
import itertools
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jumelage_graph import executables, views
from jumelage_graph.errors import UsageError
from jumelage_graph.files import exchange, refused, staging
from jumelage_graph.progress import report
from jumelage_graph.site import asking, assets, downloads, locating, offline, searching
from jumelage_graph.site.copies import drawn
from jumelage_graph.site.explorer import Explorer
from jumelage_graph.site.guide import notebooks
from jumelage_graph.site.rendering import environment
from jumelage_graph.site.sharing import Shared
from jumelage_graph.words import LANGUAGES, say, word

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.site.copies import Copies

Part = Callable[[], Iterator[tuple[str, bytes]]]
"""What makes one or more files: their places in the site and their contents."""

_MARK = ".explorer"
"""A file in the folder of a site: what may be replaced by the next."""


_UP = b'<head><link rel="contents" href="../">'
"""Tells a picture where the explorer is in which it stands."""


def write(engine: Engine, out: Path, base: str = "", copies: Copies | None = None, lang: str = "en") -> int:
    """Write the site into the folder ``out``, whole or not at all; the number of its files.

    ``base`` is the address of the site (``https://example.org/jumelage/``) or its path on the host (``/jumelage/``);
    without it the site works at any address, but cannot name itself to search engines. ``copies`` are those of the
    dataset of this computer, where ``engine`` holds it: then the site has them, the pages of the reference, and the
    notebooks as they run on it. Standard error says in ``lang`` what is missing and what takes long.

    Errors: ``UsageError`` for a base that is none, or a folder that holds something else; ``DataError`` where the disk
    refuses.
    """
    base = address(base)
    if lacking := assets.lacking():
        print(word("site.lacking", lang, names=lacking), file=sys.stderr)
    if out.exists() and not (out / _MARK).exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(say("site.folder_taken", folder=out))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with staging(out.parent) as place:
            folder = place / "site"
            files = _put(engine, folder, base, copies, lang)
            folder.chmod(0o755)
            exchange(folder, out)
    except OSError as error:
        raise refused(out, error) from error
    return files


def address(base: str) -> str:
    """The base with a slash at its end. Errors: ``UsageError`` for one that is neither an address nor a path."""
    if base and not base.startswith(("/", "http://", "https://")):
        raise UsageError(say("site.no_base", found=base))
    return base if base.endswith("/") or not base else f"{base}/"


def _put(engine: Engine, folder: Path, base: str, copies: Copies | None, lang: str) -> int:
    """The pages of things and their data are made in other processes, beside them what takes long by itself."""
    explorer = Explorer(engine, base, preview=copies is not None)
    explorer.read()
    folder.mkdir()
    apart, version = list(_apart(explorer)), offline.Version()
    with (
        contextlib.closing(Shared(partial(_written, folder), apart)) as shared,
        concurrent.futures.ThreadPoolExecutor(1) as running,
    ):

        def look() -> None:
            report(say("site.writing", number=shared.done, count=len(apart)), shared.done / len(apart))

        articles = running.submit(_articles, lang) if copies else None
        explorer.copies = list(copies.files()) if copies else []
        for file in _files(explorer, base, copies):
            version.add(*_file(folder, *file))
            look()
        explorer.articles = articles.result() if articles else None
        for file in _pages(explorer):
            version.add(*_file(folder, *file))
        for path, digest in itertools.chain.from_iterable(shared.made(look)):
            version.add(path, digest)
    (folder / offline.NAME).write_bytes(version.script())
    return version.count + 1


def _written(folder: Path, part: Part) -> list[tuple[str, bytes]]:
    return [_file(folder, path, content) for path, content in part()]


def _file(folder: Path, path: str, content: bytes) -> tuple[str, bytes]:
    """Write one file; its path and its digest."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return path, hashlib.sha256(content).digest()


def _articles(lang: str) -> dict[str, notebooks.Notebook] | None:
    """The notebooks as they run; ``None``, and a word about it, where they cannot be run."""
    if notebooks.lacking():
        print(word("guide.said.not_run", lang, reason=word("guide.said.no_jupyter", lang)), file=sys.stderr)
        return None
    if not notebooks.kept():
        report(say("guide.said.running"), 0.0)
    return notebooks.executed()


def _apart(explorer: Explorer) -> Iterator[Part]:
    """The pages that need no more than the dataset, and what can be taken away of each thing."""
    for lang, path in itertools.product(LANGUAGES, explorer.paths()):
        if not _late(path):
            yield partial(_page, explorer, lang, path)
    for iri in (iri for kind, things in explorer.things.items() if kind != "conflict" for iri in things):
        yield partial(downloads.files, explorer.told, iri)


def _pages(explorer: Explorer) -> Iterator[tuple[str, bytes]]:
    """The pages that tell of the copies and of the notebooks too."""
    for lang, path in itertools.product(LANGUAGES, filter(_late, explorer.paths())):
        yield from _page(explorer, lang, path)


def _late(path: str) -> bool:
    return path == "index.html" or path.startswith("guide/")


def _page(explorer: Explorer, lang: str, path: str) -> Iterator[tuple[str, bytes]]:
    content = explorer.page(path, lang)
    assert content is not None, path
    yield f"{lang}/{path}", content


def _files(explorer: Explorer, base: str, copies: Copies | None) -> Iterator[tuple[str, bytes]]:
    """Every file that is no page of the explorer."""
    yield from ((each.path, each.content) for each in explorer.copies)
    yield from ((f"reference/{name}", content) for name, content in (copies.pages() if copies else ()))
    for name in assets.names():
        yield f"assets/{name}", assets.content(name) or b""
    for view in views.names():
        picture = copies.picture(view) if copies else drawn(view, explorer.record).encode()
        yield f"pictures/{view}.html", picture.replace(b"<head>", _UP, 1)
    yield "pictures/pictures.html", views.contents().encode()
    yield asking.CATALOGUE, asking.catalogue()
    yield f"data/{executables.NAME}", executables.render()
    yield asking.DATA, asking.data(explorer.engine)
    if not copies:
        yield asking.WHOLE, asking.whole(explorer.engine)
    yield locating.GROUND, explorer.locator.ground()
    yield locating.PLACES, explorer.locator.places()
    yield searching.NAME, searching.index(explorer.told, explorer.things)
    yield "index.html", environment().get_template("root.html").render(base=base).encode()
    yield "404.html", explorer.missing(LANGUAGES[0], base or "/")
    if base.startswith("http"):
        for lang in LANGUAGES if copies else ():
            preview = views.find("map").draw(explorer.record, "png", lang=lang)
            assert isinstance(preview, bytes)
            yield f"assets/preview-{lang}.png", preview
        yield "sitemap.xml", _sitemap(explorer, base)
        yield "robots.txt", f"User-agent: *\nSitemap: {base}sitemap.xml\n".encode()
    yield _MARK, b""
    yield ".nojekyll", b""


def _sitemap(explorer: Explorer, base: str) -> bytes:
    listed = [path for path in explorer.paths() if path != "offline.html"]
    return environment().get_template("sitemap.xml").render(paths=listed, base=base).encode()
