"""Measures of the record's networks and of any other: one file each, found by the name of the file.

An analysis is a module with ``NEEDS`` (``any`` network, a ``two-sided`` one, or the ``record``), ``MEASURES`` (the
names of the figures that it states), ``USES`` (left out, or ``direction`` and ``weight`` of the links) and
``run(study) -> Table``. Its docstring gives each figure's definition, range, undefined case and source; so does, in
three languages, ``words/explanations.toml``. What it answers and how to read it stand under its name in
``words/analyses.toml``. A new file in this folder is a new analysis; files that begin with an underscore are what they
share.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from jumelage_graph.analyses._study import Progress, Study
from jumelage_graph.analyses._table import Table, Value
from jumelage_graph.errors import DataError, UsageError, unknown
from jumelage_graph.words import Entry, entries, say

if TYPE_CHECKING:
    import networkx as nx

    from jumelage_graph.engines import Engine

__all__ = ["Analysis", "Progress", "Study", "Table", "Value", "catalogue", "find", "left_out", "stating"]

Needs = Literal["any", "two-sided", "record"]


class _Module(Protocol):
    NEEDS: Needs
    MEASURES: tuple[str, ...]
    __doc__: str

    def run(self, study: Study) -> Table: ...


@dataclass(frozen=True, slots=True)
class Analysis:
    """One analysis: its name, what it answers, how to read it, what it needs, its figures."""

    name: str
    summary: Entry
    reading: Entry
    needs: Needs
    measures: tuple[str, ...]
    uses: tuple[str, ...]
    module: Any

    @property
    def explanation(self) -> Entry:
        """What its figures are: definitions, ranges, undefined cases, sources; a figure is named ``so``."""
        return entries("explanations")[self.name]

    def run(
        self, subject: Engine | nx.Graph[Any] | Study, *, seed: int = 1, progress: Progress | None = None
    ) -> Table:
        """The table of the figures, with its notes and, for the record, its coverage.

        ``subject``: the engine of the record, or a network (NetworkX). ``seed`` starts whatever is drawn by
        chance: equal seeds, equal tables. ``progress`` is called with what is being measured and how much
        of it is done (0 to 1).

        Errors: ``UsageError`` where the analysis needs the record and a foreign network was given;
        ``DataError`` where it needs two sides, and the network has not (with what breaks them).
        """
        study = Study.of(subject, seed=seed, progress=progress)
        if reason := self.refused(study):
            raise reason
        table = cast(_Module, self.module).run(study)
        said = (*table.notes, *self._flat(table), *self._aside(study), *study.notes)
        return replace(table, notes=said, coverage=study.coverage)

    def _flat(self, table: Table) -> Iterator[str]:
        """What says nothing on this network: a figure that every row has alike."""
        for place, column in enumerate(table.columns):
            values = {row[place] for row in table.rows} if column in self.measures else set()
            if len(values) == 1 and len(table.rows) > 1:
                value = values.pop()
                shown = say("analyses.notes.undefined") if value is None else value
                yield say("analyses.notes.flat", column=column, value=shown)

    def _aside(self, study: Study) -> Iterator[str]:
        """What the network has and this analysis does not use, and sides that are matched at will."""
        if self.needs == "record":
            return
        yield from (note for what, note in study.left_aside.items() if what not in self.uses)
        if self.needs == "two-sided" and study.matched_at_will:
            yield say("analyses.notes.matched", count=study.matched_at_will)

    def refused(self, study: Study) -> UsageError | DataError | None:
        """Why the analysis cannot be run on this study; ``None`` where it can."""
        if self.needs == "record" and study.engine is None:
            return UsageError(say("analyses.errors.needs_record", name=self.name))
        if self.needs == "two-sided" and isinstance(study.sides, DataError):
            return study.sides
        return None


@cache
def catalogue() -> dict[str, Analysis]:
    """Every analysis by its name, in alphabetical order."""
    files = sorted(file.name for file in pkgutil.iter_modules(__path__) if not file.name.startswith("_"))
    return {name.replace("_", "-"): _analysis(name) for name in files}


def _analysis(file: str) -> Analysis:
    module: Any = import_module(f"{__name__}.{file}")
    name = file.replace("_", "-")
    summary, reading = (entries("analyses")[f"{group}.{name}"] for group in ("summaries", "readings"))
    uses = getattr(module, "USES", ())
    return Analysis(name, summary, reading, module.NEEDS, module.MEASURES, uses, module)


def stating(measure: str) -> list[Analysis]:
    """The analyses that state a figure of this name."""
    return [analysis for analysis in catalogue().values() if measure in analysis.measures]


def find(name: str) -> Analysis:
    """The analysis of this name; ``UsageError`` suggests the nearest, or which one states such a figure."""
    known = catalogue()
    if name in known:
        return known[name]
    holders = [analysis.name for analysis in stating(name)]
    if holders:
        raise UsageError(say("analyses.errors.of_a_figure", name=name, analyses=holders))
    raise unknown("analysis", name, known)


def left_out(study: Study) -> list[str]:
    """Sentences that say which analyses this network does not allow, and why."""
    reasons: dict[str, list[str]] = {}
    for analysis in catalogue().values():
        if reason := analysis.refused(study):
            why = say("analyses.notes.need_record") if analysis.needs == "record" else reason.args[0]
            reasons.setdefault(why, []).append(analysis.name)
    return [say("analyses.notes.left_out", names=names, why=why) for why, names in reasons.items()]
