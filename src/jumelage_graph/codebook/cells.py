"""What may stand in a cell, in words."""

from __future__ import annotations

from jumelage_graph.tables.meaning import Column
from jumelage_graph.words import word


def allowed(column: Column, lang: str) -> str:
    """What may stand in a cell, in words: listed values, form, bounds, whose ids, how several are joined."""
    between = column.most and not column.says
    said = [
        ", ".join(column.values),
        column.says,
        word("codebook.between", lang, least=column.least, most=column.most) if between else "",
        word("codebook.ids", lang, table=column.link) if column.link else "",
    ]
    listed = [part for part in said if part] or [word("codebook.text", lang)]
    if column.separator:
        listed.append(word("codebook.several", lang, separator=f"“{column.separator}”"))
    return word("codebook.joint", lang).join(listed)
