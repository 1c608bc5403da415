"""The server under load (wrk, 16 connections) beside other servers on the same data, and beside hostile queries."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx

import serving
import virtuoso
from bench import asking, servers
from bench.measuring import Pair, Plan, Section, in_turn
from jumelage_graph import cache, names, queries
from jumelage_graph.engines import sparql
from jumelage_graph.engines.embedded import EmbeddedEngine

ASKED = {
    "partners": {"Virtuoso": "≥ 1.5"},
    "agreements": {"Virtuoso": "≥ 5"},
    "edition-report": {"Virtuoso": "≥ 30"},
}
LONG = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(5)) + " }"
LIMIT = 3.0
"""Seconds that a peer has for one answer."""

JSON = "application/sparql-results+json"


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
    seconds = 1 if plan.quick else 2
    nquads = cache.nquads()
    pairs, late = list[Pair](), list[str]()
    with contextlib.ExitStack() as stack:
        ours, kept = (stack.enter_context(servers.ours(*options)) for options in (("--cache", "0"), ()))
        started = {
            name: (stack.enter_context(contextlib.ExitStack()), start)
            for name, start in plan.few(servers.peers()).items()
        }
        peers = {name: own.enter_context(start(nquads)) for name, (own, start) in started.items()}
        for name, (text, path) in plan.few(_texts(EmbeddedEngine.from_nquads(nquads))).items():
            for peer in [peer for peer, service in peers.items() if not _answers(service, text)]:
                late.append(f"{peer} ({name})")
                peers.pop(peer)
                started[peer][0].close()  # it would go on with what nobody waits for
            doors = {
                "ours": Door(f"{ours.address}sparql", servers.Service("").form(text)),
                "by name": Door(f"{ours.address}{path}"),
                "from the cache": Door(f"{kept.address}{path}"),
                **{peer: Door(service.url, service.form(text)) for peer, service in peers.items()},
            }
            pairs += _pairs(name, doors, list(peers), plan, seconds)
        note = (
            f"No answer within {LIMIT:.0f} s, and left out from there on: {', '.join(late)}." if late else ""
        )
        yield Section(
            "Requests a second, and the latest of 95 in 100",
            pairs,
            note=f"{servers.left_out()} {note}".strip(),
        )
        if not plan.quick:
            yield _hostile(ours)


def _answers(service: servers.Service, text: str) -> bool:
    """Whether a server answers a query at all in time, to one who asks alone."""
    headers = {"Accept": JSON, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        return httpx.post(service.url, content=service.form(text), headers=headers, timeout=LIMIT).is_success
    except httpx.TimeoutException:
        return False


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


# --- hostile queries


def _hostile(running: serving.Running) -> Section:
    """What endless queries cost the others, how soon one is ended, and the memory of all processes."""
    partners, endpoint = (
        Door(f"{running.address}query/partners?government={asking.examples()['first']}"),
        f"{running.address}sparql",
    )
    alone, _ = load(partners, 4)
    post = ["curl", "-s", "-o", "/dev/null", "--data-urlencode", f"query={LONG}", endpoint]
    endless = [subprocess.Popen(post) for _ in range(2)]
    beside, _ = load(partners, 4)
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
