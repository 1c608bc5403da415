"""Dates as well known as they are: a world that knows no day shows none, but in columns that say they bound."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import polars
import pytest
from edtf import parse_edtf

from conftest import toy_folder
from jumelage_graph import build, dates, exports, resources
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.exports.release import Release
from test_queries import ASKED, NAMES, rows

A_DAY = re.compile(r"(?<![\w-])(\d{4})-\d{2}(-\d{2})?(?![\w-])")
DATE = re.compile(r"[\d.~?%/-]+")
BOUNDS = {
    "earliest": "first day that a date can mean",
    "latest": "last day that a date can mean",
    "in_force_from": "first day on which an agreement was certainly in force",
    "in_force_until": "first day on which it was no longer certainly in force",
    "last_evidence_earliest": "last day such that a sign of life then or later is certain",
    "last_evidence_latest": "last day such that a sign of life then or later is possible",
    "periods": "first and last days of periods",
    "suspensions": "first and last days that suspensions can have",
}
DAYS = {
    "known_until": "the day as of which the record tells",
    "last_read": "the day on which we read a source",
    "accessed": "the same",
    "opened": "the day on which an address was opened",
}


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy tables, their dates known to the year."""
    folder = toy_folder(tmp_path_factory.mktemp("years"))
    cut = 0
    for table in folder.glob("*.csv"):
        header, *lines = csv.reader(io.StringIO(table.read_text(encoding="utf-8")))
        for line in lines:
            for index, cell in enumerate(line):
                if header[index] not in DAYS and DATE.fullmatch(cell):
                    line[index], found = A_DAY.subn(r"\1", cell)
                    cut += found
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *lines])
    assert cut > 50
    return folder


@pytest.fixture(scope="module")
def coarse(years: Path) -> Dataset:
    return build.dataset(years, resources.ontology())


@pytest.fixture(scope="module")
def copy(years: Path, coarse: Dataset) -> Release:
    return Release.of(coarse.nquads, years)


@pytest.fixture(scope="module")
def engine(coarse: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(coarse.nquads)


def false_days(cells: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for column, cell in cells.items():
        if column not in BOUNDS | DAYS and A_DAY.search(str(cell)):
            yield column, cell


@pytest.mark.parametrize("name", NAMES)
def test_a_named_query_shows_no_day_that_is_not_known(engine: EmbeddedEngine, name: str) -> None:
    assert [day for row in rows(engine, name, **ASKED.get(name, {})) for day in false_days(row)] == []


def test_the_queries_asked_show_dates_that_are_known() -> None:
    """What the test above would let pass: a world without dates, or queries that show none."""
    shown = {
        name
        for name in NAMES
        if A_DAY.search((Path(__file__).parent / "expected" / f"{name}.csv").read_text())
    }
    assert {"renewals", "kinds", "level-pairs", "in-force", "silent-since", "code-on-date"} < shown


def test_the_network_shows_no_day_that_is_not_known(copy: Release) -> None:
    graph = nx.parse_graphml(exports.find("graphml").render(copy).decode())
    told = [*dict(graph.nodes(data=True)).values(), *(data for *_, data in graph.edges(data=True))]
    assert {data.get("last_evidence") for data in told} > {"2024", "2018?"}
    assert [day for data in told for day in false_days(data)] == []


def test_geojson_shows_no_day_that_is_not_known(copy: Release) -> None:
    told = [one["properties"] for one in json.loads(exports.find("geojson").render(copy))["features"]]
    assert {data.get("last_evidence") for data in told} > {"2024", "2018?"}
    assert [day for data in told for day in false_days(data)] == []


@pytest.mark.parametrize("form", ["parquet", "network-csv"])
def test_tables_of_the_network_show_no_day_that_is_not_known(copy: Release, form: str) -> None:
    with zipfile.ZipFile(io.BytesIO(exports.find(form).render(copy))) as archive:
        tables = {name: archive.read(name) for name in archive.namelist()}
    read = {".parquet": polars.read_parquet, ".csv": polars.read_csv}
    frames = [
        read[Path(name).suffix](content) for name, content in tables.items() if Path(name).suffix in read
    ]
    assert len(frames) >= 2
    assert [day for frame in frames for row in frame.to_dicts() for day in false_days(row)] == []


def test_evidence_of_a_year_is_possible_for_a_day_of_it(engine: EmbeddedEngine) -> None:
    """Épiville – Maru was last seen in 2022: silent since July 2022 perhaps, alive since then perhaps."""

    def said(name: str, **asked: str) -> dict[str, str]:
        found = rows(engine, name, date="2022-07-01", **asked)
        return {row["agreement"]: row.get("is", row.get("evidence_is", "")) for row in found}

    for name in ("silent-since", "alive-since"):
        assert said(name, certainty="possible")["epiville-maru"] == "possible"
        assert "epiville-maru" not in said(name)
    assert said("in-force")["epiville-maru"] == "possible"
    everything = {row["agreement"] for row in rows(engine, "agreements")}
    assert said("silent-since").keys() | said("alive-since", certainty="possible").keys() == everything
    assert not said("silent-since").keys() & said("alive-since", certainty="possible").keys()


def test_the_record_calls_nothing_silent_for_a_year_alone(real_dataset: Dataset) -> None:
    engine = EmbeddedEngine.from_nquads(real_dataset.nquads)
    sure = {row["last_evidence"] for row in rows(engine, "silent-since", date="2022-07-01")}
    assert len(sure) > 10
    assert "2022" not in sure
    assert "2022" in {
        r["last_evidence"] for r in rows(engine, "silent-since", date="2022-07-01", certainty="possible")
    }


@pytest.mark.parametrize("mark", ["", "?", "~", "%"])
@pytest.mark.parametrize("text", ["0001", "0999", "1900", "1996", "1900-02", "1996-02", "1973-10", "9999-12"])
def test_the_bounds_of_a_year_and_of_a_month_are_those_that_the_edtf_package_gives(
    text: str, mark: str
) -> None:
    library, own = parse_edtf(text + mark), dates.parse(text + mark)
    first, last = library.lower_strict(), library.upper_strict()
    assert (own.earliest, own.latest) == (date(*first[:3]), date(*last[:3]))
    assert own.certain is (mark == "")
