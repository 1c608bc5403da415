"""The files of words, read once: every entry in its languages, and the order of the languages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

_HOME = os.path.dirname(__file__)  # noqa: PTH120  (pathlib takes as long to import as all that help needs of ours)

LANGUAGES = ("en", "fr", "ja")
"""The languages of readers, in the order in which they stand wherever all three are shown."""

FALLBACKS = {"en": ("en", "fr", "ja-latn"), "fr": ("fr", "en", "ja-latn"), "ja": ("ja", "en", "fr")}
"""By language of the reader, the order in which a name is looked for."""

Entry = Mapping[str, Any]
"""By language, a text, or the pair of its forms for one and for several."""

_BEGINNING = r'(?m)^(?:\[(.+)\]$|([\w-]+|"[^"\n]+") = )'
"""Where a group or an entry of a file begins."""


def of(group: str, lang: str) -> dict[str, str]:
    """All entries of a file, or of a group of one (``terms.borrowed``), in one language and not filled in."""
    room, _, path = group.partition(".")
    held = entry(room, path) if path else tree(room)
    return {name: each[lang] for name, each in _entries(held, "")}


def rooms() -> list[str]:
    """The names of all files of words."""
    files = os.listdir(_HOME)  # noqa: PTH208
    return sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))


class Group(Mapping[str, Any]):
    """What a file, or a group in it, holds, by name: groups and entries. An entry is read when it is first asked for.

    tomllib takes longer for a whole file than a query does, and a command says a handful of words.
    """

    def __init__(self) -> None:
        self._held: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """An entry or a group. Errors: ``KeyError`` where there is none of that name."""
        held = self._held[name]
        if isinstance(held, str):
            import tomllib  # noqa: PLC0415

            self._held[name] = held = tomllib.loads(held)[name]
        return held

    def __iter__(self) -> Iterator[str]:
        """The names, in the order of the file."""
        return iter(self._held)

    def __len__(self) -> int:
        """How many groups and entries it holds."""
        return len(self._held)

    def group(self, names: Sequence[str]) -> Group:
        """The group in a group … of these names, made where it was not yet."""
        return self._held.setdefault(names[0], Group()).group(names[1:]) if names else self

    def add(self, name: str, text: str) -> None:
        """Add an entry, as TOML writes it."""
        self._held[name.strip('"')] = text


@cache
def tree(room: str) -> Group:
    """What the file of a room holds, as it stands there. Errors: ``OSError`` where there is none."""
    with open(f"{_HOME}/{room}.toml", encoding="utf-8") as file:  # noqa: PTH123
        pieces = re.split(_BEGINNING, file.read())
    whole = group = Group()
    for heading, name, rest in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if heading:
            group = whole.group(heading.split("."))
        else:
            group.add(name, f"{name} = {rest}")
    return whole


@cache
def entries(room: str) -> dict[str, Entry]:
    """Every entry of a file by its path, groups and name joined by dots."""
    return dict(_entries(tree(room), ""))


def entry(room: str, path: str) -> Entry:
    """One entry of a file, by its path. Errors: ``KeyError`` where there is none."""
    found: Mapping[str, Any] = tree(room)
    for name in path.split("."):
        found = found[name]
    return found


def _entries(group: Mapping[str, Any], path: str) -> Iterator[tuple[str, Entry]]:
    for name, held in group.items():
        if not isinstance(held, Mapping):
            continue
        if any(isinstance(held.get(lang), str | list) for lang in LANGUAGES):
            yield path + name, held
        else:
            yield from _entries(held, f"{path}{name}.")
