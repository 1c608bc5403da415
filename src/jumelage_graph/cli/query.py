"""``jumelage query``: ask a named query, or in SPARQL."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from jumelage_graph import api, queries
from jumelage_graph.cli import completion, forms
from jumelage_graph.cli.options import emit, endpoint, language, note, output, read_text
from jumelage_graph.engines import Answer
from jumelage_graph.errors import UsageError
from jumelage_graph.words import say

TABULAR = ("table", "csv", "tsv", "xlsx", "json", "xml")
GRAPH = ("turtle", "ntriples", "jsonld", "rdfxml")
SUFFIXES = {
    "table": (".txt",),
    "csv": (".csv", ".txt"),
    "tsv": (".tsv", ".tab", ".txt"),
    "xlsx": (".xlsx",),
    "json": (".json", ".srj"),
    "xml": (".xml", ".srx"),
    "turtle": (".ttl", ".txt"),
    "ntriples": (".nt", ".txt"),
    "jsonld": (".jsonld", ".json"),
    "rdfxml": (".rdf", ".xml"),
}
"""The suffixes of each form, the one that means it first."""


_SPARQL = re.compile(
    r"\s*(?:#|(?:SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE)\s)|.*\{", re.DOTALL | re.IGNORECASE
)


@click.command()
@click.argument("name", metavar="NAME|SPARQL|FILE|-", shell_complete=completion.of(completion.queries))
@click.option(
    "-p",
    "--parameter",
    "parameters",
    metavar="NAME=VALUE",
    multiple=True,
    help="A value of a parameter.",
    shell_complete=completion.values,
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(TABULAR + GRAPH),
    help="Form of the answer: as the file's suffix says, else a table on a terminal and CSV elsewhere, or Turtle.",
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
    """Ask a named query (see `jumelage queries`), SPARQL, a file that holds it, or standard input (-).

    \b
    jumelage query partners -p government=金沢 -f csv
    jumelage query 'SELECT * { ?a a jg:Agreement } LIMIT 3'
    echo 'SELECT * { ?a a jg:Agreement } LIMIT 3' | jumelage query -
    """
    form = forms.of_file(output, SUFFIXES, form)
    query, engine = _query(name), api.engine(endpoint)
    values = _values(parameters)
    answer = api.answer(query, values, engine, lang)
    note([*answer.notes, *api.remarks(query, engine)], lang)
    form = form or _form(answer, output)
    if form == "table" and answer.form != "graph":
        from jumelage_graph.cli.tables import print_answer  # noqa: PLC0415
        from jumelage_graph.wording import wording  # noqa: PLC0415

        print_answer(answer, wording(engine, query.name, lang), output)
    elif form == "xlsx":
        emit(_workbook(answer, output), output)
    else:
        emit(answer.serialise(form), output)
    if answer.form != "ask" and not answer:
        note([api.silence(query, values, engine)], lang)


def _workbook(answer: Answer, path: Path | None) -> bytes:
    from jumelage_graph.exports import answers  # noqa: PLC0415

    if path is None and sys.stdout.isatty():
        raise UsageError(say("errors.no_text", form="xlsx", file="answer.xlsx"))
    return answers.render(answer)


def _query(name: str) -> queries.Query:
    if _SPARQL.match(name) and not os.path.isfile(name):  # noqa: PTH113  (which takes a name of any length)
        return api.adhoc(name)
    if name == "-" or "/" in name or name.endswith((".rq", ".sparql")):
        return api.adhoc(read_text(name))
    return queries.find(name)


def _values(parameters: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for text in parameters:
        name, sign, value = text.partition("=")
        if not sign or not value:
            raise UsageError(say("queries.values.written", found=text))
        if name in values:
            raise UsageError(say("queries.values.twice", name=name))
        values[name] = value
    return values


def _form(answer: Answer, path: Path | None) -> str:
    if answer.form == "graph":
        return "turtle"
    return "table" if path is None and sys.stdout.isatty() else "csv"
