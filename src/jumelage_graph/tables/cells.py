"""From the text of a cell to its value, or what is wrong with it and how to mend it."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import Any

from jumelage_graph import dates, readings
from jumelage_graph.errors import Fault
from jumelage_graph.folding import fold
from jumelage_graph.tables import mojibake, scripts
from jumelage_graph.tables.description import allowed, choices, is_edtf
from jumelage_graph.words import say

_HIDDEN = (
    "Cf",
    "Co",
    "Cn",
    "Cs",
)  # marks of direction, joiners; signs that Unicode leaves to private use, or has not
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def value(column: Any, text: str) -> Any:
    """The value of a cell without faults; an empty one gives ``()``, ``""``, ``False`` or ``None``."""
    if column.separator:
        return tuple(_single(column, part) for part in text.split(column.separator)) if text else ()
    if text:
        return _single(column, text)
    return {"string": None if is_edtf(column) else "", "boolean": False}.get(column.datatype.base)


def _single(column: Any, text: str) -> Any:
    if is_edtf(column):
        return dates.parse(text)
    read = column.datatype.read(text)
    return read.date() if isinstance(read, datetime.datetime) else read


def written(column: Any, content: Any) -> str:
    """The text of a cell: the inverse of ``value``."""
    if isinstance(content, tuple):
        return str(column.separator).join(content)
    if isinstance(content, dates.Edtf):
        return content.text
    if isinstance(content, bool):
        return "yes" if content else ""
    return "" if content is None else str(content)


def faults(path: str, line: int, column: Any, text: str) -> Iterator[Fault]:
    """What is wrong with the text of one cell."""
    fault = partial(Fault, path, line, column.name, text)
    if not text:
        if column.required:
            yield fault(say("faults.empty_cell"), say("faults.mend.fill_cell"))
        return
    if misformed := list(_form(fault, text)):
        yield from misformed
        return
    parts = text.split(column.separator) if column.separator else [text]
    if wrong := scripts.wrong(str(column.lang or ""), text):
        yield fault(*wrong)
    for part in parts:
        yield from _part(partial(Fault, path, line, column.name, part), column, part)
    for part in sorted({part for part in parts if parts.count(part) > 1 and part}):
        yield Fault(path, line, column.name, part, say("faults.value_twice"), say("faults.mend.delete_one"))


def _form(fault: Any, text: str) -> Iterator[Fault]:
    if text != text.strip():
        yield fault(say("faults.space"), say("faults.mend.write", text=text.strip()))
    elif text.isascii() and text.isprintable():  # nearly every cell: none of the signs below
        return
    elif any(unicodedata.category(sign) == "Cc" for sign in text):
        yield fault(say("faults.control"), say("faults.mend.one_line"))
    elif not unicodedata.is_normalized("NFC", text):
        yield fault(say("faults.not_nfc"), say("faults.mend.normalise"))
    elif not text.isascii():
        yield from _signs(fault, text)


def _signs(fault: Any, text: str) -> Iterator[Fault]:
    """Signs that no hand typed: invisible ones, and what a wrong encoding leaves."""
    if hidden := sorted({f"U+{ord(sign):04X}" for sign in text if unicodedata.category(sign) in _HIDDEN}):
        yield fault(say("faults.invisible", signs=hidden), say("faults.mend.delete"))
    elif mojibake.is_broken(text):
        mended = mojibake.mended(text)
        mend = say("faults.mend.write", text=mended) if mended else say("faults.mend.copy_again")
        yield fault(say("faults.mojibake"), mend)


def _part(fault: Any, column: Any, text: str) -> Iterator[Fault]:
    if not text:
        yield fault(say("faults.separator_alone"), say("faults.mend.join", separator=column.separator))
    elif text != text.strip():
        yield fault(say("faults.separator_space"), say("faults.mend.write", text=text.strip()))
    elif not _readable(column, text):
        yield fault(allowed(column), mend(column, text))
    elif is_edtf(column):
        yield from _undated(fault, text)


def _readable(column: Any, text: str) -> bool:
    if column.datatype.base in ("integer", "decimal") and not _NUMBER.fullmatch(text):
        return False
    try:
        column.datatype.read(text)
    except (ValueError, ArithmeticError):
        return False
    return True


def _undated(fault: Any, text: str) -> Iterator[Fault]:
    try:
        dates.parse(text)
    except ValueError as error:
        yield fault(say("faults.no_date", reason=error), say("faults.mend.look_up"))
        return
    if dates.is_season(text):
        said = say("faults.season")
        yield fault(said, say("faults.mend.month_meant"))


def mend(column: Any, text: str) -> str:
    """What to do about a text that the column does not allow, where one can tell."""
    if values := choices(column):
        near = difflib.get_close_matches(text, values, n=1, cutoff=0.5)
        return say("faults.mend.meant", near=near[0]) if near else ""
    if is_edtf(column) or column.datatype.base == "date":
        return readings.mend(text)
    if column.datatype.base in ("integer", "decimal"):
        plain = text.replace(" ", "").replace("\u202f", "").replace("\xa0", "").replace(",", ".")
        return say("faults.mend.write", text=plain) if _NUMBER.fullmatch(plain) and plain != text else ""
    slug = fold(text).replace(" ", "-")
    return say("faults.mend.write", text=slug) if slug != text and _writes(column, slug) else ""


def _writes(column: Any, text: str) -> bool:
    return bool(text) and text.isascii() and _readable(column, text)
