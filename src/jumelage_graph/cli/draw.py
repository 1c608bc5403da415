"""``jumelage draw``: draw the network, as a page that needs no internet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jumelage_graph import api
from jumelage_graph.cli import completion
from jumelage_graph.cli.options import emit, endpoint, foreign, language, selection


@click.command()
@click.argument("view", metavar="[VIEW]", default="network", shell_complete=completion.of(completion.views))
@selection
@click.option("--measure", help="What the size of a node shows.")
@foreign
@language
@endpoint
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File; its suffix (.html, .svg, .png, .pdf) is the form.",
)
@click.option("--width", type=float, metavar="MM", help="Width of a plot in millimetres (279).")
@click.option("--dpi", type=int, help="Dots per inch of a PNG (200).")
@click.option(
    "--editable",
    is_flag=True,
    help="Keep the text of an SVG or PDF as text, in fonts of the reader's machine.",
)
def command(
    view: str,
    output: Path | None,
    endpoint: str | None,
    network: Path | None,
    source_column: str,
    target_column: str,
    where: tuple[str, ...],
    delimiter: str,
    **options: Any,
) -> None:
    """Draw VIEW (default: network), or with --network any other network from a file."""
    path = output or Path(f"jumelage-{network.name.split('.')[0] if network else view}.html")
    other = api.foreign(network, source_column, target_column, where, delimiter) if network else None
    form = path.suffix.lower().lstrip(".")
    drawn = api.draw(view, endpoint=endpoint, network=other, form=form, **options)
    emit(drawn.encode() if isinstance(drawn, str) else drawn, path)
