"""``jumelage analyse``: measures of the record's network, or of any other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jumelage_graph import api
from jumelage_graph.cli.options import emit, endpoint, language, output
from jumelage_graph.cli.progress import bar
from jumelage_graph.words import word

if TYPE_CHECKING:
    from jumelage_graph.analyses import Table

Named = tuple[str, "Table"]


@click.command()
@click.argument("name", required=False)
@click.option(
    "-f", "--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True
)
@click.option("--list", "listed", is_flag=True, help="List the analyses instead.")
@click.option(
    "--network",
    type=click.Path(path_type=Path),
    help="Measure this network (.csv, .tsv, .graphml, .gexf, also .gz).",
)
@click.option(
    "--source-column", default="", help="Edge list: the column of one end; several, by commas, form a key."
)
@click.option("--target-column", default="", help="Edge list: the column of the other end.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Edge list: keep rows with this value.")
@click.option("--seed", type=int, default=1, show_default=True, help="Start of whatever is drawn by chance.")
@language
@endpoint
@output
def command(
    name: str | None,
    form: str,
    listed: bool,
    network: Path | None,
    source_column: str,
    target_column: str,
    where: tuple[str, ...],
    seed: int,
    lang: str,
    endpoint: str | None,
    output: Path | None,
) -> None:
    """Measure the network of partnerships: the analysis NAME, or all of them. Figures are unrounded in CSV and JSON."""
    if listed:
        return _list(lang)
    subject = api.foreign(network, source_column, target_column, where) if network else api.engine(endpoint)
    with bar() as progress:
        tables = list(api.measure(name, subject, seed=seed, progress=progress))
    if form == "table":
        _print(tables, lang, output)
    elif form == "json":
        emit(_json(tables), output)
    else:
        emit("\n".join(_csv(tables)).encode(), output)
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


def _csv(tables: list[Named]) -> Iterator[str]:
    for name, table in tables:
        yield (f"# {name}\n" if len(tables) > 1 else "") + table.to_csv()


def _json(tables: list[Named]) -> bytes:
    found = {
        name: {
            "rows": table.records(),
            "notes": table.notes,
            "coverage": table.coverage.sentence() if table.coverage else None,
        }
        for name, table in tables
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _print(tables: list[Named], lang: str, output: Path | None) -> None:
    from jumelage_graph import analyses  # noqa: PLC0415
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415

    for name, table in tables:
        click.echo(f"{name}: {analyses.find(name).summary[lang]}", err=bool(output))
        rows = [[_shown(value) for value in row] for row in table.rows]
        print_rows(table.columns, rows, lang, path=output)
        for note in table.notes:
            click.echo(f"  {note}", err=True)
    if coverage := next((table.coverage for _, table in tables if table.coverage), None):
        click.echo(coverage.sentence(lang), err=True)


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
