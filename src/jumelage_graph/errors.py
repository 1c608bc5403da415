"""Every error of the package, and the fault that a check finds.

A message says where, what was found, what is allowed and what to do. It is made by ``words.say``; ``str`` has it in
English, ``told`` in the language of the reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from jumelage_graph.words import Said, say, told, word


class JumelageError(Exception):
    """Parent of all our errors; ``kind`` is one of ``KINDS``, from which the exit code and the HTTP status follow."""

    kind: ClassVar[str] = "data"

    @property
    def exit_code(self) -> int:
        """What the command line returns: 2 where what was typed is wrong, else 1."""
        return KINDS[self.kind][0]

    @property
    def http_status(self) -> int:
        """What a server answers (RFC 9110, section 15)."""
        return KINDS[self.kind][1]

    def told(self, lang: str) -> str:
        """The message in ``en``, ``fr`` or ``ja``."""
        return told(self.args[0], lang) if self.args else ""


class UsageError(JumelageError):
    """What was typed is wrong: a value that is not allowed, malformed SPARQL."""

    kind = "usage"


class UnknownNameError(UsageError):
    """Nothing has the name that was typed."""

    kind = "unknown"


class AmbiguousNameError(UsageError):
    """Several things have the name that was typed."""

    kind = "ambiguous"


class DataError(JumelageError):
    """A file of the dataset cannot be read, or the dataset cannot be built or written."""

    kind = "data"


class LimitError(JumelageError):
    """A query takes more than it may: time, memory, rows, length."""

    kind = "limit"


class CrashError(JumelageError):
    """The process that answered a query broke down."""

    kind = "crash"


class EndpointError(JumelageError):
    """A SPARQL server refused, failed, or did not answer in time; ``status`` is that of its answer, else 0."""

    kind = "endpoint"
    status = 0


class EndpointTimeoutError(EndpointError):
    """A SPARQL server did not answer within the time that we wait."""

    kind = "timeout"


class EndpointUnreachableError(EndpointError):
    """No connection to a SPARQL server, or the connection broke before the answer began."""

    kind = "unreachable"


class EndpointBusyError(EndpointError):
    """A SPARQL server is busy or down for now (429, 502, 503, 504)."""

    kind = "busy"


class EndpointRefusedError(EndpointError):
    """A SPARQL server wants a login, or forbids the query (401, 403)."""

    kind = "refused"


class EndpointAnswerError(EndpointError):
    """What a SPARQL server sent is no answer: a web page, broken off, incomplete, or in another format."""

    kind = "answer"


KINDS = {
    "usage": (2, 400),
    "unknown": (2, 400),
    "ambiguous": (2, 400),
    "data": (1, 500),
    "limit": (1, 503),
    "crash": (1, 500),
    "endpoint": (1, 502),
    "unreachable": (1, 502),
    "refused": (1, 502),
    "answer": (1, 502),
    "busy": (1, 503),
    "timeout": (1, 504),
}
"""Every kind of error with its exit code and its HTTP status; an error of a server that we ask is, to the one who asks
us, one of a gateway."""


class Fault(NamedTuple):
    """One thing that is wrong in the tables or in the graph made from them.

    ``path`` and ``line`` (1 is the header; 0 where no single line is at fault) say where; ``allowed`` and ``mend``
    are made by ``words.say``; ``severity`` is ``violation``, ``warning`` or ``info``.
    """

    path: str
    line: int
    column: str
    value: str
    allowed: str
    mend: str = ""
    severity: str = "violation"

    def __str__(self) -> str:
        """``data/governments.csv:42: code: found "1053"; INSEE codes have 5 characters; …``."""
        return self.told("en")

    def told(self, lang: str) -> str:
        """The whole fault in ``en``, ``fr`` or ``ja``."""
        said = told(self.allowed, lang)
        if self.value:
            said = word("errors.fault.found", lang, value=self.value, allowed=said)
        if self.mend:
            said = word("errors.fault.mend", lang, said=said, mend=told(self.mend, lang))
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.column}: {said}" if self.column else f"{place}: {said}"


class FaultsError(DataError):
    """The tables hold violations; ``faults`` lists them all, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__(self.told("en"))

    def told(self, lang: str) -> str:
        """The first twenty faults, one to a line, and how many there are more."""
        shown = [fault.told(lang) for fault in self.faults[:20]]
        rest = len(self.faults) - len(shown)
        return "\n".join(shown + ([word("errors.more", lang, count=rest)] if rest else []))


def whole(text: str) -> str:
    """What was typed, as it is. Errors: ``UsageError`` where it holds bytes that are not UTF-8 (PEP 383)."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        readable = text.encode(errors="backslashreplace").decode()
        raise UsageError(say("errors.typed_bytes", found=readable, place=error.start + 1)) from None
    return text


def unknown(kind: str, found: str, known: Iterable[str]) -> UnknownNameError:
    """The error for a name that is not among ``known``; it suggests the nearest and lists what there is.

    ``kind`` is one of the kinds in ``errors.toml``, or something said that fits in their place.
    """
    import difflib  # noqa: PLC0415  (slow to import; most commands know what they are asked)

    names = sorted(known)
    near = difflib.get_close_matches(found, names, n=3, cutoff=0.5)
    hint = say("errors.near", names=near) if near else say("errors.known", names=names)
    named = kind if isinstance(kind, Said) else say(f"errors.kinds.{kind}")
    return UnknownNameError(say("errors.unknown", kind=named, found=found, hint=hint))
