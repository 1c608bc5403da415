"""What runs in the forked process: it holds the data, answers what comes through one socket, and can open nothing."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pickle
import resource
import signal
import socket
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import pyoxigraph

from jumelage_graph.engines import answers, malformed, sparql
from jumelage_graph.engines.answers import Answer, Form
from jumelage_graph.engines.bounded.limits import Limits
from jumelage_graph.errors import CrashError, JumelageError, LimitError
from jumelage_graph.words import say

HEAD = struct.Struct("!II")
"""The lengths of what is told of an answer, and of its bytes."""

ENGINE_FORMATS = {"select": "json", "ask": "json", "graph": "ntriples"}
"""In which format an answer is passed on to be read, by its form."""

_NEEDED = (malformed, say("engines.rows", found=0, allowed=0))
"""What is read or imported late elsewhere is so here at once: the process can open no file."""


@dataclass(frozen=True, slots=True)
class Job:
    """One query; ``form`` is the format of the answer (empty: one that the caller reads; "-": its form alone).

    ``default_graphs`` and ``named_graphs`` are the dataset that a protocol names, in place of that of the query.
    """

    query: str
    form: str = ""
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a job: its form, the format of ``body``, or the error that it ended in."""

    form: Form = "select"
    format: str = ""
    body: bytes = b""
    error: JumelageError | None = None


def frame(head: object, body: bytes = b"") -> bytes:
    """A message: the lengths, the pickled head, the body."""
    told = pickle.dumps(head)
    return HEAD.pack(len(told), len(body)) + told + body


def confine(connection: socket.socket, errors: int, limits: Limits) -> None:
    """Give up all that a query does not need: files, sockets, signals of the terminal, memory above the limit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
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


def serve(store: pyoxigraph.Store, connection: socket.socket, limits: Limits) -> None:
    """Answer one job after the other until the caller leaves."""
    while head := _received(connection, HEAD.size):
        job = pickle.loads(_received(connection, HEAD.unpack(head)[0]))
        _count_cpu(limits)
        reply = _reply(store, job, limits)
        connection.sendall(frame((reply.form, reply.format, reply.error), reply.body))


def _received(connection: socket.socket, length: int) -> bytes:
    parts = []
    while length and (part := connection.recv(length)):
        parts.append(part)
        length -= len(part)
    return b"".join(parts) if not length else b""


def _count_cpu(limits: Limits) -> None:
    """Let the system end this process where its CPU time for the next job is over: also if nobody else does."""
    if limits.seconds:
        used = resource.getrusage(resource.RUSAGE_SELF)
        end = ceil(used.ru_utime + used.ru_stime + limits.seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY))


def _reply(store: pyoxigraph.Store, job: Job, limits: Limits) -> Reply:
    try:
        results = sparql.run(store, job.query, job.default_graphs, job.named_graphs)
        form = answers.form_of(results)
        if job.form == "-":
            return Reply(form)
        answer = answers.answer(results, lambda: results)
        written = job.form or ENGINE_FORMATS[form]
        body = answer.serialise(written)
        _refuse_more(answer, written, body, limits)
        return Reply(form, written, body)
    except JumelageError as error:
        return Reply(error=error)
    except MemoryError:
        return Reply(error=LimitError(say("engines.memory", allowed=limits.memory >> 20)))
    except BaseException as error:  # a panic of the engine is no Exception
        return Reply(error=CrashError(say("engines.crash", reason=type(error).__name__)))


def _refuse_more(answer: Answer, form: str, body: bytes, limits: Limits) -> None:
    if 0 < limits.size < len(body):
        raise LimitError(say("engines.size", found=len(body) >> 20, allowed=limits.size >> 20))
    if limits.rows and (found := _rows(answer, form, body)) > limits.rows:
        raise LimitError(say("engines.rows", found=found, allowed=limits.rows))


def _rows(answer: Answer, form: str, body: bytes) -> int:
    """How many rows or triples were written, told from the bytes where that is exact."""
    if answer.form == "ask":
        return 1
    if form == "xml":
        return body.count(b"<result>")
    if form == "json" and b"{}" in body:
        return len(json.loads(body)["results"]["bindings"])
    if form == "json":
        return body.count(b'}},{"') + (b'"bindings":[{' in body)  # in a text, quotation marks are escaped
    if form == "tsv":
        return body.count(b"\n") - 1
    return len(answer.rows()) if answer.form == "select" else len(answer.triples())


def run(store: pyoxigraph.Store, connection: socket.socket, errors: int, limits: Limits) -> None:
    """All that the forked process does; it never returns."""
    with contextlib.suppress(BaseException):
        confine(connection, errors, limits)
        serve(store, connection, limits)
    os._exit(0)
