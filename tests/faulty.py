"""A server that does whatever one tells it, byte by byte: what servers on the internet do, and worse."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import ssl
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

JSON, TEXT, HTML = "application/sparql-results+json", "text/plain", "text/html"
CELL = {"type": "uri", "value": "https://example.org/x"}
Act = Callable[["Faulty", socket.socket], None]


def table(*rows: object, columns: tuple[str, ...] = ("a",)) -> str:
    """Results in JSON, whatever the rows are."""
    return json.dumps({"head": {"vars": list(columns)}, "results": {"bindings": list(rows)}})


GOOD = table({"a": CELL})


def answer(body: str | bytes = GOOD, status: str = "200 OK", kind: str = JSON, **headers: str) -> Act:
    """Send one answer, whole; ``headers`` take the place of what fits."""
    content = body.encode() if isinstance(body, str) else body
    told = {"Content-Type": kind, "Content-Length": str(len(content)), "Connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value)
    return raw(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + content)


def raw(*parts: bytes) -> Act:
    """Send these bytes, and close."""
    return lambda _, connection: connection.sendall(b"".join(parts))


def then(*acts: Act) -> Act:
    """One act after the other."""

    def act(server: Faulty, connection: socket.socket) -> None:
        for each in acts:
            each(server, connection)

    return act


def drip(part: bytes) -> Act:
    """Send a part again and again, slower than anything is cut off but for its whole time."""

    def act(server: Faulty, connection: socket.socket) -> None:
        while not server.closing.wait(0.02):
            connection.sendall(part)

    return act


def flood(part: bytes) -> Act:
    """Send a part again and again, as fast as it goes."""

    def act(server: Faulty, connection: socket.socket) -> None:
        while not server.closing.is_set():
            connection.sendall(part)

    return act


def reset(_: Faulty, connection: socket.socket) -> None:
    """Break the connection off, so that the other side gets an error."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def silent(server: Faulty, _: socket.socket) -> None:
    """Say nothing."""
    server.closing.wait()


def chunks(*parts: bytes) -> Act:
    """An answer in chunks, which are sent as they are given."""
    return raw(
        f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nTransfer-Encoding: chunked\r\n\r\n".encode(), *parts
    )


def packed(body: bytes) -> Act:
    """An answer that says that it is packed, which may be a lie."""
    return answer(body, Content_Encoding="gzip")


def bomb(megabytes: int) -> bytes:
    """A packed text of nothing but spaces."""
    return gzip.compress(b" " * (megabytes << 20))


@dataclass
class Faulty:
    """The server: each connection is one request, and is answered by the next act, the last of them for ever."""

    url: str
    acts: list[Act]
    asked: list[bytes] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def serve(self, listening: socket.socket, context: ssl.SSLContext | None) -> None:
        """Answer until the server is closed."""
        while not self.closing.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection, context), daemon=True).start()

    def _one(self, connection: socket.socket, context: ssl.SSLContext | None) -> None:
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.enter_context(connection)
            if context:
                connection = stack.enter_context(context.wrap_socket(connection, server_side=True))
            self.asked.append(_request(connection))
            act = self.acts.pop(0) if len(self.acts) > 1 else self.acts[0]
            act(self, connection)


def _request(connection: socket.socket) -> bytes:
    """The whole request, or the first words of TLS."""
    text = b""
    while b"\r\n\r\n" not in text and text[:1] != b"\x16" and (part := connection.recv(1 << 16)):
        text += part
    head, _, body = text.partition(b"\r\n\r\n")
    length = next(
        (int(line[15:]) for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"), 0
    )
    while len(body) < length and (part := connection.recv(1 << 16)):
        body += part
    return head + b"\r\n\r\n" + body


@contextlib.contextmanager
def serving(*acts: Act, context: ssl.SSLContext | None = None) -> Iterator[Faulty]:
    """A server that acts so."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        scheme = "https" if context else "http"
        server = Faulty(f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/sparql", list(acts))
        thread = threading.Thread(target=server.serve, args=(listening, context), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def certificate(folder: Path) -> Path:
    """A certificate with its key, for 127.0.0.1, that nobody but itself vouches for."""
    path = folder / "server.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    told = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
    subprocess.run(
        [*made, *told, "-keyout", path, "-out", folder / "only.pem"], check=True, capture_output=True
    )
    path.write_bytes(path.read_bytes() + (folder / "only.pem").read_bytes())
    return path
