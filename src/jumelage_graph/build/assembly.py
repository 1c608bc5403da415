"""From the curated tables and the ontology to the dataset: four named graphs as sorted N-Quads.

The same inputs give the same bytes on every machine, in every locale, on every day: ``as_of`` in the tables'
metadata is the only today that the build knows.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from jumelage_graph import files, mapping, tables
from jumelage_graph.build import description, rules, vocabulary
from jumelage_graph.errors import Fault, FaultsError
from jumelage_graph.mapping import claims, computed, standing
from jumelage_graph.progress import report
from jumelage_graph.records import Act, Change, Government, Project, Row
from jumelage_graph.statements import Statement
from jumelage_graph.statements.gathering import Gathered, Text
from jumelage_graph.words import say

Stepped = TypeVar("Stepped", Act, Project)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The whole dataset.

    ``text``: sorted lines of N-Quads (UTF-8, each once, no blank node), in a file; ``nquads``: the same in memory.
    ``origins``: for the IRI of each thing that comes from a table, the name of the file and the line of its row.
    """

    text: Text
    origins: dict[str, tuple[str, int]]
    as_of: datetime.date
    version: str

    @property
    def nquads(self) -> bytes:
        """The whole text, read anew."""
        return bytes(self.text)


def dataset(data: Path, ontology: Path) -> Dataset:
    """The dataset that the tables in ``data`` and the Turtle files and rules in ``ontology`` make.

    Errors: ``FaultsError`` lists what is wrong in the tables; ``DataError`` where a file of the ontology
    cannot be read.
    """
    report(say("tables.checking"), 0.0)
    return made(tables.read(data), data, ontology)


def made(read: tables.Tables, data: Path, ontology: Path) -> Dataset:
    """The dataset of tables that were read from ``data``; see ``dataset``."""
    if wrong := faults(read, data.name):
        raise FaultsError(wrong)
    report(say("tables.building"), 0.3)
    origins: dict[str, tuple[str, int]] = {}
    known = rules.read(ontology / "rules")
    premises, gathered = rules.Premises(known), Gathered()
    gathered.add(premises.heard(_stated(read, vocabulary.read(ontology), origins)))
    for rule in known:
        gathered.add(rules.conclude(rule, premises.store))
        gathered.add(rules.description(rule))
    report(say("tables.building"), 0.6)
    metadata = description.Metadata.read(data)
    gathered.add(description.statements(gathered.ordered(), metadata, read.as_of))
    return Dataset(gathered.text(), origins, read.as_of, read.version)


def faults(read: tables.Tables, folder: str) -> list[Fault]:
    """What is wrong with claims: attributes that their subject cannot have, values that these cannot have."""
    return list(claims.faults(f"{folder}/claims.csv", read.claims, _paths(read)))


def write(made: Dataset, path: Path) -> None:
    """Put the dataset at ``path``, whole or not at all; ``DataError`` where it cannot be written."""
    files.replace(path, made.text.blocks())


# --- the tables


def _stated(
    read: tables.Tables, terms: Iterable[Statement], origins: dict[str, tuple[str, int]]
) -> Iterator[Statement]:
    """All that no rule concludes: what tables and ontology say, and what is worked out from it in Python."""
    known: dict[str, Government] = {row.id: row for row in read.governments}
    names = (statement for row in read.agreements for statement in computed.agreement_label(row, known))
    yield from computed.with_search_keys(chain(_mapped(read, origins), terms, names))
    yield from _computed(read, known)


def _mapped(read: tables.Tables, origins: dict[str, tuple[str, int]]) -> Iterator[Statement]:
    yield from mapping.series()
    for table, row, statements in _rows(read):
        origin = f"{table}.csv", row.line
        for statement in statements:
            origins.setdefault(statement[1][1:-1], origin)
            yield statement


def _rows(read: tables.Tables) -> Iterator[tuple[str, Row, Iterator[Statement]]]:
    """Each row with its table and what it says, in the order in which the tables refer to one another."""
    changes = _changes_by_result(read.changes)
    known = claims.record(_paths(read), read.acts, read.claims)
    makers: dict[str, Callable[[Any], Iterator[Statement]]] = {
        "sources": mapping.source,
        "governments": lambda row: mapping.government(row, changes[row.id]),
        "changes": mapping.change,
        "memberships": mapping.membership,
        "agreements": mapping.agreement,
        "hosttowns": mapping.host_town,
        "acts": mapping.act,
        "people": mapping.person,
        "signings": mapping.signing,
        "projects": mapping.project,
        "editions": mapping.edition,
        "sessions": mapping.session,
        "participations": mapping.participation,
        "declarations": mapping.declaration,
        "initiatives": mapping.initiative,
        "organisations": mapping.organisation,
        "details": mapping.detail,
        "goals": mapping.goal,
        "claims": lambda row: mapping.claim(row, known),
        "totals": mapping.total,
        "rejected": mapping.rejected,
    }
    for table, make in makers.items():
        for row in getattr(read, table):
            yield table, row, make(row)


def _changes_by_result(changes: Iterable[Change]) -> defaultdict[str, list[Change]]:
    changes_by_result: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        for slug in change.results:
            changes_by_result[slug].append(change)
    return changes_by_result


def _paths(read: tables.Tables) -> dict[str, Row]:
    """Each row that a claim may speak of, by its path."""
    kinds: dict[str, tuple[Any, ...]] = {
        "agreement": read.agreements,
        "government": read.governments,
        "edition": read.editions,
        "session": read.sessions,
        "declaration": read.declarations,
        "initiative": read.initiatives,
        "organisation": read.organisations,
        "project": read.projects,
    }
    return {f"{kind}/{row.id}": row for kind, rows in kinds.items() for row in rows}


# --- what is worked out from them


def _computed(read: tables.Tables, known: Mapping[str, Government]) -> Iterator[Statement]:
    for row in read.governments:
        yield from computed.codes(row)
    for agreement in read.agreements:
        yield from computed.distances(agreement, known)
    yield from _standing(read)


def _standing(read: tables.Tables) -> Iterator[Statement]:
    acts, projects = _by_agreement(read.acts), _by_agreement(read.projects)
    for row in read.agreements:
        course = standing.course(row, acts[row.id], projects[row.id], read.as_of)
        yield from standing.statements(row, course)


def _by_agreement(rows: Iterable[Stepped]) -> defaultdict[str, list[Stepped]]:
    steps: defaultdict[str, list[Stepped]] = defaultdict(list)
    for row in rows:
        steps[row.agreement].append(row)
    return steps
