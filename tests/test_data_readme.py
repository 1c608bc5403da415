"""The figures of data/README.md are those of the tables, of the queries and of the check; every source is used."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest

from jumelage_graph import queries, records, resources, tables, validation
from jumelage_graph.build import Dataset
from jumelage_graph.engines import Engine
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.tables import Tables

TEXT = " ".join((resources.data() / "README.md").read_text(encoding="utf-8").split())

FIGURES = {
    "living governments": r"a local government, living \(([\d,]+)\) or former",
    "agreements": r"Of the ([\d,]+) agreements",
    "agreements with a date": r"agreements ([\d,]+) are dated",
    "agreements dated to the day": r"([\d,]+) of them to the day",
    "agreements with two independent sources": r"([\d,]+) have sources of two or more publishers",
    "agreements with evidence of life since 2017": r"([\d,]+) show a sign of life of 2017 or later",
    "in force or dormant since 2017": r"2017 or later, ([\d,]+) of them as in force",
    "editions held with a complete list": r"([\d,]+) of the \d+ editions that were held",
    "editions held": r"\d+ of the ([\d,]+) editions that were held",
    "claims": r"The ([\d,]+) claims hold",
    "conflicts": r"claims hold ([\d,]+) conflicts",
    "violation": r"finds ([\d,]+) violations",
    "warning": r"violations and ([\d,]+) warnings",
    "info": r"warnings; ([\d,]+) notes",
    "government-other-label": r"([\d,]+) on governments whose name",
    "agreement-designation": r"([\d,]+) on agreements whose own title",
    "headcount-high": r"([\d,]+) on editions that count",
    "agreements without a title in Japanese": r"titles in Japanese of ([\d,]+) agreements",
    "agreements without a title in French": r"and in French of ([\d,]+);",
    "unknown participants of edition 2": r"8th editions \(([\d,]+), ",
    "unknown participants of edition 3": r"8th editions \(\d+, ([\d,]+), ",
    "unknown participants of edition 4": r"8th editions \(\d+, \d+, ([\d,]+), ",
    "unknown participants of edition 6": r"8th editions \(\d+, \d+, \d+, ([\d,]+) and",
    "unknown participants of edition 8": r"8th editions \(\d+, \d+, \d+, \d+ and ([\d,]+) governments",
}
"""Where the README gives each figure."""


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
    return counted(read) | asked(engine) | examined(report)


def rows(engine: Engine, name: str) -> list[dict[str, str]]:
    """The rows of a named query without parameters, as texts."""
    answer = engine.answer(queries.bind(queries.find(name), {}))
    return [
        {
            variable: "" if term is None else str(term)
            for variable, term in zip(answer.variables, row, strict=True)
        }
        for row in answer.rows()
    ]


def counted(read: Tables) -> dict[str, int]:
    return {
        "living governments": sum(row.dissolved is None for row in read.governments),
        "agreements": len(read.agreements),
        "agreements without a title in Japanese": sum(not row.designation_ja for row in read.agreements),
        "agreements without a title in French": sum(not row.designation_fr for row in read.agreements),
        "claims": len(read.claims),
        "in force or dormant since 2017": sum(map(lives, read.agreements)),
    }


def lives(row: records.Agreement) -> bool:
    seen = row.status_as_of
    return row.status in ("in-force", "dormant") and seen is not None and seen.text >= "2017"


def asked(engine: Engine) -> dict[str, int]:
    coverage = {row["what"]: row for row in rows(engine, "coverage")}
    have = {what: int(row["have"]) for what, row in coverage.items()}
    unknown = {
        f"unknown participants of edition {row['edition']}": sum(
            int(row[f"governments_{side}"]) - int(row[f"known_{side}"]) for side in ("fr", "jp")
        )
        for row in rows(engine, "editions")
        if row["start"] and row["complete"] == "false"
    }
    held = int(coverage["editions held with a complete list"]["of"])
    return have | unknown | {"editions held": held, "conflicts": len(conflicts(engine))}


def conflicts(engine: Engine) -> set[tuple[str, str]]:
    """The things and attributes on which sources disagree."""
    return {(row["about"], row["attribute"]) for row in rows(engine, "conflicts")}


def examined(report: validation.Report) -> dict[str, int]:
    """How many results the check has of each severity and of each rule."""
    found = dict.fromkeys(validation.SEVERITIES, 0)
    for severity, _, number in report.counts():
        found[severity] += number
    return found | Counter(result.shape for result in report.results)


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
    assert sum(true[kind] for kind in kinds) == true["info"] > 100


def unexplained(read: Tables, disputed: set[tuple[str, str]]) -> list[str]:
    """Things on which sources disagree and whose row has no note that could say why the record holds its value."""
    notes = {
        f"{name.removesuffix('s')}/{getattr(row, 'id', '')}": row.note
        for name in records.TABLES
        for row in getattr(read, name)
    }
    return sorted({about for about, _ in disputed if not notes[about]})


def test_every_thing_on_which_sources_disagree_has_a_note(read: Tables, engine: Engine) -> None:
    disputed = conflicts(engine)
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
    assert "clair-719" in unused(replace(read, agreements=(), acts=(), claims=()))
