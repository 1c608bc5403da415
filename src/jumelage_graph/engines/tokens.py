"""The words of a SPARQL query, by the grammar of SPARQL 1.1 and 1.2 (sections 19.2 and 19.8), in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_LETTER = (  # PN_CHARS_BASE
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_DIGIT = "0-9\u00b7\u0300-\u036f\u203f\u2040"  # what PN_CHARS and VARNAME allow inside, save the hyphen
_ESCAPE = r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})"

_COMMENT = r"(?P<comment>\#[^\n\r]*+)"
_IRI = r"(?P<iri><(?:[^\x00-\x20<>\"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)"
_STRING = r"""(?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
    | "(?!"")(?:[^"\\\n\r]|\\[^\n\r])*+" | '(?!'')(?:[^'\\\n\r]|\\[^\n\r])*+')"""
_UNCLOSED = r"""(?P<unclosed>\"{3}.*+ | '{3}.*+ | ["'][^\n\r]*+)"""

_QUOTED_OR_ESCAPE = rf"{_COMMENT} | {_IRI} | {_STRING} | {_UNCLOSED} | (?P<escape>{_ESCAPE})"


class _Lexer(NamedTuple):
    """What cuts a query: into tokens and runs of them, a run into its parts, and what a prefix begins with."""

    token: re.Pattern[str]
    part: re.Pattern[str]
    letter: re.Pattern[str]


@cache
def _lexer(letter: str, digit: str) -> _Lexer:
    """The lexer for these letters and digits; those of all scripts take long to compile."""
    local = rf"(?:[{letter}_:{digit}.-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])*+"
    token = rf"""{_COMMENT} | {_IRI} | {_STRING} | {_UNCLOSED}
      | (?P<variable>[?$][{letter}_0-9][{letter}_{digit}]*+)
      | (?P<tag>@[A-Za-z]++(?:--?[A-Za-z0-9]++)*+)
      | (?P<run>[{letter}_{digit}.-]++(?::{local})? | :{local})
      | (?P<sign>\^\^|&&|\|\||[!<>]=|[^ \t\r\n])"""
    part = rf"""(?P<number>(?:[0-9]++\.[0-9]*+|\.?[0-9]++)[eE][+-]?[0-9]++ | [0-9]*+\.[0-9]++ | [0-9]++)
      | (?P<word>[{letter}_][{letter}_{digit}]*+)
      | (?P<sign>.)"""
    cut, whole = re.VERBOSE | re.DOTALL, re.compile(f"[{letter}]")
    return _Lexer(re.compile(token, cut), re.compile(part, cut), whole)


class Token(NamedTuple):
    """Its kind (``iri``, ``string``, ``unclosed``, ``variable``, ``tag``, ``name``, ``blank``, ``number``, ``word``,
    ``sign``), text and offset."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> list[Token]:
    """All tokens of a query, in order, without comments and white space.

    Never fails: what SPARQL does not know is a ``sign`` of one character, a string that never ends is ``unclosed``.
    """
    parts = list(_tokens(query, _lexer("A-Za-z", "0-9")))
    if all(token.text.isascii() for token in parts if token.kind == "sign"):
        return parts
    return list(_tokens(query, _lexer(_LETTER, _DIGIT)))


def _tokens(query: str, lexer: _Lexer) -> Iterator[Token]:
    for match in lexer.token.finditer(query):
        kind = match.lastgroup or ""
        if kind == "run":
            yield from _parts(match.group(), match.start(), lexer)
        elif kind != "comment":
            yield Token(kind, match.group(), match.start())


def _parts(run: str, start: int, lexer: _Lexer) -> Iterator[Token]:
    """The tokens that stand together without a space: ``1.ex:a`` is ``1``, ``.`` and ``ex:a``."""
    colon, at = run.find(":"), 0
    named = colon >= 0 and run[:colon][-1:] != "."
    while at < len(run):
        if at == colon or (named and at < colon and lexer.letter.match(run, at)):
            name = _without_last_dots(run[at:])
            yield Token("name", name, start + at)
            at += len(name)
            colon, named = -1, False
        elif at == colon - 1 and run[at] == "_":
            name = _without_last_dots(run[at:])
            yield Token("blank", name, start + at)
            at += len(name)
            colon, named = -1, False
        else:
            match = lexer.part.match(run, at)
            assert match
            yield Token(match.lastgroup or "", match.group(), start + at)
            at = match.end()


def _without_last_dots(name: str) -> str:
    kept = name.rstrip(".")
    return name[: len(kept) + 1] if kept.endswith("\\") else kept


def without_escapes(query: str) -> str:
    """The query with the codepoint escapes outside of IRIs, strings and comments resolved (section 19.2).

    >>> without_escapes(r"ASK { ?\\u0061 a <x:\\u0061> }")
    'ASK { ?a a <x:\\\\u0061> }'
    """
    if "\\u" not in query and "\\U" not in query:
        return query
    cut = re.compile(_QUOTED_OR_ESCAPE, re.VERBOSE | re.DOTALL)
    return cut.sub(lambda match: unescaped(match.group()) if match["escape"] else match.group(), query)


def unescaped(text: str) -> str:
    """A text with its codepoint escapes resolved; one that stands for no character stays."""
    return re.sub(_ESCAPE, _character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return match.group() if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)
