"""``jumelage sources``: all that stands behind one thing."""

from __future__ import annotations

import click

from jumelage_graph import api, queries
from jumelage_graph.cli.options import endpoint, language
from jumelage_graph.wording import wording


@click.command()
@click.argument("thing")
@language
@endpoint
def command(thing: str, lang: str, endpoint: str | None) -> None:
    """All sources behind THING (a name, an id, or a path such as agreement/nancy-kanazawa), with their addresses."""
    from jumelage_graph.cli.tables import print_answer  # noqa: PLC0415

    engine = api.engine(endpoint)
    answer = api.answer(queries.find("sources"), {"thing": thing}, engine, lang)
    print_answer(answer, wording(engine, "sources", lang))
