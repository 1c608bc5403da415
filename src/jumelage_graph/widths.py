"""Texts in a terminal: the columns that they take (Unicode Standard Annex 11), and what in them would steer it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_LAST_CONTROL = 0x9F


def harmless(text: str) -> str:
    """A text whose signs that would steer a terminal are spaces; line breaks and tabs stay.

    >>> harmless("red" + chr(27) + "[31m"), harmless("金沢\\n")
    ('red [31m', '金沢\\n')
    """
    if text.isprintable():
        return text
    kept = (
        sign if sign.isprintable() or sign in "\n\t" or ord(sign) > _LAST_CONTROL else " " for sign in text
    )
    return "".join(kept)


def width(text: str) -> int:
    """How many columns a text takes: kana and kanji two, accents none.

    >>> width("Nancy"), width("金沢"), width("e" + chr(0x301))
    (5, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def folded(text: str, columns: int) -> Iterator[str]:
    """The lines of a text that take no more than so many columns: cut between words, or in a word that is too long.

    >>> list(folded("Kanazawa 金沢市", 8)), list(folded("金沢市", 5)), list(folded("", 5))
    (['Kanazawa', '金沢市'], ['金沢', '市'], [''])
    """
    line = ""
    for word in text.split(" "):
        wider = f"{line} {word}" if line else word
        if width(wider) <= columns:
            line = wider
            continue
        if line:
            yield line
        *whole, line = _cut(word, columns)
        yield from whole
    yield line


def _cut(word: str, columns: int) -> list[str]:
    pieces, used = [""], 0
    for sign in word:
        taken = _columns(sign)
        if used + taken > columns and pieces[-1]:
            pieces.append("")
            used = 0
        pieces[-1] += sign
        used += taken
    return pieces
