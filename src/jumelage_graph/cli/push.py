"""``jumelage push``: put the dataset on a SPARQL server."""

from __future__ import annotations

from pathlib import Path

import click

from jumelage_graph import api
from jumelage_graph.cli.options import language
from jumelage_graph.cli.progress import bar
from jumelage_graph.words import of, told, word


@click.command()
@click.argument("endpoint")
@click.option("--update", metavar="URL", help="Where the server takes updates, if not at a usual place.")
@click.option("--graph-store", metavar="URL", help="Where it takes graphs, if not at a usual place.")
@click.option(
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Put this dataset (canonical N-Quads) there instead.",
)
@language
def command(endpoint: str, update: str | None, graph_store: str | None, file: Path | None, lang: str) -> None:
    """Put the dataset on the SPARQL server whose query service is at ENDPOINT, in its four named graphs.

    In batches, compared by number and digest; what the server served before stays until all is there, and a push that
    breaks off goes on when it is run again.

    \b
    jumelage push http://localhost:7878/query
    JUMELAGE_ENDPOINT_HOST=localhost:8890 JUMELAGE_ENDPOINT_USER=dba JUMELAGE_ENDPOINT_PASSWORD=… \\
      jumelage push http://localhost:8890/sparql
    """
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415
    from jumelage_graph.engines.connecting.address import Address  # noqa: PLC0415

    try:
        with bar() as show:
            loaded = api.push(
                endpoint,
                file=file,
                update=update,
                graph_store=graph_store,
                progress=lambda what, share: show(told(what, lang), share),
            )
    except KeyboardInterrupt:
        click.echo(word("loading.kept", lang), err=True)
        raise
    states = of("loading.states", lang)
    rows = [
        (each.graph, each.statements, each.digest[:16], states["sent" if each.sent else "there"])
        for each in loaded
    ]
    print_rows(list(of("loading.headings", lang).values()), rows, lang, {1})
    click.echo(word("loading.done", lang, url=Address.of(endpoint).shown), err=True)
