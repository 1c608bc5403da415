"""The network of partnerships as CSV: nodes, edges and their CSVW description, in one ZIP file."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from jumelage_graph.exports._archive import zipped
from jumelage_graph.exports._network import TABLES, Column, Rows, tables
from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import CSVW_CONTEXT, STANDARDS

NAME = "network-csv"
SUFFIX = "-network.zip"
MEDIA = "text/csv"
CONFORMS = (STANDARDS["csvw"],)


def render(release: Release) -> bytes:
    """``nodes.csv``, ``edges.csv``, their description, and ``ABOUT.txt`` with version and licence."""
    members = {f"{name}.csv": _csv(TABLES[name], rows) for name, rows in tables(release).items()}
    described = json.dumps(_description(release), ensure_ascii=False, indent=1) + "\n"
    members |= {"csv-metadata.json": described.encode(), "ABOUT.txt": release.text}
    return zipped({f"jumelage-graph-network/{name}": content for name, content in members.items()})


def _csv(columns: tuple[Column, ...], rows: Rows) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(column.name for column in columns)
    for row in rows:
        writer.writerow(_cell(row.get(column.name, "")) for column in columns)
    return written.getvalue().encode()


def _cell(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _description(release: Release) -> dict[str, Any]:
    return {
        "@context": [CSVW_CONTEXT, {"@language": "en"}],
        "dc:title": "French–Japanese local partnerships: the network",
        "dc:date": release.as_of,
        "dc:license": release.licence,
        "owl:versionInfo": release.version,
        "dc:bibliographicCitation": release.citation,
        "tables": [
            {"url": f"{name}.csv", "tableSchema": _schema(name, columns)} for name, columns in TABLES.items()
        ],
    }


def _schema(name: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    described = [
        {
            "name": column.name,
            "titles": column.name,
            "datatype": column.type,
            "dc:description": column.meaning,
        }
        for column in columns
    ]
    ends = [
        {"columnReference": end, "reference": {"resource": "nodes.csv", "columnReference": "id"}}
        for end in (("source", "target") if name == "edges" else ())
    ]
    return {"columns": described, "primaryKey": "id", **({"foreignKeys": ends} if ends else {})}
