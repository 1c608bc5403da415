"""``jumelage build``: write everything that is published, validated."""

from __future__ import annotations

from pathlib import Path

import click

from jumelage_graph.wording import Wording
from jumelage_graph.words import word


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="Folder.",
)
def command(out: Path) -> None:
    """Build the dataset from the tables, validate it, and write everything that is published."""
    from jumelage_graph import api  # noqa: PLC0415
    from jumelage_graph.cli.tables import print_answer  # noqa: PLC0415

    click.echo("Building and validating …", err=True)
    made = api.publish(out)
    click.echo(f"The record conforms: {made.statements:,} statements in four named graphs.")
    print_answer(made.coverage, Wording("en"))
    click.echo(f"In {out}/:")
    for file in made.files:
        click.echo(f"  {file.name:20} {file.size:>11,}  {file.what}")
    pages = api.open().site(out / "site")
    click.echo(f"  {'site/':20} {pages:>11,}  The explorer, in three languages, as files for any web server.")
    click.echo(
        f"""
Next:
  .venv/bin/jumelage show 金沢
  .venv/bin/jumelage query partners -p government=nancy
  .venv/bin/jumelage queries
and open {out}/network.html in a browser.
{word("site.look", "en", folder=out / "site")}"""
    )
