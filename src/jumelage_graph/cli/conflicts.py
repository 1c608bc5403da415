"""``jumelage conflicts``: where sources disagree."""

from __future__ import annotations

import itertools
import json

import click

from jumelage_graph import api, queries
from jumelage_graph.cli.options import endpoint

_MARKS = {"preferred": "✓", "normal": " ", "deprecated": "✗"}


@click.command()
@click.argument("thing", required=False)
@endpoint
def command(thing: str | None, endpoint: str | None) -> None:
    """Where sources disagree (or only on THING): each value, who states it, and what the record holds.

    ✓ the value that the record holds, ✗ known to be wrong and kept with its reason.
    """
    values = {"thing": thing} if thing else {}
    answer = api.answer(queries.find("conflicts"), values, api.engine(endpoint))
    found = json.loads(answer.serialise("json"))["results"]["bindings"]
    rows = [{name: cell["value"] for name, cell in row.items()} for row in found]
    groups = itertools.groupby(rows, key=lambda row: (row["about"], row["attribute"]))
    count = 0
    for (about, attribute), stated in groups:
        count += 1
        _print(about, attribute, list(stated))
    click.echo(f"{count} conflict{'' if count == 1 else 's'}", err=True)


def _print(about: str, attribute: str, stated: list[dict[str, str]]) -> None:
    click.secho(f"{about} · {attribute}", bold=True)
    for row in stated:
        click.echo(f"  {_MARKS[row['rank']]} {row['value']}  — {row['title']} ({row['publisher']})")
        click.echo(f"      {row.get('url', row['source'])}")
        if "note" in row:
            click.echo(f"      {row['note']}")
    if reason := stated[0].get("reason"):
        click.echo(f"  Why: {reason}")
    click.echo()
