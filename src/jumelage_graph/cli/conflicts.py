"""``jumelage conflicts``: where sources disagree, and which value the record prefers."""

from __future__ import annotations

from collections.abc import Iterator

import click

from jumelage_graph import api
from jumelage_graph.cli import completion
from jumelage_graph.cli.options import endpoint, language, meant
from jumelage_graph.disagreements import Conflict
from jumelage_graph.widths import harmless
from jumelage_graph.wording import wording
from jumelage_graph.words import word

_MARKS = {"preferred": "✓", "normal": " ", "deprecated": "✗"}


@click.command()
@click.argument("thing", required=False, shell_complete=completion.things())
@language
@endpoint
def command(thing: str | None, lang: str, endpoint: str | None) -> None:
    """Where sources disagree (or only on THING): each value, who states it, and what the record holds.

    ✓ the value that the record holds, ✗ known to be wrong and kept with its reason.
    """
    graph = api.open(endpoint)
    conflicts = graph.conflicts(meant(graph.engine, thing, lang) if thing else None, lang=lang)
    reason = wording(graph.engine, "conflicts", lang).heading("reason")
    for conflict in conflicts:
        _print(conflict, reason)
    click.echo(word("conflicts.count", lang, count=len(conflicts)), err=True)


def _print(conflict: Conflict, reason: str) -> None:
    click.secho(harmless(f"{conflict.about} · {conflict.attribute}"), bold=True)
    for line in _lines(conflict, reason):
        click.echo(harmless(line))
    click.echo()


def _lines(conflict: Conflict, reason: str) -> Iterator[str]:
    for stated in conflict.stated:
        yield f"  {_MARKS[stated.rank]} {stated.value}  — {stated.title} ({stated.publisher})"
        yield f"      {stated.address}"
        if stated.note:
            yield f"      {stated.note}"
    if conflict.reason:
        yield f"  {reason} — {conflict.reason}"
