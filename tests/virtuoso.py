"""A real SPARQL server for the tests: Virtuoso, on loopback, with its own configuration and data folder.

Mark a test that uses the fixture ``virtuoso`` with ``xdist_group("virtuoso")``, so that one worker starts one
server.
"""

import contextlib
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from jumelage_graph import resources

PACKAGE = "virtuoso-opensource-7-bin"
CONFIGURATION = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
SchedulerInterval = 10

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5

[SPARQL]
ResultSetMaxRows = {max_rows}
"""


@dataclass(frozen=True)
class Server:
    """One running server."""

    folder: Path
    http: int
    sql: int

    @property
    def url(self) -> str:
        """The address of its SPARQL endpoint."""
        return f"http://127.0.0.1:{self.http}/sparql"

    def load(self, nquads: bytes) -> None:
        """Load a dataset into its four named graphs."""
        (self.folder / "jumelage.nq").write_bytes(nquads)
        recipe = (resources.package() / "site" / "guide" / "code" / "virtuoso.txt").read_text(
            encoding="utf-8"
        )
        (statements,) = re.findall(r'^isql-vt .* "exec=(.*)"$', recipe, re.M)
        self._execute(statements)

    def _execute(self, statements: str) -> None:
        connection = [f"127.0.0.1:{self.sql}", "dba", "dba", "ERRORS=STDOUT", "VERBOSE=OFF"]
        done = subprocess.run(
            ["isql-vt", *connection, f"exec={statements}"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert "Error" not in done.stdout, done.stdout


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports: list[int] = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def missing() -> str:
    """The Debian package to install, if the server is not there."""
    if shutil.which("virtuoso-t") and shutil.which("isql-vt"):
        return ""
    return f"Virtuoso is not installed; as root on Debian: apt-get install {PACKAGE}"


def require(reason: str) -> None:
    """Skip the test for this reason, unless everything is required."""
    if reason and os.environ.get("JUMELAGE_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@contextlib.contextmanager
def running(folder: Path, max_rows: int = 10_000) -> Iterator[Server]:
    """A server in an empty folder, stopped at the end."""
    http, sql = free_ports(2)
    (folder / "virtuoso.ini").write_text(CONFIGURATION.format(http=http, sql=sql, max_rows=max_rows))
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    with subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stderr is not None
        try:
            said = []
            for line in server.stderr:
                said.append(line)
                if "Server online" in line:
                    break
            else:
                pytest.fail(f"Virtuoso did not start:\n{''.join(said)}")
            yield Server(folder, http, sql)
        finally:
            server.kill()


class Virtuoso:
    """A server for each dataset that is loaded; ``url`` is the endpoint of the one that was loaded last.

    Virtuoso chooses its plans by what it has seen: a server that had held another dataset would answer otherwise.
    """

    def __init__(self, folders: Callable[[str], Path], stack: contextlib.ExitStack) -> None:
        self._folders, self._stack = folders, stack
        self._servers: dict[bytes, Server] = {}
        self.url = ""

    def load(self, nquads: bytes) -> None:
        """Have a server that holds this dataset and nothing else."""
        if nquads not in self._servers:
            server = self._stack.enter_context(running(self._folders("virtuoso")))
            server.load(nquads)
            self._servers[nquads] = server
        self.url = self._servers[nquads].url


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """Running Virtuoso servers; skips loudly where it is not installed."""
    require(missing())
    with contextlib.ExitStack() as stack:
        yield Virtuoso(tmp_path_factory.mktemp, stack)
