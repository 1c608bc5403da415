"""What a reader chooses of a picture: a selection, a language, a measure; checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from jumelage_graph.errors import unknown
from jumelage_graph.record.selection import Selection
from jumelage_graph.words import LANGUAGES

if TYPE_CHECKING:
    from jumelage_graph.record.reading import Record

MEASURES = ("degree", "betweenness", "attendance", "population")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Selection):
    """What is selected, the language of names, and the measure that sizes the places (one of ``MEASURES``)."""

    KIND: ClassVar = "picture_option"

    lang: str = "en"
    measure: str | None = None


def choose(record: Record, options: Mapping[str, Any]) -> Choice:
    """The choice that the options make; each is a field of ``Choice``, and its value is typed in any spelling.

    Errors: as ``Selection.of``, and ``UsageError`` for a language or a measure that is not known.
    """
    choice = Choice.of(record, options)
    for name, allowed in (("lang", LANGUAGES), ("measure", MEASURES)):
        value = getattr(choice, name)
        if value is not None and value not in allowed:
            raise unknown(name, str(value), allowed)
    return choice
