"""``jumelage serve``: serve the dataset over HTTP: SPARQL, linked data, reconciliation."""

from __future__ import annotations

from pathlib import Path

import click

from jumelage_graph.cli.options import language


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 is every one."
)
@click.option("--port", type=int, default=8000, show_default=True, help="Port; 0 is any that is free.")
@click.option(
    "--address", default="", metavar="URL", help="The public address, where a proxy stands before it."
)
@click.option(
    "--workers", type=click.IntRange(1, 256), help="Processes that answer [default: processors + 2]."
)
@click.option(
    "--queue", type=click.IntRange(0), default=64, show_default=True, help="Requests that may wait."
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.1),
    default=5,
    show_default=True,
    help="The most that one query takes.",
)
@click.option(
    "--budget",
    type=click.FloatRange(0),
    help="Seconds of work for one caller in a minute; 0: no limit [default: 30, on this computer alone 0].",
)
@click.option(
    "--cache", type=click.IntRange(0), default=16, show_default=True, help="MB of answers that are kept."
)
@click.option(
    "--site",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Folder of the explorer, as jumelage site or make run wrote it (dist/site); without it, plain pages.",
)
@click.option(
    "--endpoint",
    metavar="URL",
    help="Serve what this SPARQL server holds now in the dataset's graphs, in place of the built dataset.",
)
@click.option("--w3id", is_flag=True, help="Write the redirections for w3id.org to --address, and end.")
@language
def command(
    host: str,
    port: int,
    address: str,
    workers: int | None,
    queue: int,
    seconds: float,
    budget: float | None,
    cache: int,
    site: Path | None,
    endpoint: str | None,
    w3id: bool,
    lang: str,
) -> None:
    """Serve the dataset: SPARQL at /sparql, named queries at /query, linked data, reconciliation for OpenRefine.

    \b
    jumelage serve --site dist/site
    curl -d 'query=SELECT * { ?a a jg:Agreement } LIMIT 3' http://127.0.0.1:8000/sparql
    curl 'http://127.0.0.1:8000/query/partners.csv?government=nancy'
    """
    public = f"{address.rstrip('/')}/" if address else ""
    if w3id:
        from jumelage_graph.server.w3id import redirections  # noqa: PLC0415

        click.echo(redirections(public), nl=False)
        return
    from dataclasses import replace  # noqa: PLC0415

    from jumelage_graph.engines.bounded.limits import PUBLIC  # noqa: PLC0415
    from jumelage_graph.server import running  # noqa: PLC0415
    from jumelage_graph.server.service import Settings  # noqa: PLC0415

    here = host in ("127.0.0.1", "localhost", "::1")
    settings = Settings(
        address=public,
        workers=workers or running.workers(),
        queue=queue,
        budget=(0 if here else 30) if budget is None else budget,
        cache=cache << 20,
        limits=replace(PUBLIC, seconds=seconds),
        site=site,
    )
    running.run(host, port, settings, lang, endpoint)
