"""The explorer on the server: the files that ``jumelage site`` wrote, and which of them shows a thing."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from jumelage_graph.errors import UsageError
from jumelage_graph.site import addresses
from jumelage_graph.words import LANGUAGES, say

_FOLDERS = (*LANGUAGES, "assets", "data", "pictures")
_BESIDE = ("copies", "reference")
"""Folders that a site of another dataset than the project's may lack."""
_FILES = ("search.json", "queries.json", "places.json", "sw.js")
_TYPES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".wasm": "application/wasm",
    ".js": "text/javascript",
}
"""Python's own table lacks them, and that of the system may."""


def routes(folder: Path) -> list[BaseRoute]:
    """The addresses of the explorer's files. Errors: ``UsageError`` where the folder holds no site."""
    for suffix, media in _TYPES.items():
        mimetypes.add_type(media, suffix)
    if not all((folder / name).is_dir() for name in _FOLDERS):
        raise UsageError(say("server.no_site", folder=folder))
    asking = [Route(f"/{lang}/query.html", _asking(folder / lang / "query.html")) for lang in LANGUAGES]
    present = [*_FOLDERS, *(name for name in _BESIDE if (folder / name).is_dir())]
    mounted = [Mount(f"/{name}", StaticFiles(directory=folder / name, html=True)) for name in present]
    return [*asking, *mounted, *(Route(f"/{name}", _file(folder / name)) for name in _FILES)]


def _file(path: Path) -> Callable[[Request], FileResponse]:
    return lambda _: FileResponse(path)


def _asking(path: Path) -> Callable[[Request], Response]:
    """The page of queries, told that this server answers them."""
    content = path.read_bytes().replace(b'data-endpoint=""', b'data-endpoint="../sparql"')
    return lambda _: Response(content, media_type="text/html")


def page(folder: Path | None, iri: str, lang: str) -> str:
    """The address of the page of a thing, from the root; empty where the explorer has none."""
    path = addresses.path(iri)
    whole = path.partition("#")[0]
    return f"{lang}/{path}" if folder and whole and (folder / lang / whole).is_file() else ""
