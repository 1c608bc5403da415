"""200 copies of the shipped tables with one fault each are reported by the right rule, and 50 good variations by none.

Each copy is checked by the rules that its change can touch: the tables' own on whole tables, and the shapes about the
changed row on a dataset built from that row and what is near it.
"""

import csv
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rdflib import RDF, SH, SKOS, Graph

import faults as made
from jumelage_graph import build, records, resources, tables, validation
from jumelage_graph.errors import Fault

pytestmark = pytest.mark.xdist_group("faults")

RECORD = made.Record()
TABLE_FAULTS = list(made.table_faults(RECORD))
GRAPH_FAULTS = list(made.graph_faults(RECORD))
VARIATIONS = list(made.variations(RECORD))
TYPED = [next(edit for edit in TABLE_FAULTS if edit.table == table) for table in list(records.TABLES)[:11]]
TYPED.append(next(edit for edit in GRAPH_FAULTS if edit.rule == "claim-preferred"))
"""One fault each of twelve tables, for the command line: eleven of a table alone, one that only the graph shows."""

NEIGHBOURS = made.Neighbours(RECORD)

_ACT = ("agreement-", "dating-", "act-", "future-", "earliest-", "latest-", "bounds-")
_MEETING = ("edition-", "session-", "headcount-", "involvement-", "future-", "bounds-")
_CHANGE = ("change-", "code-", "agreement-merged", "agreement-party", "act-date")
TOUCHED = {
    "governments": ("government-", "label-", "link-", "involvement-", *_CHANGE),
    "changes": _CHANGE,
    "agreements": ("agreement-", "dating-", "act-order"),
    "acts": _ACT,
    "editions": _MEETING,
    "sessions": _MEETING,
    "participations": _MEETING,
    "initiatives": ("session-", "label-"),
    "goals": ("goal-", "claim-"),
    "claims": ("claim-",),
}
"""For each table, how the names of the shapes begin that a change in it can touch."""
_REST = ("label-", "edtf-", "bounds-", "link-", "concept-")

SHAPES = Graph().parse(resources.ontology() / "shapes.ttl")
NAMES = sorted(str(shape).removeprefix(validation.SHAPES) for shape in SHAPES.subjects(SH.severity))


