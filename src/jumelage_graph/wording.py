"""What people read above and in the columns of tables, in their language: headings, and words in place of slugs.

``words/answers.toml`` gives the headings and says which columns hold concepts; these are called by their labels in
the dataset. Only tables for people pass through here: what machines read keeps its variables and slugs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from jumelage_graph import queries, resources, words
from jumelage_graph.namespaces import shorten
from jumelage_graph.statements.cells import quoted
from jumelage_graph.words import say

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.statements.cells import Cell


_FIRST = "SELECT (MIN(?first) AS ?day) { ?agreement jg:period/jg:firstDay ?first }"


def silence(query: queries.Query, values: Mapping[str, str], on: Engine) -> str:
    """What an answer without a row means: a day before all agreements, or nothing that is known."""
    if query.name == "in-force":
        first = on.answer(_FIRST).records()
        if first and first[0]["day"] > queries.narrow(values["date"]):
            return say("answers.before_all", day=str(first[0]["day"]))
    return say("answers.nothing")


def columns() -> words.Group:
    """What ``answers.toml`` holds: ``columns``, ``queries`` and ``words``."""
    return words.tree("answers")


@dataclass(frozen=True, slots=True)
class Wording:
    """How the table of one query speaks to a reader in ``lang``.

    ``columns`` has, by variable, what ``words/answers.toml`` says of it, and ``own`` what it says for this query alone;
    ``words``, by concept scheme or group of words, the word for each slug. Without them the table speaks as the query
    is written.
    """

    lang: str
    columns: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)

    def heading(self, variable: str) -> str:
        """The heading of a variable."""
        return str(self._column(variable).get(self.lang, variable))

    def cell(self, variable: str, text: str) -> str:
        """A cell as it is read: each part of a list by its word in the first group of its column that has one."""
        groups = [self.words.get(group, {}) for group in self._column(variable).get("cells", ())]
        known = {slug: word for group in reversed(groups) for slug, word in group.items()}
        return "; ".join(known.get(part, part) for part in text.split("; "))

    def read(self, variable: str, cell: Cell | None) -> str:
        """A cell of an answer as it is read: an IRI short, a text of another language with its tag."""
        if cell is None:
            return ""
        if cell.kind == "iri":
            return shorten(cell)
        if not cell.language:
            return self.cell(variable, cell)
        return cell if cell.language == self.lang else f"{cell} ({cell.language})"

    def _column(self, variable: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.own.get(variable) or self.columns.get(variable, {})
        return found


def wording(engine: Engine, query: str, lang: str) -> Wording:
    """How the table of the query of that name speaks in ``lang`` (``en``, ``fr`` or ``ja``), concepts by their labels.

    A query that is typed, not named, keeps its own variables and cells.
    """
    if not (resources.queries() / f"{query}.rq").is_file():
        return Wording(lang)
    told = columns()
    return Wording(lang, told["columns"], _Words(engine, lang), told["queries"].get(query, {}))


class _Words(Mapping[str, Mapping[str, str]]):
    """The word for each slug, of a group of words or of a concept scheme of the dataset; read when it is asked for."""

    def __init__(self, engine: Engine, lang: str) -> None:
        self._engine, self._lang = engine, lang

    def __getitem__(self, group: str) -> Mapping[str, str]:
        if group in columns()["words"]:
            return _group(group, self._lang)
        return self._concepts[group]

    def __iter__(self) -> Iterator[str]:
        yield from {**columns()["words"], **self._concepts}

    def __len__(self) -> int:
        return len(list(iter(self)))

    @cached_property
    def _concepts(self) -> dict[str, dict[str, str]]:
        labels: dict[str, dict[str, str]] = {}
        for row in self._engine.answer(_LABELS.format(quoted(self._lang))).records():
            labels.setdefault(row["scheme"].rpartition("/")[2], {})[row["slug"]] = row["label"]
        return labels


@cache
def _group(name: str, lang: str) -> dict[str, str]:
    return words.of(f"answers.words.{name}", lang)


_LABELS = """SELECT ?scheme ?slug ?label WHERE {{
  ?concept skos:inScheme ?scheme ; skos:notation ?slug ; skos:prefLabel ?label FILTER(LANG(?label) = {}) }}"""
