"""The server under load (wrk, 16 connections) beside other servers on the same data, and beside hostile queries."""

from __future__ import annotations

import contextlib
import importlib.util
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx

import serving
import virtuoso
from bench import asking
from bench.measuring import Pair, Plan, Section, in_turn
from jumelage_graph import cache, names, queries
from jumelage_graph.engines import sparql
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.namespaces import GRAPHS

ASKED = {
    "partners": {"Virtuoso": "≥ 1.5"},
    "agreements": {"Virtuoso": "≥ 5"},
    "edition-report": {"Virtuoso": "≥ 30"},
}
LONG = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(5)) + " }"
JSON = "application/sparql-results+json"
_ENDPOINT = """
import sys, uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
graph = Graph().parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""


@dataclass(frozen=True)
class Door:
    """An address that answers one query; ``form`` is posted to it, if there is one."""

    url: str
    form: str = ""


def missing() -> str:
    if not shutil.which("wrk"):
        return "wrk is not installed; as root on Debian: apt-get install wrk"
    return virtuoso.missing()


def run(plan: Plan) -> Iterator[Section]:
    seconds = 1 if plan.quick else 5
    nquads = cache.nquads()
    with contextlib.ExitStack() as stack:
        ours, kept = stack.enter_context(served("--cache", "0")), stack.enter_context(served())
        peers = {name: stack.enter_context(start(nquads)) for name, start in _PEERS.items() if _has(name)}
        pairs = []
        for name, (text, path) in plan.few(_texts(EmbeddedEngine.from_nquads(nquads))).items():
            asked = f"query={quote(text, safe='')}"
            doors = {
                "ours": Door(f"{ours.address}sparql", asked),
                "by name": Door(f"{ours.address}{path}"),
                "from the cache": Door(f"{kept.address}{path}"),
                **{peer: make(asked) for peer, make in peers.items()},
            }
            pairs += _pairs(name, doors, list(peers), plan, seconds)
        yield Section("Requests a second, and the latest of 95 in 100", pairs, note=_left_out())
        if not plan.quick:
            yield _hostile(ours, seconds)


def _pairs(name: str, doors: dict[str, Door], peers: list[str], plan: Plan, seconds: int) -> Iterator[Pair]:
    late: dict[str, list[float]] = {door: [] for door in doors}

    def work(door: str) -> Callable[[], float]:
        def measured() -> float:
            rate, last = load(doors[door], seconds)
            late[door].append(last)
            return rate

        return measured

    rates = in_turn({door: work(door) for door in doors}, plan.at_most(3), warm=False)
    for peer in peers:
        asked = ASKED[name].get(peer, "")
        yield Pair(name, peer, rates["ours"], rates[peer], "/s", asked)
        yield Pair(f"{name}, by name", peer, rates["by name"], rates[peer], "/s", asked)
        most = "≤ 0.6" if peer == "Virtuoso" else ""
        yield Pair(f"{name}, p95", peer, late["by name"], late[peer], "ms", most)
    yield Pair(f"{name}, from the cache", "by name", rates["from the cache"], rates["by name"], "/s")


def load(door: Door, seconds: int) -> tuple[float, float]:
    """(requests a second, milliseconds within which 95 of 100 are answered) of a door."""
    post = f'wrk.method = "POST"\nwrk.body = "{door.form}"\n' if door.form else ""
    script = f"{post}done = function(_, l, _) io.write(string.format('p95 %d\\n', l:percentile(95))) end"
    headers = ["-H", f"Accept: {JSON}", "-H", "Content-Type: application/x-www-form-urlencoded"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        options = ["-c16", "-t2", f"-d{seconds}s", "--timeout", "30s", "-s", file.name, *headers]
        told = subprocess.run(["wrk", *options, door.url], capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in told, told[-300:]
    rate, late = re.search(r"Requests/sec:\s+([\d.]+)", told), re.search(r"p95 (\d+)", told)
    assert rate, told[-300:]
    assert late, told[-300:]
    return float(rate[1]), float(late[1]) / 1000


def _texts(engine: EmbeddedEngine) -> dict[str, tuple[str, str]]:
    """By name, a query as SPARQL and as an address of the server."""
    found = {}
    for name in ASKED:
        query = queries.find(name)
        values = {"government": asking.examples()["first"]} if name == "partners" else asking.values(query)
        text = sparql.with_prefixes(names.bind(engine, query, values))
        found[name] = (text, f"query/{name}?{urlencode(values)}")
    return found


# --- the servers


@contextlib.contextmanager
def served(*options: str) -> Iterator[serving.Running]:
    """Our server, which is stopped at the end."""
    running = serving.start(*options)
    try:
        yield running
    finally:
        running.stop()


@contextlib.contextmanager
def _virtuoso(nquads: bytes) -> Iterator[Callable[[str], Door]]:
    graphs = "".join(f"&default-graph-uri={quote(graph, safe='')}" for graph in GRAPHS)
    with tempfile.TemporaryDirectory() as folder, virtuoso.running(Path(folder)) as server:
        server.load(nquads)
        yield lambda asked: Door(server.url, asked + graphs)


@contextlib.contextmanager
def _oxigraph(nquads: bytes) -> Iterator[Callable[[str], Door]]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "data.nq").write_bytes(nquads)
        program, place = str(Path(sys.executable).parent / "oxigraph"), f"--location={folder}/store"
        subprocess.run(
            [program, "load", place, "--file", f"{folder}/data.nq"], check=True, capture_output=True
        )
        (port,) = virtuoso.free_ports(1)
        command = [program, "serve-read-only", place, "--bind", f"127.0.0.1:{port}"]
        with _listening(command, port):
            yield lambda asked: Door(f"http://127.0.0.1:{port}/query", f"{asked}&union-default-graph=true")


@contextlib.contextmanager
def _rdflib_endpoint(nquads: bytes) -> Iterator[Callable[[str], Door]]:
    from jumelage_graph.statements.syntaxes import union

    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        file.write(union(nquads))
        file.flush()
        (port,) = virtuoso.free_ports(1)
        with _listening([sys.executable, "-c", _ENDPOINT, file.name, str(port)], port):
            yield lambda asked: Door(f"http://127.0.0.1:{port}/", asked)


@contextlib.contextmanager
def _listening(command: list[str], port: int) -> Iterator[None]:
    """A server in a process of its own, from when its port is open until the end."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                assert process.poll() is None, command
                time.sleep(0.1)
            yield
        finally:
            process.kill()


