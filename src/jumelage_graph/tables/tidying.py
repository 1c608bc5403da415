"""Tidies the tables: one form of every text, rows in their order, the day of the record."""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
from pathlib import Path

from jumelage_graph import files
from jumelage_graph.errors import FaultsError
from jumelage_graph.tables import rules
from jumelage_graph.tables.description import FILE, describe
from jumelage_graph.tables.sheets import Cells, Sheet, sheet

_DAY = re.compile(r'("dc:date": ")(\d{4}-\d\d-\d\d)(")')


def tidy(directory: Path, as_of: datetime.date | None = None) -> list[Path]:
    """Write the tables of ``directory`` in their one form; the files that changed.

    Texts get the form NFC and lose spaces at their ends and beside separators; rows are sorted by key; lines end with
    LF. The day of the record becomes ``as_of``, or the last day on which a source was read, if that is later. No
    value is mended: that is for ``check`` to say and for a person to decide.

    Errors: ``FaultsError`` where a file is no table.
    """
    description = describe(directory)
    sheets = {name: sheet(directory, table) for name, table in description.tables.items()}
    if broken := [fault for each in sheets.values() for fault in each.faults]:
        raise FaultsError(broken)
    texts = {directory / f"{name}.csv": tidied(each) for name, each in sheets.items()}
    day = as_of or max(description.as_of, _last_read(sheets["sources"]))
    described = (directory / FILE).read_text(encoding="utf-8")
    texts[directory / FILE] = _DAY.sub(rf"\g<1>{day.isoformat()}\g<3>", described, count=1)
    return [path for path, text in texts.items() if files.renew(path, text.encode())]


def tidied(each: Sheet) -> str:
    """The text of a table in its one form."""
    rows = [_clean(each, cells) for _, cells in each.rows]
    rows.sort(key=lambda cells: rules.place(each.table, cells))
    text = io.StringIO()
    writer = csv.DictWriter(text, list(each.table.columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _clean(each: Sheet, cells: Cells) -> Cells:
    return {name: _cleaned(text, each.table.columns[name].separator) for name, text in cells.items()}


def _cleaned(text: str, separator: str | None) -> str:
    parts = (
        unicodedata.normalize("NFC", text).split(separator)
        if separator
        else [unicodedata.normalize("NFC", text)]
    )
    return (separator or "").join(part.strip() for part in parts)


def _last_read(sources: Sheet) -> datetime.date:
    """The last day on which a source was read; days that are none are for ``check`` to tell."""
    days = [datetime.date.min]
    for _, cells in sources.rows:
        try:
            days.append(datetime.date.fromisoformat(cells["accessed"]))
        except ValueError:
            continue
    return max(days)
