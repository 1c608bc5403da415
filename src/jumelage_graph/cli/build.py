"""``jumelage build``: everything that is published, validated."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("dist"), show_default=True, help="Folder."
)
def command(out: Path) -> None:
    """Build the dataset from the tables, validate it, and write everything that is published."""
    from jumelage_graph import publication  # noqa: PLC0415

    click.echo("Building and validating …", err=True)
    files = publication.publish(out)
    click.echo(publication.summary())
    click.echo(f"\nIn {out}/:")
    for file in files:
        click.echo(f"  {file.name:20} {file.size:>11,}  {file.what}")
    click.echo(
        f"""
Next:
  .venv/bin/jumelage show 金沢
  .venv/bin/jumelage query partners -p government=nancy
  .venv/bin/jumelage queries
and open {out}/network.html in a browser."""
    )
