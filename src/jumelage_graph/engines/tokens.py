"""The words of a SPARQL query, without white space and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\s]*>)
      | (?P<long>\"\"\"(?:\\.|[^\\])*?\"\"\" | '''(?:\\.|[^\\])*?''')
      | (?P<string>"(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*')
      | (?P<variable>[?$]\w+)
      | (?P<tag>@[A-Za-z][A-Za-z0-9-]*)
      | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<name>[\w.-]*:(?:\\.|[\w.:%-])*)
      | (?P<word>\w+)
      | (?P<sign>\^\^|&&|\|\||[!<>]=|\S)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """Its kind (``iri``, ``string``, ``variable``, ``name``, ``word``, ``sign`` …), text and offset."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> list[Token]:
    """All tokens of a query, in order. Never fails: what SPARQL does not know is a ``sign``."""
    found = [Token(match.lastgroup or "", match.group(), match.start()) for match in _TOKEN.finditer(query)]
    return [token for token in found if token.kind != "comment"]
