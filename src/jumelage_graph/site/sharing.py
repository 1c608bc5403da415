"""Work shared among processes that are copies of this one: whatever was read before stands ready in each of them."""

from __future__ import annotations

import mmap
import multiprocessing
import os
import signal
import warnings
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar, cast

Part = TypeVar("Part")
Made = TypeVar("Made")

_PAUSE = 0.1
"""Seconds between two looks at how far the processes are."""


def processors() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Shared(Generic[Part, Made]):
    """What a task makes of each of many parts, while this process does something else.

    The task must hold no lock of a thread, and ask nothing over a connection that was opened before.
    """

    def __init__(self, task: Callable[[Part], Made], parts: Sequence[Part]) -> None:
        """Begin; each process takes every so-manieth part, so that all take about as long.

        Where processes cannot be copied (Windows), this one makes everything itself, when it is asked for.
        """
        apart = "fork" in multiprocessing.get_all_start_methods()
        self._here = map(task, () if apart else parts)
        count = min(processors(), len(parts)) if apart else 0
        self._counts = mmap.mmap(-1, 4 * count) if count else b""
        fork = multiprocessing.get_context("fork" if apart else None)
        self._results: list[Connection] = []
        self._workers = []
        for number in range(count):
            result, inner = fork.Pipe(duplex=False)
            worker = fork.Process(
                target=self._work, args=(task, parts[number::count], number, inner), daemon=True
            )
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the task needs none of them
                worker.start()
            inner.close()
            self._results.append(result)
            self._workers.append(worker)

    def _work(
        self, task: Callable[[Part], Made], parts: Sequence[Part], number: int, result: Connection
    ) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began the work ends it
        counts = memoryview(self._counts).cast("I")
        made: list[Made] = []
        try:
            for part in parts:
                made.append(task(part))
                counts[number] = len(made)
        except Exception as error:  # it is raised where the work was asked for
            result.send(error)
        else:
            result.send(made)

    @property
    def done(self) -> int:
        """How many parts are made."""
        return sum(memoryview(self._counts).cast("I"))

    def made(self, waiting: Callable[[], None]) -> Iterator[Made]:
        """All that was made, when all is; ``waiting`` is called again and again until then.

        Errors: the first of the task; ``EOFError`` where a process was ended.
        """
        for one in self._here:
            waiting()
            yield one
        left = list(self._results)
        while left:
            for result in cast(list[Connection], wait(left, _PAUSE)):
                found = result.recv()
                if isinstance(found, Exception):
                    raise found
                left.remove(result)
                yield from found
            waiting()

    def close(self) -> None:
        """End the processes that still work."""
        for worker in self._workers:
            worker.kill()
            worker.join()
