"""Tables for people to read in a terminal."""

from __future__ import annotations

import io
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
from jumelage_graph.statements.cells import Cell
from jumelage_graph.wording import Wording
from jumelage_graph.words import word


def print_answer(answer: Answer, wording: Wording, path: Path | None = None) -> None:
    """Print the rows of a SELECT, or the yes or no of an ASK; ``path`` takes them in place of the terminal."""
    if answer.form == "ask":
        said = word("answers.yes" if answer.boolean else "answers.no", wording.lang)
        return emit(f"{said}\n".encode(), path)
    found = answer.rows()
    rows = [
        [_cell(name, cell, wording) for name, cell in zip(answer.variables, row, strict=True)]
        for row in found
    ]
    numeric = {
        index
        for index, column in enumerate(zip(*found, strict=True))
        if any(cell is not None and cell.is_number for cell in column)
    }
    return print_rows([wording.heading(name) for name in answer.variables], rows, wording.lang, numeric, path)


def _cell(name: str, cell: Cell | None, wording: Wording) -> str:
    if cell is None:
        return ""
    if cell.kind == "iri":
        return shorten(cell)
    if not cell.language:
        return wording.cell(name, cell)
    return cell if cell.language == wording.lang else f"{cell} ({cell.language})"


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
