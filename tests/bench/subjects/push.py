"""``push`` of the whole record beside Virtuoso's own bulk load of the same file, each on a new server, in turn.

What ``push`` compares, and that it gathers each graph beside the served one, is in its share.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import virtuoso
from bench.measuring import Pair, Plan, Section
from jumelage_graph import api, cache
from virtuoso import Server

BULK = "ld_dir('.', 'dataset.nq', 'urn:none'); rdf_loader_run(); checkpoint;"
Way = Callable[[Server, bytes], object]


def bulk(server: Server, nquads: bytes) -> None:
    """Virtuoso's loader, with the checkpoint without which nothing lasts."""
    (server.folder / "dataset.nq").write_bytes(nquads)
    server._execute(BULK)


def push(server: Server, nquads: bytes) -> None:
    """Ours, with the login of the administrator."""
    path = server.folder / "dataset.nq"
    path.write_bytes(nquads)
    told = {"HOST": f"127.0.0.1:{server.http}", "USER": "dba", "PASSWORD": "dba"}
    os.environ.update({f"JUMELAGE_ENDPOINT_{name}": value for name, value in told.items()})
    api.push(server.url, file=path)


def cpu(folder: Path) -> float:
    """The CPU seconds of the process that runs in a folder."""
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (entry / "cwd").readlink() == folder:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except OSError:  # not ours, or gone
            continue
    return 0


def loaded(way: Way, nquads: bytes) -> tuple[float, float]:
    """Seconds, and seconds of the server's CPU, of one load into a new server."""
    with tempfile.TemporaryDirectory() as folder, virtuoso.running(Path(folder)) as server:
        used, start = cpu(Path(folder)), time.perf_counter()
        way(server, nquads)
        return time.perf_counter() - start, cpu(Path(folder)) - used


def missing() -> str:
    return virtuoso.missing()


def run(plan: Plan) -> Iterator[Section]:
    nquads = cache.nquads()
    ways = {"push": push, "bulk load": bulk}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for number in range(plan.at_most(5)):
        for name in ways if number % 2 == 0 else reversed(ways):
            taken[name].append(loaded(ways[name], nquads))
    pairs = [
        Pair(what, "bulk load", *([each[at] for each in taken[name]] for name in ways), asked=asked)
        for at, (what, asked) in enumerate((("push, elapsed", "≤ 1.5"), ("push, CPU of the server", "")))
    ]
    yield Section("The whole record to a new Virtuoso", pairs)
