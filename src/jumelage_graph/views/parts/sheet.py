"""What all pictures have in common: one page, or one plot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jumelage_graph.record import Record
from jumelage_graph.record.choice import Choice, Options, choose
from jumelage_graph.views.parts import page, plot

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

Planned = Callable[[Record, Choice], plot.Plan]
Page = Callable[[Record, Choice], str]


def drawn(
    engine: Engine, form: str, options: Options, name: str, planned: Planned, made: Page
) -> str | bytes:
    """The picture ``name``: its page as ``made`` makes it, or the plot of its plan.

    Errors: ``UsageError`` for a form or options that are not known, see ``Options`` and ``plot.Paper``.
    """
    plot.check(form)
    on, others = plot.paper(options)
    record = Record(engine)
    choice = choose(record, others)
    if form == "html":
        return made(record, choice)
    return plot.written(name, record, choice, form, planned(record, choice), on)


def page_of(name: str, record: Record, choice: Choice, template: str = "page", **extra: Any) -> str:
    """The page of a picture; ``extra`` is data of this picture alone."""
    env = page.environment(name, record, choice, page.sentences(record), extra=extra)
    return env.get_template(f"{template}.html").render()
