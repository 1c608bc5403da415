"""The outermost layer: every reply may be read by pages of other sites, every request is noted, no fault leaks."""

from __future__ import annotations

import json
import logging
import time
from datetime import UTC, datetime

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jumelage_graph.server.replies import NOTES, problem, spoken
from jumelage_graph.words import told

_log = logging.getLogger("jumelage.server")
_SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"ETag, {NOTES}, Link, Location, Retry-After, Vary",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Door:
    """The application behind the headers that all replies share."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the life of the server."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status, size = time.perf_counter(), 0, 0

        async def shared(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _SHARED.items():
                    headers[name] = value
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._reply(scope, receive, shared)
        except Exception:  # the application has replied already
            _log.exception("fault")
        finally:
            _note(scope, status, size, time.perf_counter() - start)

    async def _reply(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


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
