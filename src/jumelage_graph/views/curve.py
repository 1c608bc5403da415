"""The curve: agreements in force in each year, piled up by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from jumelage_graph.views.parts import page
from jumelage_graph.views.parts.choice import Options, choose
from jumelage_graph.views.parts.reading import read_record

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

SUMMARY = {
    "en": "How many agreements were in force in each year",
    "fr": "Combien d’accords étaient en vigueur chaque année",
    "ja": "各年に有効だった提携の数",
}
FORMATS = ("html",)


def draw(engine: Engine, form: str = "html", **options: Unpack[Options]) -> str:
    """The picture as one self-contained HTML text.

    Errors: ``UsageError`` for options that are not known, see ``Options``.
    """
    record = read_record(engine)
    choice = choose(record, options)
    helpers = ["marks", "svg", "sheet"]
    env = page.environment("curve", record, choice, page.sentences(engine), helpers=helpers)
    return env.get_template("page.html").render()
