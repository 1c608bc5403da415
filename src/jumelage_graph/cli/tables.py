"""Tables for people to read in a terminal."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from jumelage_graph.cli.options import emit
from jumelage_graph.engines import Answer
from jumelage_graph.namespaces import shorten
from jumelage_graph.wording import Wording
from jumelage_graph.words import word

_NUMBERS = ("integer", "decimal", "double")


def print_answer(answer: Answer, wording: Wording, path: Path | None = None) -> None:
    """Print the rows of a SELECT, or the yes or no of an ASK; ``path`` takes them in place of the terminal."""
    found = json.loads(answer.serialise("json"))
    if "boolean" in found:
        return emit(
            f"{word('answers.yes' if found['boolean'] else 'answers.no', wording.lang)}\n".encode(), path
        )
    bindings = found["results"]["bindings"]
    rows = [[_cell(name, row.get(name), wording) for name in answer.variables] for row in bindings]
    numeric = {
        index
        for index, name in enumerate(answer.variables)
        if any(_is_number(row.get(name)) for row in bindings)
    }
    return print_rows([wording.heading(name) for name in answer.variables], rows, wording.lang, numeric, path)


def _is_number(cell: dict[str, str] | None) -> bool:
    return cell is not None and cell.get("datatype", "").endswith(_NUMBERS)


def _cell(name: str, cell: dict[str, str] | None, wording: Wording) -> str:
    if cell is None:
        return ""
    if cell["type"] == "uri":
        return shorten(cell["value"])
    tag = cell.get("xml:lang")
    if tag is None:
        return wording.cell(name, cell["value"])
    return cell["value"] if tag == wording.lang else f"{cell['value']} ({tag})"


def print_facts(title: str, iri: str, facts: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Print a card: its title, its IRI, then a heading and its values per line."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", justify="right")
    grid.add_column(overflow="fold")
    for heading, values in facts:
        grid.add_row(escape(heading), escape("; ".join(values)))
    console = _console()
    console.print(escape(title), style="bold")
    console.print(escape(iri), style="dim")
    console.print(grid)


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else 200, highlight=False)


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    lang: str,
    numeric: set[int] | None = None,
    path: Path | None = None,
) -> None:
    """Print a table; the number of rows goes to standard error."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(columns):
        table.add_column(name, justify="right" if index in (numeric or ()) else "left", overflow="fold")
    count = 0
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
        count += 1
    if path:
        written = io.StringIO()
        Console(file=written, width=200, no_color=True).print(table)
        return emit(written.getvalue().encode(), path)
    _console().print(table)
    Console(stderr=True).print(word("answers.rows", lang, count=count), style="dim")
    return None
