"""``jumelage link``: the items of Wikidata that our governments without one are, the official code first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jumelage_graph.cli import forms
from jumelage_graph.cli.options import emit, language, output, tables_folder
from jumelage_graph.cli.wikidata import snapshot, taken
from jumelage_graph.errors import UsageError
from jumelage_graph.words import say, word

if TYPE_CHECKING:
    from jumelage_graph.comparisons.reconciling import Reason
    from jumelage_graph.comparisons.wikidata.items import Item
    from jumelage_graph.comparisons.wikidata.linking import Proposal

HEADINGS = ("government", "item", "score", "certain", "why")
COLUMNS = ("government", "item", "name", "score", "certain", "why")
SHOWN = 3
"""How many proposals of each government are listed."""


@click.command()
@snapshot
@forms.option
@click.option("--source", default="", help="Id of Wikidata, as read on that day, in sources.csv.")
@click.option("--write", is_flag=True, help="Write the certain items into the tables of your clone.")
@language
@output
def command(form: str | None, source: str, write: bool, lang: str, output: Path | None, **asked: Any) -> None:
    """Propose items of Wikidata for the governments that lack one, each with its score and the reasons.

    An official code comes first (P374, P429, P2586, P2585, P1616), then ISO 3166-2, then name, place, point and type.
    Certain is a code alone that one item and one government bear and that nothing contradicts.

    \b
    jumelage link --snapshot wikidata.nt
    jumelage link --snapshot wikidata.nt --write --source wikidata-2026
    """
    from jumelage_graph import api  # noqa: PLC0415
    from jumelage_graph.comparisons.wikidata import linking  # noqa: PLC0415

    form = forms.of_file(output, forms.ROWS, form) or "table"
    if write and not source:
        raise UsageError(say("wikidata.source-wanted"))
    linker = linking.linker(api.engine(), taken(lang, **asked))
    proposed = linker.proposals()
    rows = [_row(each, lang) for proposals in proposed.values() for each in proposals[:SHOWN]]
    if form == "table":
        _table(rows, lang, output)
    else:
        emit(forms.rows(form, COLUMNS, rows), output)
    _totals(proposed, lang)
    if write:
        _put(linker.certain(), source, lang)


def _row(proposal: Proposal, lang: str) -> dict[str, Any]:
    return {
        "government": proposal.government,
        "item": proposal.item.id,
        "name": proposal.item.name(lang),
        "score": round(proposal.score),
        "certain": proposal.certain,
        "why": "; ".join(_said(reason, lang) for reason in proposal.reasons),
    }


def _said(reason: Reason, lang: str) -> str:
    return word(f"wikidata.reasons.{reason.name}", lang, detail=reason.detail)


def _table(rows: list[dict[str, Any]], lang: str, output: Path | None) -> None:
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415

    headings = [word(f"wikidata.headings.{name}", lang) for name in HEADINGS]
    yes = word("answers.yes", lang)
    cells = (
        [
            row["government"],
            f"{row['name']} {row['item']}",
            row["score"],
            yes if row["certain"] else "",
            row["why"],
        ]
        for row in rows
    )
    if rows:
        print_rows(headings, cells, lang, {2}, output)


def _totals(proposed: dict[str, list[Proposal]], lang: str) -> None:
    sure = sum(bool(each) and each[0].certain for each in proposed.values())
    none = sum(not each for each in proposed.values())
    for name, count in (("certain", sure), ("proposed", len(proposed) - sure - none), ("nothing", none)):
        click.echo(word(f"wikidata.{name}", lang, count=count), err=True)


def _put(certain: dict[str, Item], source: str, lang: str) -> None:
    from jumelage_graph.comparisons import proposals  # noqa: PLC0415

    data = tables_folder(None, lang)
    cells = {government: item.id for government, item in certain.items()}
    count = proposals.link(cells, source, data)
    click.echo(word("wikidata.written", lang, folder=data, count=count), err=True)
