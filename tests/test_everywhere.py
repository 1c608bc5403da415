"""Each named query gives the same rows on every engine, but for what the table of ``queries/README.md`` names; and
SPARQLWrapper's own ``query()`` sends each file as it stands as a query.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from SPARQLWrapper import SELECT, SPARQLWrapper

from jumelage_graph import names, queries, resources
from jumelage_graph.build import Dataset
from jumelage_graph.engines import Engine
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.engines.transport import Patience
from test_queries import ASKED, NAMES, bound, claim
from virtuoso import Virtuoso, free_ports, require

BIN = Path(sys.executable).parent
COMUNICA = Path(__file__).parents[1] / "node_modules/@comunica/query-sparql-file/bin/http.js"
Rows = list[tuple[str, ...]]


def exceptions() -> dict[str, dict[str, str]]:
    """By engine the queries that it answers otherwise, and why, as the README says."""
    text = (resources.queries() / "README.md").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {"rdflib": {}, "Comunica": {}}
    for query, engine, cause in re.findall(r"^\| `([\w-]+)` \| (\w+) \| (.+) \|$", text, re.M):
        found[engine][query] = cause
    return found


EXCEPTIONS = exceptions()


def test_the_table_names_queries_and_causes() -> None:
    for found in EXCEPTIONS.values():
        assert 0 < len(found) < 8
        assert found.keys() < set(NAMES)


def tokens(engine: Engine, sparql: str) -> Rows:
    """The rows, each cell with its language and datatype."""
    return [tuple("" if cell is None else cell.token for cell in row) for row in engine.answer(sparql).rows()]


# --- servers


def serving(command: list[str | Path], url: str, folder: Path) -> subprocess.Popen[bytes]:
    """A server that answers; what it notes goes to a file."""
    with (folder / "notes").open("wb") as notes:
        process = subprocess.Popen(command, stdout=notes, stderr=notes, cwd=folder, start_new_session=True)
    while True:
        assert process.poll() is None, (folder / "notes").read_text(encoding="utf-8")
        try:
            urllib.request.urlopen(url, timeout=60).close()
        except urllib.error.HTTPError:
            return process  # it is there, whatever it thinks of a request without a query
        except OSError:
            time.sleep(0.1)
        else:
            return process


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server and the processes that it has started: the command of Node is one that starts another."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def oxigraph(toy_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteEngine]:
    """Oxigraph's own server, the dataset in its memory."""
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    command = [BIN / "oxigraph", "serve", "--bind", f"127.0.0.1:{port}"]
    process = serving(command, url, tmp_path_factory.mktemp("oxigraph"))
    headers = {"Content-Type": "application/n-quads"}
    urllib.request.urlopen(urllib.request.Request(f"{url}/store", toy_dataset.nquads, headers)).close()
    yield RemoteEngine(f"{url}/query")
    end(process)


@pytest.fixture(scope="module")
def comunica(toy_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteEngine]:
    """Comunica's endpoint on a file of quads, whose graphs it reads as one."""
    require("" if COMUNICA.exists() else "no Node modules: make node")
    folder = tmp_path_factory.mktemp("comunica")
    (folder / "dataset.nq").write_bytes(toy_dataset.nquads)
    settings = {"sources": ["dataset.nq"], "unionDefaultGraph": True}
    (folder / "settings.json").write_text(json.dumps(settings))
    (port,) = free_ports(1)
    command: list[str | Path] = [BIN / "node", COMUNICA, "-c", "settings.json", "-p", str(port), "-w", "1"]
    process = serving(command, f"http://127.0.0.1:{port}/sparql", folder)
    yield RemoteEngine(f"http://127.0.0.1:{port}/sparql")
    end(process)


@pytest.mark.parametrize("name", NAMES)
def test_the_server_of_oxigraph_gives_the_same_rows(
    oxigraph: RemoteEngine, toy_engine: EmbeddedEngine, name: str
) -> None:
    sparql = bound(toy_engine, name, ASKED.get(name, {}))
    assert tokens(oxigraph, sparql) == tokens(toy_engine, sparql)


@pytest.mark.xdist_group("comunica")
@pytest.mark.parametrize("name", NAMES)
def test_comunica_gives_the_same_rows(comunica: RemoteEngine, toy_engine: EmbeddedEngine, name: str) -> None:
    sparql = bound(toy_engine, name, ASKED.get(name, {}))
    same = decimals(tokens(comunica, sparql)) == decimals(tokens(toy_engine, sparql))
    assert same is (name not in EXCEPTIONS["Comunica"])


