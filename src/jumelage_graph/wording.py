"""What people read above and in the columns of tables, in their language: headings, and words in place of slugs.

``words/answers.toml`` gives the headings and says which columns hold concepts; these are called by their labels in
the dataset. Only tables for people pass through here: what machines read keeps its variables and slugs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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


def columns() -> dict[str, Any]:
    """What ``answers.toml`` holds: ``columns``, ``queries`` and ``words``."""
    return words.tree("answers")


@dataclass(frozen=True, slots=True)
class Wording:
    """How the table of one query speaks to a reader in ``lang``.

    ``columns`` has, by variable, what ``words/answers.toml`` says of it; ``words``, by concept scheme or group of
    words, the word for each slug. Without them the table speaks as the query is written.
    """

    lang: str
    columns: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def heading(self, variable: str) -> str:
        """The heading of a variable."""
        if variable not in self.columns:
            return variable
        return str(self.columns[variable][self.lang])

    def cell(self, variable: str, text: str) -> str:
        """A cell as it is read: each part of a list by its word in the first group of its column that has one."""
        groups = [self.words.get(group, {}) for group in self.columns.get(variable, {}).get("cells", ())]
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


def wording(engine: Engine, query: str, lang: str) -> Wording:
    """How the table of the query of that name speaks in ``lang`` (``en``, ``fr`` or ``ja``), concepts by their labels.

    A query that is typed, not named, keeps its own variables and cells.
    """
    if not (resources.queries() / f"{query}.rq").is_file():
        return Wording(lang)
    own = columns()["columns"] | columns()["queries"].get(query, {})
    return Wording(lang, own, _concepts(engine, lang) | _groups(lang))


def _concepts(engine: Engine, lang: str) -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for row in engine.answer(_LABELS.format(quoted(lang))).records():
        labels.setdefault(row["scheme"].rpartition("/")[2], {})[row["slug"]] = row["label"]
    return labels


def _groups(lang: str) -> dict[str, dict[str, str]]:
    return {group: words.of(f"answers.words.{group}", lang) for group in columns()["words"]}


_LABELS = """SELECT ?scheme ?slug ?label WHERE {{
  ?concept skos:inScheme ?scheme ; skos:notation ?slug ; skos:prefLabel ?label FILTER(LANG(?label) = {}) }}"""
