"""The processes that do the work: each has one task at a time, can be ended, and is replaced at once."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from dataclasses import dataclass

from jumelage_graph.engines.bounded.child import HEAD, Handle, frame
from jumelage_graph.engines.bounded.jobs import Reply
from jumelage_graph.engines.bounded.limits import Limits
from jumelage_graph.engines.bounded.worker import Worker, reply_of
from jumelage_graph.errors import JumelageError
from jumelage_graph.server.protocol import RequestError
from jumelage_graph.words import say


@dataclass(frozen=True, slots=True)
class _Seat:
    """A process and the two ends of its connection."""

    worker: Worker
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Pool:
    """So many processes, and a queue before them.

    ``queue`` is how many tasks may wait; one that waits longer than ``patience`` seconds is sent away too.
    """

    def __init__(self, handle: Handle, limits: Limits, size: int, queue: int, patience: float = 10) -> None:
        self._handle, self._limits, self.size = handle, limits, size
        self._queue, self._patience = queue, patience
        self._idle: asyncio.Queue[_Seat] = asyncio.Queue()
        self._seats: set[_Seat] = set()
        self.waiting = 0

    async def start(self) -> None:
        """Fork all processes; what this one holds is shared with them from then on."""
        gc.collect()
        gc.freeze()
        for _ in range(self.size):
            await self._open()

    async def _open(self) -> None:
        worker = Worker(self._handle, self._limits)
        reader, writer = await asyncio.open_connection(sock=worker.connection, limit=1 << 20)
        seat = _Seat(worker, reader, writer)
        self._seats.add(seat)
        self._idle.put_nowait(seat)

    async def ask(self, task: object) -> Reply:
        """The reply to a task.

        Errors: ``RequestError`` with 503 where too many wait; ``LimitError`` and ``CrashError`` where the process
        had to be ended or ended itself; the error that the task ended in.
        """
        seat = await self._seat()
        while seat.reader.at_eof():  # it ended while it had nothing to do
            await self._replaced(seat, slow=False)
            seat = await self._seat()
        try:
            reply = await asyncio.wait_for(_converse(seat, task), self._limits.seconds or None)
        except TimeoutError:
            raise await self._replaced(seat, slow=True) from None
        except (asyncio.IncompleteReadError, OSError):
            raise await self._replaced(seat, slow=False) from None
        except asyncio.CancelledError:  # nobody waits for the answer any more
            await self._replaced(seat, slow=True)
            raise
        self._idle.put_nowait(seat)
        if reply.error:
            raise reply.error
        return reply

    async def _seat(self) -> _Seat:
        if self._idle.empty() and self.waiting >= self._queue:
            raise _busy()
        self.waiting += 1
        try:
            return await asyncio.wait_for(self._idle.get(), self._patience)
        except TimeoutError:
            raise _busy() from None
        finally:
            self.waiting -= 1

    async def _replaced(self, seat: _Seat, slow: bool) -> JumelageError:
        """End a process and fork another in its place; the error of the task that it had."""
        error = seat.worker.too_slow() if slow else seat.worker.ended()
        self._leave(seat)
        await self._open()
        return error

    def _leave(self, seat: _Seat) -> None:
        self._seats.discard(seat)
        with contextlib.suppress(OSError):
            seat.writer.close()
        seat.worker.kill()

    def pids(self) -> list[int]:
        """The processes that there are."""
        return [seat.worker.pid for seat in self._seats]

    def stop(self) -> None:
        """End all processes."""
        for seat in list(self._seats):
            self._leave(seat)


async def _converse(seat: _Seat, task: object) -> Reply:
    seat.writer.write(frame(task))
    await seat.writer.drain()
    told, size = HEAD.unpack(await seat.reader.readexactly(HEAD.size))
    return reply_of(await seat.reader.readexactly(told), await seat.reader.readexactly(size))


def _busy() -> RequestError:
    return RequestError(503, say("server.busy"), {"Retry-After": "2"})
