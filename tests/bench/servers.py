"""Servers on the dataset that a benchmark asks: ours, and its peers, each started anew and stopped at the end."""

from __future__ import annotations

import contextlib
import importlib.util
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import serving
import virtuoso
from jumelage_graph.namespaces import GRAPHS

_ENDPOINT = """
import sys, uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
graph = Graph().parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""


@dataclass(frozen=True)
class Service:
    """Where a server answers; ``named`` is what a form adds to a query so that all graphs are asked as one.

    ``graphs`` are those that a query has to name.
    """

    url: str
    named: str = ""
    graphs: Sequence[str] = GRAPHS

    def form(self, query: str) -> str:
        """What is posted to ask it."""
        return f"query={quote(query, safe='')}{self.named}"


Started = contextlib.AbstractContextManager[Service]


@contextlib.contextmanager
def ours(*options: str) -> Iterator[serving.Running]:
    """Our server."""
    running = serving.start(*options)
    try:
        yield running
    finally:
        running.stop()


@contextlib.contextmanager
def _virtuoso(nquads: bytes) -> Iterator[Service]:
    graphs = "".join(f"&default-graph-uri={quote(graph, safe='')}" for graph in GRAPHS)
    with tempfile.TemporaryDirectory() as folder, virtuoso.running(Path(folder)) as server:
        server.load(nquads)
        yield Service(server.url, graphs)


@contextlib.contextmanager
def _oxigraph(nquads: bytes) -> Iterator[Service]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "data.nq").write_bytes(nquads)
        program, place = str(Path(sys.executable).parent / "oxigraph"), f"--location={folder}/store"
        subprocess.run(
            [program, "load", place, "--file", f"{folder}/data.nq"], check=True, capture_output=True
        )
        (port,) = virtuoso.free_ports(1)
        command = [program, "serve-read-only", place, "--bind", f"127.0.0.1:{port}"]
        with _listening(command, port):
            yield Service(f"http://127.0.0.1:{port}/query", "&union-default-graph=true")


@contextlib.contextmanager
def _rdflib_endpoint(nquads: bytes) -> Iterator[Service]:
    from jumelage_graph.statements.syntaxes import union

    with tempfile.NamedTemporaryFile(suffix=".nt") as file:
        file.write(union(nquads))
        file.flush()
        (port,) = virtuoso.free_ports(1)
        with _listening([sys.executable, "-c", _ENDPOINT, file.name, str(port)], port):
            yield Service(f"http://127.0.0.1:{port}/", graphs=())


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


def peers() -> dict[str, Callable[[bytes], Started]]:
    """How each peer that is installed is started with a dataset, by its name."""
    found = {"Virtuoso": _virtuoso, "Oxigraph's server": _oxigraph, "rdflib-endpoint": _rdflib_endpoint}
    return {name: start for name, start in found.items() if name != "rdflib-endpoint" or _has_rdflib()}


def _has_rdflib() -> bool:
    return importlib.util.find_spec("rdflib_endpoint") is not None


def left_out() -> str:
    """What the report says of a peer that is not installed."""
    return (
        "" if _has_rdflib() else "Left out: rdflib-endpoint is not installed (pip install rdflib-endpoint)."
    )
