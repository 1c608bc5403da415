"""What all pictures have in common: one page, or one plot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jumelage_graph.record import Record
from jumelage_graph.record.choice import Choice, choose
from jumelage_graph.views.pages import page
from jumelage_graph.views.plots import plot
from jumelage_graph.views.shared import captions

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

Planned = Callable[[Record, Choice], plot.Plan]
Page = Callable[[Record, Choice, Sequence[str]], str]
"""Makes the page of a record and a choice; the names are those of the pages that stand beside it."""


def drawn(
    source: Engine | Record, form: str, options: Mapping[str, Any], name: str, planned: Planned, made: Page
) -> str | bytes:
    """The picture ``name``: its page as ``made`` makes it, or the plot of its plan.

    Errors: ``UsageError`` for a form or options that are not known, see ``View``.
    """
    plot.check(form)
    on, others = plot.paper(options)
    linked = others.pop("linked", ())
    record = Record.of(source)
    choice = choose(record, others)
    if form == "html":
        return made(record, choice, linked)
    return plot.written(captions.of_record(name, record, choice), form, planned(record, choice), on)


def page_of(
    name: str, record: Record, choice: Choice, linked: Sequence[str], template: str = "page", **extra: Any
) -> str:
    """The page of a picture; ``extra`` is data of this picture alone."""
    env = page.environment(name, page.of_record(name, record, choice) | extra, choice.lang, linked=linked)
    return env.get_template(f"{template}.html").render()
