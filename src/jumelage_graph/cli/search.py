"""``jumelage search``: find things by any spelling of their name."""

from __future__ import annotations

import click

from jumelage_graph import api
from jumelage_graph.cli import completion
from jumelage_graph.cli.options import endpoint, language
from jumelage_graph.errors import UnknownNameError
from jumelage_graph.namespaces import shorten
from jumelage_graph.wording import wording
from jumelage_graph.words import say


@click.command()
@click.argument("text", shell_complete=completion.things())
@language
@endpoint
def command(text: str, lang: str, endpoint: str | None) -> None:
    """Find things whose name, other name or code contains TEXT, in any script and spelling."""
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415

    graph = api.open(endpoint)
    hits = graph.search(text, lang=lang)
    if not hits:
        raise UnknownNameError(say("names.no_hit", found=text))
    spoken = wording(graph.engine, "find", lang)
    rows = [(shorten(hit.iri), hit.label, spoken.cell("kind", hit.kind)) for hit in hits]
    print_rows([spoken.heading(name) for name in ("thing", "name", "kind")], rows, lang)
