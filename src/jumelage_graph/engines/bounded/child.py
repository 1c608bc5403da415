"""What runs in the forked process: it holds the data, answers what comes through one socket, and can open nothing."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import resource
import signal
import socket
import struct
import threading
from collections.abc import Callable
from typing import Any

from jumelage_graph.engines.bounded.jobs import Reply
from jumelage_graph.engines.bounded.limits import Limits
from jumelage_graph.errors import CrashError, JumelageError, LimitError
from jumelage_graph.words import say

_MOST = 8 << 20
"""The bytes of memory shared with its parent that a process may copy for itself; a query that only reads copies too."""

HEAD = struct.Struct("!II")
"""The lengths of what is told of an answer, and of its bytes."""

Handle = Callable[[Any], Reply]
"""What answers a job in the forked process; its errors are those of ``JumelageError``."""


def frame(head: object, body: bytes = b"") -> bytes:
    """A message: the lengths, the pickled head, the body."""
    told = pickle.dumps(head)
    return HEAD.pack(len(told), len(body)) + told + body


def confine(connection: socket.socket, errors: int, limits: Limits) -> None:
    """Give up all that a query does not need: files, sockets, signals of the terminal, memory above the limit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    gc.disable()
    os.dup2(errors, 2)
    kept = connection.fileno()
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nothing, descriptor)
    highest = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(3, kept)
    os.closerange(kept + 1, highest if highest < 1 << 20 else 1 << 20)
    if limits.memory and (used := _address_space()):
        resource.setrlimit(resource.RLIMIT_AS, (used + limits.memory, used + limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _address_space() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:  # not on this system: the memory is not limited
        return 0


def serve(handle: Handle, connection: socket.socket, limits: Limits) -> None:
    """Answer one job after the other, until the caller leaves or much memory is no more shared with the parent."""
    most, last = _faults() + _MOST // resource.getpagesize(), False
    while not last and (head := _received(connection, HEAD.size)):
        job = pickle.loads(_received(connection, HEAD.unpack(head)[0]))
        signal.setitimer(
            signal.ITIMER_REAL, limits.seconds
        )  # the system ends this process then, whoever watches
        reply = _reply(handle, job, limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        last = _faults() > most
        connection.sendall(frame(reply._replace(body=b"", last=last), reply.body))


def _faults() -> int:
    """How many pages of memory this process has had to fetch or copy."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def _received(connection: socket.socket, length: int) -> bytes:
    parts = []
    while length and (part := connection.recv(length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts) if not length else b""


def _reply(handle: Handle, job: object, limits: Limits) -> Reply:
    try:
        return handle(job)
    except JumelageError as error:
        return Reply(error=error)
    except MemoryError:
        return Reply(error=LimitError(say("engines.memory", allowed=limits.memory >> 20)))
    except BaseException as error:  # a panic of the engine is no Exception
        return Reply(error=CrashError(say("engines.crash", reason=type(error).__name__)))


def run(handle: Handle, connection: socket.socket, errors: int, limits: Limits) -> None:
    """All that the forked process does; it never returns.

    It answers in a thread of its own: the engine draws its random numbers by thread, and those of this one would be
    the same in each process that is forked.
    """
    with contextlib.suppress(BaseException):
        confine(connection, errors, limits)
        answering = threading.Thread(target=serve, args=(handle, connection, limits))
        answering.start()
        answering.join()
    os._exit(0)
