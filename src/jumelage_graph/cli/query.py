"""``jumelage query``: a named query, a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jumelage_graph import api, queries
from jumelage_graph.cli.options import emit, endpoint, language, output, read_text
from jumelage_graph.engines import Answer
from jumelage_graph.errors import UsageError

TABULAR = ("table", "csv", "tsv", "json", "xml")
GRAPH = ("turtle", "ntriples", "jsonld", "rdfxml")


@click.command()
@click.argument("name", metavar="NAME|FILE|-")
@click.option(
    "-p", "--parameter", "parameters", metavar="NAME=VALUE", multiple=True, help="A value of a parameter."
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(TABULAR + GRAPH),
    help="Form of the answer: a table on a terminal and CSV elsewhere, or Turtle, unless you say.",
)
@language
@endpoint
@output
def command(
    name: str,
    parameters: tuple[str, ...],
    form: str | None,
    lang: str,
    endpoint: str | None,
    output: Path | None,
) -> None:
    """Ask a named query (see `jumelage queries`), a file with SPARQL, or standard input (-).

    \b
    jumelage query partners -p government=金沢 -f csv
    echo 'SELECT * { ?a a jg:Agreement } LIMIT 3' | jumelage query -
    """
    query, engine = _query(name), api.engine(endpoint)
    answer = api.answer(query, _values(parameters), engine, lang)
    form = form or _form(answer, output)
    if form == "table" and answer.form != "graph":
        from jumelage_graph.cli.tables import print_answer  # noqa: PLC0415
        from jumelage_graph.wording import wording  # noqa: PLC0415

        print_answer(answer, wording(engine, query.name, lang), output)
    else:
        emit(answer.serialise(form), output)


def _query(name: str) -> queries.Query:
    if name == "-" or "/" in name or name.endswith((".rq", ".sparql")):
        return api.adhoc(read_text(name))
    return queries.find(name)


def _values(parameters: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for text in parameters:
        name, sign, value = text.partition("=")
        if not sign or not value:
            raise UsageError(
                f'Found "-p {text}"; a parameter is written NAME=VALUE, such as -p government=nancy.'
            )
        if name in values:
            raise UsageError(f'The parameter "{name}" is given twice; give it once.')
        values[name] = value
    return values


def _form(answer: Answer, path: Path | None) -> str:
    if answer.form == "graph":
        return "turtle"
    return "table" if path is None and sys.stdout.isatty() else "csv"
