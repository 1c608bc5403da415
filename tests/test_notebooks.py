"""The notebooks: stored without outputs, on the public face alone, without typed figures; each runs and shows.

A notebook is run in a kernel of this environment that refuses the network.
"""

from __future__ import annotations

import ast
import hashlib
import os
import re
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import jumelage_graph
from browser import Browser, chromium  # noqa: F401  (the fixture)
from jumelage_graph import api, cache

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 60
"""What one notebook may take of the processor, and one cell of the clock."""

OFFLINE = """
import sys

def refuse(event, arguments):
    if event == "socket.getaddrinfo" and arguments[0] not in (None, "localhost", "127.0.0.1", "::1"):
        raise OSError(f"no network in the notebooks: {arguments[0]}")
    if event == "socket.connect" and isinstance(arguments[1], tuple) and arguments[1][0] not in ("127.0.0.1", "::1"):
        raise OSError(f"no network in the notebooks: {arguments[1][0]}")

sys.addaudithook(refuse)
"""


@pytest.fixture(scope="module")
def kernel_arguments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Arguments for a kernel without network; the dataset is built, and all that Jupyter keeps is temporary."""
    folder = tmp_path_factory.mktemp("jupyter")
    offline = folder / "offline.py"
    offline.write_text(OFFLINE)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("JUMELAGE_CACHE", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(folder / name.lower()))
        cache.dataset_file()
        yield [f"--IPKernelApp.exec_files={offline}"]


def read(path: Path) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def executed(notebook: NotebookNode, arguments: list[str]) -> NotebookNode:
    """The notebook with its outputs. Errors: ``CellExecutionError``."""
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=SECONDS,
        extra_arguments=arguments,
        resources={"metadata": {"path": ROOT}},
    )
    return client.execute(env=dict(os.environ))


def spent() -> float:
    """Seconds of the processor that the kernels have taken so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def code(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def stored(notebook: NotebookNode) -> list[int]:
    """The cells that were stored with an output or a count."""
    cells = enumerate(cell for cell in notebook.cells if cell.cell_type == "code")
    return [number for number, cell in cells if cell.outputs or cell.execution_count is not None]


def private(notebook: NotebookNode) -> list[str]:
    """What the code takes that is not public."""
    found = []
    for node in (node for source in code(notebook) for node in ast.walk(ast.parse(source))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            found += [name for name in names if name.startswith("jumelage_graph.") or name.startswith("_")]
        elif isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names]
            inside = f"{node.module}.".startswith("jumelage_graph.")
            public = jumelage_graph.__all__ if node.module == "jumelage_graph" else []
            found += [
                f"{node.module}.{name}"
                for name in names
                if name.startswith("_") or (inside and name not in public)
            ]
        elif isinstance(node, ast.Attribute):
            ours = isinstance(node.value, ast.Name) and node.value.id in ("jg", "jumelage_graph")
            if node.attr.startswith("_") or (ours and node.attr not in jumelage_graph.__all__):
                found.append(ast.unparse(node))
    return found


def typed_figures(notebook: NotebookNode) -> list[str]:
    """Figures typed in the prose, outside code and links; also in the fixed parts of computed prose."""
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    for call in (
        node
        for source in code(notebook)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
    ):
        if isinstance(call.func, ast.Name) and call.func.id in ("Markdown", "say"):
            arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
            texts = (part for argument in arguments for part in fixed(argument))
            prose.append(" ".join(texts))
    bare = (re.sub(r"`[^`]*`|\]\([^)]*\)", "", text) for text in prose)
    return [figure for text in bare for figure in re.findall(r"\d+", text)]


def fixed(text: ast.expr) -> list[str]:
    parts = text.values if isinstance(text, ast.JoinedStr) else [text]
    return [str(part.value) for part in parts if isinstance(part, ast.Constant)]


def html(notebook: NotebookNode) -> list[str]:
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]


def tables(notebook: NotebookNode) -> int:
    return sum("<table" in text and "<iframe" not in text for text in html(notebook))


def pages(notebook: NotebookNode) -> int:
    return sum(text.startswith("<iframe ") and "srcdoc=" in text for text in html(notebook))


def warnings(notebook: NotebookNode) -> list[str]:
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return [output.text for output in outputs if output.output_type == "stream" and output.name == "stderr"]


def saved(path: Path, *cells: NotebookNode) -> NotebookNode:
    """A notebook of these cells as it comes back from the disk."""
    nbformat.write(new_notebook(cells=list(cells)), path)
    return read(path)


def test_there_are_three_notebooks_and_the_readme_names_each() -> None:
    readme = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03"]
    assert [path.name for path in NOTEBOOKS if f"({path.name})" not in readme] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_outputs_private_names_and_typed_figures(path: Path) -> None:
    notebook = read(path)
    assert len(code(notebook)) >= 10
    assert stored(notebook) == []
    assert private(notebook) == []
    assert typed_figures(notebook) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_offline_and_shows_tables_and_a_page(path: Path, kernel_arguments: list[str]) -> None:
    start = spent()
    notebook = executed(read(path), kernel_arguments)
    assert 0 < spent() - start < SECONDS
    assert tables(notebook) >= 5
    assert pages(notebook) >= 1
    assert warnings(notebook) == []


