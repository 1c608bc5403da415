"""What the pages load: their styles and scripts, the search key that they share with the pictures, what npm brings."""

from __future__ import annotations

from pathlib import Path

from jumelage_graph import resources

_OWN = Path(__file__).with_name("assets")
_VENDOR = Path(__file__).with_name("vendor")
_SHARED = ("views/scripts/fold.js",)

VENDORED = ("editor.js", "oxigraph.js", "oxigraph.wasm")
"""The editor and the engine in WebAssembly, which ``make node`` bundles and a wheel carries."""


def names() -> list[str]:
    """The names of all files; without those of npm where they were never bundled."""
    own = [path.name for path in _OWN.iterdir()]
    vendored = [path.name for path in _VENDOR.iterdir()] if _VENDOR.is_dir() else []
    return sorted([*own, *vendored, *(name.rpartition("/")[2] for name in _SHARED)])


def lacking() -> list[str]:
    """Which of those of npm are missing."""
    return [name for name in VENDORED if not (_VENDOR / name).is_file()]


def content(name: str) -> bytes | None:
    """The content of a file; ``None`` where there is no such file. Shared modules lie beside the others."""
    shared = {each.rpartition("/")[2]: resources.package() / each for each in _SHARED}
    path = next(
        (place for place in (_OWN / name, _VENDOR / name, shared.get(name)) if place and place.is_file()),
        None,
    )
    if path is None or name not in names():
        return None
    read = path.read_bytes()
    return read.replace(b'"../../views/scripts/', b'"./') if name.endswith(".js") else read
