"""Sends requests to one server and nowhere else: within one deadline and one size, with patience and typed errors."""

from __future__ import annotations

import email.message
import email.utils
import gzip
import math
import socket
import ssl
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from http.client import BadStatusLine, HTTPException, IncompleteRead, RemoteDisconnected
from typing import Any

from jumelage_graph.engines.connecting.address import Address, veiled
from jumelage_graph.engines.connecting.login import Challenged, Login
from jumelage_graph.engines.connecting.timed import Deadline, Plain, Secure
from jumelage_graph.errors import (
    EndpointAnswerError,
    EndpointBusyError,
    EndpointError,
    EndpointRefusedError,
    EndpointTimeoutError,
    EndpointUnreachableError,
    UsageError,
)
from jumelage_graph.words import Said, say

_BUSY = (429, 502, 503, 504)
_CHUNK = 1 << 16
_PACKED = ("gzip", "x-gzip")


_SIGNS: tuple[tuple[Any, type[EndpointError], str], ...] = (
    (TimeoutError, EndpointTimeoutError, "late"),
    (ssl.SSLCertVerificationError, EndpointUnreachableError, "untrusted"),
    (ssl.SSLEOFError, EndpointUnreachableError, "unreachable"),
    (ssl.SSLError, EndpointUnreachableError, "no_tls"),
    (gzip.BadGzipFile, EndpointAnswerError, "broken"),
    (RemoteDisconnected, EndpointUnreachableError, "unreachable"),
    (BadStatusLine, EndpointAnswerError, "no_http"),
    (socket.gaierror, EndpointUnreachableError, "no_host"),
    (OSError, EndpointUnreachableError, "unreachable"),
    ((IncompleteRead, EOFError, zlib.error), EndpointAnswerError, "broken"),
    ((Exception, str), EndpointAnswerError, "odd"),
)
"""What an attempt may fail of, the first that fits, with its error and what that says."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long we wait for a server, in seconds, and how much we take from it.

    ``timeout`` is the limit of one attempt, from the look-up of its name to the last byte. ``attempts`` is how often a
    server that is busy or unreachable is asked; between them we wait as long as its ``Retry-After`` says, else 0.5, 1,
    2 … A server that wants more than ``longest_wait`` is not waited for. ``sleep`` does the waiting. ``largest`` is
    the most that one answer may have, in bytes, unpacked.
    """

    timeout: float = 60.0
    attempts: int = 4
    longest_wait: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    largest: int = 100 << 20


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent: its headers and the whole body."""

    headers: email.message.Message
    body: bytes


class _Later(Exception):
    """The server may answer later: ``error`` if it never does, ``wait`` in seconds if it named one."""

    def __init__(self, error: EndpointError, wait: float | None = None) -> None:
        self.error = error
        self.wait = wait


class Server:
    """One server, as it is asked; no redirection is followed."""

    def __init__(self, address: Address, patience: Patience = PATIENCE, login: Login | None = None) -> None:
        """The server at an address, told a login where it asks for one."""
        self.address, self._patience = address, patience
        self._secrets = (*address.secrets, *(login.secrets if login else ()))
        self._opener = urllib.request.OpenerDirector()
        handlers: list[Any] = [urllib.request.ProxyHandler, Plain, Secure, urllib.request.UnknownHandler]
        handlers += [urllib.request.HTTPDefaultErrorHandler, urllib.request.HTTPErrorProcessor]
        for handler in handlers:
            self._opener.add_handler(handler())
        if login:
            self._opener.add_handler(Challenged(address, login))

    def send(self, request: urllib.request.Request) -> Reply:
        """The server's reply, if its status is one of success.

        Errors: ``UsageError`` if the server calls the request malformed (400); ``EndpointTimeoutError``,
        ``EndpointUnreachableError``, ``EndpointBusyError``, ``EndpointRefusedError`` (401, 403, 407),
        ``EndpointAnswerError`` (broken off, too large, no HTTP); ``EndpointError`` for any other status.
        """
        request.add_header("Accept-encoding", "gzip")
        for attempt in range(1, self._patience.attempts + 1):
            try:
                return self._attempt(request)
            except _Later as later:
                wait = 2.0 ** (attempt - 2) if later.wait is None else later.wait
                if attempt == self._patience.attempts or wait > self._patience.longest_wait:
                    raise later.error from None
            self._patience.sleep(wait)
        raise ValueError("a server must be asked at least once")

    def _attempt(self, request: urllib.request.Request) -> Reply:
        deadline: Any = Deadline(self._patience.timeout)
        try:
            with self._opener.open(request, timeout=deadline) as response:
                return Reply(response.headers, self._body(response))
        except urllib.error.HTTPError as error:
            with error:
                failure = self._failure(error)
                if isinstance(failure, EndpointError):
                    failure.status = error.code
                raise failure from None
        except (OSError, HTTPException, ValueError, NotImplementedError, EOFError, zlib.error) as error:
            raise self._broken(error) from None

    def _body(self, response: Any) -> bytes:
        """The whole body, unpacked; what is too large is left where it is."""
        packed = (response.headers.get("Content-Encoding") or "").strip().lower() in _PACKED
        stream = gzip.GzipFile(fileobj=response) if packed else response
        parts, size, promised = [], 0, response.length
        while part := stream.read(_CHUNK):
            parts.append(part)
            size += len(part)
            if size > self._patience.largest:
                raise self._said(EndpointAnswerError, "too_large", size=self._patience.largest >> 20)
        if promised is not None and not packed and size < promised:
            raise self._said(EndpointAnswerError, "broken")
        return b"".join(parts)

    def _broken(self, error: Exception) -> Exception:
        """The error for an attempt that failed without a status."""
        reason: Any = error.reason if isinstance(error, urllib.error.URLError) else error
        kind, key = next((kind, key) for sign, kind, key in _SIGNS if isinstance(reason, sign))
        text = getattr(reason, "verify_message", "") or getattr(reason, "strerror", "") or str(reason)
        shown = veiled(text or type(reason).__name__, self._secrets)
        seconds = f"{self._patience.timeout:g}"
        failure = self._said(kind, key, reason=shown, host=self.address.host, seconds=seconds)
        passing = key == "unreachable" or getattr(reason, "errno", 0) == socket.EAI_AGAIN
        return _Later(failure) if passing else failure

    def _failure(self, error: urllib.error.HTTPError) -> Exception:
        code, said = error.code, self._quoted(error)
        if code == 400:
            return UsageError(say("engines.servers.malformed", url=self.address.shown, said=said))
        if code in (401, 403, 407):
            return self._said(EndpointRefusedError, "refused", code=code, said=said)
        if code in _BUSY:
            wait = _wait(error.headers.get("Retry-After") or "")
            asked = "" if wait is None else say("engines.servers.wait", seconds=f"{wait:.0f}")
            return _Later(self._said(EndpointBusyError, "busy", code=code, said=said, wait=asked), wait)
        if 300 <= code < 400:
            there = veiled((error.headers.get("Location") or "").partition("?")[0], self._secrets)
            return self._said(EndpointError, "moved", there=there or say("engines.servers.elsewhere"))
        if code in (404, 405, 410):
            return self._said(EndpointError, "not_sparql", code=code)
        return self._said(EndpointError, "failed", code=code, said=said)

    def _said(self, kind: type[EndpointError], key: str, **values: object) -> EndpointError:
        return kind(say(f"engines.servers.{key}", url=self.address.shown, **values))

    def _quoted(self, error: urllib.error.HTTPError) -> Said:
        """The first paragraph of what the server says in plain text; a web page says nothing, nor does one cut off."""
        if error.headers.get_content_type() != "text/plain":
            return say("engines.servers.silent")
        try:
            text = error.read(4096).decode("utf-8", "replace").strip()
        except (OSError, HTTPException):
            return say("engines.servers.silent")
        return say(
            "engines.servers.speaks", text=veiled(" ".join(text.partition("\n\n")[0].split()), self._secrets)
        )


def _wait(retry_after: str) -> float | None:
    """Seconds that a ``Retry-After`` header asks for: a number, or a date (RFC 9110, section 10.2.3)."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        wait = max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return wait if math.isfinite(wait) else None
