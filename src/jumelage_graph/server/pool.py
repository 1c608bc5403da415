"""The processes that do the work: each has one task at a time, can be ended, and is replaced at once."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

from jumelage_graph.engines.bounded.child import HEAD, Handle, frame
from jumelage_graph.engines.bounded.jobs import Reply
from jumelage_graph.engines.bounded.limits import Limits
from jumelage_graph.engines.bounded.worker import GRACE, Worker, reply_of
from jumelage_graph.errors import JumelageError
from jumelage_graph.server.protocol import RequestError
from jumelage_graph.words import say

_LONG = 0.1
"""Seconds after which a task gives way to those of others: two that never end leave most of the speed."""


_AGAIN = 1.0
"""Seconds after which a process is forked that could not be."""


class _Seat(asyncio.Protocol):
    """A process and the connection to it; ``lost`` is told when it has ended."""

    def __init__(self, worker: Worker, lost: Callable[[_Seat], None]) -> None:
        self.worker = worker
        self.gone = self.late = False
        self._lost = lost
        self._held = bytearray()
        self._reply: asyncio.Future[Reply] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.WriteTransport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._held += data
        if len(self._held) < HEAD.size or not self._reply:
            return
        told, size = HEAD.unpack_from(self._held)
        start = HEAD.size + told
        if len(self._held) >= start + size and not self._reply.done():
            self._reply.set_result(reply_of(bytes(self._held[HEAD.size : start]), bytes(self._held[start:])))

    def connection_lost(self, _: Exception | None) -> None:
        self.gone = True
        if self._reply and not self._reply.done():
            self._reply.set_exception(EOFError())
        else:
            self._lost(self)

    async def ask(self, task: object) -> Reply:
        """The reply to a task, when it comes. Errors: ``EOFError`` where the process ends before."""
        loop = asyncio.get_running_loop()
        self._reply = loop.create_future()
        self._held.clear()
        self._transport.write(frame(task))
        patience = loop.call_later(_LONG, self._give_way)
        try:
            return await self._reply
        finally:
            patience.cancel()

    def _give_way(self) -> None:
        self.late = True
        self.worker.give_way()

    def leave(self) -> None:
        self._transport.abort()


class Pool:
    """So many processes, and a queue before them.

    ``queue`` is how many tasks may wait; one that waits longer than ``patience`` seconds is sent away too.
    """

    def __init__(self, handle: Handle, limits: Limits, size: int, queue: int, patience: float = 10) -> None:
        self._handle, self._limits, self.size = handle, limits, size
        self._queue, self._patience = queue, patience
        self._idle: asyncio.Queue[_Seat] = asyncio.Queue()
        self._seats: set[_Seat] = set()
        self._opening: set[asyncio.Task[None]] = set()
        self.waiting = 0

    async def start(self) -> None:
        """Fork all processes; what this one holds is shared with them from then on."""
        gc.collect()
        gc.freeze()
        for _ in range(self.size):
            await self._open()

    async def _open(self) -> None:
        worker = Worker(self._handle, self._limits)
        loop = asyncio.get_running_loop()
        _, seat = await loop.create_connection(lambda: _Seat(worker, self._lost), sock=worker.connection)
        self._seats.add(seat)
        self._idle.put_nowait(seat)

    def _lost(self, seat: _Seat) -> None:
        """Replace a process that ended while it had nothing to do."""
        if seat in self._seats:
            self._replaced(seat, slow=False)

    async def ask(self, task: object) -> Reply:
        """The reply to a task.

        Errors: ``RequestError`` with 503 where too many wait; ``LimitError`` and ``CrashError`` where the process
        had to be ended or ended itself; the error that the task ended in.
        """
        seat = await self._seat()
        while seat.gone:  # it ended while it had nothing to do
            seat = await self._seat()
        try:
            async with asyncio.timeout(self._limits.seconds + GRACE if self._limits.seconds else None):
                reply = await seat.ask(task)
        except TimeoutError:
            raise self._replaced(seat, slow=True) from None
        except EOFError:
            raise self._replaced(seat, slow=False) from None
        except asyncio.CancelledError:  # nobody waits for the answer any more
            self._replaced(seat, slow=True)
            raise
        if not seat.gone and (reply.last or seat.late):
            self._replaced(seat, slow=True)
        elif not seat.gone:
            self._idle.put_nowait(seat)
        if reply.error:
            raise reply.error
        return reply

    async def _seat(self) -> _Seat:
        if not self._idle.empty():
            return self._idle.get_nowait()
        if self.waiting >= self._queue:
            raise _busy()
        self.waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                return await self._idle.get()
        except TimeoutError:
            raise _busy() from None
        finally:
            self.waiting -= 1

    def _replaced(self, seat: _Seat, slow: bool) -> JumelageError:
        """End a process and have another forked in its place; the error of the task that it had."""
        self._seats.discard(seat)
        seat.leave()
        error = seat.worker.too_slow() if slow else seat.worker.ended()
        self._open_soon()
        return error

    def _open_soon(self) -> None:
        opening = asyncio.get_running_loop().create_task(self._open())
        self._opening.add(opening)
        opening.add_done_callback(self._opened)

    def _opened(self, opening: asyncio.Task[None]) -> None:
        self._opening.discard(opening)
        if not opening.cancelled() and opening.exception():  # the system has no process to give just now
            asyncio.get_running_loop().call_later(_AGAIN, self._open_soon)

    def pids(self) -> list[int]:
        """The processes that there are."""
        return [seat.worker.pid for seat in self._seats]

    def stop(self) -> None:
        """End all processes."""
        for opening in self._opening:
            opening.cancel()
        for seat in self._seats:
            seat.leave()
            seat.worker.kill()
        self._seats.clear()


def _busy() -> RequestError:
    return RequestError(503, say("server.busy"), {"Retry-After": "2"})