def test_a_stored_output_or_count_is_found(tmp_path: Path) -> None:
    bare, counted = new_code_cell("1"), new_code_cell("1", execution_count=1)
    shown = new_code_cell("print(1)", outputs=[new_output("stream", text="1\n")])
    assert stored(saved(tmp_path / "a.ipynb", bare, counted, shown)) == [1, 2]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("from jumelage_graph import networks", ["jumelage_graph.networks"]),
        ("from jumelage_graph.api import query", ["jumelage_graph.api.query"]),
        ("import jumelage_graph.api", ["jumelage_graph.api"]),
        ("import jumelage_graph as jg\njg.api.query('kinds')", ["jg.api"]),
        ("import jumelage_graph as jg\njg.query('kinds')._columns()", ["jg.query('kinds')._columns"]),
        ("import jumelage_graph as jg\nfrom jumelage_graph import query\njg.query('kinds').to_pandas()", []),
    ],
)
def test_a_private_name_is_found(line: str, found: list[str], tmp_path: Path) -> None:
    assert private(saved(tmp_path / "a.ipynb", new_code_cell(line))) == found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_translated_as_a_whole_and_since_its_last_change(path: Path) -> None:
    texts = [cell for cell in read(path).cells if cell.cell_type == "markdown"]
    said = [cell for cell in texts if "said" in cell.metadata]
    assert len(said) in (0, len(texts))
    assert path.name != "01-sparql-for-researchers.ipynb" or said
    for cell in said:
        assert set(cell.metadata["said"]) == {"fr", "ja"}
        assert cell.metadata["said_of"] == hashlib.sha256(cell.source.encode()).hexdigest()[:12], cell.source[
            :60
        ]
        kept = re.findall(r"`[^`]*`", cell.source)
        for lang, lines in cell.metadata["said"].items():
            assert {code for code in kept if ":" in code} <= set(re.findall(r"`[^`]*`", "".join(lines))), lang


def test_a_typed_figure_is_found(tmp_path: Path) -> None:
    prose = new_markdown_cell("There are 85 agreements; see `range(3)` and [this](page-4.html).")
    computed = new_code_cell('Markdown(f"""{7 * 8} of 90 are dated.""")')
    assert typed_figures(saved(tmp_path / "a.ipynb", prose, computed)) == ["85", "90"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "import jumelage_graph as jg\njg.query('partnrs')",
            'There is no query "partnrs". Did you mean partners',
        ),
        (
            "import urllib.request\nurllib.request.urlopen('http://example.org/')",
            "no network in the notebooks: example.org",
        ),
        (
            "import socket\nsocket.create_connection(('192.0.2.1', 80))",
            "no network in the notebooks: 192.0.2.1",
        ),
    ],
)
def test_a_broken_notebook_fails(
    line: str, message: str, tmp_path: Path, kernel_arguments: list[str]
) -> None:
    with pytest.raises(CellExecutionError, match=re.escape(message)):
        executed(saved(tmp_path / "a.ipynb", new_code_cell(line)), kernel_arguments)


def test_what_a_notebook_does_not_show_is_not_counted(tmp_path: Path, kernel_arguments: list[str]) -> None:
    lines = [
        "1",
        "import sys; print('slow', file=sys.stderr)",
        "import pandas; pandas.DataFrame([1])",
        "sys.executable",
    ]
    notebook = executed(saved(tmp_path / "a.ipynb", *map(new_code_cell, lines)), kernel_arguments)
    assert (tables(notebook), pages(notebook), warnings(notebook)) == (1, 0, ["slow\n"])
    assert notebook.cells[-1].outputs[0].data["text/plain"] == repr(sys.executable)


def test_a_page_shows_itself_in_a_frame_that_cannot_reach_the_notebook() -> None:
    page = jumelage_graph.Page("<p title=\"a\">&amp; 'b'</p>")
    shown = page._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts ')
    assert "allow-same-origin" not in shown
    assert 'srcdoc="&lt;p title=&quot;a&quot;&gt;&amp;amp; &#x27;b&#x27;&lt;/p&gt;"' in shown
    assert repr(page) == "<Page of 26 characters>"
    assert str(page) == page == "<p title=\"a\">&amp; 'b'</p>"


def test_a_page_runs_in_its_frame_and_cannot_reach_what_is_around_it(
    chromium: Browser,  # noqa: F811
    tmp_path: Path,
) -> None:
    around = tmp_path / "around.html"
    shown = jumelage_graph.Page(api.draw("network"))._repr_html_()
    around.write_text(f'<!DOCTYPE html><meta charset="utf-8"><title>around</title>{shown}', encoding="utf-8")
    chromium.open(around)
    chromium.driver.switch_to.frame(0)
    assert chromium.run("return document.querySelectorAll('canvas').length") == 1
    reach = "try { return parent.document.title } catch (error) { return error.name }"
    assert chromium.run(reach) == "SecurityError"
    chromium.driver.switch_to.default_content()
    assert chromium.run("return document.title") == "around"
    assert chromium.requests() == []
    assert chromium.errors() == []
