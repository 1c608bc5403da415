"""What is wrong with a malformed query, and where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pyoxigraph

from jumelage_graph.engines.asked import read
from jumelage_graph.engines.tokens import Token
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.widths import width
from jumelage_graph.words import say

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_PHRASE = re.compile(r"(?:^|, )([A-Z]\w*(?: \w+)+)")
_ROOM = 24


def explain(query: str, message: str, shown: str = "") -> str:
    """The place (line and column, both from 1), the reason, and the line with a mark under the place.

    ``shown`` is what was typed, where ``query`` has another word of the same length in its place.
    """
    parts = read(query).tokens
    index, reason = _first_wrong(parts, message)
    index = min(index, next((n for n, part in enumerate(parts) if part.kind == "unclosed"), len(parts)))
    token = parts[index] if index < len(parts) else _end(query)
    line, column = _place(query, token.start)
    text = (shown or query).split("\n")[line - 1].replace("\t", " ").rstrip("\r")
    mark = " " * width(text[: column - 1]) + "^"
    said = _reason(reason, token, parts)
    return say("engines.malformed.place", line=line, column=column, reason=said, shown=text, mark=mark)


def wrong(query: str, message: str) -> Token:
    """The first token that cannot stand where it stands."""
    parts = read(query).tokens
    index, _ = _first_wrong(parts, message)
    return parts[index] if index < len(parts) else _end(query)


def _end(query: str) -> Token:
    return Token("end", "", len(query.rstrip()))


def _first_wrong(parts: Sequence[Token], message: str) -> tuple[int, str]:
    """The index of the first token that cannot stand where it stands (their number: the end), and the reason.

    The parser reads ahead as far as the longest keyword and reports the place where it stopped reading. With
    more room than that behind each token, the place always falls on the right one.
    """
    spaced = [token.text + " " * _ROOM for token in parts]
    try:
        pyoxigraph.Store().query("".join(spaced), prefixes=dict(PREFIXES))
    except SyntaxError as error:
        message = str(error)
    match = _PLACE.fullmatch(message)
    if not match:
        return len(parts), message
    lines = "".join(spaced).split("\n")
    offset = sum(len(line) + 1 for line in lines[: int(match[1]) - 1]) + int(match[2]) - 1
    for index, text in enumerate(spaced):
        if offset < len(text):
            return index, match[3]
        offset -= len(text)
    return len(parts), match[3]


def _place(query: str, offset: int) -> tuple[int, int]:
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _reason(expected: str, token: Token, parts: Sequence[Token]) -> str:
    if "Prefix not found" in expected:
        return say("engines.malformed.prefix", name=token.text.partition(":")[0])
    if phrase := _PHRASE.search(expected):
        return phrase[1]
    if not parts:
        return say("engines.malformed.empty")
    if token.kind == "unclosed":
        return say("engines.malformed.unclosed")
    if not token.text:
        return say("engines.malformed.early")
    shown = token.text.partition("\n")[0][:40]
    if not shown.isprintable() or shown.isspace():
        shown = f"U+{ord(shown[0]):04X} {unicodedata.name(shown[0], '')}".rstrip()
    return say("engines.malformed.found", found=shown)
