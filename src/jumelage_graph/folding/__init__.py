"""The search key of a text: what all spellings of one name have in common.

SPARQL's ``LCASE`` folds neither accents nor macrons nor the width of Japanese letters; the build therefore writes
this key beside each name, and a search folds what was typed in the same way. ``tests/folding.json`` holds a case of
each rule, for the twin in the pages' scripts too.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache

_KANA = dict.fromkeys(range(0x30A1, 0x30F7))  # katakana ァ–ヶ, folded to hiragana
_KANA = {code: code - 0x60 for code in _KANA}
_VOICED = {0x3099, 0x309A}  # combining marks that make another Japanese letter
_VU = {"ゔぁ": "ば", "ゔぃ": "び", "ゔぇ": "べ", "ゔぉ": "ぼ", "ゔ": "ぶ"}
_KANJI = "\u3400-\u9fff\uf900-\ufaff"
_JAPANESE = f"[々ぁ-ゖー{_KANJI}]"
_SAINTS = {"st": "saint", "ste": "sainte"}


def fold(text: str) -> str:
    """The search key of a text.

    No case, no accents, no macrons, one width; hiragana for katakana, new forms of kanji for old ones, バ for ヴァ, け
    for ヶ, and for が between kanji; ``saint`` for ``St``; single spaces, none beside Japanese letters.

    >>> fold("Évian-les-Bains"), fold("Kōfu"), fold("カナザワ"), fold("金澤"), fold("St-Denis")
    ('evian les bains', 'kofu', 'かなざわ', '金沢', 'saint denis')
    """
    wide = unicodedata.normalize("NFKC", text).casefold().translate(_KANA)
    parts = unicodedata.normalize("NFD", wide.replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(c for c in parts if ord(c) in _VOICED or not unicodedata.combining(c))
    whole = unicodedata.normalize("NFC", kept)
    words = "".join(c if c.isalnum() or c == "ー" else " " for c in whole).split()
    key = " ".join(_SAINTS.get(word, word) for word in words)
    return key if key.isascii() else _japanese(key)


def _japanese(key: str) -> str:
    for old, new in _VU.items():
        key = key.replace(old, new)
    key = key.replace("ゖ", "け").replace("ゕ", "か")
    if re.search(f"[{_KANJI}]", key):
        key = re.sub(f"(?<=[{_KANJI}])が(?=[{_KANJI}])", "け", key.translate(new_forms()))
    return re.sub(f"(?<={_JAPANESE}) | (?={_JAPANESE})", "", key)


@cache
def new_forms() -> dict[int, str]:
    """The new form of each old or rare form of a kanji, as ``str.translate`` wants it.

    ``kanji.csv`` holds the old forms of OpenCC (Apache-2.0) and those that names are written with (髙, 嶋, 﨑 …).
    """
    with open(f"{os.path.dirname(__file__)}/kanji.csv", encoding="utf-8") as file:  # noqa: PTH120, PTH123
        return {ord(row[0]): row[2] for row in file.read().splitlines()[1:]}
