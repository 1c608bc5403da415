"""``jumelage build``: write everything that is published, validated."""

from __future__ import annotations

from pathlib import Path

import click

from jumelage_graph.cli.options import language
from jumelage_graph.cli.progress import bar
from jumelage_graph.wording import Wording
from jumelage_graph.words import told, word


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="Folder.",
)
@language
def command(out: Path, lang: str) -> None:
    """Build the dataset from the tables, validate it, and write everything that is published."""
    from jumelage_graph import api  # noqa: PLC0415
    from jumelage_graph.cli.tables import print_answer  # noqa: PLC0415

    with bar():
        made = api.publish(out)
    click.echo(word("publication.conforms", lang, count=made.statements))
    print_answer(made.coverage, Wording(lang))
    click.echo(word("publication.folder", lang, folder=out))
    for file in made.files:
        click.echo(f"  {file.name:20} {file.size:>11,}  {told(file.what, lang)}")
    with bar():
        pages = made.site(out / "site", lang)
    click.echo(f"  {'site/':20} {pages:>11,}  {word('publication.files.site', lang)}")
    for left in made.left_out:
        click.echo(told(left, lang), err=True)
    click.echo(
        f"""
{word("publication.next", lang)}
  .venv/bin/jumelage show 金沢
  .venv/bin/jumelage query partners -p government=nancy
  .venv/bin/jumelage queries
{word("publication.browser", lang, page=out / "network.html")}
{word("site.look", lang, folder=out / "site")}"""
    )
