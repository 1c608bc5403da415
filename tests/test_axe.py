"""What axe finds on the pages of the pictures, as they open and in use, and on the pages to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from axe import violations
from browser import Browser
from jumelage_graph import codebook, reference, resources, views
from jumelage_graph.engines.embedded import EmbeddedEngine
from ontologies import FOLDER

USED = """jumelage.change({lang: "ja"});
jumelage.showPlace("nancy");
document.getElementById("table").open = true;
return new Promise((done) => setTimeout(done, 50))"""


def test_axe_finds_nothing_on_a_picture_its_card_and_its_table(
    real_engine: EmbeddedEngine, chromium: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    for name in views.names():
        page.write_text(str(views.find(name).draw(real_engine)), encoding="utf-8")
        chromium.open(page)
        assert violations(chromium) == [], name
        chromium.run(USED)
        assert chromium.run("return !document.getElementById('card').hidden"), name
        assert violations(chromium) == [], f"{name}, with card and table"


@pytest.fixture(scope="module")
def read(real_engine: EmbeddedEngine) -> dict[str, str]:
    """The pages that are read beside the pictures."""
    return {
        "pictures": views.contents(),
        "ontology": reference.page(FOLDER),
        "codebook": codebook.page(resources.data(), {"version": "0.1.0"}, real_engine),
        "python": reference.interface("jumelage_graph"),
    }


def test_axe_finds_nothing_on_the_pages_to_read(
    read: dict[str, str], chromium: Browser, tmp_path: Path
) -> None:
    for name, text in read.items():
        (tmp_path / "page.html").write_text(text, encoding="utf-8")
        chromium.open(tmp_path / "page.html")
        assert violations(chromium) == [], name
