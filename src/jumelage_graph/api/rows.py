"""The rows of an answer, for a notebook and for the libraries of tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from jumelage_graph import files
from jumelage_graph.engines import Answer
from jumelage_graph.namespaces import shorten
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import word

if TYPE_CHECKING:
    import pandas
    import polars

Row = dict[str, "Cell | None"]

SHOWN = 60
"""Rows that a notebook shows."""


class Rows(Sequence[Row]):
    """The solutions of a query: each a dict from variable to cell (a text), ``None`` where it is unbound.

    ``variables``, and ``columns`` as pandas and polars call them, are the names of the columns; ``notes`` say how an
    ambiguous name was understood.
    """

    def __init__(self, answered: Answer) -> None:
        self.variables = answered.variables
        self.notes = list(answered.notes)
        self._answer = answered
        self._rows: list[Row] = [dict(zip(answered.variables, row, strict=True)) for row in answered.rows()]

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self.variables)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        """One solution, or several."""
        return self._rows[index]

    def __len__(self) -> int:
        """How many solutions there are."""
        return len(self._rows)

    def __repr__(self) -> str:
        """The variables and the number of solutions."""
        return f"<{len(self)} rows of {', '.join(self.variables)}>"

    def _repr_html_(self) -> str:
        """A table of the first rows, each text in its language, IRIs shortened as in a terminal."""
        from html import escape  # noqa: PLC0415  (slow to import)

        head = "".join(f"<th>{escape(name)}</th>" for name in self.variables)
        body = "".join(f"<tr>{''.join(map(_td, row.values()))}</tr>" for row in self._rows[:SHOWN])
        shown = f" ({word('errors.more', 'en', count=len(self) - SHOWN)})" if len(self) > SHOWN else ""
        rows = word("answers.rows", "en", count=len(self))
        return (
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{escape(rows + shown)}</p>"
        )

    def to_csv(self, path: str | Path | None = None) -> str | None:
        """The table as CSV (RFC 4180): its text, or nothing where ``path`` takes it, whole or not at all.

        Errors: ``DataError`` where the file cannot be written.
        """
        content = self._answer.serialise("csv")
        if path is None:
            return content.decode()
        files.replace(Path(path), content)
        return None

    def _values(self) -> dict[str, list[Any]]:
        return {
            name: [None if (cell := row[name]) is None else cell.value for row in self._rows]
            for name in self.variables
        }

    def to_pandas(self) -> pandas.DataFrame:
        """The solutions as a pandas table: numbers and dates as such, IRIs as texts; needs the extra ``pandas``."""
        import pandas  # noqa: PLC0415

        return pandas.DataFrame(self._values())

    def to_polars(self) -> polars.DataFrame:
        """The solutions as a polars table: numbers and dates as such, IRIs as texts; needs the extra ``polars``."""
        import polars  # noqa: PLC0415

        return polars.DataFrame(self._values(), strict=False)


def _td(cell: Cell | None) -> str:
    from html import escape  # noqa: PLC0415

    if cell is None:
        return "<td></td>"
    if cell.kind == "iri":
        return f'<td title="{escape(cell)}">{escape(shorten(cell))}</td>'
    tag = f' lang="{cell.language}"' if cell.language else ""
    return f"<td{tag}>{escape(cell)}</td>"