_PEERS: dict[str, Callable[[bytes], contextlib.AbstractContextManager[Callable[[str], Door]]]] = {
    "Virtuoso": _virtuoso,
    "Oxigraph's server": _oxigraph,
    "rdflib-endpoint": _rdflib_endpoint,
}


def _has(peer: str) -> bool:
    return peer != "rdflib-endpoint" or importlib.util.find_spec("rdflib_endpoint") is not None


def _left_out() -> str:
    left = [peer for peer in _PEERS if not _has(peer)]
    return (
        f"Left out, for it is not installed: {', '.join(left)} (pip install rdflib-endpoint)." if left else ""
    )


# --- hostile queries


def _hostile(running: serving.Running, seconds: int) -> Section:
    """What endless queries cost the others, how soon one is ended, and the memory of all processes."""
    partners, endpoint = (
        Door(f"{running.address}query/partners?government={asking.examples()['first']}"),
        f"{running.address}sparql",
    )
    alone, _ = load(partners, seconds)
    post = ["curl", "-s", "-o", "/dev/null", "--data-urlencode", f"query={LONG}", endpoint]
    endless = [subprocess.Popen(post) for _ in range(2)]
    beside, _ = load(partners, min(seconds, 4))
    for each in endless:
        each.wait()
    start = time.perf_counter()
    httpx.get(endpoint, params={"query": LONG}, timeout=30)
    ended, memory = time.perf_counter() - start, _memory(running.process.pid)
    pair = Pair("requests a second beside two endless queries", "alone", [beside], [alone], "/s", "≥ 0.6")
    facts = [
        ("what", "measured", "asked"),
        ("an endless query is ended after", f"{ended:.2f} s", "5.2 s"),
        ("all processes together, PSS", f"{memory / 1024:.0f} MB", "100 MB"),
    ]
    return Section("The server beside hostile queries", [pair], facts)


def _memory(parent: int) -> int:
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True).stdout
    sizes = []
    for pid in [str(parent), *told.split()]:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        sizes.append(int(found[1]) if found else 0)
    return sum(sizes)
