"""The answer to a question of the guide, worked out from the dataset of the site when its page is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jumelage_graph import names, queries
from jumelage_graph.errors import UsageError
from jumelage_graph.site.guide.prose import Code
from jumelage_graph.wording import Wording, wording
from jumelage_graph.words import word

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.site.guide.recipes import Question

SERVER = "127.0.0.1:8000"
"""Where ``jumelage serve`` listens."""

SHOWN = 8
"""The rows of an answer that a page shows."""


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer, in the words of the reader; which columns are numbers; how many rows follow."""

    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its lines to copy, its answer, and the address of its form."""

    codes: tuple[Code, ...]
    table: Table
    form: str


class Asker:
    """Asks the questions of the guide; each answer is worked out once for a language."""

    def __init__(self, engine: Engine) -> None:
        """The one who asks this engine."""
        self._engine = engine
        self._spoken = cache(lambda query, lang: wording(engine, query, lang))

    def ask(self, question: Question, lang: str, ways: bool = True) -> Asked | None:
        """The question with its answer; ``None`` where the dataset lacks what it speaks of.

        ``ways``: also how it is asked in Python and of a server.
        """
        if not self.known(question):
            return None
        return Asked(tuple(self._codes(question, lang, ways)), self._table(question, lang), question.form)

    def known(self, question: Question) -> bool:
        """Whether the dataset knows the names of which a question speaks."""
        if question.query:
            try:
                names.bind(self._engine, queries.find(question.query), question.given)
            except UsageError:
                return False
        return True

    def _codes(self, question: Question, lang: str, ways: bool) -> list[Code]:
        taking = bool(question.query) and any(
            each.type == "language" for each in queries.find(question.query).parameters
        )
        language = "sparql" if question.sparql else "sh"
        typed = Code(word("guide.said.terminal", lang), question.command(lang), language)
        if not ways:
            return [typed]
        written = Code(word("guide.said.in_python", lang), question.python(lang, taking), "python")
        address = f"curl '{SERVER}{question.address(lang, taking)}'"
        sent = Code(word("guide.said.from_server", lang), address, "sh")
        return [typed, written, sent] if question.query else [typed, written]

    def _table(self, question: Question, lang: str) -> Table:
        sparql = question.sparql or names.bind(
            self._engine, queries.find(question.query), question.given, lang
        )
        answer = self._engine.answer(sparql)
        spoken = self._spoken(question.query, lang) if question.query else Wording(lang)
        rows = answer.rows()
        used = [n for n in range(len(answer.variables)) if not rows or any(row[n] for row in rows)]
        return Table(
            tuple(spoken.heading(answer.variables[n]) for n in used),
            tuple(any((cell := row[n]) is not None and cell.is_number for row in rows) for n in used),
            tuple(tuple(spoken.read(answer.variables[n], row[n]) for n in used) for row in rows[:SHOWN]),
            max(0, len(rows) - SHOWN),
        )
