"""What the pictures without a network or a map have in common: one page, or one plot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jumelage_graph.record import Record
from jumelage_graph.record.choice import Choice, Options, choose
from jumelage_graph.views.parts import page, plot

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record

Plotted = Callable[["Engine", "Record", Choice, str], bytes]


def drawn(name: str, engine: Engine, form: str, options: Options, plotted: Plotted) -> str | bytes:
    """The page of the picture ``name`` as one self-contained HTML text, or what ``plotted`` makes of it.

    Errors: ``UsageError`` for a form or options that are not known, see ``Options``.
    """
    plot.check(form)
    record = Record(engine)
    choice = choose(record, options)
    if form != "html":
        return plotted(engine, record, choice, form)
    env = page.environment(name, record, choice, page.sentences(record))
    return env.get_template("page.html").render()
