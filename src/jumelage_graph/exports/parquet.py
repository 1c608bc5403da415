"""All tables as Parquet, typed, in one ZIP file: the curated tables, and the network's nodes and edges."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import UsageError
from jumelage_graph.exports import _relations
from jumelage_graph.exports._archive import zipped
from jumelage_graph.exports._network import TABLES, Column, Rows, tables
from jumelage_graph.exports.release import Release
from jumelage_graph.words import say

if TYPE_CHECKING:
    import polars

NAME = "parquet"
SUFFIX = "-parquet.zip"
MEDIA = "application/vnd.apache.parquet"
CONFORMS: tuple[str, ...] = ()
NEEDS = "polars"


def render(release: Release) -> bytes:
    """A file for each table, whose metadata say version, as-of date, licence and citation; cells of several are lists.

    Errors: ``UsageError`` where the optional library is not installed.
    """
    try:
        import polars  # noqa: F401, PLC0415
    except ImportError:
        raise UsageError(say("errors.no_polars")) from None
    curated = {f"jumelage-graph/{each.name}": _curated(each) for each in _relations.read(release.tables)}
    network = {
        f"jumelage-graph-network/{name}": _network(name, rows) for name, rows in tables(release).items()
    }
    return zipped(
        {f"{path}.parquet": _parquet(frame, release) for path, frame in (curated | network).items()}
    )


def _curated(relation: _relations.Relation) -> polars.DataFrame:
    import polars  # noqa: PLC0415

    types = {
        column.name: polars.List(_type(column.type)) if column.listed else _type(column.type)
        for column in relation.columns
    }
    return polars.DataFrame(relation.rows, schema=types, orient="row")


def _network(name: str, rows: Rows) -> polars.DataFrame:
    import polars  # noqa: PLC0415

    columns = TABLES[name]
    values = {column.name: [_value(column, row.get(column.name)) for row in rows] for column in columns}
    return polars.DataFrame(values, schema={column.name: _type(column.type) for column in columns})


def _parquet(frame: polars.DataFrame, release: Release) -> bytes:
    written = io.BytesIO()
    frame.write_parquet(written, metadata=release.about)
    return written.getvalue()


def _type(name: str) -> type[polars.DataType]:
    import polars  # noqa: PLC0415

    types: Mapping[str, type[polars.DataType]] = {
        "integer": polars.Int64,
        "decimal": polars.Float64,
        "date": polars.Date,
        "boolean": polars.Boolean,
    }
    return types.get(name, polars.String)


def _value(column: Column, value: Any) -> Any:
    return datetime.date.fromisoformat(value) if column.type == "date" and value else value
