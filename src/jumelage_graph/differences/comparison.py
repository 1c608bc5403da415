"""Two versions side by side: which statements came, which went, and which of them only follow from others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jumelage_graph import build, resources, tables
from jumelage_graph.errors import DataError
from jumelage_graph.namespaces import CLAIMS, DATASET, DERIVED, PREFIXES, RECORD, VOCABULARY, expand
from jumelage_graph.statements import Statement, lines, reading
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import Said, say

FOLLOWING = frozenset(
    f"<{expand(curie)}>"
    for curie in (
        *("rdf:type", "dct:identifier", "jg:searchKey", "jg:valueKey", "jg:earliest", "jg:latest"),
        *("jg:certain", "jg:plannedEarliest", "jg:plannedLatest", "jg:foundedOn", "jg:dissolvedOn"),
        *("jg:about", "jg:claimSubject", "jg:claimPredicate", "jg:hasAct", "jg:officialCode"),
        *("jg:headcount", "jg:inEdition", "jg:lastSeen", "dct:spatial"),
    )
)
"""Predicates that the build writes beside the value of a cell, and links to what hangs under a thing."""

_THING = f"<{PREFIXES['id']}"
_RULE = f"<{PREFIXES['id']}rule/"
_WRITES = f"<{expand('jg:writes')}>"
_TRIPLES = f"<{expand('void:triples')}>"


def read(path: Path) -> set[Statement]:
    """The statements of one version: an exported file, or a folder of tables, which is built.

    A folder of an earlier edition may lack tables and columns of today (see ``notes``): they count as empty.

    Errors: ``UsageError`` for an unknown suffix, ``DataError`` for a file that is missing, malformed, cut short or not
    of this dataset, ``FaultsError`` for tables with violations.
    """
    if path.is_dir():
        made = build.made(tables.read_older(path), path, resources.ontology())
        return set(lines.parse_all(made.nquads))
    statements = reading.read(path)
    if not any(subject.startswith(_THING) for _, subject, _, _ in statements):
        raise DataError(say("errors.not_ours", file=path, start=PREFIXES["id"]))
    _whole(path, statements)
    return statements


def _whole(path: Path, found: set[Statement]) -> None:
    """Nothing, unless a file with graphs holds fewer statements than it says: N-Quads may end after any line."""
    said = next((value for *thing, value in found if thing[1:] == [f"<{DATASET}>", _TRIPLES]), "")
    if said and all(graph for graph, *_ in found) and len(found) < (count := int(Cell.parse(said))):
        raise DataError(say("errors.cut_short", file=path, found=len(found), said=count))


def notes(*versions: Path) -> list[Said]:
    """What a reader should know of the folders among these versions: which tables and columns they lack."""
    return [said for path in versions if path.is_dir() for said in tables.notes(path)]


@dataclass(frozen=True)
class Comparison:
    """Two versions of the dataset as sets of statements."""

    old: frozenset[Statement]
    new: frozenset[Statement]

    @cached_property
    def added(self) -> frozenset[Statement]:
        """What only the new version says."""
        return self.new - self.old

    @cached_property
    def removed(self) -> frozenset[Statement]:
        """What only the old version says."""
        return self.old - self.new

    def quads(self) -> str:
        """Removed statements behind ``-``, added ones behind ``+``, as N-Quads, each thing's together."""
        signed = [(s[1], sign, lines.write(s)) for sign, side in self._sides() for s in side]
        return "".join(f"{'-+'[sign]} {line}\n" for _, sign, line in sorted(signed))

    def _sides(self) -> Iterable[tuple[bool, frozenset[Statement]]]:
        return (False, self.removed), (True, self.added)


def compare(old: Iterable[Statement], new: Iterable[Statement]) -> Comparison:
    """Both versions; where one comes from a syntax without named graphs, graphs are told from the statements."""
    before, after = frozenset(old), frozenset(new)
    if all(graph for graph, *_ in before | after):
        return Comparison(before, after)
    derived = {value for _, _, predicate, value in before | after if predicate == _WRITES}
    return Comparison(*(frozenset(_placed(s, derived) for s in each) for each in (before, after)))


def _placed(statement: Statement, derived: set[str]) -> Statement:
    """The statement in the graph that its predicate and its subject belong to."""
    _, subject, predicate, value = statement
    if predicate in derived:
        return DERIVED, subject, predicate, value
    if not subject.startswith(_THING) or subject.startswith(_RULE):
        return VOCABULARY, subject, predicate, value
    return CLAIMS if "/claim/" in subject else RECORD, subject, predicate, value
