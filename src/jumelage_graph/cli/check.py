"""``jumelage check``: check tables, links and shapes; say file, line, column and mend."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from jumelage_graph.cli import progress
from jumelage_graph.cli.options import language, tables_folder
from jumelage_graph.words import word

SEVERITIES = ("violation", "warning", "info")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option(
    "--level", type=click.Choice(SEVERITIES), default="warning", show_default=True, help="From where to list."
)
@language
def command(folder: Path | None, level: str, lang: str) -> int:
    """Check the tables in FOLDER, the links between them, and the shapes.

    FOLDER is by default that of the clone you stand in, else of the package.


    Every fault is listed with file, line, column, what was found, what is allowed and what to do. Exit code 1 if there
    is a violation; warnings and notes alone leave it at 0.
    """
    from jumelage_graph import checking  # noqa: PLC0415

    data = tables_folder(folder, lang)
    with progress.bar() as show:
        faults = checking.faults(data, lang, show)
    counts = Counter(fault.severity for fault in faults)
    listed = SEVERITIES[: SEVERITIES.index(level) + 1]
    for fault in faults:
        if fault.severity in listed:
            click.echo(f"{word(f'errors.severities.{fault.severity}', lang)}: {fault.told(lang)}")
    click.echo(
        ", ".join(word(f"errors.counts.{name}", lang, count=counts[name]) for name in SEVERITIES), err=True
    )
    return 1 if counts["violation"] else 0
