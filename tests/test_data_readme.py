"""The figures of data/README.md are those of the tables, of the queries and of the check; every source is used."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from jumelage_graph import figures, records, resources, tables, validation
from jumelage_graph.build import Dataset
from jumelage_graph.engines import Engine
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.figures import FIGURES
from jumelage_graph.tables import Tables

TEXT = " ".join((resources.data() / "README.md").read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def read() -> Tables:
    return tables.read(resources.data())


@pytest.fixture(scope="module")
def engine(real_dataset: Dataset) -> Engine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


@pytest.fixture(scope="module")
def true(read: Tables, engine: Engine, real_dataset: Dataset) -> dict[str, int]:
    """Each figure as it is."""
    report = validation.report(real_dataset, resources.ontology() / "shapes.ttl")
    return figures.counted(read) | figures.asked(engine) | figures.examined(report)


def given(text: str) -> dict[str, int]:
    """The figures that a README gives."""
    found = {name: re.findall(pattern, text) for name, pattern in FIGURES.items()}
    assert {name: len(numbers) for name, numbers in found.items() if len(numbers) != 1} == {}
    return {name: int(number.replace(",", "")) for name, [number] in found.items()}


def wrong(text: str, true: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The figures of a README that are not true, with what they are."""
    return {
        name: (number, true.get(name, 0))
        for name, number in given(text).items()
        if number != true.get(name, 0)
    }


def test_every_figure_of_the_readme_is_true(true: dict[str, int]) -> None:
    assert wrong(TEXT, true) == {}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_of_the_readme_that_is_not_true_is_found(true: dict[str, int], name: str) -> None:
    start, end = re.search(FIGURES[name], TEXT).span(1)  # type: ignore[union-attr]
    assert set(wrong(f"{TEXT[:start]}1000{TEXT[end:]}", true)) == {name}


def test_the_notes_of_the_check_are_all_told_by_kind(true: dict[str, int]) -> None:
    kinds = ("government-other-label", "agreement-designation", "headcount-high")
    assert sum(true[kind] for kind in kinds) == true["info"] > 50


def unexplained(read: Tables, disputed: set[tuple[str, str]]) -> list[str]:
    """Things on which sources disagree and whose row has no note that could say why the record holds its value."""
    notes = {
        f"{name.removesuffix('s')}/{getattr(row, 'id', '')}": row.note
        for name in records.TABLES
        for row in getattr(read, name)
    }
    return sorted({about for about, _ in disputed if not notes[about]})


def test_every_thing_on_which_sources_disagree_has_a_note(read: Tables, engine: Engine) -> None:
    disputed = figures.conflicts(engine)
    assert len(disputed) > 50
    assert unexplained(read, disputed) == []
    bare = replace(read, agreements=tuple(replace(row, note="") for row in read.agreements))
    assert "agreement/paris-tokyo-prefecture" in unexplained(bare, disputed)


def unused(read: Tables) -> list[str]:
    """Sources that stand behind no row and of which no row tells anything."""
    used = {source for name in records.TABLES for row in getattr(read, name) for source in behind(row)}
    told = {row.subject.removeprefix("source/") for row in read.details}
    return [row.id for row in read.sources if row.id not in used | told]


def behind(row: records.Row) -> tuple[str, ...]:
    return (
        row.sources
        if isinstance(row, records.Sourced)
        else (row.source,)
        if isinstance(row, records.Claim)
        else ()
    )


def test_every_source_is_used(read: Tables) -> None:
    assert unused(read) == []
    assert "afjql-pacte" in unused(replace(read, agreements=(), acts=(), claims=(), people=()))
