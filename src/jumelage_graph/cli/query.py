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
from jumelage_graph.engines import Answer, Engine
from jumelage_graph.errors import UsageError
from jumelage_graph.words import say, word

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
@click.option("--show", is_flag=True, help="Print the SPARQL, with its values, in place of the answer.")
@click.option("--cite", is_flag=True, help="Say on standard error, or on a second sheet, what to cite it by.")
@language
@endpoint
@output
def command(
    name: str,
    parameters: tuple[str, ...],
    form: str | None,
    show: bool,
    cite: bool,
    lang: str,
    endpoint: str | None,
    output: Path | None,
) -> None:
    """Ask a named query (see `jumelage queries`), SPARQL, a file that holds it, or standard input (-).

    \b
    jumelage query partners -p government=金沢 -f csv
    jumelage query in-force -p date=1995-01-01 --cite -o in-force.xlsx
    jumelage query partners -p government=nancy --show
    jumelage query 'SELECT * { ?a a jg:Agreement } LIMIT 3'
    echo 'SELECT * { ?a a jg:Agreement } LIMIT 3' | jumelage query -
    """
    query, engine, values = _query(name), api.engine(endpoint), _values(parameters)
    if show:
        from jumelage_graph.api import quoting  # noqa: PLC0415

        return emit(quoting.text(query, values, engine, lang).encode(), output)
    form = forms.of_file(output, SUFFIXES, form)
    answer = api.answer(query, values, engine, lang)
    note([*answer.notes, *api.remarks(query, engine)], lang)
    form = form or _form(answer, output)
    about = _cited(query, values, engine, lang) if cite else {}
    if form == "table" and answer.form != "graph":
        from jumelage_graph.cli.tables import print_answer  # noqa: PLC0415
        from jumelage_graph.wording import wording  # noqa: PLC0415

        print_answer(answer, wording(engine, query.name, lang), output)
    elif form == "xlsx":
        emit(_workbook(answer, output, about), output)
    else:
        emit(answer.serialise(form), output)
    if answer.form != "ask" and not answer:
        from jumelage_graph.wording import silence  # noqa: PLC0415

        note([silence(query, values, engine)], lang)
    for label, value in about.items():
        click.echo(word("queries.citation.line", lang, label=label, value=value), err=True)
    return None


def _cited(query: queries.Query, values: dict[str, str], engine: Engine, lang: str) -> dict[str, str]:
    from jumelage_graph.api import quoting  # noqa: PLC0415

    said = quoting.citation(query, values, engine)
    return {word(f"queries.citation.{name}", lang): value for name, value in said.items()}


def _workbook(answer: Answer, path: Path | None, about: dict[str, str]) -> bytes:
    from jumelage_graph.exports import answers  # noqa: PLC0415

    if path is None and sys.stdout.isatty():
        raise UsageError(say("errors.no_text", form="xlsx", file="answer.xlsx"))
    return answers.render(answer, about)


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
