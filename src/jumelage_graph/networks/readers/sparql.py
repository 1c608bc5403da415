"""Answers of a SPARQL endpoint as tab-separated values: terms are written as in Turtle, headings begin with a "?".

Source: W3C, SPARQL 1.1 Query Results CSV and TSV Formats, section 4. Wikidata calls this form "TSV (verbose)".
"""

from __future__ import annotations

import re

_HEAD = re.compile(r"\?\w+(\t\?\w+)*[\r\n]")
_TERM = re.compile(r'<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^\S+)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)")
_BLANKS = {"t": " ", "n": " ", "r": " "}


def plain(text: str) -> str:
    """The same rows with plain names and values, quoted for a reader of tables; any other text as it is.

    >>> plain('?a\\t?b\\n<http://x.org/1>\\t"Nancy"@fr\\n')
    'a\\tb\\nhttp://x.org/1\\tNancy\\n'
    """
    if not _HEAD.match(text):
        return text
    heading, *rows = text.splitlines()
    found = [heading.replace("?", ""), *("\t".join(map(_value, row.split("\t"))) for row in rows)]
    return "".join(f"{row}\n" for row in found)


def _value(cell: str) -> str:
    term = _TERM.fullmatch(cell)
    if not term:
        return cell
    value = term[1] if term[2] is None else _ESCAPE.sub(lambda sign: _BLANKS.get(sign[1], sign[1]), term[2])
    return '"{}"'.format(value.replace('"', '""')) if '"' in value else value
