"""The matrix of régions and prefectures, with the number of agreements between them at every level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from jumelage_graph.views.parts import page
from jumelage_graph.views.parts.choice import Options, choose
from jumelage_graph.views.parts.reading import read_record

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

SUMMARY = {
    "en": "Which régions are linked with which prefectures",
    "fr": "Quelles régions sont liées à quelles préfectures",
    "ja": "どの地域圏とどの都道府県が結ばれているか",
}
FORMATS = ("html",)


def draw(engine: Engine, form: str = "html", **options: Unpack[Options]) -> str:
    """The picture as one self-contained HTML text.

    Errors: ``UsageError`` for options that are not known, see ``Options``.
    """
    record = read_record(engine)
    choice = choose(record, options)
    helpers = ["marks", "svg", "sheet"]
    env = page.environment("matrix", record, choice, page.sentences(engine), helpers=helpers)
    return env.get_template("page.html").render()
