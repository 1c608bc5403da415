"""Official codes of governments that do not exist, valid in their scheme, while it has any left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jumelage_graph.tables.codes import SCHEMES, japanese_check_digit

Cells = dict[str, str]
_FEW = ("insee-departement", "insee-region")
"""Schemes that have no code for a body that does not exist."""


class Codes:
    """The codes of the copies of the record's governments: each has one that no one else has, if there is one."""

    def __init__(self, governments: list[Cells], size: int) -> None:
        self._known = {row["code"]: row for row in governments if row["code"]}
        self._made: dict[tuple[str, int], str] = {}
        self._left: dict[str, Iterator[str]] = {}
        self._used: defaultdict[str, set[str]] = defaultdict(set)
        for code, row in self._known.items():
            self._used[row["code_scheme"]].add(code)
        for copy in range(1, size):
            for code, row in self._known.items():
                self._made[code, copy] = self._next(row["code_scheme"], code)

    def of(self, row: Cells, copy: int) -> Cells:
        """The cells ``code`` and ``code_scheme`` of a copy of a row."""
        code = self.changed(row["code"], copy)
        return {"code": code, "code_scheme": row["code_scheme"] if code else ""}

    def changed(self, code: str, copy: int) -> str:
        """The code of a copy in place of ``code``, ``""`` if there is none."""
        return self._made.get((code, copy), "") if copy else code

    def _next(self, scheme: str, code: str) -> str:
        start = code[:2]
        if scheme in _FEW or (scheme == "jp-lgcode" and code[2:5] == "000"):
            return ""
        place = scheme if scheme == "siren" else f"{scheme} {start}"
        if place not in self._left:
            self._left[place] = self._free(scheme, start)
        return next(self._left[place], "")

    def _free(self, scheme: str, start: str) -> Iterator[str]:
        makers = {
            "siren": (_siren(number) for number in range(30_000_000, 90_000_000)),
            "insee-cog": (f"{start}{number:03}" for number in range(1, 1000)),
            "jp-lgcode": (_japanese(f"{start}{number:03}") for number in range(1, 1000)),
        }
        return (code for code in makers[scheme] if code not in self._used[scheme])


def _japanese(code: str) -> str:
    return code + japanese_check_digit(code)


def _siren(number: int) -> str:
    return next(f"{number}{digit}" for digit in range(10) if SCHEMES["siren"].holds(f"{number}{digit}"))
