"""The package as a user gets it: a wheel built from the sdist, in an empty environment, with what it declares alone."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jumelage_graph.site import assets
from jumelage_graph.views.graphs import foreign

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    kept = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", str(cwd))}
    passed = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | passed | environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the unpacked sdist."""
    folder = tmp_path_factory.mktemp("package")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    shutil.unpack_archive(sdist, folder)
    return folder / sdist.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def wheel(unpacked: Path) -> Path:
    folder = unpacked.parent
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=unpacked)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the command, installed as ``uv tool`` and ``pipx`` do: the wheel and what it declares, by itself.

    The versions are the pinned ones.
    """
    folder = tmp_path_factory.mktemp("installed")
    pins = folder / "pins.txt"
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    pins.write_text("\n".join(line.removesuffix(" \\") for line in lines if "==" in line))
    uv = Path(sys.executable).parent / "uv"
    places = {"UV_TOOL_DIR": str(folder / "tools"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    asked = ("tool", "install", "--quiet", "--python", sys.executable, "--constraints", pins, wheel)
    run(uv, *asked, cwd=folder, **places)
    return folder / "bin"


def test_the_sdist_holds_all_that_make_needs(unpacked: Path) -> None:
    held = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    needed = set(
        re.findall(r"\.ci/[\w.]+\w|\btests/[\w/]+\.py\b", (ROOT / "Makefile").read_text(encoding="utf-8"))
    )
    assert {".ci/venv", ".ci/debian", "tests/bench/__main__.py"} <= needed
    assert needed | {".ci/run", "CONTRIBUTING.md", "requirements.lock", "package-lock.json"} <= held
    assert all(
        os.access(unpacked / name, os.X_OK)
        for name in held
        if name.startswith(".ci/") and "." not in name[1:]
    )
    done = run("make", "--dry-run", "run", "PYTHON=python3", cwd=unpacked)
    assert "jumelage build --out dist" in done
    if (ROOT / ".git").exists():
        kept = set(run("git", "ls-files", cwd=ROOT).splitlines())
        assert {name for name in kept if not name.startswith("findings/")} - held == set()


def test_the_wheel_carries_tables_ontology_queries_and_notebooks(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("data", "notebooks", "ontology", "queries"):
        wanted = {
            f"jumelage_graph/_resources/{path.relative_to(ROOT)}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert wanted
        assert wanted <= names
    assert not any("world_twinnings" in name for name in names)


def test_the_wheel_carries_what_the_explorer_loads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {
            name.rpartition("/")[2] for name in archive.namelist() if name.startswith("jumelage_graph/site/")
        }
    assert {"frame.html", "site.css", "query.js", *assets.names()} - {"fold.js"} <= carried
    assert os.environ.get("JUMELAGE_REQUIRE_ALL") != "1" or assets.lacking() == []


def test_the_wheel_carries_what_paints_a_network_from_a_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if name.startswith("jumelage_graph/views/vendor/")}
    wanted = {f"jumelage_graph/views/vendor/{name}" for name in ("webgl.js", "licences.txt")}
    assert carried == (wanted if foreign.LIBRARY.is_file() else set())
    assert os.environ.get("JUMELAGE_REQUIRE_ALL") != "1" or carried


def test_help_query_and_draw_run_from_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    jumelage = installed / "jumelage"
    assert "query" in run(jumelage, "--help", cwd=tmp_path)
    asked = run(
        jumelage,
        "query",
        "partners",
        "-p",
        "government=金沢",
        "-f",
        "csv",
        cwd=tmp_path,
        JUMELAGE_CACHE=str(tmp_path),
    )
    rows = list(csv.DictReader(io.StringIO(asked)))
    assert [(row["label"], row["date"]) for row in rows] == [("Nancy", "1973-10-12")]
    run(jumelage, "draw", "network", "-o", "page.html", cwd=tmp_path, JUMELAGE_CACHE=str(tmp_path))
    assert "nancy-kanazawa" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_citation_is_dated_by_the_release_alone() -> None:
    """``date-released`` is the day of the release in the changelog, absent before it."""
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    (version,) = re.findall(r"^version: (.+)$", citation, re.MULTILINE)
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (released,) = re.findall(rf"^## {re.escape(version)} – (.+)$", changelog, re.MULTILINE)
    dates = re.findall(r"^date-released: (.+)$", citation, re.MULTILINE)
    assert dates == [day for day in [released] if day != "unreleased"]
