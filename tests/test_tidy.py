"""``jumelage tidy``: one form of the tables, whoever wrote them; the day and the figures renewed."""

import shutil
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from jumelage_graph import figures, resources, tables
from jumelage_graph.cli import group
from jumelage_graph.errors import FaultsError
from jumelage_graph.tables import tidying


def by_hand(path: Path) -> bytes:
    """A table as a spreadsheet and a hurried hand leave it; the values of claims are texts, spaces and all."""
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    joint = ";" if path.name == "claims.csv" else " ; "
    untidy = "\r\n".join([header, *(row.replace(";", joint) for row in reversed(rows)), ""])
    return b"\xef\xbb\xbf" + unicodedata.normalize("NFD", untidy).encode()


def test_tables_written_by_hand_get_the_form_of_the_record(toy_data: Path) -> None:
    before = {path: path.read_bytes() for path in toy_data.glob("*.csv")}
    tidying.tidy(toy_data)
    sound = {path: path.read_bytes() for path in toy_data.glob("*.csv")}
    for path in before:
        path.write_bytes(by_hand(path))
    assert len(tables.faults(toy_data)) > 20
    assert set(tidying.tidy(toy_data)) == set(before)
    assert {path: path.read_bytes() for path in before} == sound
    assert tables.faults(toy_data) == tidying.tidy(toy_data) == []


def test_tidying_mends_no_value(toy_data: Path) -> None:
    table = toy_data / "acts.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1973-10-12", "12/10/1973"), encoding="utf-8")
    tidying.tidy(toy_data)
    assert [fault.value for fault in tables.faults(toy_data)] == ["12/10/1973"]


def test_a_file_that_is_no_table_is_named_and_nothing_is_written(toy_data: Path) -> None:
    (toy_data / "acts.csv").write_text("agreement;id\n", encoding="utf-8")
    before = (toy_data / "claims.csv").read_bytes()
    with pytest.raises(FaultsError, match=r"acts\.csv:1"):
        tidying.tidy(toy_data)
    assert (toy_data / "claims.csv").read_bytes() == before


def test_the_day_of_the_record_follows_the_last_reading(toy_data: Path) -> None:
    table = toy_data / "sources.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    place = header.split(",").index("accessed")
    cells = rows[0].split(",")
    cells[place] = "2031-02-03"
    table.write_text("".join([header, ",".join(cells), *rows[1:]]), encoding="utf-8")
    assert "this lies behind the day of the record" in str(tables.faults(toy_data)[0])
    tidying.tidy(toy_data)
    assert tables.faults(toy_data) == []
    assert tables.read(toy_data).as_of.isoformat() == "2031-02-03"


def test_one_command_renews_the_figures_of_the_readme(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(resources.data(), data)
    readme = data / figures.README
    true = readme.read_text(encoding="utf-8")
    agreements = f"| `agreements.csv` | {len(tables.read(data).agreements)} |"
    assert agreements in true
    readme.write_text(true.replace(agreements, "| `agreements.csv` | 7 |"), encoding="utf-8")
    told = CliRunner().invoke(group, ["tidy", str(data), "--lang", "fr"], standalone_mode=False)
    assert told.exception is None
    assert told.stdout == f"{readme} réécrit.\n"
    assert told.stderr == f"Tables\u00a0: {data}\n"
    assert readme.read_text(encoding="utf-8") == true


@pytest.fixture
def forget() -> None:
    resources.clone.cache_clear()
    resources._folder.cache_clear()


def test_the_clone_that_one_stands_in_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forget: None
) -> None:
    for name in resources._MARKS:
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch() if place.suffix else place.mkdir()
    with monkeypatch.context() as patch:
        patch.chdir(tmp_path / "data")
        assert resources.data() == tmp_path / "data"
        resources.clone.cache_clear()
        resources._folder.cache_clear()
    assert resources.data() != tmp_path / "data"
