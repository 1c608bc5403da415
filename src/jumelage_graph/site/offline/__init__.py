"""The site without a network: a service worker that keeps its core, and every page as it is visited."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from jumelage_graph.words import LANGUAGES

NAME = "sw.js"
"""Where it lies in the site: it may keep what lies beside and below it."""

PAGES = ("index", "search", "query", "offline", "guide/index")
"""The pages, in each language, that are kept from the first visit on."""

_FILES = ("index.html", "search.json", "queries.json", "places.json", "assets/ground.svg")
_LATER = (".wasm", "oxigraph.js", "licences.txt")
"""What of the assets is kept with the first question only: it is large."""


class Version:
    """The digest of a publication, taken file by file, in whatever order these are written."""

    def __init__(self) -> None:
        """The version of a site without files."""
        self._digests: dict[str, bytes] = {}

    def add(self, path: str, digest: bytes) -> None:
        """One more file, with the digest of its content."""
        self._digests[path] = digest

    @property
    def count(self) -> int:
        """How many files there are."""
        return len(self._digests)

    def script(self) -> bytes:
        """The service worker of these files."""
        text = Path(__file__).with_name(NAME).read_text("utf-8")
        core = json.dumps(self._core(), separators=(",", ":"))
        whole = hashlib.sha256()
        for path, digest in sorted(self._digests.items()):
            whole.update(f"{path} {digest.hex()}\n".encode())
        filled = {
            "{{version}}": whole.hexdigest()[:20],
            '["{{core}}"]': core,
            "{{languages}}": "|".join(LANGUAGES),
        }
        for place, value in filled.items():
            text = text.replace(place, value)
        return text.encode()

    def _core(self) -> list[str]:
        pages = {f"{lang}/{page}.html" for lang in LANGUAGES for page in PAGES}
        wanted = pages | set(_FILES)
        return [
            path
            for path in sorted(self._digests)
            if path in wanted or (path.startswith("assets/") and not path.endswith(_LATER))
        ]
