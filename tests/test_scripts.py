"""The JavaScript of the pages: checked by TypeScript and ESLint, tested in Node, joined by us into one text."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jumelage_graph import views
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.record import Record, things
from jumelage_graph.record.choice import choose
from jumelage_graph.views.pages import page, scripts

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*views.names(), "foreign"]
NODE = Path(sys.executable).with_name("node")
TOP = re.compile(
    r"^(?:export )?(?:async )?(?:const|let|function|class) (?:\{([^}]*)\}|\[([^\]]*)\]|(\w+))", re.M
)


@pytest.mark.parametrize("step", ["types", "lint", "unit"])
def test_the_scripts_pass(step: str) -> None:
    if not (NODE.exists() and (ROOT / "node_modules" / ".bin").is_dir()):
        reason = "no Node modules: make node"
        (pytest.fail if os.environ.get("JUMELAGE_REQUIRE_ALL") == "1" else pytest.skip)(reason)
    path = f"{NODE.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [NODE.with_name("npm"), "run", "--silent", step],
        cwd=ROOT,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_name_at_the_top_of_two_modules_of_a_page_is_the_same() -> None:
    """Joined, the modules share one scope."""
    for view in PAGES:
        texts = scripts._modules(view, scripts.SCRIPTS, {})
        assert {"page", "start", view} <= set(texts)
        names = [
            name.strip()
            for text in texts.values()
            for found in TOP.findall(text)
            for name in "".join(found).split(",")
        ]
        assert len(names) > 80
        assert sorted({name for name in names if name and names.count(name) > 1}) == [], view


def test_a_joined_page_holds_no_import_and_no_export() -> None:
    for view in PAGES:
        assert re.findall(r"^\s*(?:import|export)\b.*", scripts.joined(view), re.M) == []


def test_modules_that_import_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport const a = b;\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = a;\n')
    with pytest.raises(ValueError, match="a → b → a"):
        scripts.joined("a", tmp_path)


def test_a_module_stands_after_those_that_it_needs(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import {\n  b,\n} from "./b.js";\nexport const a = b + 1;\n')
    (tmp_path / "b.js").write_text("export const b = 1;\n")
    assert scripts.joined("a", tmp_path) == (
        '(async () => {\n"use strict";\nconst b = 1;\nconst a = b + 1;\n})();\n'
    )


def test_the_types_of_the_record_have_the_fields_of_the_python_classes() -> None:
    text = (scripts.SCRIPTS / "types.d.ts").read_text(encoding="utf-8")
    interfaces = {
        name: re.findall(r"^  (\w+)\??:", body, re.M)
        for name, body in re.findall(r"^export interface (\w+)[^{]*\{\n(.*?)^\}", text, re.M | re.S)
    }
    classes = {name: one for name, one in vars(things).items() if name in interfaces}
    assert len(classes) >= 7
    for name, one in classes.items():
        assert isinstance(one, type)
        assert interfaces[name] == page.seen(one), name


def test_every_module_is_part_of_a_page() -> None:
    used = {name for view in PAGES for name in scripts._modules(view, scripts.SCRIPTS, {})}
    assert used == {path.stem for path in scripts.SCRIPTS.glob("*.js")}


def test_a_page_holds_each_date_that_it_shows_as_its_reader_reads_it(real_dataset: Dataset) -> None:
    record = Record(EmbeddedEngine.from_nquads(real_dataset.nquads))
    data = json.loads(page._json(page.of_record("timeline", record, choose(record, {}))))
    shown = {
        value for name, value in found(data["record"]) if name in DATED and value and isinstance(value, str)
    }
    assert len(shown) > 300
    assert set(data["dates"]) == shown | {record.last_day}
    assert data["dates"]["1973-10-12"] == {
        "en": "12 October 1973",
        "fr": "12 octobre 1973",
        "ja": "1973年10月12日",
    }
    assert any("vers" in texts["fr"] or "incertain" in texts["fr"] for texts in data["dates"].values())


DATED = {"edtf", "published", "dissolved", "start", "end", "status_as_of"}


def found(data: object) -> Iterator[tuple[str, object]]:
    """Each name of an object inside ``data`` with its value."""
    if isinstance(data, dict):
        yield from data.items()
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from found(each)
