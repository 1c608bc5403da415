"""A snapshot of Wikidata for the commands that compare with it: from a file, or asked for and kept."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jumelage_graph.cli.options import Decorated
from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import WIKIDATA_ENDPOINT
from jumelage_graph.words import say, word

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
    from jumelage_graph.comparisons.wikidata import snapshot  # noqa: PLC0415

    if renew and file is None:
        raise UsageError(say("wikidata.no-snapshot"))
    if not (contact.isascii() and contact.isprintable()):  # it goes into a line of HTTP
        raise UsageError(say("wikidata.contact", found=ascii(contact)))
    if file and file.exists() and not renew:
        content, name = file.read_bytes(), file.name
    else:
        content, name = _asked(lang, server, contact, pause), "--server"
        if file:
            snapshot.keep(file, content)
    found = snapshot.read(content, name)
    links = len(found.twinnings)
    said = word(
        "wikidata.asked", lang, server=found.server, day=found.day, items=len(found.items), links=links
    )
    click.echo(said, err=True)
    return found


def _asked(lang: str, server: str, contact: str, pause: float) -> bytes:
    from jumelage_graph import api  # noqa: PLC0415
    from jumelage_graph.cli import progress  # noqa: PLC0415
    from jumelage_graph.comparisons.wikidata import asking, snapshot  # noqa: PLC0415
    from jumelage_graph.comparisons.wikidata.identities import identities  # noqa: PLC0415
    from jumelage_graph.engines.remote import RemoteEngine  # noqa: PLC0415
    from jumelage_graph.record import Record  # noqa: PLC0415

    remote = RemoteEngine(server, graphs=(), contact=contact)
    click.echo(
        word("wikidata.asking", lang, server=remote.endpoint), err=True
    )  # as it may be shown: without a login
    engine = api.engine()
    asker = asking.Asker(remote, pause)
    with progress.bar() as show:
        asking.ask(asker, identities(engine, Record(engine)).values(), show)
    return snapshot.render(asker.told, remote.endpoint, datetime.datetime.now(datetime.UTC))
