"""The server under load beside Virtuoso on the same data: wrk, 16 connections, each pair measured in turn."""

from __future__ import annotations

import contextlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx

import serving
import virtuoso
from examples import VALUES
from jumelage_graph import cache, names, queries
from jumelage_graph.engines import sparql
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.namespaces import GRAPHS

ASKED = ("partners", "agreements", "edition-report")
ROUNDS, SECONDS = 3, 6
LONG = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(5)) + " }"
JSON = "application/sparql-results+json"


def load(url: str, form: str = "") -> tuple[float, float]:
    """(requests a second, milliseconds within which 95 of 100 are answered) of an address; a form is posted to it."""
    post = f'wrk.method = "POST"\nwrk.body = "{form}"\n' if form else ""
    script = f"{post}done = function(_, l, _) io.write(string.format('p95 %d\\n', l:percentile(95))) end"
    headers = ["-H", f"Accept: {JSON}", "-H", "Content-Type: application/x-www-form-urlencoded"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = ["wrk", "-c16", "-t2", f"-d{SECONDS}s", "--timeout", "30s", "-s", file.name, *headers, url]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in told, told[-300:]
    rate, late = re.search(r"Requests/sec:\s+([\d.]+)", told), re.search(r"p95 (\d+)", told)
    assert rate, told[-300:]
    assert late, told[-300:]
    return float(rate[1]), float(late[1]) / 1000


def ratio(ours: float, theirs: float) -> str:
    """How many times theirs ours is; nothing where theirs answered nothing in the time."""
    return f"{ours / theirs:.2f}" if theirs else "–"


def texts(engine: EmbeddedEngine) -> dict[str, tuple[str, str]]:
    """By name, a query as SPARQL and as an address of the server."""
    found = {}
    for name in ASKED:
        query = queries.find(name)
        values = {p.name: VALUES[p.name] for p in query.parameters if p.required}
        values = {"government": "nancy"} if name == "partners" else values
        found[name] = (names.bind(engine, query, values), f"query/{name}?{urlencode(values)}")
    return found


def compared(nquads: bytes) -> list[tuple[str, ...]]:
    """One row for each query and door: our rate and Virtuoso's, and how late the latest are."""
    engine = EmbeddedEngine.from_nquads(nquads)
    with (
        tempfile.TemporaryDirectory() as folder,
        virtuoso.running(Path(folder)) as peer,
        contextlib.ExitStack() as stack,
    ):
        peer.load(nquads)
        ours, kept = stack.enter_context(served("--cache", "0")), stack.enter_context(served())
        graphs = "".join(f"&default-graph-uri={quote(graph, safe='')}" for graph in GRAPHS)
        rows = []
        for name, (text, path) in texts(engine).items():
            asked = f"query={quote(sparql.with_prefixes(text), safe='')}"
            doors = {
                "Virtuoso": (peer.url, asked + graphs),
                "SPARQL": (f"{ours.address}sparql", asked),
                "by name": (f"{ours.address}{path}", ""),
                "from the cache": (f"{kept.address}{path}", ""),
            }
            measured: dict[str, list[tuple[float, float]]] = {door: [] for door in doors}
            for _ in range(ROUNDS):
                for door, (url, form) in doors.items():
                    measured[door].append(load(url, form))
            middle = {
                door: tuple(statistics.median(each) for each in zip(*taken, strict=True))
                for door, taken in measured.items()
            }
            base = middle["Virtuoso"]
            rows += [
                (name, door, f"{rate:.0f}", ratio(rate, base[0]), f"{late:.0f} ms", ratio(late, base[1]))
                for door, (rate, late) in middle.items()
            ]
    return rows


@contextlib.contextmanager
def served(*options: str) -> Iterator[serving.Running]:
    """A server that is stopped at the end."""
    running = serving.start(*options)
    try:
        yield running
    finally:
        running.stop()


def hostile() -> list[tuple[str, ...]]:
    """What endless queries cost the others, how soon one is ended, and the memory of all processes."""
    with served("--cache", "0") as running:
        url, endpoint = f"{running.address}query/partners?government=nancy", f"{running.address}sparql"
        alone, _ = load(url)
        post = ["curl", "-s", "-o", "/dev/null", "--data-urlencode", f"query={LONG}", endpoint]
        endless = [subprocess.Popen(post) for _ in range(2)]
        beside, _ = load(url)
        for each in endless:
            each.wait()
        start = time.perf_counter()
        httpx.get(endpoint, params={"query": LONG}, timeout=30)
        ended, memory = time.perf_counter() - start, _memory(running.process.pid)
    return [
        ("speed beside two endless queries", f"{beside / alone:.0%} of {alone:.0f} requests/s"),
        ("an endless query is ended after", f"{ended:.2f} s"),
        ("all processes together, PSS", f"{memory / 1024:.0f} MB"),
    ]


def _memory(parent: int) -> int:
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True).stdout
    sizes = []
    for pid in [str(parent), *told.split()]:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        sizes.append(int(found[1]) if found else 0)
    return sum(sizes)


def missing() -> str:
    """What has to be installed first."""
    if not shutil.which("wrk"):
        return "wrk is not installed; as root on Debian: apt-get install wrk"
    return virtuoso.missing()


def tables() -> list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Title, columns and rows of each table."""
    columns = ("query", "door", "requests/s", "ratio", "p95", "ratio")
    return [
        ("The server, 16 connections, beside Virtuoso", columns, compared(cache.nquads())),
        ("The server beside hostile queries", ("what", "measured"), hostile()),
    ]