def _write(path: Path, rows: made.Rows, columns: list[str]) -> None:
    path.unlink(missing_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


class Whole:
    """A folder with all tables, in which one at a time is changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for path in resources.data().iterdir():
            (folder / path.name).symlink_to(path)

    @contextmanager
    def with_edit(self, edit: made.Edit) -> Iterator[Path]:
        """The folder while the edit is in it."""
        before, path = RECORD.rows[edit.table], self.folder / f"{edit.table}.csv"
        rows = edit.change(before)
        assert rows != before
        _write(path, rows, list(before[0]))
        yield self.folder
        path.unlink()
        path.symlink_to(resources.data() / path.name)

    def faults(self, edit: made.Edit) -> list[Fault]:
        """What the rules of the tables report with the edit in it."""
        with self.with_edit(edit) as folder:
            return tables.faults(folder)


def _news(folder: Path, ontology: Path, edit: made.Edit) -> list[tuple[str, str, int]]:
    """Shape, file and line in the whole table of what is reported with the edit and was not without it."""
    near, all_rows = NEIGHBOURS.of(edit), RECORD.rows[edit.table]
    before = {table: [rows[index] for index in sorted(near[table])] for table, rows in RECORD.rows.items()}
    whole = edit.change(all_rows)
    kept = [index for index, row in enumerate(whole) if index in near[edit.table] or row not in all_rows]
    found = _reported(
        folder / "after", ontology, edit.table, before | {edit.table: [whole[index] for index in kept]}
    )
    if not found:
        return []
    usual = {
        (shape, focus) for shape, focus, *_ in _reported(folder / "before", ontology, edit.table, before)
    }
    lines = {table: sorted(indices) for table, indices in near.items()} | {edit.table: kept}
    news = [(shape, path, line) for shape, focus, path, line in found if (shape, focus) not in usual]
    return [(shape, path, lines[Path(path).stem][line - 2] + 2) for shape, path, line in news]


def _reported(
    folder: Path, ontology: Path, table: str, rows: dict[str, made.Rows]
) -> list[tuple[str, str, str, int]]:
    """Shape, thing, file and line of each result on the dataset that these rows make."""
    folder.mkdir()
    (folder / "csv-metadata.json").symlink_to(resources.data() / "csv-metadata.json")
    for name, part in rows.items():
        _write(folder / f"{name}.csv", part, list(RECORD.rows[name][0]))
    dataset = build.dataset(folder, ontology)
    only = [name for name in NAMES if name.startswith(TOUCHED.get(table, _REST))]
    triples = validation.union(dataset)
    results = validation.results(triples, SHAPES, only=only)
    report = validation.Report(tuple(results), triples, SHAPES, dataset.origins)
    return [(result.shape, result.focus, *report.place(result)) for result in results]


@pytest.fixture(scope="module")
def ontology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules, and of the vocabulary what shapes look at: which terms there are, in which scheme."""
    folder = tmp_path_factory.mktemp("ontology")
    (folder / "rules").symlink_to(resources.ontology() / "rules")
    terms = Graph()
    for path in sorted(resources.ontology().glob("*.ttl")):
        if path.name != "shapes.ttl":
            whole = Graph().parse(path)
            for predicate in (RDF.type, SKOS.inScheme):
                for triple in whole.triples((None, predicate, None)):
                    terms.add(triple)
    terms.serialize(folder / "terms.ttl", format="turtle")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    return Whole(tmp_path_factory.mktemp("whole") / "data")


def test_there_are_two_hundred_faults_fifty_variations_and_no_table_is_left_out() -> None:
    assert len(TABLE_FAULTS) + len(GRAPH_FAULTS) >= 200
    assert len(VARIATIONS) >= 50
    assert {edit.table for edit in TABLE_FAULTS} == set(records.TABLES)
    assert len({edit.rule for edit in GRAPH_FAULTS}) >= 25
    names = [edit.name for edit in (*TABLE_FAULTS, *GRAPH_FAULTS, *VARIATIONS)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("edit", TABLE_FAULTS, ids=lambda edit: edit.name)
def test_a_fault_in_a_table_is_reported_once_by_the_right_rule(whole: Whole, edit: made.Edit) -> None:
    found = whole.faults(edit)
    assert [(fault.path, fault.line) for fault in found] == [(f"data/{edit.at[0]}.csv", edit.at[1])], found
    assert edit.rule in f"{found[0].allowed} {found[0].mend}"
    assert not edit.column or found[0].column == edit.column


@pytest.mark.parametrize("edit", GRAPH_FAULTS, ids=lambda edit: edit.name)
def test_a_fault_between_things_is_reported_once_by_the_right_shape(
    tmp_path: Path, ontology: Path, edit: made.Edit
) -> None:
    assert _news(tmp_path, ontology, edit) == [(edit.rule, f"data/{edit.at[0]}.csv", edit.at[1])]


@pytest.mark.parametrize("edit", VARIATIONS, ids=lambda edit: edit.name)
def test_a_good_variation_raises_no_alarm(
    whole: Whole, tmp_path: Path, ontology: Path, edit: made.Edit
) -> None:
    assert whole.faults(edit) == []
    assert _news(tmp_path, ontology, edit) == []


def test_twelve_tables_are_put_to_the_command_line() -> None:
    assert len({edit.table for edit in TYPED}) == len(TYPED) == 12


@pytest.mark.parametrize("edit", TYPED, ids=lambda edit: edit.table)
def test_the_command_line_names_file_line_and_column_and_exits_with_1(whole: Whole, edit: made.Edit) -> None:
    with whole.with_edit(edit) as folder:
        call = [sys.executable, "-c", "from jumelage_graph.cli import main; main()", "check", str(folder)]
        call += ["--level", "violation"]
        done = subprocess.run(
            call, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300
        )
    column = edit.column or "rank"
    assert done.stdout.startswith(f"violation: data/{edit.at[0]}.csv:{edit.at[1]}: {column}:"), (
        done.stdout + done.stderr
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr.splitlines()[-1].startswith("1 violation, ")
    assert done.returncode == 1
