"""A running server for the tests: ``jumelage serve`` on a free port of this computer."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

COMMAND = [sys.executable, "-c", "from jumelage_graph.cli import main; main()", "serve", "--port", "0"]


def start(*options: str) -> tuple[subprocess.Popen[str], str]:
    """A server and its address, with a slash at its end."""
    process = subprocess.Popen([*COMMAND, *options], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("Serving at "):
            return process, line.split()[2]
    raise AssertionError(f"the server ended with {process.wait()}")


def stop(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code of a server that is asked to end, and all that it noted."""
    process.send_signal(signal.SIGTERM)
    _, noted = process.communicate(timeout=60)
    return process.returncode, noted


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a server on the record."""
    process, found = start("--workers", str(min(4, (os.cpu_count() or 1) + 2)))
    yield found
    stop(process)
