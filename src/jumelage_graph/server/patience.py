"""How long and how much the server waits for and reads of a caller who is slow, or sends without end."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_LARGEST = 64 << 10
"""The bytes of the head of a request that are read: its address and headers."""

_HEAD = 10
"""Seconds in which a head has to arrive."""

_UNREAD = 300
"""Seconds after which an answer that the caller does not read is thrown away."""


class Patient(HttpToolsProtocol):
    """HTTP on one connection; the library by itself waits for a head for ever, and keeps all of it."""

    _read = 0
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A caller is there: the head of a request has to come."""
        super().connection_made(transport)
        self._await_head()

    def _await_head(self) -> None:
        self._read = 0
        self._waiting = self.loop.call_later(_HEAD, self.transport.close)

    def data_received(self, data: bytes) -> None:
        """Read on, up to the size of a head while one is awaited."""
        if self._waiting:
            self._read += len(data)
            if self._read > _LARGEST:
                self.send_400_response(f"The head of a request may have {_LARGEST} bytes.")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Another request begins on the same connection."""
        super().on_message_begin()
        if not self._waiting:
            self._await_head()

    def on_headers_complete(self) -> None:
        """The head is there."""
        self._arrived()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """The caller is gone."""
        self._arrived()
        super().connection_lost(exc)

    def _arrived(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None

    def timeout_keep_alive_handler(self) -> None:
        """No further request came: end the connection, and throw away what is never read."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(_UNREAD, self.transport.abort)
