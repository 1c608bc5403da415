"""In force or not: a table of cases, worked by hand, asked in Python, SPARQL and the browser; all years compared."""

import csv
import io
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest

from browser import Browser
from conftest import TOY_DAY, toy_folder
from jumelage_graph import analyses, build, names, networks, queries, resources, views
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.networks import writing
from jumelage_graph.record import Record, standing
from jumelage_graph.record.choice import Choice
from jumelage_graph.record.selection import chosen
from jumelage_graph.record.standing import FIRM, Period

TABLE = Path(__file__).with_name("standing.csv")
CASES = list(csv.DictReader(TABLE.open(encoding="utf-8")))


# --- the table of cases, in a world of its own


def agreements() -> dict[str, dict[str, str]]:
    """Each agreement of the table once."""
    found: dict[str, dict[str, str]] = {}
    for row in CASES:
        known = found.setdefault(row["case"], row)
        assert (known["acts"], known["status"]) == (row["acts"], row["status"]), row
    return found


def acts(row: dict[str, str]) -> Iterator[str]:
    for number, text in enumerate(row["acts"].split(" | "), 1):
        kind, day = text.split(" ")
        kind, _, by = kind.partition(":")
        name = kind.removesuffix("*")
        dating = "yes" if name != kind else ""
        yield f"{row['case']},{name}-{number},{name},{day},{dating},,{by},toy-register,"


def _sorted(path: Path, rows: list[str]) -> None:
    head, *kept = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *sorted([*kept, *rows]), ""]), encoding="utf-8")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    """The toy world with the agreements of the table, as of the day on which the table was worked out."""
    data = toy_folder(tmp_path_factory.mktemp("cases"))
    rows = agreements()
    status = {case: row["status"] or "unknown " for case, row in rows.items()}
    _sorted(
        data / "agreements.csv",
        [
            f"{case},aubeville;maru,twinning,,,culture,{status[case].replace(' ', ',')},toy-register,"
            for case in rows
        ],
    )
    _sorted(data / "acts.csv", [act for row in rows.values() for act in acts(row)])
    return EmbeddedEngine.from_nquads(build.dataset(data, resources.ontology()).nquads)


def test_the_table_asks_much_of_each_kind() -> None:
    assert len(CASES) > 80
    assert {row["standing"] for row in CASES} == {"", *standing.STANDINGS}
    assert {len(row["on"]) for row in CASES} == {4, 10}


def test_python_answers_as_worked_out(engine: EmbeddedEngine) -> None:
    record = Record(engine)
    for row in CASES:
        periods, on = record.agreements[row["case"]].periods, row["on"]
        found = standing.in_year(periods, int(on)) if len(on) == 4 else standing.standing(periods, on, on)
        assert (found or "") == row["standing"], row


def asked(engine: EmbeddedEngine, name: str, day: str, **values: str) -> dict[str, str]:
    """The agreements that a named query gives for a day, and how each stands."""
    text = names.bind(engine, queries.find(name), {"date": day, **values})
    return {row["agreement"]: row["in_force"] for row in engine.answer(text).records()}


def test_sparql_answers_as_worked_out(engine: EmbeddedEngine) -> None:
    days = [row for row in CASES if len(row["on"]) == 10]
    for day in sorted({row["on"] for row in days}):
        in_force = asked(engine, "in-force", day, certainty="possible")
        listed = asked(engine, "agreements", day)
        for row in (row for row in days if row["on"] == day):
            assert in_force.get(row["case"], "") == row["standing"], row
            assert listed.get(row["case"], "").replace("undated", "") == row["standing"], row


def test_the_network_answers_as_worked_out(engine: EmbeddedEngine) -> None:
    edges = {
        agreement: data for *_, agreement, data in networks.partnerships(engine).edges(keys=True, data=True)
    }
    years = {int(row["on"]) for row in CASES if len(row["on"]) == 4}
    kept = {year: shown(networks.partnerships(engine, year=year)) for year in years}
    for row in CASES:
        on, case = row["on"], row["case"]
        found = case in kept[int(on)] if len(on) == 4 else networks.in_force(edges[case], on)
        assert found == (row["standing"] in FIRM), row


