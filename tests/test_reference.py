"""The reader's page of the ontology."""

import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from rdflib import RDFS

import jumelage_graph
from jumelage_graph import reference
from ontologies import FOLDER, own, vocabulary


@pytest.fixture(scope="module")
def page() -> str:
    if not find_spec("pylode"):
        reason = "pyLODE is missing: pip install 'pylode>=3.3,<3.4'"
        (pytest.fail if os.environ.get("JUMELAGE_REQUIRE_ALL") == "1" else pytest.skip)(reason)
    return reference.page(FOLDER)


def test_the_page_shows_each_term_in_three_languages(page: str) -> None:
    terms = own()
    assert len(terms) > 100
    for term in terms:
        assert f"<code>{term}</code>" in page
        for text in vocabulary().objects(term, RDFS.label):
            assert html.escape(str(text)) in page, text


def requests(page: str) -> Iterator[str]:
    """What a browser would fetch from elsewhere while it shows the page."""
    yield from re.findall(r"<(?:link|img|iframe)[^>]+(?:href|src)=\"(?!data:)([^\"]+)", page)
    yield from re.findall(r"<script[^>]+src=\"([^\"]+)", page)
    yield from re.findall(r"(?:@import|url\()\s*[\"']?(https?:[^\"')]+)", page)


def test_the_page_asks_no_other_host(page: str) -> None:
    assert list(requests(page)) == []


def test_a_request_would_be_noticed() -> None:
    page = '<link href="https://example.org/a.css"><script src="b.js"></script><style>@import "https://c"'
    assert list(requests(page)) == ["https://example.org/a.css", "b.js", "https://c"]


@pytest.mark.usefixtures("page")
def test_the_page_is_the_same_in_another_process() -> None:
    code = (
        "import hashlib; from jumelage_graph import reference, resources;"
        "print(hashlib.sha256(reference.page(resources.ontology()).encode()).hexdigest())"
    )
    digests = {output(code, PYTHONHASHSEED=seed) for seed in ("1", "2")}
    assert len(digests) == 1
    assert re.fullmatch(r"[0-9a-f]{64}\n", digests.pop())


def output(code: str, **environment: str) -> str:
    """What a Python of its own prints."""
    command = [sys.executable, "-c", code]
    environ = os.environ | environment
    return subprocess.run(command, env=environ, capture_output=True, check=True, text=True).stdout


@pytest.mark.usefixtures("page")
def test_the_page_leaves_the_logging_of_the_program_alone() -> None:
    code = (
        "import logging; from jumelage_graph import reference, resources;"
        "reference.page(resources.ontology());"
        "print(logging.getLogger().handlers, logging.getLogger().level)"
    )
    assert output(code) == "[] 30\n"


def test_the_page_follows_the_ontology(page: str, tmp_path: Path) -> None:
    for name in reference.FILES:
        text = (FOLDER / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("local government", "local authority"), encoding="utf-8")
    assert "local authority" not in page
    assert "local authority" in reference.page(tmp_path)


def test_the_page_of_the_interface_shows_each_public_name_with_its_docstring() -> None:
    page = reference.interface("jumelage_graph")
    shown = set(re.findall(r'id="([^"]*)"', page))
    public = {name for name in jumelage_graph.__all__ if not name.startswith("_")}
    assert len(public) > 20
    assert public - shown == set()
    assert {"KnowledgeGraph.query", "KnowledgeGraph.draw"} <= shown
    assert (
        html.escape((jumelage_graph.KnowledgeGraph.__doc__ or "").splitlines()[0][:40], quote=False) in page
    )
    assert reference.interface("jumelage_graph") == page


def test_the_page_of_the_interface_asks_nobody_and_names_no_folder_of_this_machine() -> None:
    page = reference.interface("jumelage_graph")
    assert re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="https?:[^"]*"', page) == []
    assert str(Path(jumelage_graph.__file__).parent) not in page
