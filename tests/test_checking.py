"""A whole check: faults of cells beside those between things, and what is kept of an earlier check."""

import shutil
from pathlib import Path

import pytest

from jumelage_graph import cache, checking, resources, tables, validation
from jumelage_graph.errors import Fault


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources.data(), tmp_path / "data"))


def rewrite(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8", newline="")


def told(faults: list[Fault]) -> list[tuple[str, str, str]]:
    return [(fault.path, fault.column, fault.value) for fault in faults if fault.severity == "violation"]


def test_a_wrong_cell_does_not_hide_a_fault_between_things_nor_does_what_it_breaks_raise_alarm(
    copy: Path,
) -> None:
    rewrite(copy / "agreements.csv", ("\nnancy-kanazawa,nancy;kanazawa,", "\nnancy-kanazawa,nancy,"))
    rewrite(copy / "governments.csv", ("\nagen,FR,commune,", "\nagen,FR,comune,"))
    found = checking.faults(copy)
    assert told(found) == [
        ("data/agreements.csv", "parties", ""),  # one party: a shape
        ("data/governments.csv", "type", "comune"),  # which takes Agen, and so a party of an agreement, away
    ]


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [(",54395,", ",55395,", "code"), (",48.68439,6.18496,103671,", ",12.68439,6.18496,103671,", "lat")],
)
def test_a_pair_of_cells_of_which_one_is_wrong_is_left_out_together(
    copy: Path, before: str, after: str, column: str
) -> None:
    rewrite(copy / "governments.csv", (before, after))
    examined = tables.examine(copy)
    assert [fault.column for fault in examined.faults] == [column]
    assert examined.sound is not None
    nancy = next(row for row in examined.sound.governments if row.id == "nancy")
    kept = (nancy.code, nancy.code_scheme, nancy.lat, nancy.lon)
    assert [not value for value in kept] == [column == "code"] * 2 + [column == "lat"] * 2


def test_a_file_that_cannot_be_read_is_told_alone(copy: Path) -> None:
    (copy / "acts.csv").write_text("agreement;id\n", encoding="utf-8")
    assert {path for path, *_ in told(checking.faults(copy))} == {"data/acts.csv"}


def test_an_unchanged_record_is_not_examined_again(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    first = checking.faults(copy, progress=lambda what, _: steps.append(what))
    assert steps == ["Reading the tables", "Building the dataset", "Validating the dataset"]
    assert first
    monkeypatch.setattr(validation, "validate", None)
    assert checking.faults(copy, progress=lambda what, _: steps.append(what)) == first
    assert len(steps) == 3
    rewrite(copy / "governments.csv", ("\nagen,FR,commune,", "\nagen,FR,comune,"))
    monkeypatch.undo()
    assert told(checking.faults(copy)) == [("data/governments.csv", "type", "comune")]


def test_a_spoilt_cache_is_checked_anew(toy_data: Path) -> None:
    kept = cache.folder() / f"check-{cache.digest(toy_data, 'checking')[:24]}-en.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("[[1", encoding="utf-8")
    assert checking._known(kept, "data") is None
    assert told(checking.faults(toy_data)) == told(checking.faults(toy_data)) != []
