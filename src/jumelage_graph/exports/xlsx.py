"""The curated tables as a workbook, one sheet per table; text stays text."""

import csv
import datetime
from pathlib import Path

from jumelage_graph.exports import _workbook
from jumelage_graph.exports.release import Release

NAME = "xlsx"
SUFFIX = ".xlsx"
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONFORMS: tuple[str, ...] = ()


def render(release: Release) -> bytes:
    """The workbook: a sheet ``about`` with version, licence and citation, then one sheet per table."""
    about = [["what", "value"], *map(list, release.about.items())]
    sheets = {path.stem: _rows(path) for path in sorted(release.tables.glob("*.csv"))}
    return _workbook.render({"about": about, **sheets}, datetime.datetime.fromisoformat(release.as_of))


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