def shown(graph: nx.MultiGraph) -> set[str]:
    return {agreement for *_, agreement in graph.edges(keys=True)}


def test_the_page_answers_as_worked_out(engine: EmbeddedEngine, tmp_path: Path, chromium: Browser) -> None:
    page = tmp_path / "timeline.html"
    page.write_text(str(views.find("timeline").draw(engine)), encoding="utf-8")
    chromium.open(page)
    rows = [row for row in CASES if len(row["on"]) == 4]
    asked = [[row["case"], int(row["on"])] for row in rows]
    found = chromium.run(
        "return arguments[0].map(([id, year]) => jumelage.standing(id, year).replace(/none|undated/, ''))",
        asked,
    )
    assert list(zip(asked, found, strict=True)) == [
        (one, row["standing"]) for one, row in zip(asked, rows, strict=True)
    ]


def test_the_timeline_leaves_a_gap_where_an_agreement_rested(
    engine: EmbeddedEngine, tmp_path: Path, chromium: Browser
) -> None:
    page = tmp_path / "timeline.html"
    page.write_text(str(views.find("timeline").draw(engine)), encoding="utf-8")
    chromium.open(page)
    bars = chromium.run("""return [...document.querySelectorAll('[data-agreement=pause] [data-standing]')]
        .map((bar) => [+bar.getAttribute("x1"), +bar.getAttribute("x2")])""")
    gaps = [start - end for (_, end), (start, _) in pairwise(sorted(bars))]
    # From 1986-04-22 to the end of 2026 are 40.7 years; from 2000-01-01 to 2018-09-30 are 18.75 of them.
    assert max(gaps) / (max(bars)[1] - min(bars)[0]) == pytest.approx(18.75 / 40.7, abs=0.01)
    assert sorted(gaps)[-2] == pytest.approx(0, abs=0.5)


def test_how_sure_it_has_to_be_is_a_parameter(engine: EmbeddedEngine) -> None:
    """On 2018-06-01: silent is presumed, renewed-about possible, span possible, leap-day (2012) certain."""
    least = {name: asked(engine, "in-force", "2018-06-01", certainty=name) for name in standing.STANDINGS}
    assert set(least["certain"].values()) == {"certain"}
    assert set(least["presumed"].values()) == {"certain", "presumed"}
    assert set(least["possible"].values()) == {"certain", "presumed", "possible"}
    assert asked(engine, "in-force", "2018-06-01") == least["presumed"]


def test_after_the_day_of_the_record_all_is_possible_and_listed(engine: EmbeddedEngine) -> None:
    assert set(asked(engine, "in-force", "2027-01-01", certainty="certain").values()) == {"possible"}
    graph = networks.partnerships(engine, year=2027)
    assert not graph
    assert TOY_DAY in graph.graph["explanation"]


# --- the periods


def test_a_period_is_written_and_read_again() -> None:
    periods = [Period("possible", "", "1990-12-30"), Period("certain", "1990-12-31", "")]
    assert standing.write(periods) == "possible ../1990-12-30; certain 1990-12-31/.."
    assert list(standing.read(standing.write(periods))) == periods
    assert list(standing.read("")) == []


def test_neighbours_are_one_spell_and_others_are_not() -> None:
    periods = [
        Period("certain", "2000-01-01", "2000-12-31"),
        Period("presumed", "2001-01-01", "2001-12-31"),
        Period("certain", "2005-01-01", ""),
        Period("possible", "1990-01-01", "1999-12-31"),
    ]
    assert standing.firm_spells(periods) == [("2000-01-01", "2001-12-31"), ("2005-01-01", "")]


def test_periods_do_not_overlap(real_dataset: Dataset) -> None:
    record = Record(EmbeddedEngine.from_nquads(real_dataset.nquads))
    checked = 0
    for agreement in record.agreements.values():
        for one, next_one in pairwise(agreement.periods):
            assert "" < one.last < next_one.first, agreement.id
            checked += 1
    assert checked > 80


