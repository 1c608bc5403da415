"""How far a long piece of work is: shown on a terminal alone, and gone when the work is done."""

import io
import sys
from pathlib import Path

import pytest

from conftest import toy_folder
from jumelage_graph import cli, progress
from jumelage_graph.words import word


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        """Whether a person looks on."""
        return True


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looked on before, and looks on after, sees nothing of these tests."""
    monkeypatch.setattr(progress, "_displays", [])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy tables, and a cache that knows nothing of them."""
    monkeypatch.setenv("JUMELAGE_CACHE", str(tmp_path / "cache"))
    return toy_folder(tmp_path)


def test_a_check_shows_its_steps_on_a_terminal_and_leaves_none_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    cli.run(["check", str(folder), "--lang", "ja"])
    shown = screen.getvalue()
    for step in ("checking", "building", "validating"):
        assert word(f"tables.{step}", "ja") in shown
    assert "━" in shown
    after = shown.rpartition("\r\033[K")[2]
    assert "━" not in after


def test_a_check_shows_no_step_in_a_pipe(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["check", str(folder)])
    said = capsys.readouterr().err
    assert word("tables.checking", "en") not in said
    assert "\033" not in said


def test_an_error_takes_the_bar_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    assert cli.run(["check", "nowhere"]) != 0
    assert "━" not in screen.getvalue().rpartition("\r\033[K")[2]
