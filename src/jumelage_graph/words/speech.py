"""What is said: an entry with its values, in the language of the reader, each value in the form of that language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jumelage_graph.words.catalogue import entry

_JOINTS = {"en": ", ", "fr": ", ", "ja": "、"}


class Said(str):
    """A text, in English, that knows how to be said in the other languages: by its key and its values."""

    key: str
    values: Mapping[str, object]

    def __new__(cls, key: str, values: Mapping[str, object]) -> Said:
        """The text of ``key``, filled in. Errors: ``KeyError`` where there is no such entry, or a value is missing."""
        said = super().__new__(cls, word(key, "en", **values))
        said.key, said.values = key, values
        return said

    def __getnewargs__(self) -> tuple[str, Mapping[str, object]]:  # type: ignore[override]
        """What makes it again in another process."""
        return self.key, self.values


class Texts(str):
    """A text that comes with its languages, such as a description in a file: in English, else in the first of them."""

    texts: Mapping[str, str]

    def __new__(cls, texts: Mapping[str, str]) -> Texts:
        """The text with its languages. Errors: ``StopIteration`` where there is none."""
        made = super().__new__(cls, texts.get("en") or next(iter(texts.values())))
        made.texts = texts
        return made

    def __getnewargs__(self) -> tuple[Mapping[str, str]]:  # type: ignore[override]
        """What makes it again in another process."""
        return (self.texts,)


def say(key: str, /, **values: object) -> Said:
    """What an error, a fault or a note says; a value may itself be something said.

    >>> say("errors.interrupted")
    'Interrupted.'
    """
    return Said(key, values)


def told(text: str, lang: str) -> str:
    """The text in the language of the reader; one that is neither ``Said`` nor ``Texts`` stays as it is.

    >>> told(say("errors.interrupted"), "fr")
    'Interrompu.'
    """
    if isinstance(text, Texts):
        return text.texts.get(lang, str(text))
    return word(text.key, lang, **text.values) if isinstance(text, Said) else str(text)


def word(key: str, lang: str, /, **values: object) -> str:
    """One entry in one language, filled in. Errors: ``KeyError`` where there is no such entry, or a value is missing.

    >>> word("answers.rows", "fr", count=1), word("answers.rows", "ja", count=2)
    ('1 ligne', '2行')
    """
    room, _, path = key.partition(".")
    return fill(entry(room, path)[lang], lang, values)


def fill(spoken: str | list[str], lang: str, values: Mapping[str, object]) -> str:
    """The text with its values; of two forms, the one for ``count``. Errors: ``KeyError`` for a missing value."""
    if isinstance(spoken, list):
        spoken = spoken[0 if is_one(values["count"], lang) else 1]
    return spoken.format_map({name: _Shown(value, lang) for name, value in values.items()})


def is_one(count: Any, lang: str) -> bool:
    """Whether a number takes the form for one: 1 in English, 0 and 1 in French, in Japanese any."""
    return lang == "ja" or (abs(count) < 2 if lang == "fr" else count == 1)


class _Shown:
    """A value as braces of our texts ask for it, see the package; all else is Python's own."""

    def __init__(self, value: Any, lang: str) -> None:
        if isinstance(value, Exception):
            value = value.args[0] if value.args and isinstance(value.args[0], Said) else str(value)
        self.value, self.lang = value, lang

    def __format__(self, spec: str) -> str:
        """The value in the form that is asked for."""
        if isinstance(self.value, list | tuple):
            return self._joined([format(_Shown(each, self.lang)) for each in self.value], spec)
        if isinstance(self.value, Said | Texts):
            return told(self.value, self.lang)
        if spec not in ("number", "date"):
            return format(self.value, spec)
        from jumelage_graph.words import forms  # noqa: PLC0415  (Babel; most texts need none)

        form = forms.number if spec == "number" else forms.date
        return form(self.value, self.lang)

    def _joined(self, parts: list[str], spec: str) -> str:
        if spec == "lines":
            return "\n".join(f"  {part}" for part in parts)
        if spec != "or":
            return _JOINTS[self.lang].join(parts)
        from jumelage_graph.words import forms  # noqa: PLC0415

        return forms.either(parts, self.lang)
