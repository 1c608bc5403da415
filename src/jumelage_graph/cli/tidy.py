"""``jumelage tidy``: sort the tables, normalise their texts, renew the record's day and the README's figures."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from jumelage_graph.cli.options import language, tables_folder
from jumelage_graph.words import word


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of the record; else of the last reading.",
)
@language
def command(folder: Path | None, as_of: datetime | None, lang: str) -> None:
    """Sort the tables in FOLDER, normalise their texts, renew the record's day and the README's figures.

    No value is mended: what is wrong stays, and `jumelage check` names it. FOLDER is by default the folder data/ of the
    clone that you stand in.
    """
    from jumelage_graph import figures, resources  # noqa: PLC0415
    from jumelage_graph.tables import tidying  # noqa: PLC0415

    data = tables_folder(folder, lang)
    for path in tidying.tidy(data, as_of.date() if as_of else None):
        click.echo(word("tables.tidied", lang, file=path))
    if figures.renew(data, resources.ontology()):
        click.echo(word("tables.tidied", lang, file=data / figures.README))
