"""Work in a process group and a temporary folder of its own: however it ends, nothing of it is left."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PATIENCE = 10.0
"""Seconds in which what was ended may go."""


def run(work: Callable[[], int]) -> int:
    """What a work gives, its exit code; when it ends or is ended, all processes that it started end too."""
    with tempfile.TemporaryDirectory(prefix="jumelage-bench-", ignore_cleanup_errors=True) as place:
        for number in _ENDING:
            signal.signal(number, _stop)
        child = multiprocessing.get_context("fork").Process(target=_inside, args=(work, place))
        child.start()
        try:
            child.join()
        finally:
            for number in _ENDING:
                signal.signal(number, signal.SIG_IGN)
            child.kill()
            _end(child.pid or 0, place)
    return child.exitcode or 0


def _stop(number: int, _: object) -> None:
    sys.exit(128 + number)


def _inside(work: Callable[[], int], place: str) -> None:
    for number in _ENDING:
        signal.signal(number, signal.SIG_DFL)
    os.setsid()
    os.environ["TMPDIR"] = tempfile.tempdir = place
    sys.exit(work())


def _end(session: int, place: str) -> None:
    """Kill what was started in a session or with a temporary folder, until nothing is left: some start others."""
    until = time.monotonic() + _PATIENCE
    while (left := _started(session, place)) and time.monotonic() < until:
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        time.sleep(0.05)


def _started(session: int, place: str) -> list[int]:
    """The living processes of a session, and those that were told this temporary folder and began another session."""
    found, mark = [], f"TMPDIR={place}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # not ours, or gone
            state, _, _, its, *_ = (entry / "stat").read_text().rpartition(")")[2].split()
            told = mark in (entry / "environ").read_bytes().split(b"\0")
            if state != "Z" and (told or int(its) == session):
                found.append(int(entry.name))
    return found
