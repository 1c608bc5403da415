"""Terms of RDF as people and programs hold them: a text that knows its kind, its language and its datatype."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.words import say

if TYPE_CHECKING:
    from decimal import Decimal

    from rdflib.term import Node

Kind = Literal["iri", "literal", "blank", "triple"]

XSD = PREFIXES["xsd"]
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SIGNS = {escape[1]: sign for sign, escape in _ESCAPES.items()} | {"'": "'"}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPE = r"(?s)\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))"
_TEXT = r'(?s)"((?:[^"\\]|\\.)*+)"(?:@([\w-]+)|\^\^<([^<>]*)>)?'


class Cell(str):
    """One term: an IRI, a literal, a blank node, or a triple. It is its own text, so it compares with plain texts.

    ``kind`` is ``iri``, ``literal``, ``blank`` or ``triple``. ``language`` is the tag of a text (empty without one),
    ``datatype`` the IRI of a literal's datatype (empty for a text). The text of a literal is its lexical form.

    >>> cell = Cell("Nancy", language="fr")
    >>> cell == "Nancy", cell.language, cell.token
    (True, 'fr', '"Nancy"@fr')
    """

    __slots__ = ("datatype", "kind", "language")

    kind: Kind
    language: str
    datatype: str

    def __new__(cls, text: str, kind: Kind = "literal", language: str = "", datatype: str = "") -> Cell:
        """The term of that kind; a datatype ``xsd:string`` is none."""
        cell = super().__new__(cls, text)
        cell.kind, cell.language = kind, language
        cell.datatype = "" if datatype == _STRING else datatype
        return cell

    @classmethod
    def parse(cls, token: str) -> Cell:
        r"""The term that an N-Triples token writes.

        >>> print(Cell.parse(r'"say \"oui\""'))
        say "oui"
        """
        if match := re.fullmatch(_TEXT, token):
            text, language, datatype = match.groups()
            return cls(unescape(text), "literal", language or "", datatype or "")
        if token.startswith("_:"):
            return cls(token[2:], "blank")
        return cls(token, "triple") if token.startswith("<<") else cls(token[1:-1], "iri")

    @property
    def token(self) -> str:
        """The term as N-Triples writes it."""
        if self.kind == "literal":
            tag = f"@{self.language}" if self.language else f"^^<{self.datatype}>" if self.datatype else ""
            return f"{quoted(self)}{tag}"
        return {"iri": f"<{self}>", "blank": f"_:{self}", "triple": str(self)}[self.kind]

    @property
    def value(self) -> Any:
        """The Python value: ``int`` (of a year too), ``Decimal``, ``float``, ``bool``, ``date``, ``datetime``, ``str``.

        A text is what remains where the lexical form is none of its datatype: nothing is guessed.
        """
        read = _READERS.get(self.datatype)
        if read is None:
            return str(self)
        try:
            return read(self)
        except (ValueError, ArithmeticError, KeyError):
            return str(self)

    @property
    def is_number(self) -> bool:
        """Whether it is a number to reckon with; a year is none."""
        try:
            return self.datatype in _NUMBERS and _NUMBERS[self.datatype](self) is not None
        except ValueError:
            return False

    def toPython(self) -> Any:
        """``value``, by the name that it has in rdflib."""
        return self.value

    def to_rdflib(self) -> Node:
        """The term as one of rdflib's. Errors: ``ValueError`` for a triple, which RDF 1.1 does not know as a term."""
        from rdflib import BNode, Literal, URIRef  # noqa: PLC0415  (slow to import)

        if self.kind == "literal":
            datatype = URIRef(self.datatype) if self.datatype else None
            return Literal(str(self), lang=self.language or None, datatype=datatype, normalize=False)
        if self.kind == "triple":
            raise ValueError(say("engines.answers.triple_term", term=str(self)))
        return URIRef(str(self)) if self.kind == "iri" else BNode(str(self))


def quoted(text: str) -> str:
    r"""The N-Triples token of a plain text.

    >>> print(quoted('say "oui"'))
    "say \"oui\""
    """
    return f'"{_ESCAPED.sub(_escape, text)}"' if _ESCAPED.search(text) else f'"{text}"'


def unescape(text: str) -> str:
    r"""What stands between the quotes of a token as the text that it writes.

    >>> unescape(r"\u00e9t\u00E9 \U0001F5FE")
    'été 🗾'
    """
    return re.sub(_ESCAPE, _sign, text) if "\\" in text else text


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    return _ESCAPES.get(sign) or f"\\u{ord(sign):04X}"


def _sign(match: re.Match[str]) -> str:
    short, long, sign = match.groups()
    return _SIGNS.get(sign, match.group()) if sign else chr(int(short or long, 16))


def _decimal(text: str) -> Decimal:
    from decimal import Decimal  # noqa: PLC0415  (most answers have none)

    return Decimal(text)


def _boolean(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text]


_NUMBERS: dict[str, Callable[[str], float]] = {
    **dict.fromkeys((XSD + "integer", XSD + "int", XSD + "long", XSD + "nonNegativeInteger"), int),
    **dict.fromkeys((XSD + "double", XSD + "float", XSD + "decimal"), float),
}
"""What reads the forms of each number; a decimal is read for its form alone, without the import of ``decimal``."""
_READERS: dict[str, Callable[[str], Any]] = {
    **_NUMBERS,
    XSD + "gYear": int,
    XSD + "decimal": _decimal,
    XSD + "boolean": _boolean,
    XSD + "date": datetime.date.fromisoformat,
    XSD + "dateTime": datetime.datetime.fromisoformat,
}
_STRING = XSD + "string"
