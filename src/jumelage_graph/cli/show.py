"""``jumelage show``: show one thing as a card."""

from __future__ import annotations

import click

from jumelage_graph import api
from jumelage_graph.cli import completion
from jumelage_graph.cli.options import endpoint, language, note
from jumelage_graph.wording import wording


@click.command()
@click.argument("text", shell_complete=completion.things())
@language
@endpoint
def command(text: str, lang: str, endpoint: str | None) -> None:
    """Show the thing that TEXT names, in any spelling (金沢, かなざわ, Kanazawa, kanazawa-shi), as a card."""
    from jumelage_graph.cli.tables import print_answer, print_facts  # noqa: PLC0415

    graph = api.open(endpoint)
    card = graph.card(text, lang=lang)
    note(card.notes, lang)
    print_facts(card.title, card.iri, [(fact.heading, fact.values) for fact in card.facts])
    for query, answer in card.sections:
        click.echo(f"\n{query.summary[lang]}")
        print_answer(answer, wording(graph.engine, query.name, lang))
