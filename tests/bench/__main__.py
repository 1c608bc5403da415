"""``make bench``: each figure beside a peer measured in the same run, as a ratio. Nothing here passes or fails."""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from examples import VALUES

BIN = Path(sys.executable).parent
JUMELAGE = str(BIN / "jumelage")
ROUNDS = 11


def process(command: Sequence[str]) -> tuple[float, float, float]:
    """(seconds, seconds of CPU, peak MB) of one whole process."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        message = child.stderr.read().decode() if child.stderr else ""
        raise SystemExit(f"{' '.join(command)} failed:\n{message}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def interleaved(commands: dict[str, Sequence[str]]) -> dict[str, float]:
    """The median seconds of each command, run in turn, so that the machine's noise falls on all alike."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            taken[name].append(process(command)[0])
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def median(work: Callable[[], object], rounds: int = 5) -> float:
    """The median seconds of ``work``."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, justify="left" if column == columns[0] else "right")
    for row in rows:
        table.add_row(*row)
    Console(width=110).print(table)


def start_up() -> None:
    peer = "import click, pyoxigraph"
    commands: dict[str, Sequence[str]] = {
        peer: [sys.executable, "-c", peer],
        "jumelage --help": [JUMELAGE, "--help"],
        "jumelage query partners -p government=nancy": [
            JUMELAGE,
            "query",
            "partners",
            "-p",
            "government=nancy",
        ],
        "the same, -f table": [JUMELAGE, "query", "partners", "-p", "government=nancy", "-f", "table"],
        "the same, -f csv": [JUMELAGE, "query", "partners", "-p", "government=nancy", "-f", "csv"],
    }
    process(commands["the same, -f csv"])  # warm cache
    taken = interleaved(commands)
    rows = [(name, f"{s * 1000:.0f} ms", f"{s / taken[peer]:.2f}") for name, s in taken.items()]
    show("Whole processes, warm cache", ("command", "median", "ratio to the bare import"), rows)


def heavy() -> None:
    """CPU and peak memory of whole processes; the peer is the part of the work that only reads the tables."""
    read = "from jumelage_graph import resources, tables; tables.read(resources.data())"
    build = (
        "from jumelage_graph import build, resources; build.dataset(resources.data(), resources.ontology())"
    )
    commands: dict[str, Sequence[str]] = {
        "reading the tables": [sys.executable, "-c", read],
        "build of the dataset": [sys.executable, "-c", build],
        "jumelage check": [JUMELAGE, "check"],
        "jumelage query": [JUMELAGE, "query", "partners", "-p", "government=nancy"],
        "jumelage analyse": [JUMELAGE, "analyse", "-f", "csv"],
        "jumelage draw network": [JUMELAGE, "draw", "network", "-o", "network.html"],
    }
    measured = {name: process(command) for name, command in commands.items()}
    base = measured["reading the tables"][1]
    rows = [
        (name, f"{seconds:.1f} s", f"{cpu:.1f} s", f"{cpu / base:.1f}", f"{peak:.0f} MB")
        for name, (seconds, cpu, peak) in measured.items()
    ]
    show("CPU and memory", ("work", "elapsed", "CPU", "ratio to reading", "peak"), rows)


def calls() -> None:
    """``jg.query`` from the second call on beside Oxigraph itself, which gets the bound text and a store in memory."""
    import jumelage_graph as jg
    from jumelage_graph import names, queries
    from jumelage_graph.engines.embedded import EmbeddedEngine
    from jumelage_graph.namespaces import PREFIXES

    engine = jg.open().engine
    assert isinstance(engine, EmbeddedEngine)
    store, prefixes = engine.store, dict(PREFIXES)
    rows = []
    for name, query in queries.catalogue().items():
        values = {p.name: VALUES[p.name] for p in query.parameters if p.required}
        text = names.bind(engine, query, values)

        def raw(text: str = text) -> object:
            solutions = store.query(text, prefixes=prefixes, use_default_graph_as_union=True)
            return [tuple(solution) for solution in solutions]  # type: ignore[union-attr]

        ours, theirs = least(lambda name=name, values=values: jg.query(name, **values), raw)  # type: ignore[misc]
        rows.append((ours / theirs, name, ours, theirs))
    shown = [
        (name, f"{theirs * 1000:.2f} ms", f"{ours * 1000:.2f} ms", f"{ratio:.2f}")
        for ratio, name, ours, theirs in sorted(rows, reverse=True)
    ]
    show("jg.query, CPU, from the second call on", ("query", "pyoxigraph", "jg.query", "ratio"), shown)


def least(*works: Callable[[], object], rounds: int = 9) -> list[float]:
    """The least seconds of CPU of each work, done in turn, after one round that does not count."""
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        for work, seconds in zip(works, taken, strict=True):
            start = time.thread_time()
            work()
            if number:
                seconds.append(time.thread_time() - start)
    return [min(seconds) for seconds in taken]


def engines() -> None:
    """Every named query, whole answers, on the embedded engine and on rdflib's, which gets ten seconds for each."""
    from jumelage_graph import api, cache, names, queries
    from jumelage_graph.statements.syntaxes import union

    embedded = api.engine()
    embedded.answer("SELECT * { ?s ?p ?o } LIMIT 1")  # everything is loaded
    texts = {
        name: names.bind(embedded, query, {p.name: VALUES[p.name] for p in query.parameters if p.required})
        for name, query in queries.catalogue().items()
    }
    peer = multiprocessing.Pool(1, _load, (union(cache.nquads()),))
    rows = []
    for name, text in texts.items():
        ours = median(lambda text=text: embedded.answer(text).serialise("csv"))  # type: ignore[misc]
        theirs = peer.apply_async(_ask, (text,))
        try:
            seconds = theirs.get(10)
            rows.append((name, f"{ours * 1000:.1f} ms", f"{seconds * 1000:.0f} ms", f"{seconds / ours:.0f}"))
        except Exception as error:  # whatever stops the peer is what the table shows
            rows.append((name, f"{ours * 1000:.1f} ms", type(error).__name__, "–"))
            if isinstance(error, multiprocessing.TimeoutError):
                peer.terminate()
                peer = multiprocessing.Pool(1, _load, (union(cache.nquads()),))
    show("Queries: embedded engine and rdflib's", ("query", "embedded", "rdflib", "ratio"), rows)


