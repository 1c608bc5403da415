"""``jumelage export``: take the dataset away in one format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jumelage_graph import api, exports
from jumelage_graph.cli import completion, forms
from jumelage_graph.cli.options import emit, language, output
from jumelage_graph.errors import UsageError, unknown
from jumelage_graph.words import say, told


@click.command()
@click.argument("form", metavar="[FORMAT]", required=False, shell_complete=completion.of(completion.formats))
@click.option(
    "--frame",
    type=click.Choice(("agreement", "edition", "government")),
    help="jsonld: a nested reading copy.",
)
@language
@output
def command(form: str | None, frame: str | None, lang: str, output: Path | None) -> None:
    """Take the whole dataset away; without FORMAT, the file's suffix says it, and without a file list the formats.

    What is several files comes in one ZIP file, or in a folder: -o NAME without a suffix.

    \b
    jumelage export turtle -o jumelage.ttl
    jumelage export parquet -o tables
    jumelage export jsonld --frame agreement -o agreements.jsonld
    """
    if form is None and output is None:
        for name in exports.names():
            click.echo(f"{name:12} {told(exports.summary(name), lang)}")
        return
    known = exports.suffixes()
    if form is not None and form not in known:
        raise unknown("export_format", form, known)
    form = forms.of_file(output, known, form)
    if form is None:
        raise UsageError(say("errors.suffix.none", file=output))
    content = api.export(form, frame=frame)
    if output is None and sys.stdout.isatty() and b"\0" in content[:4096]:
        raise UsageError(say("errors.no_text", form=form, file=f"jumelage{exports.find(form).SUFFIX}"))
    emit(content, output, folder=known[form][0] == ".zip")
