"""A running server for the tests: ``jumelage serve`` on a free port of this computer."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from starlette.types import ASGIApp

COMMAND = [sys.executable, "-c", "from jumelage_graph.cli import main; main()", "serve", "--port", "0"]


@dataclass(frozen=True)
class Running:
    """A server; what it notes goes to a file, for a full pipe would stop it."""

    process: subprocess.Popen[bytes]
    notes: Path
    address: str

    def stop(self) -> tuple[int, str]:
        """The exit code of the server, which is asked to end, and all that it noted."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        noted = self.notes.read_text(encoding="utf-8")
        self.notes.unlink()
        return code, noted


def start(*options: str) -> Running:
    """A server that is ready to answer."""
    handle, name = tempfile.mkstemp(suffix=".log")
    notes = Path(name)
    process = subprocess.Popen([*COMMAND, *options], stderr=handle)
    os.close(handle)
    while True:
        lines = [line for line in notes.read_text(encoding="utf-8").splitlines() if "Serving at " in line]
        if lines:
            return Running(process, notes, lines[0].split()[2])
        assert process.poll() is None, notes.read_text(encoding="utf-8")
        time.sleep(0.05)


@contextlib.contextmanager
def running(app: ASGIApp) -> Iterator[str]:
    """The address at which an application is served from a thread of this process."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a server on the record."""
    running = start("--workers", str(min(4, (os.cpu_count() or 1) + 2)))
    yield running.address
    running.stop()
