"""A forked process that answers queries and can be killed, and what its end means."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import warnings
from functools import partial
from pathlib import Path

import pyoxigraph

from jumelage_graph.engines.bounded import child
from jumelage_graph.engines.bounded.child import HEAD, Handle, frame
from jumelage_graph.engines.bounded.jobs import Job, Reply, reply
from jumelage_graph.engines.bounded.limits import Limits
from jumelage_graph.errors import CrashError, JumelageError, LimitError
from jumelage_graph.words import say

_LATER = 5
"""How much a process gives way to others (``nice``) whose query takes long."""

GRACE = 0.15
"""Seconds after the limit of a query at which a process is killed that the system has not ended."""


class Worker:
    """A process forked from this one. It holds a copy of what ``handle`` needs, and no file, socket or terminal."""

    def __init__(self, handle: Handle, limits: Limits) -> None:
        """Fork it."""
        self.limits = limits
        self.connection, inner = socket.socketpair()
        self._errors, errors = os.pipe()
        with warnings.catch_warnings():  # the process touches nothing that other threads hold
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if not self.pid:
            child.run(handle, inner, errors, limits)
        inner.close()
        os.close(errors)

    def ask(self, job: object) -> Reply:
        """The reply to a job.

        Errors: ``LimitError`` and ``CrashError`` where the process ended; it answers no more then.
        """
        self.connection.settimeout(self.limits.seconds + GRACE if self.limits.seconds else None)
        try:
            self.connection.sendall(frame(job))
            with self.connection.makefile("rb") as stream:
                told, size = HEAD.unpack(stream.read(HEAD.size))
                return reply_of(stream.read(told), stream.read(size))
        except TimeoutError:
            raise self.too_slow() from None
        except Exception:
            raise self.ended() from None

    def too_slow(self) -> JumelageError:
        """The error of a query that took too long, its process being killed."""
        self.kill()
        return LimitError(say("engines.seconds", allowed=self.limits.seconds))

    def ended(self) -> JumelageError:
        """The error of a query in which the process ended by itself."""
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        told = os.read(self._errors, 4096)
        self.kill()
        number = os.waitstatus_to_exitcode(status)
        if number == -signal.SIGALRM:
            return LimitError(say("engines.seconds", allowed=self.limits.seconds))
        if b"memory allocation" in told:
            return LimitError(say("engines.memory", allowed=self.limits.memory >> 20))
        reason = signal.Signals(-number).name if number < 0 else str(number)
        return CrashError(say("engines.crash", reason=reason))

    def give_way(self) -> None:
        """Let other processes go first from now on; only the system's administrator could take that back."""
        with contextlib.suppress(OSError):  # it has ended
            threads = Path(f"/proc/{self.pid}/task")  # Linux takes each thread by itself
            for number in map(int, os.listdir(threads) if threads.exists() else [self.pid]):  # noqa: PTH208
                os.setpriority(os.PRIO_PROCESS, number, os.getpriority(os.PRIO_PROCESS, number) + _LATER)

    def kill(self) -> None:
        """End the process at once, if it runs, and let go of it."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
        self.connection.close()
        if self._errors >= 0:
            os.close(self._errors)
            self._errors = -1


def reply_of(told: bytes, body: bytes) -> Reply:
    """The reply that a message holds. Errors: ``EOFError`` where it breaks off."""
    reply: Reply = pickle.loads(told)
    return reply._replace(body=body)


def ask_once(store: pyoxigraph.Store, job: Job, limits: Limits) -> Reply:
    """The reply of a process that lives for one job; an interruption ends it too.

    Errors: the one that the job ended in.
    """
    worker = Worker(partial(reply, store, limits), limits)
    try:
        answered = worker.ask(job)
    finally:
        worker.kill()
    if answered.error:
        raise answered.error
    return answered
