"""``jumelage sources``: all that stands behind one thing."""

from __future__ import annotations

import click

from jumelage_graph import api
from jumelage_graph.cli import completion
from jumelage_graph.cli.options import endpoint, language, meant
from jumelage_graph.wording import wording


@click.command()
@click.argument("thing", shell_complete=completion.things())
@language
@endpoint
def command(thing: str, lang: str, endpoint: str | None) -> None:
    """All sources behind THING (a name, an id, or a path such as agreement/nancy-kanazawa), with their addresses."""
    from jumelage_graph.cli.tables import print_answer  # noqa: PLC0415

    graph = api.open(endpoint)
    print_answer(
        graph.answer("sources", thing=meant(graph.engine, thing, lang)),
        wording(graph.engine, "sources", lang),
    )
