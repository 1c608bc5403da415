"""A snapshot of Wikidata for the commands that compare with it: from a file, or asked for and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jumelage_graph.cli.options import Decorated
from jumelage_graph.namespaces import WIKIDATA_ENDPOINT
from jumelage_graph.words import word

if TYPE_CHECKING:
    from jumelage_graph.comparisons.wikidata.snapshot import Snapshot


def snapshot(function: Decorated) -> Decorated:
    """The options that say where the snapshot comes from: ``taken`` takes them."""
    for option in (
        click.option(
            "--pause",
            type=click.FloatRange(min=0),
            default=1.0,
            show_default=True,
            metavar="SECONDS",
            help="Between two requests.",
        ),
        click.option(
            "--contact",
            envvar="JUMELAGE_CONTACT",
            default="",
            help="Your address or user page, told to the server beside ours.",
        ),
        click.option(
            "--server",
            metavar="URL",
            default=WIKIDATA_ENDPOINT,
            show_default=True,
            help="Ask this server for the snapshot.",
        ),
        click.option("--renew", is_flag=True, help="Ask anew, though the file is there."),
        click.option(
            "--snapshot",
            "file",
            metavar="FILE",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Keep what Wikidata says in this file; where it is there, nothing is asked.",
        ),
    ):
        function = option(function)
    return function


def taken(lang: str, file: Path | None, renew: bool, server: str, contact: str, pause: float) -> Snapshot:
    """The snapshot of a file that is there, else one that is asked for now and kept in the file."""
    from jumelage_graph import api  # noqa: PLC0415
    from jumelage_graph.cli import progress  # noqa: PLC0415
    from jumelage_graph.comparisons.wikidata import taking  # noqa: PLC0415

    remote = taking.server(server, contact)
    if not taking.is_there(file, renew):  # as the address may be shown: without a login
        click.echo(word("wikidata.asking", lang, server=remote.endpoint), err=True)
    with progress.bar() as show:
        snapshot = taking.taken(api.engine(), remote, file, renew, pause, show)
    counts = {"items": len(snapshot.items), "links": len(snapshot.twinnings)}
    click.echo(word("wikidata.asked", lang, server=snapshot.server, day=snapshot.day, **counts), err=True)
    return snapshot
