"""Tables for people to read in a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from jumelage_graph.cli import columns
from jumelage_graph.cli.options import emit
from jumelage_graph.engines import Answer
from jumelage_graph.widths import harmless
from jumelage_graph.wording import Wording
from jumelage_graph.words import word


def print_answer(answer: Answer, wording: Wording, path: Path | None = None) -> None:
    """Print the rows of a SELECT, or the yes or no of an ASK; ``path`` takes them in place of the terminal."""
    if answer.form == "ask":
        said = word("answers.yes" if answer.boolean else "answers.no", wording.lang)
        return emit(f"{said}\n".encode(), path)
    found = answer.rows()
    rows = [
        [wording.read(name, cell) for name, cell in zip(answer.variables, row, strict=True)] for row in found
    ]
    numeric = {
        index
        for index, column in enumerate(zip(*found, strict=True))
        if any(cell is not None and cell.is_number for cell in column)
    }
    return print_rows([wording.heading(name) for name in answer.variables], rows, wording.lang, numeric, path)


def print_facts(title: str, iri: str, facts: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Print a card: its title, its IRI, then a heading and its values per line."""
    click.secho(harmless(title), bold=True)
    click.secho(harmless(iri), dim=True)
    for line in columns.pairs([(heading, "; ".join(values)) for heading, values in facts], _room()):
        click.echo(line)


def _room() -> int:
    """The columns of the terminal; what goes elsewhere has the room that a screen seldom has.

    ``COLUMNS`` says them too. (shutil asks the same, and takes as long to import as the table to print.)
    """
    if not sys.stdout.isatty():
        return 200
    said = os.environ.get("COLUMNS", "")
    return (int(said) if said.isdecimal() else 0) or os.get_terminal_size(sys.stdout.fileno()).columns or 80


def print_rows(
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    lang: str,
    numeric: set[int] | None = None,
    path: Path | None = None,
) -> None:
    """Print a table; the number of rows goes to standard error."""
    cells = [[str(cell) for cell in row] for row in rows]
    lines = columns.table(headings, cells, 200 if path else _room(), numeric or set())
    if path:
        return emit("".join(f"{click.unstyle(line)}\n" for line in lines).encode(), path)
    for line in lines:
        click.echo(line)
    click.secho(word("answers.rows", lang, count=len(cells)), dim=True, err=True)
    return None
