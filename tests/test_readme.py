"""What the README shows is what happens: each of its commands runs, and so does its Python."""

import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from jumelage_graph import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(ROOT.glob("README*.md"))
TRANSLATIONS = [page for page in PAGES if page.name != "README.md"]
BREAKABLE = re.compile(r"« | [;:?!»](?=\s|$)", re.MULTILINE)
"""A plain space where French wants one that does not break."""


def commands(page: Path) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    return [
        line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")
    ]


def structure(page: Path) -> list[str]:
    """What every translation shares, in order: the levels of headings, list items, table rows, and all code."""
    text = page.read_text(encoding="utf-8")
    code = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
    marks = re.findall(r"^(#+ |- |\|)", code.sub("", text), re.MULTILINE)
    return marks + [_bare(line) for block in code.findall(text) for line in block.splitlines()]


def _bare(line: str) -> str:
    """A line of code without what a translation may change: the language of the answer, and a comment."""
    return re.sub(r" --lang \w+| +# .*", "", line)


def outcome(line: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of ``jumelage …``, or of ``echo '…' | jumelage …``."""
    typed, _, command = line.rpartition(" | ")
    if typed:
        monkeypatch.setattr(sys, "stdin", io.StringIO(shlex.split(typed)[1]))
    return cli.run(shlex.split(command)[1:])


def test_the_readme_shows_commands() -> None:
    assert len(commands(ROOT / "README.md")) >= 10


SHOWN = sorted({line for page in PAGES for line in commands(page)})
ASKING = [line for line in SHOWN if line.startswith("curl ")]


@pytest.mark.xdist_group("server")
@pytest.mark.parametrize("line", ASKING)
def test_what_the_readme_asks_of_the_server_is_answered(line: str, address: str) -> None:
    assert "jumelage serve" in SHOWN
    asked = [part.replace("http://127.0.0.1:8000/", address) for part in shlex.split(line)]
    answer = subprocess.run([*asked, "--silent", "--fail"], capture_output=True, check=True).stdout
    assert len(answer) > 100


@pytest.mark.parametrize("line", [line for line in SHOWN if line not in (*ASKING, "jumelage serve")])
def test_a_command_of_the_readme_runs(line: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert outcome(line, monkeypatch) == 0


def test_a_command_with_a_slip_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome("jumelage query partnrs", monkeypatch) == 2


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out == "Kumamoto 2013-02-16\n"


def test_the_readme_is_there_in_three_languages_that_lead_to_each_other() -> None:
    assert [page.name for page in PAGES] == ["README.fr.md", "README.ja.md", "README.md"]
    for page in PAGES:
        head = "".join(page.read_text(encoding="utf-8").splitlines(keepends=True)[:4])
        assert all(f"]({other.name})" in head for other in PAGES if other != page)


@pytest.mark.parametrize("page", TRANSLATIONS, ids=lambda page: page.name)
def test_a_translation_has_the_headings_lists_tables_and_code_of_the_readme(page: Path) -> None:
    assert structure(page) == structure(ROOT / "README.md")


@pytest.mark.parametrize("page", TRANSLATIONS, ids=lambda page: page.name)
@pytest.mark.parametrize(
    ("found", "put"),
    [
        ("\n## ", "\n### "),
        ("$ jumelage conflicts", "$ jumelage sources"),
        ("-p edition=7", "-p edition=8"),
        ("\n- ", "\n"),
        ("dataset = jg.load()", "dataset = jg.network()"),
    ],
)
def test_a_translation_that_differs_is_noticed(page: Path, found: str, put: str, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert found in text
    changed = tmp_path / page.name
    changed.write_text(text.replace(found, put, 1), encoding="utf-8")
    assert structure(changed) != structure(ROOT / "README.md")


def test_french_signs_do_not_leave_their_word() -> None:
    text = (ROOT / "README.fr.md").read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
    assert "\u00a0:" in prose
    assert BREAKABLE.findall(prose) == []
    assert BREAKABLE.findall(prose.replace("\u00a0", " "))
