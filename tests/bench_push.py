"""``push`` of the whole record beside Virtuoso's own bulk load of the same file, each on a new server, in turn.

Run it with ``PYTHONPATH=tests .venv/bin/python tests/bench_push.py``. The ratios are of wall time, and of the CPU time
of the server; what ``push`` compares, and that it gathers each graph beside the served one, is in its share.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from jumelage_graph import api, cache
from virtuoso import Server, running

ROUNDS = 5
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


def measured(way: Way, nquads: bytes) -> tuple[float, float]:
    """Seconds, and seconds of the server's CPU, of one load into a new server."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as server:
        used, start = cpu(Path(folder)), time.perf_counter()
        way(server, nquads)
        return time.perf_counter() - start, cpu(Path(folder)) - used


def main() -> None:
    """Measure and print."""
    nquads = cache.nquads()
    taken = [(measured(push, nquads), measured(bulk, nquads)) for _ in range(ROUNDS)]
    for number, unit in enumerate(("seconds", "server's CPU seconds")):
        ratios = sorted(ours[number] / theirs[number] for ours, theirs in taken)
        ours, theirs = (statistics.median(each[side][number] for each in taken) for side in (0, 1))
        spread = f"{ratios[0]:.2f}–{ratios[-1]:.2f}"
        print(f"push {ours:.2f}, bulk load {theirs:.2f} {unit}: {statistics.median(ratios):.2f} × ({spread})")


if __name__ == "__main__":
    main()
