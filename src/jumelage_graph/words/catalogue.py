"""The files of words, read once: every entry in its languages, and the order of the languages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

_HOME = os.path.dirname(__file__)  # noqa: PTH120  (pathlib takes as long to import as all that help needs of ours)

LANGUAGES = ("en", "fr", "ja")
"""The languages of readers, in the order in which they stand wherever all three are shown."""

FALLBACKS = {"en": ("en", "fr", "ja-latn"), "fr": ("fr", "en", "ja-latn"), "ja": ("ja", "en", "fr")}
"""By language of the reader, the order in which a name is looked for."""

Entry = Mapping[str, Any]
"""By language, a text, or the pair of its forms for one and for several."""


def of(group: str, lang: str) -> dict[str, str]:
    """All entries of a file, or of a group of one (``terms.borrowed``), in one language and not filled in."""
    room, _, path = group.partition(".")
    start = f"{path}." if path else ""
    return {
        name.removeprefix(start): entry[lang]
        for name, entry in entries(room).items()
        if name.startswith(start)
    }


def rooms() -> list[str]:
    """The names of all files of words."""
    files = os.listdir(_HOME)  # noqa: PTH208
    return sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))


@cache
def tree(room: str) -> dict[str, Any]:
    """What the file of a room holds, as it stands there. Errors: ``OSError`` where there is none."""
    import tomllib  # noqa: PLC0415

    with open(f"{_HOME}/{room}.toml", "rb") as file:  # noqa: PTH123
        return tomllib.load(file)


@cache
def entries(room: str) -> dict[str, Entry]:
    """Every entry of a file by its path, groups and name joined by dots."""
    return dict(_entries(tree(room), ""))


def _entries(group: Mapping[str, Any], path: str) -> Iterator[tuple[str, Entry]]:
    for name, held in group.items():
        if not isinstance(held, dict):
            continue
        if any(isinstance(held.get(lang), str | list) for lang in LANGUAGES):
            yield path + name, held
        else:
            yield from _entries(held, f"{path}{name}.")
