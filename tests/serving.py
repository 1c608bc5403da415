"""A running server for the tests: ``jumelage serve`` on a free port of this computer."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a server on the record."""
    running = start("--workers", str(min(4, (os.cpu_count() or 1) + 2)))
    yield running.address
    running.stop()