def _load(triples: bytes) -> None:
    import rdflib

    globals()["graph"] = rdflib.Graph().parse(data=triples, format="nt")


def _ask(text: str) -> float:
    start = time.perf_counter()
    globals()["graph"].query(text).serialize(format="csv")
    return time.perf_counter() - start


def world() -> None:
    """The twinnings of the world: all default measures, beside igraph's and, on a part of them, NetworkX's."""
    measures = Path(__file__).parents[1] / "world" / "measure.py"
    found = json.loads(subprocess.run([sys.executable, measures], capture_output=True, check=True).stdout)
    figures = [
        (name, f"{value:.6g}") for name, value in found["figures"].items() if isinstance(value, int | float)
    ]
    show(
        f"The world network: {found['seconds']:.0f} s, {found['megabytes']:.0f} MB",
        ("figure", "value"),
        figures,
    )
    taken = {kind: process([sys.executable, str(measures), kind]) for kind in ("plain", "ours")}
    whole, shared = taken["plain"], taken["ours"]
    ratios = [
        (name, f"{theirs:.1f} s", f"{ours:.1f} s", f"{ours / theirs:.2f}")
        for name, theirs, ours in zip(("elapsed", "CPU"), whole[:2], shared[:2], strict=True)
    ]
    show("All default measures", ("time", "each path measure by igraph", "ours", "ratio"), ratios)
    compared = subprocess.run([sys.executable, measures, "compare"], capture_output=True, check=True).stdout
    rows = [
        (
            name,
            f"{found['ours']:.2f} s",
            f"{found['networkx']:.2f} s",
            f"{found['networkx'] / found['ours']:.0f}",
        )
        for name, found in json.loads(compared).items()
    ]
    show("2,000 towns of it", ("measure", "ours", "NetworkX", "ratio"), rows)


def server() -> None:
    """The server under load beside Virtuoso."""
    import bench_server

    if reason := bench_server.missing():
        print(reason)
        return
    for title, columns, rows in bench_server.tables():
        show(title, columns, rows)


def main() -> None:
    """All benchmarks, on a cache of their own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUMELAGE_CACHE"] = folder
        os.chdir(folder)
        start_up()
        heavy()
        calls()
        engines()
        world()
        server()


if __name__ == "__main__":
    main()
