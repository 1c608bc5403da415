"""What the README shows is what happens: each of its commands runs, and so does its Python."""

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from jumelage_graph import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(ROOT.glob("README*.md"))


def commands(page: Path) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def outcome(line: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of ``jumelage …``, or of ``echo '…' | jumelage …``."""
    typed, _, command = line.rpartition(" | ")
    if typed:
        monkeypatch.setattr(sys, "stdin", io.StringIO(shlex.split(typed)[1]))
    return cli.run(shlex.split(command)[1:])


def test_the_readme_shows_commands() -> None:
    assert len(commands(ROOT / "README.md")) >= 10


@pytest.mark.parametrize("line", sorted({line for page in PAGES for line in commands(page)}))
def test_a_command_of_the_readme_runs(line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert outcome(line, monkeypatch) == 0


def test_a_command_with_a_slip_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome("jumelage query partnrs", monkeypatch) == 2


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out == "Kumamoto 2013-02-16\n"
