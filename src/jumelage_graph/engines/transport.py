"""Sends a request to one server and nowhere else: with a time limit, patience, and typed errors."""

from __future__ import annotations

import email.message
import email.utils
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse

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


@dataclass(frozen=True, slots=True)
class Patience:
    """How long we wait for a server, in seconds.

    ``timeout`` is the limit of one attempt. ``attempts`` is how often a server that is busy or unreachable is
    asked; between them we wait as long as its ``Retry-After`` says, else 0.5, 1, 2 … A server that wants more
    than ``longest_wait`` is not waited for. ``sleep`` does the waiting.
    """

    timeout: float = 60.0
    attempts: int = 4
    longest_wait: float = 60.0
    sleep: Callable[[float], None] = time.sleep


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


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def send(request: urllib.request.Request, patience: Patience) -> Reply:
    """The server's reply with status 200.

    Errors: ``UsageError`` if the server calls the request malformed (400); ``EndpointTimeoutError``,
    ``EndpointUnreachableError``, ``EndpointBusyError``, ``EndpointRefusedError`` (401, 403),
    ``EndpointAnswerError`` (broken off); ``EndpointError`` for any other status. No redirection is followed.
    """
    for attempt in range(1, patience.attempts + 1):
        try:
            return _attempt(request, patience.timeout)
        except _Later as later:
            wait = 2.0 ** (attempt - 2) if later.wait is None else later.wait
            if attempt == patience.attempts or wait > patience.longest_wait:
                raise later.error from None
        patience.sleep(wait)
    raise ValueError("a server must be asked at least once")


def _attempt(request: urllib.request.Request, timeout: float) -> Reply:
    url, end = request.full_url, time.monotonic() + timeout
    late = EndpointTimeoutError(say("engines.servers.late", url=url, seconds=f"{timeout:g}"))
    try:
        with _OPENER.open(request, timeout=timeout) as response:
            return Reply(response.headers, _body(response, url, end))
    except urllib.error.HTTPError as error:
        raise _failure(url, error) from None
    except TimeoutError:
        raise late from None
    except (urllib.error.URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise late from None
        raise _Later(
            EndpointUnreachableError(say("engines.servers.unreachable", url=url, reason=reason))
        ) from None


def _body(response: HTTPResponse, url: str, end: float) -> bytes:
    """The whole body; a server that sends it drop by drop has no more time than one that is silent."""
    parts, promised = [], response.length
    try:
        while part := response.read1(_CHUNK):
            parts.append(part)
            if time.monotonic() > end:
                raise TimeoutError
    except HTTPException:
        raise _broken(url) from None
    body = b"".join(parts)
    if promised is not None and len(body) < promised:
        raise _broken(url)
    return body


def _broken(url: str) -> EndpointAnswerError:
    return EndpointAnswerError(say("engines.servers.broken", url=url))


def _failure(url: str, error: urllib.error.HTTPError) -> Exception:
    said = _said(error)
    match error.code:
        case 400:
            return UsageError(say("engines.servers.malformed", url=url, said=said))
        case 401 | 403:
            return EndpointRefusedError(say("engines.servers.refused", url=url, code=error.code, said=said))
        case code if code in _BUSY:
            wait = _wait(error.headers.get("Retry-After", ""))
            asked = "" if wait is None else say("engines.servers.wait", seconds=f"{wait:.0f}")
            busy = say("engines.servers.busy", url=url, code=code, said=said, wait=asked)
            return _Later(EndpointBusyError(busy), wait)
        case code if 300 <= code < 400:
            there = error.headers.get("Location") or say("engines.servers.elsewhere")
            return EndpointError(say("engines.servers.moved", url=url, there=there))
        case 404 | 405 | 410:
            return EndpointError(say("engines.servers.not_sparql", url=url, code=error.code))
    return EndpointError(say("engines.servers.failed", url=url, code=error.code, said=said))


def _said(error: urllib.error.HTTPError) -> Said:
    """The first paragraph of what the server says in plain text; a web page says nothing."""
    if error.headers.get_content_type() != "text/plain":
        return say("engines.servers.silent")
    text = error.read(4096).decode("utf-8", "replace").strip()
    return say("engines.servers.speaks", text=" ".join(text.partition("\n\n")[0].split())[:500])


def _wait(retry_after: str) -> float | None:
    """Seconds that a ``Retry-After`` header asks for: a number, or a date (RFC 9110, section 10.2.3)."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time())
    except ValueError:
        return None
