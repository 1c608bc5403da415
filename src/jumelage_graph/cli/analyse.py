"""``jumelage analyse``: measures of the network, or of any other network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jumelage_graph import api
from jumelage_graph.cli import completion, forms
from jumelage_graph.cli.options import emit, endpoint, foreign, language, output, selection
from jumelage_graph.cli.progress import bar
from jumelage_graph.errors import JumelageError
from jumelage_graph.words import of, told, word

if TYPE_CHECKING:
    from jumelage_graph.analyses import Table

Named = tuple[str, "Table"]


@click.command()
@click.argument("name", required=False, shell_complete=completion.of(completion.measures))
@forms.option
@click.option("--list", "listed", is_flag=True, help="List the analyses instead.")
@click.option(
    "--explain",
    metavar="NAME",
    help="Define an analysis or a figure instead: range, undefined case, source, how to read it.",
)
@foreign
@click.option("--seed", type=int, default=1, show_default=True, help="Start of whatever is drawn by chance.")
@selection
@language
@endpoint
@output
def command(
    name: str | None,
    form: str | None,
    listed: bool,
    explain: str | None,
    network: Path | None,
    source_column: str,
    target_column: str,
    where: tuple[str, ...],
    delimiter: str,
    seed: int,
    lang: str,
    endpoint: str | None,
    output: Path | None,
    **selected: Any,
) -> None:
    """Measure the network of partnerships: the analysis NAME, or all of them. Figures are unrounded in CSV and JSON."""
    if listed or explain:
        return _explain(explain, lang) if explain else _list(lang)
    from jumelage_graph.analyses import Study, left_out  # noqa: PLC0415

    write = _FORMS[forms.of_file(output, forms.ROWS, form) or "table"]
    read = (source_column, target_column, where, delimiter)
    subject = api.foreign(network, *read) if network else api.engine(endpoint)
    tables, failure = [], None
    with bar() as progress:
        study = Study.of(subject, seed=seed, progress=progress, selection=selected, lang=lang)
        try:
            for named in api.measure(name, study):
                tables.append(named)
        except JumelageError as error:
            failure = error
    if tables:
        write(tables, lang, output)
        _notes(tables, lang, [] if name else left_out(study))
    if failure:
        raise failure
    return None


def _list(lang: str) -> None:
    from jumelage_graph import analyses  # noqa: PLC0415
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415

    rows = (
        (a.name, word(f"analyses.needs.{a.needs}", lang), a.summary[lang])
        for a in analyses.catalogue().values()
    )
    headings = [word(f"analyses.headings.{name}", lang) for name in ("analysis", "needs", "answers")]
    print_rows(headings, rows, lang)


def _explain(name: str, lang: str) -> None:
    from jumelage_graph import analyses  # noqa: PLC0415

    for analysis in analyses.stating(name) or [analyses.find(name)]:
        click.echo(f"{analysis.name}: {analysis.summary[lang]}\n")
        click.echo(word("analyses.reading", lang, text=analysis.reading[lang]) + "\n")
        click.echo(analysis.explanation[lang].strip().replace("``", "") + "\n")


def _csv(tables: list[Named], lang: str, output: Path | None) -> None:
    heads = [f"# {name}\n" if len(tables) > 1 else "" for name, _ in tables]
    parts = (head + table.to_csv() for head, (_, table) in zip(heads, tables, strict=True))
    emit("\n".join(parts).encode(), output)


def _json(tables: list[Named], lang: str, output: Path | None) -> None:
    objects = {name: _object(table, lang) for name, table in tables}
    emit((json.dumps(objects, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode(), output)


def _object(table: Table, lang: str) -> dict[str, object]:
    covered = table.coverage.sentence() if table.coverage else None
    return {
        "rows": table.records(),
        "notes": [told(note, lang) for note in table.notes if note != covered],
        "coverage": table.coverage.sentence(lang) if table.coverage else None,
    }


def _print(tables: list[Named], lang: str, output: Path | None) -> None:
    from jumelage_graph import analyses  # noqa: PLC0415
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415

    headings = of("analyses.columns", lang)
    for name, table in tables:
        click.echo(f"{name}: {analyses.find(name).summary[lang]}", err=bool(output))
        rows = [[_shown(value, lang) for value in row] for row in table.rows]
        print_rows([headings.get(column, column) for column in table.columns], rows, lang, path=output)


def _notes(tables: list[Named], lang: str, others: list[str]) -> None:
    """Notes of the tables on standard error: what belongs to all of them once, with the coverage, at the end."""
    common = [note for note in tables[0][1].notes if all(note in table.notes for _, table in tables)]
    for name, table in tables if len(tables) > 1 else ():
        for note in table.notes:
            if note not in common:
                click.echo(f"{name}: {told(note, lang)}", err=True)
    for note in (*common, *others):
        click.echo(told(note, lang), err=True)


def _shown(value: object, lang: str) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.6g}"
    return told(value, lang) if isinstance(value, str) else str(value)


_FORMS = {"table": _print, "csv": _csv, "json": _json}
