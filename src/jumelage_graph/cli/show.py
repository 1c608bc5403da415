"""``jumelage show``: one thing as a card."""

from __future__ import annotations

import click

from jumelage_graph import api
from jumelage_graph.cli.options import endpoint, language


@click.command()
@click.argument("text")
@language
@endpoint
def command(text: str, lang: str, endpoint: str | None) -> None:
    """Show the thing that TEXT names, in any spelling (金沢, かなざわ, Kanazawa, kanazawa-shi), as a card."""
    from jumelage_graph.cli.tables import print_answer, print_facts  # noqa: PLC0415

    card = api.card(text, lang=lang, endpoint=endpoint)
    print_facts(card.title, card.iri, [(fact.heading, fact.values) for fact in card.facts])
    for heading, answer in card.sections:
        click.echo(f"\n{heading}")
        print_answer(answer, lang)
