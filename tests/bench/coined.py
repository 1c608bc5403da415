"""Names of places that do not exist, each in Latin letters and in Japanese, as many as are asked for."""

from __future__ import annotations

import re

_FRENCH = [
    ("Mar", "マル"), ("ville", "ヴィル"), ("bon", "ボン"), ("mont", "モン"), ("fleur", "フルール"),
    ("val", "ヴァル"), ("lac", "ラック"), ("ton", "トン"), ("bel", "ベル"), ("sart", "サール"),
    ("roche", "ロッシュ"), ("pont", "ポン"), ("champ", "シャン"), ("clair", "クレール"),
    ("dor", "ドール"), ("gué", "ゲ"), ("lys", "リス"), ("neuf", "ヌフ"), ("bois", "ボワ"),
    ("vigne", "ヴィーニュ"), ("port", "ポール"), ("font", "フォン"), ("grand", "グラン"),
    ("haut", "オー"), ("îlot", "イロ"), ("jonc", "ジョン"), ("quin", "カン"), ("rive", "リーヴ"),
    ("tour", "トゥール"), ("ours", "ウルス"),
]  # fmt: skip
_JAPANESE = [
    ("金", "かな", "kana"), ("沢", "さわ", "sawa"), ("山", "やま", "yama"), ("川", "かわ", "kawa"),
    ("田", "た", "ta"), ("野", "の", "no"), ("島", "しま", "shima"), ("崎", "さき", "saki"),
    ("村", "むら", "mura"), ("木", "き", "ki"), ("森", "もり", "mori"), ("松", "まつ", "matsu"),
    ("竹", "たけ", "take"), ("原", "はら", "hara"), ("谷", "たに", "tani"), ("岡", "おか", "oka"),
    ("浜", "はま", "hama"), ("津", "つ", "tsu"), ("瀬", "せ", "se"), ("坂", "さか", "saka"),
    ("橋", "はし", "hashi"), ("井", "い", "i"), ("宮", "みや", "miya"), ("寺", "てら", "tera"),
    ("石", "いし", "ishi"), ("岩", "いわ", "iwa"), ("池", "いけ", "ike"), ("滝", "たき", "taki"),
    ("峰", "みね", "mine"), ("里", "さと", "sato"),
]  # fmt: skip
_ENDINGS = {
    "shi": "し", "machi": "まち", "chō": "ちょう", "mura": "むら", "son": "そん", "ku": "く", "ken": "けん", "fu": "ふ",
    "to": "と", "dō": "どう",
}  # fmt: skip
"""How the last syllables of a romanised name, behind the hyphen, are written in kana."""


def _digits(number: int, base: int) -> list[int]:
    """A number in base ``base``, with two digits or more: another number is another row of digits."""
    digits = [number % base]
    number //= base
    while number or len(digits) < 2:
        digits.append(number % base)
        number //= base
    return digits[::-1]


def french(number: int) -> tuple[str, str]:
    """(Latin letters, katakana) of the French place of that number."""
    parts = [_FRENCH[digit] for digit in _digits(number, len(_FRENCH))]
    return "".join(latin for latin, _ in parts).capitalize(), "".join(kana for _, kana in parts)


def japanese(number: int) -> tuple[str, str, str]:
    """(kanji, kana, Latin letters) of the Japanese place of that number."""
    kanji, kana, latin = zip(*(_JAPANESE[digit] for digit in _digits(number, len(_JAPANESE))), strict=True)
    return "".join(kanji), "".join(kana), "".join(latin).capitalize()


def names(row: dict[str, str], number: int) -> dict[str, str]:
    """The cells of a row of governments that hold its names, with a coined name in the form of the row's own."""
    latin, native, kana = _spelled(row["country"], number)
    others = row["alt_labels"].split(";") if row["alt_labels"] else []
    found = {
        "label_fr": _french_form(row["label_fr"], latin),
        "label_en": re.sub(r"^.*?( Prefecture| \(.*)?$", rf"{latin}\1", row["label_en"]),
        "label_ja": native + _ending(row["label_ja"]),
        "kana": kana + _ENDINGS.get(row["romaji"].rpartition("-")[2], ""),
        "romaji": latin + "-".join(("", *row["romaji"].split("-")[1:])),
        "alt_labels": ";".join(_other(row["country"], text, number, at) for at, text in enumerate(others)),
    }
    return {name: text if row[name] else "" for name, text in found.items()}


def _spelled(country: str, number: int) -> tuple[str, str, str]:
    if country == "JP":
        kanji, kana, latin = japanese(number)
        return latin, kanji, kana
    latin, katakana = french(number)
    return latin, katakana, ""


def _french_form(label: str, latin: str) -> str:
    found = re.match(r"^(Préfecture )d(?:e |’|u )", label)
    link = "d’" if latin[0] in "AEIOUÎ" else "de "
    return (
        f"{found[1]}{link}{latin}" if found else latin + (label[label.find(" (") :] if " (" in label else "")
    )


def _ending(label: str) -> str:
    """The kanji that say what kind of government it is."""
    found = re.search(r"[市町村区県都府道州]$", label)
    return found[0] if found else ""


def _other(country: str, text: str, number: int, at: int) -> str:
    """Another name, in the script of ``text``; ``at`` tells those of one government apart."""
    latin, native, _ = _spelled(country, number * 7 + at)
    return latin if text.isascii() or not re.search(r"[\u3040-\u9fff]", text) else native
