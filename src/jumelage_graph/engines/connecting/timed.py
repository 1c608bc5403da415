"""Connections that obey one deadline, whatever a server does: the name, the connection, each byte sent and received."""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
import time
import urllib.request
from typing import Any

Found = list[tuple[Any, ...]]


class Deadline:
    """A moment until which a whole attempt may last."""

    def __init__(self, seconds: float) -> None:
        """So many seconds from now."""
        self.end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left. Errors: ``TimeoutError`` where there are none."""
        seconds = self.end - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


class _Plain(socket.socket):
    """A socket each call of which waits no longer than the deadline."""

    deadline: Deadline

    def recv_into(self, *arguments: Any) -> int:
        """Bytes, as far as they come in time."""
        self.settimeout(self.deadline.left())
        return super().recv_into(*arguments)

    def sendall(self, *arguments: Any) -> None:
        """Send all in time."""
        self.settimeout(self.deadline.left())
        super().sendall(*arguments)


class _Secure(ssl.SSLSocket):
    """The same through TLS."""

    deadline: Deadline

    def recv_into(self, *arguments: Any) -> int:
        """Bytes, as far as they come in time."""
        self.settimeout(self.deadline.left())
        return super().recv_into(*arguments)

    def send(self, *arguments: Any) -> int:
        """Send what can be sent in time."""
        self.settimeout(self.deadline.left())
        return super().send(*arguments)


def _found(host: str, port: int, deadline: Deadline) -> Found:
    """The addresses of a host; the system's own search knows no deadline, so it goes on in a thread of its own."""
    outcome: queue.SimpleQueue[Found | Exception] = queue.SimpleQueue()

    def search() -> None:
        try:
            outcome.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            outcome.put(error)

    threading.Thread(target=search, daemon=True).start()
    try:
        found = outcome.get(timeout=deadline.left())
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, UnicodeError):
        raise socket.gaierror(socket.EAI_NONAME, str(found))
    if isinstance(found, Exception):
        raise found
    return found


def _connected(place: tuple[str, int], deadline: Deadline, *_: object) -> socket.socket:
    """A connection to the first of the host's addresses that takes one; each has its share of the time."""
    addresses = _found(*place, deadline)
    failure = OSError(f"{place[0]} has no address")
    for number, (family, kind, protocol, _name, address) in enumerate(addresses):
        made = _Plain(family, kind, protocol)
        made.deadline = deadline
        try:
            made.settimeout(deadline.left() / (len(addresses) - number))
            made.connect(address)
            made.settimeout(deadline.left())  # a handshake of TLS has so much in all
        except OSError as error:
            made.close()
            failure = error
        else:
            return made
    raise failure


class _Connection(http.client.HTTPConnection):
    """A connection whose ``timeout`` is a deadline."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._create_connection = _connected


class _SecureConnection(http.client.HTTPSConnection):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._create_connection = _connected


class Plain(urllib.request.HTTPHandler):
    """Opens ``http`` addresses; what ``open`` is given as ``timeout`` is a deadline."""

    def http_open(self, request: urllib.request.Request) -> Any:
        """The response, its body unread."""
        return self.do_open(_Connection, request)


class Secure(urllib.request.HTTPSHandler):
    """The same for ``https``: it trusts the system's authorities, and those that ``SSL_CERT_FILE`` names."""

    def https_open(self, request: urllib.request.Request) -> Any:
        """The response, its body unread."""
        context = ssl.create_default_context()
        context.sslsocket_class = type("_Timed", (_Secure,), {"deadline": request.timeout})
        return self.do_open(_SecureConnection, request, context=context)
