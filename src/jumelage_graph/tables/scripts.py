"""Scripts: whether the letters of a text are those of its language."""

from __future__ import annotations

import unicodedata
from functools import cache

_OF = {
    "en": ("LATIN",),
    "fr": ("LATIN",),
    "ja-Latn": ("LATIN",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC"),
}
"""The scripts of the languages of our columns, as the names of their letters begin (Unicode Character Database)."""

_LOOK_ALIKE = ("CYRILLIC", "GREEK")
"""Scripts some of whose letters look like Latin ones."""


def wrong(language: str, text: str) -> tuple[str, str] | None:
    """What is wrong with the letters of a text in ``language``, and what to do; ``None`` if nothing is.

    A quotation may stand in another script; a text without one letter of its own is in another language.

    >>> wrong("ja", "Nancy"), wrong("fr", "Nancy")
    (('no letter of it is of the script of ja', 'is it in the column of another language?'), None)
    """
    expected = _OF.get(language)
    letters = {sign for sign in text if sign.isalpha()}
    if expected is None or not letters:
        return None
    if foreign := sorted(sign for sign in letters if _script(sign) in _LOOK_ALIKE):
        named = ", ".join(unicodedata.name(sign) for sign in foreign)
        return f"a letter is of another script ({named})", "type the word again"
    if not any(_script(sign) in expected for sign in letters):
        return f"no letter of it is of the script of {language}", "is it in the column of another language?"
    return None


@cache
def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]
