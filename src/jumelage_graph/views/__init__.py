"""Pictures of the record. Each module of this package is one; ``find`` finds it by its name."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from jumelage_graph.errors import UsageError, unknown
from jumelage_graph.words import Said, entries, say

if TYPE_CHECKING:
    import networkx as nx

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record


class View(Protocol):
    """A picture: in which formats it is drawn, and the function that draws it.

    ``draw`` gives text (HTML) or bytes (``svg``, ``png``, ``pdf``). Its options are the fields of ``choice.Choice``
    (what is selected, ``lang``, ``measure``) and, for a plot, those of ``plot.Paper`` (``width``, ``dpi``,
    ``editable``); ``linked`` names the views whose pages stand beside a page, as ``map.html``.
    """

    FORMATS: tuple[str, ...]

    def draw(self, source: Engine | Record, form: str = "html", **options: Any) -> str | bytes:
        """The picture in one of its formats."""


def names() -> list[str]:
    """The names of all pictures, sorted."""
    modules = (module for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return sorted(module.name for module in modules if not module.name.startswith("_"))


def contents() -> str:
    """The page ``pictures.html``, which leads to the pages of all pictures beside it."""
    from jumelage_graph.views.pages import page  # noqa: PLC0415

    return page.contents({name: entries("publication")[f"pictures.{name}"] for name in names()})


def summary(name: str) -> Said:
    """What the picture of that name shows."""
    return say(f"publication.pictures.{name}")


def draw_foreign(
    graph: nx.Graph[Any], view: str = "network", form: str = "html", *, lang: str = "en", **options: Any
) -> str | bytes:
    """The page or the plot of a network that is not of the record, as ``networks.read`` gives it.

    Errors: ``UsageError`` for any other view, for a form that pictures lack, and for what selects from the record.
    """
    from jumelage_graph.views.graphs import foreign, foreign_plot  # noqa: PLC0415
    from jumelage_graph.views.plots import plot  # noqa: PLC0415

    if view != "network":
        raise UsageError(say("errors.network_alone", found=view))
    plot.check(form)
    on, others = plot.paper(options)
    if wanted := [name for name, value in others.items() if value]:
        raise UsageError(say("errors.selection_of_foreign", names=wanted))
    return foreign.drawn(graph, lang) if form == "html" else foreign_plot.drawn(graph, form, lang, on)


def find(name: str) -> View:
    """The picture with this name. Errors: ``UsageError`` with the nearest name."""
    if name not in names():
        raise unknown("picture", name, names())
    return cast("View", import_module(f"{__name__}.{name}"))
