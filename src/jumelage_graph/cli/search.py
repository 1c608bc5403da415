"""``jumelage search``: things by any spelling of their name."""

from __future__ import annotations

import click

from jumelage_graph import api, names
from jumelage_graph.cli.options import endpoint, language
from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import shorten


@click.command()
@click.argument("text")
@language
@endpoint
def command(text: str, lang: str, endpoint: str | None) -> None:
    """Find things whose name, other name or code contains TEXT, in any script and spelling."""
    from jumelage_graph.cli.tables import print_rows  # noqa: PLC0415

    hits = names.search(api.engine(endpoint), text, lang)
    if not hits:
        raise UsageError(f'Nothing has a name or a code like "{text}".')
    print_rows(("thing", "name", "kind"), [(shorten(hit.iri), hit.label, hit.kind) for hit in hits])
