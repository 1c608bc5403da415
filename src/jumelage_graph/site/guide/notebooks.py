"""The notebooks as pages: their texts in the reader's language, their code, and what it showed when it was run.

A cell of text holds its translations in its metadata: ``{"said": {"fr": …, "ja": …}}``; a text that was computed brings
them as metadata of its output. Tables and pictures are the same in each language. They are run once for each version
of the notebooks and of the dataset; what they showed is kept in the cache folder.
"""

from __future__ import annotations

import base64
import concurrent.futures
import hashlib
import importlib.util
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from jumelage_graph import cache, resources
from jumelage_graph.site.guide.prose import markdown, marked

Notebook = dict[str, Any]

NEEDED = ("nbclient", "ipykernel")
"""The packages that run a notebook."""

_SECONDS = 600
"""What one cell may take on a busy machine."""

_TABLE = re.compile(r"<table.*?</table>", re.S)
_TAG = re.compile(r"<(table|thead|tbody|tr|th|td)\b[^>]*>")
_NUMBER = re.compile(r"<td>(?=[-+]?[\d.,]+(?:e[-+]?\d+)?</td>)")
_END = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef`])")
_DRAWN = re.compile(r'jg\.draw\("(\w+)"')


@dataclass(frozen=True, slots=True)
class Part:
    """One cell as the page shows it: a text, or code with what it showed."""

    text: str = ""
    code: str = ""
    shown: tuple[Markup, ...] = ()


def stored() -> dict[str, Notebook]:
    """The notebooks as they are stored, without outputs, by the names of their files."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in _paths()}


def _paths() -> list[Path]:
    return sorted(resources.notebooks().glob("*.ipynb"))


def lacking() -> list[str]:
    """Which of the packages that run a notebook are not installed."""
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


def executed() -> dict[str, Notebook]:
    """The notebooks with their outputs, on the dataset of this computer, from the cache where they were run before.

    Errors: ``CellExecutionError`` of nbclient where a cell fails.
    """
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as running:
        return dict(zip((path.stem for path in _paths()), running.map(_executed, _paths()), strict=True))


def kept() -> bool:
    """Whether all of them were run before."""
    return all(cache.find(_name(path)) for path in _paths())


def _executed(path: Path) -> Notebook:
    place = cache.find(_name(path))
    if place is None:
        ran = json.dumps(_run(path), ensure_ascii=False, sort_keys=True)
        place = cache.put(_name(path), ran.encode())
    notebook: Notebook = json.loads(place.read_bytes())
    return notebook


def _name(path: Path) -> str:
    """The name under which the outputs are kept: it says all that they depend on."""
    whole = hashlib.sha256(path.read_bytes())
    for room in ("build", "views", "analyses"):
        whole.update(cache.digest(room=room).encode())
    return f"notebook-{path.stem}-{whole.hexdigest()[:24]}.json"


def _run(path: Path) -> Notebook:
    import nbclient  # noqa: PLC0415
    import nbformat  # noqa: PLC0415

    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    client = nbclient.NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=_SECONDS,
        resources={"metadata": {"path": path.parent}},
        extra_arguments=["--log-level=40"],
    )
    made: Notebook = client.execute(env=dict(os.environ))
    return made


# --- as a page


def title(notebook: Notebook, lang: str) -> str:
    """Its title, which is the first line of its first text."""
    return _said(notebook["cells"][0], lang).partition("\n")[0].removeprefix("# ")


def lead(notebook: Notebook, lang: str) -> str:
    """Its question, which is the first paragraph below the title."""
    return _said(notebook["cells"][0], lang).split("\n\n")[1].replace("\n", " ").strip("*")


def parts(notebook: Notebook, lang: str) -> list[Part]:
    """Its cells, in the reader's language; the first without the title."""
    return [_part(cell, lang, first=number == 0) for number, cell in enumerate(notebook["cells"])]


def speaks(notebook: Notebook, lang: str) -> bool:
    """Whether all its texts are in a language."""
    texts = (cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    return lang == "en" or all(lang in cell["metadata"].get("said", {}) for cell in texts)


def _part(cell: Notebook, lang: str, *, first: bool) -> Part:
    if cell["cell_type"] != "code":
        said = _said(cell, lang)
        return Part(text=markdown(said.partition("\n")[2] if first else said))
    code = "".join(cell["source"])
    shown = partial(_shown, code=code, lang=lang)
    return Part(
        code=marked(code, "python"), shown=tuple(each for out in cell["outputs"] for each in shown(out))
    )


def _said(cell: Notebook, lang: str) -> str:
    """The text of a cell in the reader's language, else in English."""
    return _joined("".join(cell["metadata"].get("said", {}).get(lang, cell["source"])))


def _joined(text: str) -> str:
    """The text without the ends of lines that Japanese would show as spaces."""
    return _END.sub("", text)


def _shown(output: Notebook, code: str, lang: str) -> Iterator[Markup]:
    data = {kind: "".join(content) for kind, content in output.get("data", {}).items()}
    drawn = _DRAWN.search(code)
    if "text/markdown" in data:
        said = output["metadata"].get("text/markdown", {})
        yield markdown(_joined(said.get(lang, data["text/markdown"])))
    elif "image/svg+xml" in data:
        inside = base64.b64encode(data["image/svg+xml"].encode()).decode()
        name = drawn[1] if drawn else ""
        yield Markup('<img class="drawn" alt="{}" src="data:image/svg+xml;base64,{}">').format(name, inside)
    elif drawn and "<iframe" in data.get("text/html", ""):
        page = f"../../pictures/{drawn[1]}.html#lang={lang}"
        yield Markup('<iframe class="drawn" loading="lazy" src="{0}" title="{1}"></iframe>').format(
            page, drawn[1]
        )
    elif "text/html" in data:
        yield from (_table(table) for table in _TABLE.findall(data["text/html"]))
    elif output["output_type"] == "stream":
        yield Markup("<pre>{}</pre>").format(escape("".join(output["text"])))


def _table(html: str) -> Markup:
    """A table without the styles that a page of ours may not hold; numbers to the right."""
    bare = _TAG.sub(r"<\1>", html)
    head, mark, body = bare.partition("</thead>")
    numbered = _NUMBER.sub('<td class="n">', body)
    return Markup(head.replace("<th>", '<th scope="col">') + mark + numbered)
