"""The network of partnerships as Parquet: a table of nodes and one of edges, typed, in one ZIP file."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import UsageError
from jumelage_graph.exports._archive import zipped
from jumelage_graph.exports._network import TABLES, Column, Rows, tables
from jumelage_graph.exports.published import Published
from jumelage_graph.words import say

if TYPE_CHECKING:
    import polars

NAME = "parquet"
SUFFIX = "-parquet.zip"
MEDIA = "application/vnd.apache.parquet"
CONFORMS: tuple[str, ...] = ()
NEEDS = "polars"


def render(published: Published) -> bytes:
    """``nodes.parquet`` and ``edges.parquet``, whose metadata say version, as-of date, licence and citation.

    Errors: ``UsageError`` where the optional library is not installed.
    """
    try:
        import polars  # noqa: F401, PLC0415
    except ImportError:
        raise UsageError(say("errors.no_polars")) from None
    members = {f"{name}.parquet": _parquet(published, name, rows) for name, rows in tables(published).items()}
    return zipped({f"jumelage-graph-network/{name}": content for name, content in members.items()})


def _parquet(published: Published, name: str, rows: Rows) -> bytes:
    import polars  # noqa: PLC0415

    columns = TABLES[name]
    values = {column.name: [_value(column, row.get(column.name)) for row in rows] for column in columns}
    frame = polars.DataFrame(values, schema={column.name: _type(column) for column in columns})
    written = io.BytesIO()
    frame.write_parquet(written, metadata=published.about)
    return written.getvalue()


def _type(column: Column) -> type[polars.DataType]:
    import polars  # noqa: PLC0415

    types: dict[str, type[polars.DataType]] = {
        "integer": polars.Int64,
        "decimal": polars.Float64,
        "date": polars.Date,
        "boolean": polars.Boolean,
    }
    return types.get(column.type, polars.String)


def _value(column: Column, value: Any) -> Any:
    return datetime.date.fromisoformat(value) if column.type == "date" and value else value
