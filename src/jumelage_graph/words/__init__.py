"""All words that a reader sees, in three languages: one TOML file here for each room that speaks.

An entry is ``name = { en = "…", fr = "…", ja = "…" }``, alone or in a ``[group]``; its key is the name of the file,
the group and its own name, joined by dots: ``errors.unknown``. ``{value}`` is filled in when it is said. A list in
``{names}`` is joined as the language does it; ``{names:or}`` joins it with an "or", ``{names:lines}`` puts each part on
a line of its own. ``{size:number}`` groups the digits, and ``{day:date}`` writes an EDTF date in the reader's form.
Where a number changes the words, an entry has the form for one and the form for several, chosen by ``count``:
``rows = { en = ["{count} row", "{count} rows"], … }``.

An error holds what it says as a key with values (``say``); the door words it in the reader's language (``told``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

LANGUAGES = ("en", "fr", "ja")
"""The languages of readers, in the order in which they stand wherever all three are shown."""

FALLBACKS = {"en": ("en", "fr", "ja-latn"), "fr": ("fr", "en", "ja-latn"), "ja": ("ja", "en", "fr")}
"""By language of the reader, the order in which a name is looked for."""

Entry = Mapping[str, Any]
"""By language, a text, or the pair of its forms for one and for several."""


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
    from jumelage_graph.words.filling import fill  # noqa: PLC0415  (many commands say nothing)

    room, _, path = key.partition(".")
    return fill(entries(room)[path][lang], lang, values)


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
    from pathlib import Path  # noqa: PLC0415

    return sorted(path.stem for path in Path(__file__).parent.glob("*.toml"))


@cache
def tree(room: str) -> dict[str, Any]:
    """What the file of a room holds, as it stands there. Errors: ``OSError`` where there is none."""
    import tomllib  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    return tomllib.loads(Path(__file__).with_name(f"{room}.toml").read_text(encoding="utf-8"))


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
