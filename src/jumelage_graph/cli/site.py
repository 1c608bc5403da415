"""``jumelage site``: write the explorer as files for any host."""

from __future__ import annotations

from pathlib import Path

import click

from jumelage_graph import api
from jumelage_graph.cli.options import language
from jumelage_graph.cli.progress import bar
from jumelage_graph.words import word


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--base",
    default="",
    metavar="ADDRESS",
    help="Where it will stand: its address, or its path on the host, such as /jumelage/.",
)
@language
def command(folder: Path, base: str, lang: str) -> None:
    """Write the explorer, in three languages, as files that any web server can show, into FOLDER."""
    with bar():
        files = api.open().site(folder, base=base, lang=lang)
    click.echo(word("site.written", lang, count=files, folder=folder))
    click.echo(word("site.look", lang, folder=folder), err=True)
