"""The codebook as one HTML page in three languages, complete in itself; no script is needed to switch."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from jumelage_graph.codebook.cells import allowed
from jumelage_graph.engines import Engine
from jumelage_graph.tables import meaning
from jumelage_graph.words import LANGUAGES, of

Labels = Mapping[str, Mapping[str, str]]
"""IRI of a concept → language → its label."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands in one column: filled cells, distinct values, and how often each value stands there."""

    filled: int
    distinct: int
    often: Counter[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One column of a table as the page shows it; ``values`` are (value, label, count)."""

    column: meaning.Column
    allowed: str
    counts: Counts
    values: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One table as the page shows it."""

    table: meaning.Table
    rows: int
    entries: tuple[Entry, ...]


def page(directory: Path, about: Mapping[str, str], engine: Engine) -> str:
    """The page for the tables in ``directory``.

    ``about`` (version, as-of date, licence, citation) stands at its end; ``engine`` answers what the listed
    values are called.
    """
    labels = _labels(engine)
    parts = {lang: list(_parts(directory, lang, labels)) for lang in LANGUAGES}
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.trim_blocks = environment.lstrip_blocks = True
    words = {lang: of("languages", lang) | of("codebook", lang) for lang in LANGUAGES}
    return environment.get_template("page.html").render(parts=parts, words=words, about=about)


def _labels(engine: Engine) -> Labels:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    answer = engine.answer("SELECT ?concept ?label WHERE { ?concept a skos:Concept ; skos:prefLabel ?label }")
    for row in answer.records():
        labels[row["concept"]][row["label"].language] = row["label"]
    return labels


def _parts(directory: Path, lang: str, labels: Labels) -> Iterator[Part]:
    for table in meaning.tables(directory, lang):
        with (directory / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        entries = (
            _entry(column, [row[column.name] for row in rows], lang, labels) for column in table.columns
        )
        yield Part(table, len(rows), tuple(entries))


def _entry(column: meaning.Column, cells: list[str], lang: str, labels: Labels) -> Entry:
    counts = count(cells, column.separator)
    values = ((value, _label(column, value, lang, labels), counts.often[value]) for value in column.values)
    return Entry(column, allowed(column, lang), counts, tuple(values))


def count(cells: list[str], separator: str) -> Counts:
    """The counts of a column, from the texts of its cells."""
    filled = [cell for cell in cells if cell]
    often = Counter(part for cell in filled for part in (cell.split(separator) if separator else [cell]))
    return Counts(len(filled), len(often), often)


def _label(column: meaning.Column, value: str, lang: str, labels: Labels) -> str:
    return labels.get(column.concept.replace(f"{{{column.name}}}", value), {}).get(lang, "")
