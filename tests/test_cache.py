"""The cache: built once, keyed by what it is made from, never half written."""

import ast
import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jumelage_graph import build, cache, files, resources
from jumelage_graph.errors import DataError


@pytest.fixture
def inputs(tmp_path: Path, toy_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy tables as the package's own, and a cache of the test's own; gives the folder of the tables."""
    monkeypatch.setenv("JUMELAGE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(resources, "data", lambda: toy_data)
    return toy_data


def test_the_dataset_is_built_once(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cache.dataset_file()
    monkeypatch.setattr(build, "dataset", lambda *_: pytest.fail("built again"))
    assert cache.dataset_file() == first


def test_a_changed_table_is_another_file(inputs: Path) -> None:
    before = cache.dataset_file()
    notes = (inputs / "totals.csv").read_text(encoding="utf-8")
    (inputs / "totals.csv").write_text(notes.rstrip("\n") + " More.\n", encoding="utf-8")
    assert cache.digest() not in before.name
    assert cache.dataset_file() != before


@pytest.mark.parametrize("room", ["build", "checking"])
def test_a_library_of_another_version_is_another_key(room: str) -> None:
    imported = {
        package
        for path, content in cache.of_room(room)[0]
        for node in ast.walk(ast.parse(content) if path.endswith(".py") else ast.Module([], []))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for package in [(getattr(node, "module", None) or node.names[0].name).partition(".")[0]]
    }
    packages = importlib.metadata.packages_distributions()
    outside = {each for name in imported - {"jumelage_graph"} for each in packages.get(name, ())}
    wanted = {f"{each.lower()}-{importlib.metadata.version(each)}.dist-info" for each in outside}
    assert {"pyoxigraph", *({"pyshifty"} if room == "checking" else ())} <= outside
    assert wanted == {name.lower() for name in cache._versions(cache.of_room(room)[1])}


def test_the_cache_gives_the_canonical_text(inputs: Path) -> None:
    assert cache.nquads() == build.dataset(inputs, resources.ontology()).nquads


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.nq"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DataError, match=r"No space left on device\. What stood there is untouched"):
        files.replace(path, b"new")
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["old.nq"]


def test_a_pipe_is_written_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        files.replace(pipe, b"content")
        assert reader.communicate()[0] == b"content"
    assert pipe.is_fifo()


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    """Both find no cache, both build, both answer; the file is whole in the end."""
    command = [
        str(Path(sys.executable).parent / "jumelage"),
        "query",
        "partners",
        "-p",
        "government=nancy",
        "-f",
        "csv",
    ]
    environment = {"JUMELAGE_CACHE": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=120)[0] for process in running]
    assert answers[0] == answers[1]
    assert "nancy-kanazawa" in answers[0]
    assert len(list(tmp_path.glob("dataset-*.nq"))) == 1
    shutil.rmtree(tmp_path)
