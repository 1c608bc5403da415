"""``jumelage queries``: list the named queries, or show one."""

from __future__ import annotations

import click

from jumelage_graph import api, queries
from jumelage_graph.cli import completion
from jumelage_graph.cli.options import endpoint, language
from jumelage_graph.namespaces import shorten
from jumelage_graph.words import told, word


@click.command()
@click.argument("name", required=False, shell_complete=completion.of(completion.queries))
@click.option("--schema", is_flag=True, help="Classes and properties with counts and an example each.")
@language
@endpoint
def command(name: str | None, schema: bool, lang: str, endpoint: str | None) -> None:
    """List the named queries; show one with its text and parameters; or show what a query can ask for."""
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415

    if schema:
        terms = queries.schema(api.engine(endpoint))
        rows = (
            (
                word(f"queries.terms.{term.kind}", lang),
                shorten(term.iri),
                f"{term.count:,}",
                shorten(term.example),
            )
            for term in terms
        )
        print_rows(_headings(("kind", "term", "count", "example"), lang), rows, lang, {2})
    elif name:
        _show(queries.find(name), lang)
    else:
        listed = ((q.name, q.summary[lang], " ".join(_name(p) for p in q.parameters)) for q in _all())
        print_rows(_headings(("query", "answers", "parameters"), lang), listed, lang)


def _headings(names: tuple[str, ...], lang: str) -> list[str]:
    return [word(f"queries.headings.{name}", lang) for name in names]


def _all() -> list[queries.Query]:
    return list(queries.catalogue().values())


def _name(parameter: queries.Parameter) -> str:
    return f"{parameter.name}*" if parameter.required else parameter.name


def _show(query: queries.Query, lang: str) -> None:
    click.echo(f"{query.name}: {query.summary[lang]}\n{told(query.description, lang)}\n")
    for parameter in query.parameters:
        required = word("queries.required", lang) if parameter.required else ""
        default = f" [{parameter.default}]" if parameter.default else required
        choices = word("queries.choices", lang, names=parameter.choices) if parameter.choices else ""
        click.echo(
            f"  -p {parameter.name}=…  {parameter.type}{default}: {told(parameter.description, lang)}{choices}"
        )
    click.echo(f"\n{query.text}")
