"""``jumelage diff``: what changed between two versions of the dataset."""

from __future__ import annotations

from pathlib import Path

import click

from jumelage_graph.cli import forms
from jumelage_graph.cli.options import emit, language, note, output

SUFFIXES = {"text": (".txt", ".md"), "nquads": (".diff", ".patch", ".txt")}
"""The suffixes of each form; quads with signs before them are no file of N-Quads."""


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("text", "nquads")),
    help="Form: as the file's suffix says, else text (sentences); nquads are quads, each with its sign.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Also what rules conclude and what the vocabulary says."
)
@language
@output
def command(old: Path, new: Path, form: str | None, everything: bool, lang: str, output: Path | None) -> None:
    """Tell what changed from OLD to NEW: two exported files, in any RDF syntax, or two folders of tables.

    Tables and columns that an older folder does not have yet count as empty.

    With -f nquads every statement that went stands behind "-", every one that came behind "+".

    \b
    jumelage diff jumelage-0.1.0.nq jumelage-0.2.0.nq --lang ja
    """
    from jumelage_graph import api, differences  # noqa: PLC0415

    form = forms.of_file(output, SUFFIXES, form)
    comparison = api.diff(old, new)
    note(differences.notes(old, new), lang)
    told = (
        comparison.quads() if form == "nquads" else differences.told(comparison, lang, everything=everything)
    )
    emit(told.encode(), output)
