"""The goals: ribbons from the editions of the Rencontres to the Sustainable Development Goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from jumelage_graph.views.parts import page
from jumelage_graph.views.parts.choice import Options, choose
from jumelage_graph.views.parts.reading import read_record

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

SUMMARY = {
    "en": "Which Sustainable Development Goals were spoken of at which Rencontres",
    "fr": "Quels objectifs de développement durable à quelles Rencontres",
    "ja": "どの会議でどの持続可能な開発目標が扱われたか",
}
FORMATS = ("html",)


def draw(engine: Engine, form: str = "html", **options: Unpack[Options]) -> str:
    """The picture as one self-contained HTML text.

    Errors: ``UsageError`` for options that are not known, see ``Options``.
    """
    record = read_record(engine)
    choice = choose(record, options)
    helpers = ["marks", "svg", "sheet"]
    env = page.environment("goals", record, choice, page.sentences(engine), helpers=helpers)
    return env.get_template("page.html").render()
