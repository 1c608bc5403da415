"""The benchmark: each subject runs on the toy world, and what it finds is in the report."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import virtuoso
from bench import report
from bench.__main__ import names
from bench.measuring import Pair, Section, in_turn, quartiles, whole
from bench.subjects import endpoint
from bench.subjects.growth import cleared, slope
from conftest import toy_folder
from jumelage_graph import resources

TESTS = Path(__file__).parent
SERVERS = ("endpoint", "push", "remote")
LONG = ("explorer", "in-browser")
"""They run the notebooks; ``test_site`` holds that a site is written, ``test_site_browser`` that it answers."""

OURS = tuple(name for name in names() if name not in (*SERVERS, *LONG))


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the project with the toy tables."""
    folder = tmp_path_factory.mktemp("bench")
    toy_folder(folder)
    for name in ("ontology", "queries", "src"):
        (folder / name).symlink_to(resources.ontology().parent / name)
    return folder


def bench(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", "--quick", *arguments]
    return subprocess.run(
        command, cwd=clone, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(TESTS)}
    )


@pytest.mark.parametrize("subjects", [OURS, SERVERS])
def test_each_subject_runs_and_the_report_says_what_it_measured(
    clone: Path, subjects: tuple[str, ...]
) -> None:
    if subjects == SERVERS:
        virtuoso.require(endpoint.missing())
    out = clone / "-".join(subjects)
    done = bench(clone, "--only", ",".join(subjects), "--out", str(out), "--former", ".")
    assert done.returncode == 0, done.stderr
    told = (out / "report.md").read_text(encoding="utf-8")
    assert re.findall(r"^([\w-]+): \d+ s$", done.stderr, re.M) == list(subjects)
    assert "Failed" not in told
    for section in told.split("\n## ")[1:]:
        figures = re.findall(r"^\| .* \| (?:\*\*\d+\.\d\d\*\* \(|[\d.,]+ )", section, re.M)
        assert figures, section
    assert ET.parse(out / "ratios.svg").getroot().findall("{*}circle")


def test_an_unknown_subject_is_named_with_those_there_are(clone: Path) -> None:
    done = bench(clone, "--only", "speed")
    assert done.returncode == 2
    assert "no subject speed" in done.stderr
    assert "start-up" in done.stderr


def test_a_process_that_is_measured_may_keep_its_byte_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    told = "import sys; sys.exit(sys.dont_write_bytecode or sys.argv[1:] != ['x'])"
    assert whole([sys.executable, "-c", told, "x"]).cpu > 0
    with pytest.raises(RuntimeError, match="exit code 1"):
        whole([sys.executable, "-c", told])


def test_works_are_done_in_turn_and_back() -> None:
    done: list[str] = []

    def work(name: str) -> float:
        done.append(name)
        return float(len(done))

    taken = in_turn({name: lambda name=name: work(name) for name in "ab"}, 2)
    assert "".join(done) == "ab" + "ab" + "ba"
    assert taken == {"a": [3.0, 6.0], "b": [4.0, 5.0]}


def test_a_ratio_is_taken_in_each_round_and_judged_by_its_median() -> None:
    pair = Pair("what", "peer", [1, 4, 9, 16, 30], [1, 2, 3, 4, 5], asked="≤ 3")
    assert pair.spread == (2, 3, 4)
    assert pair.kept
    assert not Pair("what", "peer", [4], [1], asked="≤ 3").kept
    assert Pair("what", "peer", [4], [1], asked="≥ 3").kept
    assert Pair("what", "peer", [], [], asked="≥ 3").kept is None
    assert quartiles([2.0]) == (2.0, 2.0, 2.0)


def test_a_slope_is_that_between_the_two_largest_sizes() -> None:
    assert slope({1: 5.0, 10: 2.0, 100: 200.0}) == pytest.approx(2)
    assert slope({1: 5.0, 10: None, 100: 200.0}) is None


def test_what_an_answer_grows_faster_than_the_world_is_taken_out_of_a_slope() -> None:
    square, line = {10: 1.0, 100: 100.0}, {10: 1.0, 100: 10.0}
    assert cleared(square, {10: 5, 100: 500}) == pytest.approx(1)
    assert cleared(square, line) == cleared(square, {}) == pytest.approx(2)
    assert cleared(line, {10: 5, 100: 5}) == pytest.approx(1)
    assert cleared({10: 0.0, 100: 1.0}, line) is None


def test_the_picture_shows_the_largest_ratios_of_a_long_section(tmp_path: Path) -> None:
    many = [Pair(f"query {number}", "peer", [number + 1], [10], asked="≤ 2") for number in range(40)]
    report.write([Section("Many", many), Section("Facts", facts=[("what", "1×"), ("a", "2 s")])], tmp_path)
    drawn = (tmp_path / "ratios.svg").read_text(encoding="utf-8")
    assert "Many (12 largest of 40)" in drawn
    assert drawn.count("<circle") == 12
    assert "query 39" in drawn
    assert "query 3 " not in drawn
    told = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert told.count("kept") == 20
    assert told.count("missed") == 20
    assert "| a | 2 s |" in told
