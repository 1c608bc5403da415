"""The explorer as files: every page in three languages, the data of each thing, and what the pages load."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jumelage_graph import views
from jumelage_graph.errors import UsageError
from jumelage_graph.files import refused, staging
from jumelage_graph.progress import report
from jumelage_graph.site import asking, assets, copies, downloads, locating, offline, searching
from jumelage_graph.site.explorer import Explorer
from jumelage_graph.site.guide import notebooks
from jumelage_graph.site.rendering import environment
from jumelage_graph.words import LANGUAGES, say, word

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.exports.published import Published

_MARK = ".explorer"
"""A file in the folder of a site: what may be replaced by the next."""


_UP = '<link rel="contents" href="../">'
"""Tells a picture where the explorer is in which it stands."""


def write(
    engine: Engine, out: Path, base: str = "", published: Published | None = None, lang: str = "en"
) -> int:
    """Write the site into the folder ``out``, whole or not at all; the number of its files.

    ``base`` is the address of the site (``https://example.org/jumelage/``) or its path on the host (``/jumelage/``);
    without it the site works at any address, but cannot name itself to search engines. ``published`` is the dataset of
    this computer, where ``engine`` holds it: then the site has its copies in every format, the pages of the reference,
    and the notebooks as they run on it. Standard error says in ``lang`` what is missing and what takes long.

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
            articles = _articles(lang) if published else None
            files = _put(engine, folder, base, published, articles)
            folder.chmod(0o755)
            if out.exists():
                out.replace(place / "before")  # it is gone for a moment only, however many files it has
            folder.replace(out)
    except OSError as error:
        raise refused(out, error) from error
    return files


def address(base: str) -> str:
    """The base with a slash at its end. Errors: ``UsageError`` for one that is neither an address nor a path."""
    if base and not base.startswith(("/", "http://", "https://")):
        raise UsageError(say("site.no_base", found=base))
    return base if base.endswith("/") or not base else f"{base}/"


def _put(
    engine: Engine,
    folder: Path,
    base: str,
    published: Published | None,
    articles: dict[str, notebooks.Notebook] | None,
) -> int:
    whole = copies.copies(published) if published else []
    explorer, count = Explorer(engine, base, copies=whole, articles=articles), 0
    beside = itertools.chain(
        ((each.path, each.content) for each in whole), copies.pages(published) if published else ()
    )
    version = offline.Version()
    for path, content in itertools.chain(_files(explorer, base), beside):
        version.add(path, content)
        file = folder / path
        if not file.parent.exists():
            file.parent.mkdir(parents=True)
        file.write_bytes(content)
        count += 1
    (folder / offline.NAME).write_bytes(version.script())
    return count + 1


def _articles(lang: str) -> dict[str, notebooks.Notebook] | None:
    """The notebooks as they run; ``None``, and a word about it, where they cannot be run."""
    if notebooks.lacking():
        print(word("guide.said.not_run", lang, reason=word("guide.said.no_jupyter", lang)), file=sys.stderr)
        return None
    if not notebooks.kept():
        report(say("guide.said.running"), 0.0)
    return notebooks.executed()


def _files(explorer: Explorer, base: str) -> Iterator[tuple[str, bytes]]:
    paths = list(explorer.paths())
    count = len(LANGUAGES) * len(paths)
    for number, (lang, path) in enumerate(itertools.product(LANGUAGES, paths)):
        report(say("site.writing", number=number, count=count), number / count)
        content = explorer.page(path, lang)
        assert content is not None, path
        yield f"{lang}/{path}", content
    for iri in (iri for kind, things in explorer.things.items() if kind != "conflict" for iri in things):
        yield from downloads.files(explorer.told, iri)
    for name in assets.names():
        yield f"assets/{name}", assets.content(name) or b""
    for view in views.names():
        drawn = views.find(view).draw(explorer.record, linked=views.names())
        yield f"pictures/{view}.html", str(drawn).replace("<head>", f"<head>{_UP}", 1).encode()
    yield "pictures/pictures.html", views.contents().encode()
    yield asking.CATALOGUE, asking.catalogue()
    yield asking.DATA, asking.data(explorer.engine)
    yield locating.GROUND, explorer.locator.ground()
    yield locating.PLACES, explorer.locator.places()
    yield searching.NAME, searching.index(explorer.told, explorer.things)
    yield "index.html", environment().get_template("root.html").render(base=base).encode()
    yield "404.html", explorer.missing(LANGUAGES[0], base or "/")
    if base.startswith("http"):
        for lang in LANGUAGES if explorer.copies else ():
            picture = views.find("map").draw(explorer.record, "png", lang=lang)
            assert isinstance(picture, bytes)
            yield f"assets/preview-{lang}.png", picture
        yield "sitemap.xml", _sitemap(paths, base)
        yield "robots.txt", f"User-agent: *\nSitemap: {base}sitemap.xml\n".encode()
    yield _MARK, b""
    yield ".nojekyll", b""


def _sitemap(paths: list[str], base: str) -> bytes:
    found = [path for path in paths if path != "offline.html"]
    return environment().get_template("sitemap.xml").render(paths=found, base=base).encode()
