"""``jumelage intake``: sort a foreign list: what the record has, what differs, what is new."""

from __future__ import annotations

import csv
import io
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jumelage_graph.cli import forms
from jumelage_graph.cli.options import emit, language, output, tables_folder
from jumelage_graph.cli.progress import bar
from jumelage_graph.errors import UsageError
from jumelage_graph.words import say, told, word

if TYPE_CHECKING:
    from jumelage_graph.comparisons.sorting import Finding, Intake

COLUMNS = ("line", "verdict", "told", "date", "agreement", "fr", "jp", "why")
VERDICTS = ("known", "differing", "new", "outside", "doubtful")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--column",
    "named",
    multiple=True,
    metavar="ROLE=HEADING",
    help="What a column tells, if its heading does not.",
)
@click.option("--encoding", default="", help="Of a text that is not UTF-8.")
@click.option(
    "--show",
    type=click.Choice(VERDICTS),
    multiple=True,
    default=("differing", "new", "doubtful"),
    show_default=True,
    help="Which rows to list.",
)
@forms.option
@click.option("--source", default="", help="Id of the list in sources.csv, for ready rows.")
@click.option(
    "--rows", "folder", type=click.Path(path_type=Path), help="Write the ready rows, one CSV a table, here."
)
@click.option(
    "--write", is_flag=True, help="Add the rows that need nothing more to the tables of your clone."
)
@language
@output
def command(
    file: Path,
    named: tuple[str, ...],
    encoding: str,
    show: tuple[str, ...],
    form: str | None,
    source: str,
    folder: Path | None,
    write: bool,
    lang: str,
    output: Path | None,
) -> None:
    """Sort the rows of a foreign list: known and agreeing, known and differing, new, outside the record, doubtful.

    FILE is CSV, XLSX, a page with a table, or a result of Wikidata in JSON or CSV. The roles of columns
    are fr.name, jp.name, partner.name, a.name, b.name (also .country, .place, .type, .code, .wikidata, .lat, .lon),
    row.date and row.kind.

    \b
    jumelage intake list.xlsx
    jumelage intake list.csv --column fr.name=Ville --column jp.name=自治体 --show doubtful
    jumelage intake list.csv --source clair-2026 --rows ready/
    """
    from jumelage_graph import api  # noqa: PLC0415
    from jumelage_graph.comparisons import sorting  # noqa: PLC0415

    form = forms.of_file(output, forms.ROWS, form) or "table"
    if (folder or write) and not source:
        raise UsageError(say("intake.source-wanted"))
    sorting_rows, engine = word("intake.sorting", lang), api.engine()
    with bar() as show_done:
        taken = sorting.intake(
            engine, file, dict(map(_named, named)), encoding, partial(show_done, sorting_rows)
        )
    _head(taken, lang)
    shown = [finding for finding in taken.findings if finding.verdict in show]
    if form == "table":
        _table(shown, lang, output)
    else:
        emit(forms.rows(form, COLUMNS, [_row(finding, lang) for finding in shown]), output)
    _totals(taken, lang, err=form != "table")
    if folder or write:
        _put(taken, source, folder, write, lang)


def _named(text: str) -> tuple[str, str]:
    role, _, heading = text.partition("=")
    if not heading:
        raise UsageError(say("intake.role", found=text))
    return role, heading


def _head(taken: Intake, lang: str) -> None:
    """How the list was read, and the counts of its rows."""
    encoding = word("intake.encoded", lang, name=taken.encoding) if taken.encoding else ""
    click.echo(
        word("intake.read", lang, file=taken.file, count=len(taken.findings), encoding=encoding), err=True
    )
    pairs = [f"{role}={heading}" for role, heading in taken.columns.items()]
    click.echo(word("intake.columns", lang, names=pairs), err=True)


def _row(finding: Finding, lang: str) -> dict[str, Any]:
    """One row of the answer, the same in every form."""
    one, other = finding.entry.sides
    differences = [
        word("intake.differs", lang, attribute=each.attribute, told=each.told, held=each.held)
        for each in finding.differences
    ]
    return {
        "line": finding.entry.line,
        "verdict": finding.verdict,
        "told": f"{one.name or one.code} – {other.name or other.code}",
        "date": finding.entry.date,
        "agreement": finding.agreement,
        "fr": finding.governments[0],
        "jp": finding.governments[1],
        "why": "; ".join([*differences, *(told(reason, lang) for reason in finding.reasons)]),
    }


def _table(shown: list[Finding], lang: str, output: Path | None) -> None:
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415

    columns = ("line", "verdict", "told", "date", "agreement", "why")
    headings = [word(f"intake.headings.{name}", lang) for name in columns]
    lines = (_row(finding, lang) for finding in shown)
    spoken = (row | {"verdict": word(f"intake.verdicts.{row['verdict']}", lang)} for row in lines)
    rows = ([row[name] for name in columns] for row in spoken)
    if shown:
        print_rows(headings, rows, lang, {0}, output)


def _totals(taken: Intake, lang: str, *, err: bool) -> None:
    """The rows of each kind, and of all; beside an answer for a program they go to standard error."""
    for verdict, count in taken.counts.items():
        click.echo(f"{count:>8,}  {word(f'intake.verdicts.{verdict}', lang)}", err=err)
    click.echo(f"{len(taken.findings):>8,}  {word('intake.total', lang)}", err=err)


def _put(taken: Intake, source: str, folder: Path | None, write: bool, lang: str) -> None:
    """Write the ready rows where they are wanted."""
    from jumelage_graph import files  # noqa: PLC0415
    from jumelage_graph.comparisons import proposals  # noqa: PLC0415

    rows = proposals.proposals(taken, source)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for name, each in rows.items():
            files.replace(folder / f"{name}.csv", _ready(name, each))
        counts = _counts({name: len(each) for name, each in rows.items()})
        click.echo(word("intake.put", lang, folder=folder, counts=counts), err=True)
    if write:
        data = tables_folder(None, lang)
        added = proposals.write(proposals.complete(rows), data)
        click.echo(word("intake.written", lang, folder=data, counts=_counts(added)), err=True)


def _counts(numbers: dict[str, int]) -> list[str]:
    return [f"{name} {number}" for name, number in numbers.items()]


def _ready(name: str, rows: list[dict[str, str]]) -> bytes:
    from jumelage_graph import resources  # noqa: PLC0415
    from jumelage_graph.tables import meaning  # noqa: PLC0415

    columns = [column.name for column in meaning.table(resources.data(), name, "en").columns]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()
