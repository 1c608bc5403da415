"""``jumelage conflicts``: where sources disagree."""

from __future__ import annotations

import itertools

import click

from jumelage_graph import api, queries
from jumelage_graph.cli.options import endpoint, language
from jumelage_graph.statements.cells import Cell
from jumelage_graph.wording import Wording, wording
from jumelage_graph.words import word

_MARKS = {"preferred": "✓", "normal": " ", "deprecated": "✗"}


@click.command()
@click.argument("thing", required=False)
@language
@endpoint
def command(thing: str | None, lang: str, endpoint: str | None) -> None:
    """Where sources disagree (or only on THING): each value, who states it, and what the record holds.

    ✓ the value that the record holds, ✗ known to be wrong and kept with its reason.
    """
    values, engine = {"thing": thing} if thing else {}, api.engine(endpoint)
    answer = api.answer(queries.find("conflicts"), values, engine)
    spoken = wording(engine, "conflicts", lang)
    groups = itertools.groupby(answer.records(), key=lambda row: (row["about"], row["attribute"]))
    count = 0
    for (about, attribute), stated in groups:
        count += 1
        click.secho(f"{about} · {spoken.cell('attribute', attribute)}", bold=True)
        _print(list(stated), spoken)
    click.echo(word("conflicts.count", lang, count=count), err=True)


def _print(stated: list[dict[str, Cell]], spoken: Wording) -> None:
    for row in stated:
        click.echo(
            f"  {_MARKS[row['rank']]} {spoken.cell('value', row['value'])}  — {row['title']} ({row['publisher']})"
        )
        click.echo(f"      {row.get('url', row['source'])}")
        if "note" in row:
            click.echo(f"      {row['note']}")
    if reason := stated[0].get("reason"):
        click.echo(f"  {spoken.heading('reason')} — {reason}")
    click.echo()
