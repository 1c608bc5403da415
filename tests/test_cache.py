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


# --- the note of what the inputs were


@pytest.fixture
def noted(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A note of inputs that are taken for settled, beside their tables; its path."""
    monkeypatch.setattr(cache, "_SETTLED", 0)
    cache._name()
    (note,) = cache.folder().glob("inputs-*.json")
    return note


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The digests that are worked out from now on."""
    worked: list[str] = []
    digest = cache.digest

    def counted() -> str:
        worked.append(digest())
        return worked[-1]

    monkeypatch.setattr(cache, "digest", counted)
    return worked


def test_the_digest_of_the_same_files_is_worked_out_once(
    noted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked = counting(monkeypatch)
    assert cache._name() == cache._name()
    assert worked == []


def test_a_table_of_the_same_size_and_time_is_another_when_it_was_written_again(
    noted: Path, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, worked, table = cache._name(), counting(monkeypatch), inputs / "totals.csv"
    before = table.stat()
    table.write_bytes(table.read_bytes()[:-2] + b"!\n")
    os.utime(table, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (table.stat().st_size, table.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert cache._name() == f"dataset-{worked[0][:24]}.nq" != name


def test_a_new_file_a_removed_one_and_another_version_are_noticed(
    noted: Path, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked = counting(monkeypatch)
    (inputs / "more.csv").write_bytes(b"id\n")
    more = cache._name()
    (inputs / "more.csv").unlink()
    assert cache._name() != more
    monkeypatch.setattr(cache, "_versions", lambda _: ["pyoxigraph-0.dist-info"])
    cache._name()
    assert len(set(worked)) == len(worked) == 3


@pytest.mark.parametrize("damage", [b"", b"1\n{}", b"x", b"\xff\n"])
def test_a_damaged_note_is_not_believed(noted: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    name, worked = cache._name(), counting(monkeypatch)
    content = noted.read_bytes()
    other = content.replace(name.encode(), b"dataset-000000000000000000000000.nq")
    for broken in (damage, other, content[:-1]):
        noted.write_bytes(broken)
        assert cache._name() == name
    assert len(worked) == 3


def test_nothing_is_noted_of_a_file_that_was_just_written(inputs: Path) -> None:
    (inputs / "totals.csv").touch()
    cache._name()
    assert list(cache.folder().glob("inputs-*.json")) == []


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
