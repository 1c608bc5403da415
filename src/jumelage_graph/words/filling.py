"""Fills values into a text, each in the form of the reader's language."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from jumelage_graph import words

_JOINTS = {"en": ", ", "fr": ", ", "ja": "、"}


def fill(spoken: str | list[str], lang: str, values: Mapping[str, object]) -> str:
    """The text with its values; of two forms, the one for ``count``. Errors: ``KeyError`` for a missing value."""
    if isinstance(spoken, list):
        spoken = spoken[0 if is_one(values["count"], lang) else 1]
    return _Filler(lang).vformat(spoken, (), values)


def is_one(count: Any, lang: str) -> bool:
    """Whether a number takes the form for one: 1 in English, 0 and 1 in French, in Japanese any."""
    return lang == "ja" or (abs(count) < 2 if lang == "fr" else count == 1)


class _Filler(string.Formatter):
    """What braces of our texts may ask for, see the package; all else is Python's own."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        """One value, in the form that is asked for."""
        if isinstance(value, list | tuple):
            return self._joined([self.format_field(each, "") for each in value], format_spec)
        if isinstance(value, Exception):
            value = value.args[0] if value.args and isinstance(value.args[0], words.Said) else str(value)
        if isinstance(value, words.Said | words.Texts):
            return words.told(value, self.lang)
        if format_spec in ("number", "date"):
            from jumelage_graph.words import forms  # noqa: PLC0415  (Babel; most texts need none)

            return forms.number(value, self.lang) if format_spec == "number" else forms.date(value, self.lang)
        return format(value, format_spec)

    def _joined(self, parts: list[str], spec: str) -> str:
        if spec == "lines":
            return "\n".join(f"  {part}" for part in parts)
        if spec != "or":
            return _JOINTS[self.lang].join(parts)
        from jumelage_graph.words import forms  # noqa: PLC0415

        return forms.either(parts, self.lang)
