"""The worlds of the benchmark: the statistics of the record, at any size, and always the same bytes."""

from collections import Counter
from pathlib import Path

import pytest

from bench.worlds import Cells, Record, World
from conftest import World as Asked
from jumelage_graph import build, namespaces, resources, tables, validation
from jumelage_graph.build import Dataset
from jumelage_graph.statements import lines


@pytest.fixture(scope="module")
def record() -> Record:
    return Record.read(resources.data())


@pytest.fixture(scope="module")
def world(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world") / "data"
    World(record, 1).write(folder)
    return folder


@pytest.fixture(scope="module")
def made(world: Path) -> Record:
    return Record.read(world)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_seed_gives_the_same_bytes_and_another_seed_others(
    record: Record, world: Path, tmp_path: Path
) -> None:
    World(record, 1).write(tmp_path / "again")
    World(record, 1, seed=2).write(tmp_path / "other")
    assert content(tmp_path / "again") == content(world)
    other = content(tmp_path / "other")
    differ = {name for name, text in content(world).items() if other[name] != text}
    assert {"governments.csv", "acts.csv"} <= differ


def test_a_world_passes_as_a_record_does(world: Path) -> None:
    assert tables.faults(world) == []


def filled(rows: list[Cells]) -> Counter[str]:
    return Counter(name for row in rows for name, text in row.items() if text)


def test_as_many_cells_of_each_column_are_filled(record: Record, made: Record) -> None:
    assert set(made.rows) == set(record.rows)
    for table, rows in record.rows.items():
        assert len(made.rows[table]) == len(rows) > 0
        assert filled(made.rows[table]) == filled(rows), table


def degrees(record: Record) -> list[int]:
    parties = Counter(slug for row in record.rows["agreements"] for slug in row["parties"].split(";"))
    return sorted(parties.values())


def years(record: Record) -> Counter[str]:
    return Counter(row["date"][:4] for table in ("acts", "changes") for row in record.rows[table])


def said(record: Record) -> Counter[tuple[str, int]]:
    """How many different values sources give for an attribute of a thing."""
    values: dict[tuple[str, str], set[str]] = {}
    for row in record.rows["claims"]:
        values.setdefault((row["subject"], row["attribute"]), set()).add(row["value"])
    return Counter((attribute, len(found)) for (_, attribute), found in values.items())


@pytest.mark.parametrize("statistic", [degrees, years, said])
def test_links_dates_and_disagreements_are_those_of_the_record(
    record: Record, made: Record, statistic: object
) -> None:
    assert callable(statistic)
    assert statistic(made) == statistic(record)
    assert statistic(made)


def test_names_are_coined_in_the_script_of_the_record_and_none_is_a_real_one(
    record: Record, made: Record
) -> None:
    for column in ("label_fr", "label_ja", "label_en", "kana", "romaji"):
        real, coined = ([row[column] for row in each.rows["governments"]] for each in (record, made))
        assert [text.isascii() for text in coined if column in ("label_ja", "kana")] == [
            text.isascii() for text in real if column in ("label_ja", "kana")
        ]
        assert len(set(coined)) > 0.9 * len(set(real))
        assert len(set(coined) & set(real) - {""}) <= 0.02 * len(real), column


def test_a_world_of_three_toys_holds_three_times_what_the_toy_says(
    toy: Asked, toy_dataset: Dataset, toy_data: Path, tmp_path: Path
) -> None:
    three, shapes = tmp_path / "three", resources.ontology() / "shapes.ttl"
    World(Record.read(toy_data), 3).write(three)
    dataset = build.dataset(three, resources.ontology())
    once, thrice = (
        Counter(fault.column for fault in validation.validate(each, shapes))
        for each in (toy_dataset, dataset)
    )
    assert thrice == {column: 3 * count for column, count in once.items()}
    counted = Counter(predicate for graph, _, predicate, _ in lines.parse_all(dataset.nquads))
    for name in ("jg:party", "jg:hasAct", "jg:claimValue", "org:resultingOrganization", "jg:kilometres"):
        predicate = namespaces.expand(name)
        once = sum(len(values) for (_, used), values in toy.values.items() if used == predicate)
        assert counted[f"<{predicate}>"] == 3 * once > 0, name


def test_links_go_from_copy_to_copy(record: Record) -> None:
    copies = [
        {slug.partition("-x")[2] for slug in row["parties"].split(";")}
        for row in World(record, 5).copies("agreements")
    ]
    crossing = sum(len(found) > 1 for found in copies)
    assert 0.6 * len(copies) < crossing < len(copies)
