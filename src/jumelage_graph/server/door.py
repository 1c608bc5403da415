"""The outermost layer: every reply may be read by pages of other sites, every request is noted, no fault leaks."""

from __future__ import annotations

import json
import logging
import time
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jumelage_graph.server.cache import Cache
from jumelage_graph.server.replies import LASTING, NOTES, problem, spoken
from jumelage_graph.words import told

_log = logging.getLogger("jumelage.server")
_SHARED = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", f"ETag, {NOTES}, Link, Location, Retry-After, Vary".encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
_VARYING = {b"host", b"accept", b"accept-language", b"accept-encoding", b"if-none-match"}
"""The headers on which a lasting reply can depend."""

_LONGEST = 2000  # characters of a question whose reply is kept
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


Question = tuple[str | bytes, ...]


class Door:
    """The application behind the headers that all replies share; it replies at once to what it was asked before.

    Up to ``kept`` bytes of lasting replies are held for that.
    """

    def __init__(self, app: ASGIApp, kept: int) -> None:
        self._app = app
        self._replies: Cache[list[Message]] = Cache(kept)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the life of the server."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status, size = time.perf_counter(), 0, 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._reply(scope, receive, sending)
        except Exception:  # the application has replied already
            _log.exception("fault")
        finally:
            _note(scope, status, size, time.perf_counter() - start)

    async def _reply(self, scope: Scope, receive: Receive, send: Send) -> None:
        question = _question(scope)
        sent = (self._replies.get(question) if question else None) or []
        for message in sent:
            await send(message)
        if sent:
            return

        async def shared(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_SHARED]
            if LASTING in scope:
                sent.append(message)
            await send(message)

        app = Response(status_code=204, headers=_PREFLIGHT) if scope["method"] == "OPTIONS" else self._app
        await app(scope, receive, shared)
        if question and sent:
            self._replies.put(question, sent, _LONGEST + sum(len(each.get("body", b"")) for each in sent))


def _question(scope: Scope) -> Question | None:
    """All that a lasting reply to a GET can depend on; ``None`` for other requests, and very long ones."""
    if scope["method"] != "GET":
        return None
    headers = (part for name, value in scope["headers"] if name in _VARYING for part in (name, value))
    question = (scope["scheme"], scope["path"], scope["query_string"], *headers)
    return question if sum(map(len, question)) <= _LONGEST else None


def _note(scope: Scope, status: int, size: int, seconds: float) -> None:
    """One line of JSON: no address of the caller, no query."""
    entry = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": scope["method"],
        "path": scope["path"][:200],
        "status": status,
        "bytes": size,
        "ms": round(seconds * 1000, 1),
    }
    _log.info(json.dumps(entry, ensure_ascii=False))


def failed(request: Request, status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """The reply for an error, in the language of the reader."""
    return problem(request, status, told(message, spoken(request)), headers)
