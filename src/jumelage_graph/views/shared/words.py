"""The words of pages and plots in three languages."""

from __future__ import annotations

from functools import cache

from jumelage_graph.words import entries
from jumelage_graph.words import word as spoken


@cache
def words() -> dict[str, dict[str, str]]:
    """Each word of pages by its name, in three languages; titles have names like ``title_map``."""
    return {_name(path): dict(entry) for path, entry in entries("pages").items()}


@cache
def _paths() -> dict[str, str]:
    return {_name(path): path for path in entries("pages")}


def _name(path: str) -> str:
    group, _, name = path.partition(".")
    return f"title_{name}" if group == "titles" else name


def word(key: str, lang: str, **values: object) -> str:
    """One word in one language, its braces filled in."""
    return spoken(f"pages.{_paths()[key]}", lang, **values)
