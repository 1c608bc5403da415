"""``make bench``: each figure beside a peer measured in the same run, as a ratio. Nothing here passes or fails."""

from __future__ import annotations

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
        "the same, -f csv": [JUMELAGE, "query", "partners", "-p", "government=nancy", "-f", "csv"],
    }
    process(commands["the same, -f csv"])  # warm cache
    taken = interleaved(commands)
    rows = [(name, f"{s * 1000:.0f} ms", f"{s / taken[peer]:.2f}") for name, s in taken.items()]
    show("Whole processes, warm cache", ("command", "median", "ratio to the bare import"), rows)


def heavy() -> None:
    build = (
        "from jumelage_graph import build, resources; build.dataset(resources.data(), resources.ontology())"
    )
    commands = {
        "build of the dataset": [sys.executable, "-c", build],
        "jumelage check": [JUMELAGE, "check"],
        "jumelage query": [JUMELAGE, "query", "partners", "-p", "government=nancy"],
    }
    rows = []
    for name, command in commands.items():
        seconds, cpu, peak = process(command)
        rows.append((name, f"{seconds:.1f} s", f"{cpu:.1f} s", f"{peak:.0f} MB"))
    show("CPU and memory", ("work", "elapsed", "CPU", "peak"), rows)


def engines() -> None:
    """Every query that needs no value, on the embedded engine and on rdflib's (Graph), whole answers."""
    import rdflib

    from jumelage_graph import api, cache, queries
    from jumelage_graph.engines.serialisation import union

    embedded = api.engine()
    graph = rdflib.Graph().parse(data=union(cache.dataset_file().read_bytes()), format="nt")
    rows = []
    for name in (
        "partners",
        "agreements",
        "editions",
        "timeline",
        "governments-without-partner",
        "successors",
    ):
        query = queries.find(name)
        text = queries.bind(query, queries.tokens(query, {}, lambda _, __: ""))
        ours = median(lambda text=text: embedded.answer(text).serialise("csv"))  # type: ignore[misc]
        theirs = median(lambda text=text: graph.query(text).serialize(format="csv"), rounds=1)  # type: ignore[misc]
        rows.append((name, f"{ours * 1000:.1f} ms", f"{theirs * 1000:.0f} ms", f"{theirs / ours:.0f}"))
    show("Queries: embedded engine and rdflib's", ("query", "embedded", "rdflib", "ratio"), rows)


def main() -> None:
    """All benchmarks, on a cache of their own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUMELAGE_CACHE"] = folder
        start_up()
        heavy()
        engines()


if __name__ == "__main__":
    main()
