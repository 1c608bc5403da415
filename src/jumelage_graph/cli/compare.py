"""``jumelage compare``: the record beside Wikidata: what only one has, what differs, what is doubtful."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jumelage_graph.cli import forms
from jumelage_graph.cli.options import emit, language, output
from jumelage_graph.cli.wikidata import snapshot, taken
from jumelage_graph.comparisons.wikidata.kinds import KINDS
from jumelage_graph.words import told, word

if TYPE_CHECKING:
    from jumelage_graph.comparisons.wikidata.comparison import Comparison, Finding, Side

FORMS = {**forms.ROWS, "quickstatements": (".qs", ".txt")}
HEADINGS = ("kind", "fr", "jp", "agreement", "record", "wikidata", "why")
SIDES = ("fr", "jp")
COLUMNS = (
    "kind",
    *(f"{side}_{part}" for side in SIDES for part in ("government", "item", "name")),
    *HEADINGS[3:],
)


@click.command()
@click.argument("other", type=click.Choice(("wikidata",)))
@snapshot
@click.option(
    "--show",
    type=click.Choice(KINDS),
    multiple=True,
    default=KINDS[1:],
    help="Which findings to list (all but agreeing).",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(tuple(FORMS)),
    help="Form: as the file's suffix says, else a table.",
)
@language
@output
def command(
    other: str,
    show: tuple[str, ...],
    form: str | None,
    lang: str,
    output: Path | None,
    **asked: Any,
) -> None:
    """Compare the record with OTHER (wikidata): pairs that only one has, dates, one-way statements, doubtful items.

    With -f quickstatements the commands by which an editor can add what Wikidata lacks, our sources as references.

    \b
    jumelage compare wikidata --snapshot wikidata.nt
    jumelage compare wikidata --snapshot wikidata.nt --show dates-differ --lang ja
    jumelage compare wikidata --snapshot wikidata.nt -o missing.qs
    """
    from jumelage_graph import api  # noqa: PLC0415
    from jumelage_graph.comparisons.wikidata.comparison import compare  # noqa: PLC0415

    form = forms.of_file(output, FORMS, form) or "table"
    comparison = compare(api.engine(), taken(lang, **asked))
    shown = [finding for finding in comparison.findings if finding.kind in show]
    if form == "table":
        _table(shown, lang, output)
    elif form == "quickstatements":
        _commands(comparison, lang, output)
    else:
        emit(forms.rows(form, COLUMNS, [_row(finding, lang) for finding in shown]), output)
    _totals(comparison, lang)


def _row(finding: Finding, lang: str) -> dict[str, Any]:
    """One row of the answer, the same in CSV and JSON."""
    sides: dict[str, str] = {}
    for name, side in zip(SIDES, (finding.fr, finding.jp), strict=True):
        shown = (side.government, side.item, side.names.get(lang, ""))
        sides |= {
            f"{name}_{part}": value for part, value in zip(("government", "item", "name"), shown, strict=True)
        }
    values = {"agreement": finding.agreement, "record": finding.record, "wikidata": finding.wikidata}
    return {"kind": finding.kind, **sides, **values, "why": _why(finding, lang)}


def _why(finding: Finding, lang: str) -> str:
    return "; ".join(told(reason, lang) for reason in finding.reasons)


def _table(shown: list[Finding], lang: str, output: Path | None) -> None:
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415

    headings = [word(f"wikidata.headings.{name}", lang) for name in HEADINGS]
    rows = [
        [
            word(f"wikidata.kinds.{finding.kind}", lang),
            _shown(finding.fr, lang),
            _shown(finding.jp, lang),
            finding.agreement,
            finding.record,
            finding.wikidata,
            _why(finding, lang),
        ]
        for finding in shown
    ]
    if shown:
        print_rows(headings, rows, lang, path=output)


def _shown(side: Side, lang: str) -> str:
    return f"{side.names.get(lang, '')} {side.item}".strip()


def _commands(comparison: Comparison, lang: str, output: Path | None) -> None:
    from jumelage_graph import api  # noqa: PLC0415
    from jumelage_graph.comparisons.wikidata import quickstatements  # noqa: PLC0415

    made = quickstatements.commands(api.engine(), comparison)
    emit(made.text.encode(), output)
    if made.left_out:
        click.echo(word("wikidata.left-out", lang, names=list(made.left_out)), err=True)


def _totals(comparison: Comparison, lang: str) -> None:
    """How many pairs each has, and how many findings of each kind there are."""
    click.echo(word("wikidata.pairs", lang, **comparison.pairs), err=True)
    for kind, count in comparison.counts.items():
        click.echo(f"{count:>8,}  {word(f'wikidata.kinds.{kind}', lang)}", err=True)