def decimals(rows: Rows) -> Rows:
    """The rows with one spelling for each decimal: 70.0 is 70."""
    return [tuple(re.sub(r'^"(\d+)\.0"\^\^', r'"\1"^^', cell) for cell in row) for row in rows]


@pytest.mark.xdist_group("virtuoso")
@pytest.mark.parametrize("name", NAMES)
def test_virtuoso_gives_the_same_rows_on_the_toy_world(
    virtuoso: Virtuoso, toy_dataset: Dataset, toy_engine: EmbeddedEngine, name: str
) -> None:
    virtuoso.load(toy_dataset.nquads)
    sparql = bound(toy_engine, name, ASKED.get(name, {}))
    assert tokens(RemoteEngine(virtuoso.url), sparql) == tokens(toy_engine, sparql)


@pytest.mark.xdist_group("virtuoso")
@pytest.mark.parametrize("name", NAMES)
def test_virtuoso_gives_the_same_rows_on_the_record(
    virtuoso: Virtuoso, real_dataset: Dataset, real_engine: EmbeddedEngine, name: str
) -> None:
    virtuoso.load(real_dataset.nquads)
    sparql = bound(real_engine, name, claim(name)[0])
    assert tokens(RemoteEngine(virtuoso.url), sparql) == tokens(real_engine, sparql)


@pytest.mark.xdist_group("virtuoso")
def test_virtuoso_falls_back_to_the_same_labels(
    virtuoso: Virtuoso, real_dataset: Dataset, real_engine: EmbeddedEngine
) -> None:
    virtuoso.load(real_dataset.nquads)
    labelled = [q for q in queries.catalogue().values() if any(p.type == "language" for p in q.parameters)]
    assert len(labelled) > 20
    for query in labelled:
        sparql = names.bind(real_engine, query, {**claim(query.name)[0], "lang": "ja"})
        assert tokens(RemoteEngine(virtuoso.url), sparql) == tokens(real_engine, sparql), query.name


RDFLIB_ENDPOINT = """
import sys, rdflib, rdflib_endpoint, uvicorn
dataset = rdflib.Dataset(default_union=True)
dataset.parse("dataset.nq", format="nquads")
uvicorn.run(rdflib_endpoint.SparqlEndpoint(graph=dataset, path="/sparql"), port=int(sys.argv[1]), log_level="error")
"""


@pytest.fixture(scope="module")
def rdflib_endpoint(toy_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteEngine]:
    """rdflib-endpoint: the server whose rows are rdflib's."""
    folder = tmp_path_factory.mktemp("rdflib")
    (folder / "dataset.nq").write_bytes(toy_dataset.nquads)
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}/sparql"
    process = serving([sys.executable, "-c", RDFLIB_ENDPOINT, str(port)], url, folder)
    yield RemoteEngine(url, Patience(timeout=120))
    end(process)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in EXCEPTIONS["rdflib"]])
def test_rdflib_endpoint_gives_the_same_rows(
    rdflib_endpoint: RemoteEngine, toy_engine: EmbeddedEngine, name: str
) -> None:
    sparql = bound(toy_engine, name, ASKED.get(name, {}))
    assert _written(rdflib_endpoint.answer(sparql).rows()) == _written(toy_engine.answer(sparql).rows())


def _written(found: Iterable[Any]) -> list[tuple[str, ...]]:
    """Rows as texts, sorted: rdflib orders unbound and tagged values in its own way."""
    return sorted(tuple("" if cell is None else _number(str(cell)) for cell in row) for row in found)


def _number(text: str) -> str:
    return f"{float(text):g}" if re.fullmatch(r"\d+\.\d+", text) else text


# --- SPARQLWrapper


@pytest.mark.parametrize("name", NAMES)
def test_sparqlwrapper_sends_a_file_as_the_query_that_it_is(name: str) -> None:
    """It looks for the first keyword, in the words of a header too; of lines of comment it leaves every second."""
    text = (resources.queries() / f"{name}.rq").read_text(encoding="utf-8")
    for written in (text, f"# {name}\n{text}"):
        wrapper = SPARQLWrapper("http://127.0.0.1:9/sparql")
        wrapper.setQuery(written)
        assert wrapper.queryType == SELECT
