"""``jumelage diff``: what changed between two versions of the dataset."""

from __future__ import annotations

from pathlib import Path

import click

from jumelage_graph.cli import forms
from jumelage_graph.cli.options import emit, language, note, output

SUFFIXES = {"text": (".txt",), "markdown": (".md", ".txt"), "nquads": (".diff", ".patch", ".txt")}
"""The suffixes of each form; quads with signs before them are no file of N-Quads."""


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(tuple(SUFFIXES)),
    help="Form: as the file's suffix says, else text (sentences); markdown are notes of a release; "
    "nquads are quads, each with its sign.",
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
    jumelage diff jumelage-0.1.0.nq data -o notes.md
    """
    from jumelage_graph import api, differences  # noqa: PLC0415

    form = forms.of_file(output, SUFFIXES, form)
    comparison = api.diff(old, new)
    note(differences.notes(old, new), lang)
    if form == "nquads":
        told = comparison.quads()
    elif form == "markdown":
        told = differences.release_notes(comparison, lang)
    else:
        told = differences.told(comparison, lang, everything=everything)
    emit(told.encode(), output)
