"""The index of the search in the browser: one for the site, of the same folded keys by which ``names`` finds things."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from jumelage_graph.folding import fold
from jumelage_graph.site import addresses
from jumelage_graph.words import LANGUAGES

if TYPE_CHECKING:
    from jumelage_graph.told import Told

NAME = "search.json"


def index(told: Told, things: Mapping[str, Iterable[str]]) -> bytes:
    """All that can be found: the address of each thing, its name in each language, and its keys.

    The order is that in which equal hits are shown: by kind, living governments before dissolved ones.
    """
    entries = [
        _entry(told, iri)
        for kind, iris in things.items()
        if kind != "conflict"
        for iri in _living(told, iris)
    ]
    return json.dumps(
        {"languages": LANGUAGES, "entries": entries}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def _living(told: Told, iris: Iterable[str]) -> list[str]:
    return sorted(
        iris, key=lambda iri: (bool(told.values(iri, "jg:dissolvedOn")), -len(told.pointing(iri)), iri)
    )


def _entry(told: Told, iri: str) -> list[object]:
    names = [told.called(iri, lang).text for lang in LANGUAGES]
    keys = {str(key) for key in told.values(iri, "jg:searchKey")} | {fold(name) for name in names}
    if day := told.value(iri, "jg:host") and (told.value(iri, "jg:start") or told.value(iri, "jg:planned")):
        keys.add(day[:4])  # a meeting is known by its year
    shown = names if len(set(names)) > 1 else names[:1]
    return [addresses.path(iri).removesuffix(".html"), shown, *sorted(keys)]
