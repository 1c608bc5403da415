"""Every error of the package, and the fault that a check finds.

A message says where, what was found, what is allowed and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class JumelageError(Exception):
    """Parent of all our errors; ``exit_code`` is what the command line returns for it."""

    exit_code = 1


class UsageError(JumelageError):
    """What was typed is wrong: an unknown name, an ambiguous government, malformed SPARQL."""

    exit_code = 2


class DataError(JumelageError):
    """A file of the dataset cannot be read, or the dataset cannot be built or written."""


class EndpointError(JumelageError):
    """A SPARQL server refused, failed, or did not answer in time."""


class EndpointTimeoutError(EndpointError):
    """A SPARQL server did not answer within the time that we wait."""


class EndpointUnreachableError(EndpointError):
    """No connection to a SPARQL server, or the connection broke before the answer began."""


class EndpointBusyError(EndpointError):
    """A SPARQL server is busy or down for now (429, 502, 503, 504)."""


class EndpointRefusedError(EndpointError):
    """A SPARQL server wants a login, or forbids the query (401, 403)."""


class EndpointAnswerError(EndpointError):
    """What a SPARQL server sent is no answer: a web page, broken off, incomplete, or in another format."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in the tables or in the graph made from them.

    ``path`` and ``line`` (1 is the header; 0 where no single line is at fault) say where; ``severity`` is
    ``violation``, ``warning`` or ``info``.
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
        place = f"{self.path}:{self.line}" if self.line else self.path
        column = f" {self.column}:" if self.column else ""
        found = f' found "{self.value}";' if self.value else ""
        mend = f"; {self.mend}" if self.mend else ""
        return f"{place}:{column}{found} {self.allowed}{mend}"


class FaultsError(DataError):
    """The tables hold violations; ``faults`` lists them all, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        shown = [str(fault) for fault in self.faults[:20]]
        rest = len(self.faults) - len(shown)
        super().__init__("\n".join(shown + ([f"… and {rest} more"] if rest else [])))


def unknown(kind: str, found: str, known: Iterable[str]) -> UsageError:
    """The error for a name that is not among ``known``; it suggests the nearest and lists what there is."""
    import difflib  # noqa: PLC0415  (slow to import; most commands know what they are asked)

    names = sorted(known)
    near = difflib.get_close_matches(found, names, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else f" Known: {', '.join(names)}."
    return UsageError(f'There is no {kind} "{found}".{hint}')
