"""What the shell completes: names of queries, pictures, formats, measures, tables and governments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import JumelageError

if TYPE_CHECKING:
    from click import Context, Parameter
    from click.shell_completion import CompletionItem

Complete = Callable[["Context", "Parameter", str], list[Any]]
"""What click asks: the context so far, the parameter, what is begun; it wants the names, or items with a help each."""


def of(names: Callable[[], Iterable[str]]) -> Complete:
    """Completes one of the names that the function gives, when it is asked."""

    def complete(context: Context, parameter: Parameter, begun: str) -> list[str]:
        return [name for name in names() if name.startswith(begun)]

    return complete


def queries() -> list[str]:
    """The names of the queries."""
    from jumelage_graph import resources  # noqa: PLC0415

    return sorted(path.stem for path in resources.queries().glob("*.rq"))


def views() -> list[str]:
    """The names of the pictures."""
    from jumelage_graph import views  # noqa: PLC0415

    return views.names()


def formats() -> list[str]:
    """The names of the export formats."""
    from jumelage_graph import exports  # noqa: PLC0415

    return exports.names()


def measures() -> list[str]:
    """The names of the analyses."""
    from jumelage_graph import analyses  # noqa: PLC0415

    return list(analyses.catalogue())


def tables() -> list[str]:
    """The names of the tables."""
    from jumelage_graph import records  # noqa: PLC0415

    return sorted(records.TABLES)


def things(kinds: Iterable[str] = ("government",)) -> Complete:
    """Completes the id of a thing of these kinds whose name, in any spelling, begins like what is typed."""

    def complete(context: Context, parameter: Parameter, begun: str) -> list[CompletionItem]:
        return [_item(name, label) for name, label in _things(begun, kinds)]

    return complete


def values(context: Context, parameter: Parameter, begun: str) -> list[CompletionItem]:
    """Completes ``-p``: the name of a parameter of the query, then its choices, or the id of the government."""
    from jumelage_graph import queries as named  # noqa: PLC0415

    name, sign, value = begun.partition("=")
    asked = [str(context.params.get("name")), *context.args]
    query = next((each for each in asked if each in queries()), None)
    known = {each.name: each for each in named.find(query).parameters} if query else {}
    if not sign:
        return [_item(f"{each}=", known[each].description) for each in known if each.startswith(name)]
    if name not in known:
        return []
    if known[name].type in ("government", "thing"):
        return [_item(f"{name}={thing}", label) for thing, label in _things(value, ("government",))]
    return [_item(f"{name}={each}", "") for each in known[name].choices if each.startswith(value)]


def _item(name: str, label: str) -> CompletionItem:
    from click.shell_completion import CompletionItem  # noqa: PLC0415  (only a shell asks for it)

    return CompletionItem(name, help=label or None)


def _things(begun: str, kinds: Iterable[str]) -> list[tuple[str, str]]:
    from jumelage_graph import api, names  # noqa: PLC0415

    try:
        hits = names.search(api.engine(None), begun)
    except (
        JumelageError
    ):  # nothing is typed yet, or the dataset cannot be built: the shell has no place to say so
        return []
    return list(
        dict.fromkeys((hit.id, hit.label) for hit in hits if hit.kind in kinds and hit.match != "contains")
    )
