"""What the codebook says in its three languages."""

from __future__ import annotations

from jumelage_graph.tables.meaning import Column

WORDS = {
    "en": {
        "name": "English",
        "title": "Codebook of the tables",
        "intro": "One row of the table below per column. Filled: cells that are not empty. "
        "Distinct: different values, each value of a list counted by itself.",
        "column": "Column",
        "meaning": "Meaning",
        "unit": "Unit",
        "allowed": "What may stand there",
        "filled": "Filled",
        "distinct": "Distinct",
        "rows": "rows",
        "key": "key",
        "required": "required",
        "pattern": "pattern",
        "several": "several values, joined by {}",
        "between": "from {} to {}",
        "ids": "ids in the table {}",
        "text": "text",
        "about": "About this copy",
    },
    "fr": {
        "name": "Français",
        "title": "Dictionnaire des tables",
        "intro": "Une ligne par colonne. Remplies : cellules non vides. "
        "Distinctes : valeurs différentes, chaque valeur d’une liste étant comptée à part.",
        "column": "Colonne",
        "meaning": "Sens",
        "unit": "Unité",
        "allowed": "Ce qui peut y figurer",
        "filled": "Remplies",
        "distinct": "Distinctes",
        "rows": "lignes",
        "key": "clé",
        "required": "obligatoire",
        "pattern": "motif",
        "several": "plusieurs valeurs, séparées par {}",
        "between": "de {} à {}",
        "ids": "identifiants de la table {}",
        "text": "texte",
        "about": "À propos de cette copie",
    },
    "ja": {
        "name": "日本語",
        "title": "表のコードブック",
        "intro": "以下の表では1列につき1行。記入数：空欄でないセルの数。"
        "種類数：異なる値の数（複数の値をもつセルは値ごとに数える）。",
        "column": "列",
        "meaning": "意味",
        "unit": "単位",
        "allowed": "記入できる値",
        "filled": "記入数",
        "distinct": "種類数",
        "rows": "行",
        "key": "キー",
        "required": "必須",
        "pattern": "パターン",
        "several": "複数の値を {} で区切る",
        "between": "{} から {} まで",
        "ids": "表 {} のID",
        "text": "文字列",
        "about": "この版について",
    },
}
"""Words by language."""

_JOINT = {"en": "; ", "fr": " ; ", "ja": "。"}


def allowed(column: Column, lang: str) -> str:
    """What may stand in a cell, in words: listed values, form, bounds, whose ids, how several are joined."""
    words = WORDS[lang]
    said = [
        ", ".join(column.values),
        column.says,
        words["between"].format(column.least, column.most) if column.most and not column.says else "",
        words["ids"].format(column.link) if column.link else "",
    ]
    listed = [part for part in said if part] or [words["text"]]
    if column.separator:
        listed.append(words["several"].format(f"“{column.separator}”"))
    return _JOINT[lang].join(listed)