# --- every year of the record, in every way


@pytest.fixture(scope="module")
def real(real_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


@pytest.fixture(scope="module")
def by_query(real: EmbeddedEngine) -> dict[int, dict[str, str]]:
    """How the query answers for a year: on its first day, and on each day of it on which a standing changes."""
    turns = defaultdict(set)
    for agreement in Record(real).agreements.values():
        for period in agreement.periods:
            turns[int(period.first[:4])].add(period.first)
    years = range(min(turns) - 1, max(turns) + 2)
    found: dict[int, dict[str, str]] = {}
    for year in years:
        known = found.setdefault(year, {})
        for day in sorted({f"{year}-01-01", *turns[year]}):
            for agreement, how in asked(real, "in-force", day, certainty="possible").items():
                known[agreement] = min(known.get(agreement, how), how, key=standing.STANDINGS.index)
    return found


def firm(stands: dict[str, str]) -> set[str]:
    return {agreement for agreement, how in stands.items() if how in FIRM}


def test_the_years_compared_are_those_of_the_record(
    by_query: dict[int, dict[str, str]], real_dataset: Dataset
) -> None:
    assert list(by_query) == list(range(1957, real_dataset.as_of.year + 2))
    assert not by_query[1957]
    assert set(by_query[real_dataset.as_of.year + 1].values()) == {"possible"}
    essonne = "essonne-departement-ibaraki-prefecture"
    assert [year for year, stands in by_query.items() if essonne not in stands and year > 1986] == [
        *range(2000, 2018)
    ]


def test_plots_show_in_each_year_what_the_query_says(
    real: EmbeddedEngine, by_query: dict[int, dict[str, str]]
) -> None:
    record = Record(real)
    for year, stands in by_query.items():
        assert chosen(record, Choice(), year) == stands, year


def test_networks_hold_in_each_year_what_the_query_says(
    real: EmbeddedEngine, by_query: dict[int, dict[str, str]]
) -> None:
    whole = networks.partnerships(real)
    spells = gexf_spells(writing.gexf(whole, {}, TOY_DAY))
    for year, stands in by_query.items():
        first, last = f"{year}-01-01", f"{year}-12-31"
        exported = {a for a, days in spells.items() if any(s <= last and e >= first for s, e in days)}
        assert shown(networks.partnerships(real, year=year)) == exported == firm(stands), year


def gexf_spells(content: bytes) -> dict[str, list[tuple[str, str]]]:
    space = "{http://gexf.net/1.3}"
    edges = ET.parse(io.BytesIO(content)).iter(f"{space}edge")
    return {
        edge.get("id", "").partition(":")[0]: [
            (spell.get("start", ""), spell.get("end", "9999")) for spell in edge.iter(f"{space}spell")
        ]
        for edge in edges
    }


def test_growth_counts_in_each_year_what_the_query_says(real: EmbeddedEngine, real_dataset: Dataset) -> None:
    rows = analyses.find("growth").run(real).records()
    assert len(rows) > 60
    for row in rows:
        day = min(date(row["year"], 12, 31), real_dataset.as_of).isoformat()
        assert row["in_force"] == len(asked(real, "in-force", day)), row


def test_pages_show_in_each_year_what_the_query_says(
    real: EmbeddedEngine, by_query: dict[int, dict[str, str]], tmp_path: Path, chromium: Browser
) -> None:
    page = tmp_path / "curve.html"
    page.write_text(str(views.find("curve").draw(real)), encoding="utf-8")
    chromium.open(page)
    for year, found in chromium.run(
        "return arguments[0].map((year) => [year, Object.fromEntries(jumelage.chosen(year))])", [*by_query]
    ):
        assert found == by_query[year], year
    counts = {row["year"]: row for row in chromium.run("return jumelage.picture.counts()")}
    for year in (1958, 1973, 1999, 2005, 2026):
        assert counts[year]["firm"] == len(firm(by_query[year])), year
