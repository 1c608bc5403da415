"""``jumelage template``: an empty row of one table, to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jumelage_graph import resources
from jumelage_graph.cli import completion, forms
from jumelage_graph.cli.options import emit, language, output
from jumelage_graph.words import of

if TYPE_CHECKING:
    from jumelage_graph.tables.meaning import Table


@click.command()
@click.argument("table", shell_complete=completion.of(completion.tables))
@click.option("--explain", is_flag=True, help="What each column means and what may stand in it.")
@language
@output
def command(table: str, explain: bool, lang: str, output: Path | None) -> None:
    """Print the header of TABLE and an empty row to fill in, as CSV.

    \b
    jumelage template agreement
    jumelage template acts --explain --lang ja
    """
    from jumelage_graph.tables import meaning  # noqa: PLC0415

    forms.of_file(output, {"csv": (".csv", ".txt")}, "csv")
    described = meaning.table(resources.data(), table, lang)
    emit(meaning.empty_row(described).encode(), output)
    if explain:
        _explain(described, lang)


def _explain(described: Table, lang: str) -> None:
    from jumelage_graph import codebook  # noqa: PLC0415
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415

    words = of("codebook", lang)
    rows = (
        (
            each.name,
            each.meaning,
            words["required"] if each.required else "",
            codebook.allowed(each, lang),
            each.form,
        )
        for each in described.columns
    )
    print_rows([words[name] for name in ("column", "meaning", "required", "allowed", "pattern")], rows, lang)
