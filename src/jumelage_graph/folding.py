"""The search key of a text: what two spellings of one name have in common.

SPARQL's ``LCASE`` folds neither accents nor macrons nor the width of Japanese letters; the build therefore writes
this key beside each name, and a search folds what was typed in the same way.
"""

from __future__ import annotations

import unicodedata

_KANA = dict.fromkeys(range(0x30A1, 0x30F7))  # katakana ァ–ヶ, folded to hiragana
_KANA = {code: code - 0x60 for code in _KANA}
_VOICED = {0x3099, 0x309A}  # combining marks that make another Japanese letter


def fold(text: str) -> str:
    """The search key: no case, no accents, no macrons, one width, hiragana for katakana, single spaces.

    >>> fold("Évian-les-Bains"), fold("Kōfu"), fold("カナザワ")
    ('evian les bains', 'kofu', 'かなざわ')
    """
    wide = unicodedata.normalize("NFKC", text).casefold().translate(_KANA)
    parts = unicodedata.normalize("NFD", wide.replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(c for c in parts if ord(c) in _VOICED or not unicodedata.combining(c))
    whole = unicodedata.normalize("NFC", kept)
    return " ".join("".join(c if c.isalnum() or c == "ー" else " " for c in whole).split())
