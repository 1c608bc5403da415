"""The table that every analysis gives."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

    from jumelage_graph.networks import Coverage

Value = str | int | float | bool | None


def _finite(value: Value) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns, unrounded rows (``None``: undefined or unknown), notes, and the record's coverage."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    coverage: Coverage | None = None

    def __post_init__(self) -> None:
        """Refuse a row that has not one value per column; what is not finite is not defined."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"{len(row)} values for the {len(self.columns)} columns {self.columns}: {row}"
                )
        if any(not _finite(value) for row in self.rows for value in row):
            rows = tuple(tuple(value if _finite(value) else None for value in row) for row in self.rows)
            object.__setattr__(self, "rows", rows)

    def to_csv(self, delimiter: str = ",") -> str:
        """The rows under a header, unrounded; what is undefined is an empty cell.

        >>> print(Table(("name", "share"), (("a", 1 / 3), ("b", None))).to_csv(), end="")
        name,share
        a,0.3333333333333333
        b,
        """
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return text.getvalue()

    def records(self) -> list[dict[str, Value]]:
        """One dictionary per row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas table, unrounded; needs ``jumelage-graph[pandas]``."""
        import pandas  # noqa: PLC0415

        return pandas.DataFrame(self.records(), columns=list(self.columns))
