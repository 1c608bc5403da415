"""The words of pages and plots in three languages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


@cache
def words() -> dict[str, dict[str, str]]:
    """Each word of ``words.toml`` by its key, in three languages; titles have keys like ``title_map``."""
    groups = tomllib.loads((TEMPLATES / "words.toml").read_text(encoding="utf-8"))
    titles = {f"title_{key}": texts for key, texts in groups.pop("titles").items()}
    return titles | {key: texts for group in groups.values() for key, texts in group.items()}


def word(key: str, lang: str, **values: object) -> str:
    """One word in one language, its braces filled in."""
    return words()[key][lang].format(**values)
