"""What a reader chooses of a picture: a selection, a language, a measure; checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypedDict

from jumelage_graph.errors import unknown
from jumelage_graph.record.selection import Selection
from jumelage_graph.words import LANGUAGES

if TYPE_CHECKING:
    from jumelage_graph.record.reading import Record

MEASURES = ("degree", "betweenness", "attendance", "population")


class Options(TypedDict, total=False):
    """The options of every picture; all may be left out, and the values are typed in any spelling.

    ``width`` (millimetres), ``dpi`` and ``editable`` (text as text) are those of a plot; ``linked`` names the views
    whose pages stand beside a page.
    """

    lang: str
    year: int | None
    kind: str | None
    status: str | None
    field: str | None
    region: str | None
    goal: int | str | None
    edition: int | str | None
    measure: str | None
    width: float | None
    dpi: int | None
    editable: bool
    linked: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Selection):
    """The options, filled in."""

    KIND: ClassVar = "picture_option"

    lang: str = "en"
    measure: str | None = None


def choose(record: Record, options: Options | Mapping[str, Any]) -> Choice:
    """The choice that the options make.

    Errors: as ``Selection.of``, and ``UsageError`` for a language or a measure that is not known.
    """
    choice = Choice.of(record, options)
    for name, allowed in (("lang", LANGUAGES), ("measure", MEASURES)):
        value = getattr(choice, name)
        if value is not None and value not in allowed:
            raise unknown(name, str(value), allowed)
    return choice
