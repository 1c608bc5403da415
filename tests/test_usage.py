"""A command line that cannot be understood: each fault that click finds is said in the reader's language."""

import re
from pathlib import Path

import click
import pytest

from jumelage_graph import cli
from jumelage_graph.cli import usage
from jumelage_graph.words import LANGUAGES, entries, word

WRONG = {
    "no_option": ["show", "金沢", "--zzz"],
    "near_option": ["query", "partners", "--forma", "csv"],
    "missing_argument": ["show"],
    "missing_choice": ["compare"],
    "one_choice": ["compare", "insee"],
    "choice": ["query", "partners", "-f", "pdf"],
    "integer": ["analyse", "degree", "--year", "MCM"],
    "float": ["draw", "network", "-o", "x.svg", "--width", "wide"],
    "range": ["serve", "--workers", "0"],
    "day": ["tidy", "--as-of", "tomorrow"],
    "no_file": ["intake", "nowhere.csv"],
    "no_folder": ["tidy", "nowhere"],
    "a_file": ["build", "--out", "a-file"],
    "a_folder": ["intake", "a-folder"],
    "needs_value": ["query", "partners", "-p"],
    "takes_none": ["query", "partners", "--show=yes"],
    "extra": ["show", "金沢", "Nancy"],
    "extras": ["show", "金沢", "Nancy", "Tours"],
}
"""A command line for each fault."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a file and a folder."""
    (tmp_path / "a-file").touch()
    (tmp_path / "a-folder").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_fault_that_is_known_has_a_command_line_and_words() -> None:
    assert WRONG.keys() == usage._FAULTS.keys()
    assert WRONG.keys() == {key.rpartition(".")[2] for key in entries("usage") if key.startswith("faults.")}


@pytest.mark.parametrize("name", WRONG)
def test_each_fault_is_told_in_the_readers_language(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {}
    for lang in LANGUAGES:
        command, *others = WRONG[name]
        assert cli.run([command, "--lang", lang, *others]) == 2
        said[lang] = capsys.readouterr().err
    spoken = {lang: _words(name, lang) for lang in LANGUAGES}
    for lang in LANGUAGES:
        assert all(part in said[lang] for part in spoken[lang]), said[lang]
        if name not in ("needs_value", "takes_none"):  # of which click does not say where they stand
            assert said[lang].startswith(word("usage.form", lang, form=f"jumelage {command}"))
    assert len(set(said.values())) == 3


def _words(name: str, lang: str) -> list[str]:
    """The fixed parts of what is said of a fault."""
    text = str(entries("usage")[f"faults.{name}"][lang])
    return [part for part in re.split(r"\{[^}]*\}", text) if part.strip()]


def test_a_sentence_of_click_that_is_not_known_stays_as_it_is() -> None:
    assert usage.fault(click.UsageError("Something new.")) == "Something new."


def test_english_is_what_click_says(here: Path) -> None:
    for arguments in WRONG.values():
        with pytest.raises(click.ClickException) as caught:
            cli.group.main(arguments, prog_name="jumelage", standalone_mode=False)
        own = usage.fault(caught.value)
        assert "".join(own.split()) == "".join(caught.value.format_message().replace("(Did", "Did").split())
