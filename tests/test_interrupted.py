"""Writers that are killed, disks that are full, caches that cannot be written or are spoilt: nothing is lost."""

import hashlib
import os
import random
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jumelage_graph import build, cache, files, publication
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import DataError, JumelageError

pytestmark = pytest.mark.xdist_group("interrupted")

SMALL = ("agreements.csv", "context.jsonld")
"""Two of the files that are published, standing for all."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own, for the cache and for what is temporary too."""
    for name in ("cache", "temporary"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("JUMELAGE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return tmp_path


def apart(work: Callable[[], object], *, seconds: float = 0, **limits: int) -> int:
    """The exit code of a process that does the work: 0 when it is done, 3 for our error, −9 where it was killed.

    It is killed after so many ``seconds``; ``limits`` are those of ``resource``.
    """
    pid = os.fork()
    if not pid:
        code = 4
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            for name, value in limits.items():
                resource.setrlimit(getattr(resource, name), (value, value))
            work()
            code = 0
        except JumelageError:
            code = 3
        finally:
            os._exit(code)
    if seconds:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def left_behind(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.unfinished"))


def grow_old(folder: Path) -> None:
    """Make what stands there an hour older."""
    for path in folder.rglob("*"):
        about = path.lstat()
        os.utime(path, (about.st_atime, about.st_mtime - 3600), follow_symlinks=False)


# --- one file


@pytest.mark.parametrize("salt", range(8))
def test_a_killed_write_leaves_the_old_file_or_the_new_one(home: Path, salt: int) -> None:
    path, old, new = home / "out.bin", b"o" * 1000, b"n" * (8 << 20)
    path.write_bytes(old)
    apart(lambda: files.replace(path, new), seconds=random.Random(salt).uniform(0.0005, 0.03))
    assert path.read_bytes() in (old, new)
    grow_old(home)
    files.replace(home / "other.bin", b"x")
    assert left_behind(home) == []


def test_what_a_living_writer_holds_is_not_swept(home: Path) -> None:
    with files.staging(home) as folder:
        (folder / "part").write_bytes(b"x")
        grow_old(home)
        assert apart(lambda: files.sweep(home)) == 0
        assert (folder / "part").read_bytes() == b"x"
    assert left_behind(home) == []


def test_a_full_disk_is_an_error_and_leaves_what_was_there(home: Path) -> None:
    path = home / "out.bin"
    path.write_bytes(b"old")
    assert apart(lambda: files.replace(path, b"n" * 100_000), RLIMIT_FSIZE=50_000) == 3
    assert [path.read_bytes(), left_behind(home)] == [b"old", []]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_folder_takes_the_place_of_another(
    home: Path, at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not at_once:
        monkeypatch.setattr(files, "_exchanged", lambda *_: False)
    for text in ("old", "new"):
        (home / "made").mkdir(exist_ok=True)
        (home / "made" / "page.html").write_text(text)
        files.exchange(home / "made", home / "site")
    assert [(home / name / "page.html").read_text() for name in ("site", "made")] == ["new", "old"]
    assert {path.name for path in home.iterdir()} == {"made", "site", "cache", "temporary"}


# --- a whole edition


def published(folder: Path) -> dict[str, str]:
    """What stands in a folder, by the name of the file."""
    found = (path for path in folder.iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.fixture
def editions(
    home: Path, toy_dataset: build.Dataset, monkeypatch: pytest.MonkeyPatch
) -> Callable[[bytes], Callable[[], object]]:
    """From a text to what publishes an edition that holds it."""

    def edition(text: bytes) -> Callable[[], object]:
        def contents(_: object) -> list[publication.Part]:
            parts = [publication.Part(name, "", text * 200_000) for name in ("a.txt", "b.txt", *SMALL)]  # type: ignore[arg-type]
            return [*parts, *(publication.Part(f"{n}.txt", "", text) for n in range(20))]  # type: ignore[arg-type]

        def work() -> object:
            monkeypatch.setattr(publication, "_contents", contents)
            return publication.publish(home / "dist")

        return work

    monkeypatch.setattr(build, "dataset", lambda *_: toy_dataset)
    monkeypatch.setattr(publication.validation, "validate", lambda *_: [])
    return edition


def test_a_killed_build_leaves_one_edition_or_none_that_says_so(
    home: Path, editions: Callable[[bytes], Callable[[], object]]
) -> None:
    out, chance = home / "dist", random.Random(20121026)
    editions(b"old")()
    whole = published(out)
    start = time.monotonic()
    editions(b"old")()
    lasts = time.monotonic() - start
    states = []
    for _ in range(6):
        code = apart(editions(b"new"), seconds=chance.uniform(0, 1.2 * lasts))
        found = published(out)
        if publication.SUMS in found:
            sums = dict(line.split("  ")[::-1] for line in (out / publication.SUMS).read_text().splitlines())
            assert sums == {name: digest for name, digest in found.items() if name != publication.SUMS}
        states.append((code, found == whole))
        editions(b"old")()
        assert published(out) == whole
    assert (-signal.SIGKILL, True) in states
    grow_old(home)
    editions(b"old")()
    assert left_behind(home) == []


def test_a_full_disk_leaves_the_former_edition(
    home: Path, editions: Callable[[bytes], Callable[[], object]]
) -> None:
    editions(b"old")()
    before = published(home / "dist")
    assert apart(editions(b"new"), RLIMIT_FSIZE=200_000) == 3
    assert [published(home / "dist"), left_behind(home)] == [before, []]


# --- the cache


def test_a_cache_that_cannot_be_written_is_replaced_by_one_folder(
    home: Path,
    toy_dataset: build.Dataset,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (home / "occupied").write_text("")
    monkeypatch.setenv("JUMELAGE_CACHE", str(home / "occupied" / "cache"))
    built: list[int] = []
    monkeypatch.setattr(build, "dataset", lambda *_: built.append(1) or toy_dataset)
    places = {cache.dataset_file() for _ in range(3)}
    assert len(places) == len(built) == 1
    assert capsys.readouterr().err.count("cannot be written") == 1
    spare = next(iter(places)).parent
    assert (spare.parent, spare.stat().st_mode & 0o777) == (home / "temporary", 0o700)


def test_a_temporary_folder_of_somebody_else_is_not_trusted(
    home: Path, toy_dataset: build.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "occupied").write_text("")
    (home / "theirs").mkdir()
    monkeypatch.setenv("JUMELAGE_CACHE", str(home / "occupied" / "cache"))
    monkeypatch.setattr(build, "dataset", lambda *_: toy_dataset)
    cache._spare().symlink_to(home / "theirs")
    (home / "theirs" / cache._name()).write_bytes(b"# sections {}\n")
    assert len(EmbeddedEngine.from_file(cache.dataset_file()).store) > 100
    assert [path.name for path in (home / "theirs").iterdir()] == [cache._name()]


def test_old_files_of_the_cache_go(home: Path, toy_dataset: build.Dataset) -> None:
    kept = home / "cache"
    for number in range(12):
        path = kept / f"dataset-{number:024}.nq"
        path.write_bytes(b"x")
        os.utime(path, (0, time.time() - number * 3600))
    (kept / "check-old-en.json").write_text("[]")
    os.utime(kept / "check-old-en.json", (0, time.time() - 40 * 86_400))
    (kept / "notes.txt").write_text("mine")
    os.utime(kept / "notes.txt", (0, 0))
    path = cache.keep(toy_dataset)
    names = {each.name for each in kept.iterdir() if not each.name.startswith("inputs-")}
    assert names == {path.name, "notes.txt", *(f"dataset-{number:024}.nq" for number in range(4))}


def test_a_file_of_the_cache_that_is_used_stays(home: Path) -> None:
    path = cache.put("check-used-en.json", b"[]")
    os.utime(path, (0, time.time() - 40 * 86_400))
    assert cache.find(path.name) == path
    cache.put("check-other-en.json", b"[]")
    assert path.exists()


@pytest.mark.parametrize("spoilt", ["empty", "cut", "text", "changed", "folder"])
def test_a_spoilt_cache_is_told_and_never_answered_from(
    home: Path, toy_dataset: build.Dataset, spoilt: str
) -> None:
    path = cache.keep(toy_dataset)
    content = path.read_bytes()
    if spoilt == "folder":
        path.unlink()
        path.mkdir()
    else:
        place = content.rindex(b'"@fr') - 1
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        path.write_bytes({"empty": b"", "cut": content[:-1000], "text": b"no", "changed": changed}[spoilt])
    with pytest.raises(DataError, match=r"dataset-.*jumelage build"):
        EmbeddedEngine.from_file(path).answer("SELECT * { ?s ?p ?o }")
