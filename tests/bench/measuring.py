"""The one way to measure: works in turn, so that the machine's noise falls on all alike; the ratio of each round."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Kept = TypeVar("Kept")
Work = Callable[[], float]
"""Does something and says how much it took: seconds, bytes, requests a second."""


@dataclass(frozen=True)
class Plan:
    """What a run may take: ``rounds`` for each figure, the folder of a ``former`` clone, sizes of worlds, toys only."""

    rounds: int = 7
    quick: bool = False
    former: Path | None = None
    scale: int = 0

    def at_most(self, rounds: int) -> int:
        """The number of rounds of a work that takes long."""
        return min(self.rounds, rounds)

    def few(self, works: dict[str, Kept]) -> dict[str, Kept]:
        """The works to do: all, or in a quick run the first."""
        return dict(list(works.items())[:1]) if self.quick else works


@dataclass(frozen=True)
class Pair:
    """One thing measured beside a peer, in rounds; ``asked`` is the bound of the ratio, such as ``≤ 2`` or ``≥ 5``."""

    what: str
    peer: str
    ours: Sequence[float]
    theirs: Sequence[float]
    unit: str = "s"
    asked: str = ""

    @property
    def ratios(self) -> list[float]:
        """Ours to theirs, in each round in which they have any."""
        return [one / other for one, other in zip(self.ours, self.theirs, strict=True) if one and other]

    @property
    def spread(self) -> tuple[float, float, float]:
        """The lower quartile, the median and the upper quartile of the ratios."""
        return quartiles(self.ratios)

    @property
    def kept(self) -> bool | None:
        """Whether the median keeps what is asked; ``None`` where nothing is asked or measured."""
        if not self.asked or not self.ratios:
            return None
        sign, bound = self.asked.split()
        middle = self.spread[1]
        return middle <= float(bound) if sign == "≤" else middle >= float(bound)


@dataclass(frozen=True)
class Section:
    """What one subject found: pairs, facts without a peer, and what was left out and why."""

    title: str
    pairs: Sequence[Pair] = ()
    facts: Sequence[tuple[str, ...]] = ()
    note: str = ""


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Lower quartile, median, upper quartile."""
    if not values:
        return math.nan, math.nan, math.nan
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def in_turn(works: Mapping[str, Work], rounds: int, warm: bool = True) -> dict[str, list[float]]:
    """What each work took in each round; every other round goes backwards, and one before all does not count."""
    names = list(works)
    taken: dict[str, list[float]] = {name: [] for name in names}
    if warm:
        for name in names:
            works[name]()
    for number in range(rounds):
        for name in names if number % 2 == 0 else reversed(names):
            taken[name].append(works[name]())
    return taken


def against(peer: str, works: Mapping[str, Work], plan: Plan, asked: Mapping[str, str]) -> list[Pair]:
    """Each work beside the one that is called ``peer``."""
    taken = in_turn(works, plan.rounds, warm=not plan.quick)
    return [
        Pair(name, peer, found, taken[peer], asked=asked.get(name, ""))
        for name, found in taken.items()
        if name != peer
    ]


def cpu(work: Callable[[], object]) -> Work:
    """The seconds of CPU that a work takes in this thread."""

    def timed() -> float:
        start = time.thread_time()
        work()
        return time.thread_time() - start

    return timed


def elapsed(work: Callable[[], object]) -> Work:
    """The seconds that pass while a work is done."""

    def timed() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return timed


@dataclass(frozen=True)
class Process:
    """What one whole process took."""

    seconds: float
    cpu: float
    megabytes: float


def whole(command: Sequence[str], folder: Path | None = None, **variables: str) -> Process:
    """Run a command to its end, what it says thrown away; it may keep its byte code, as an installed one has it."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    child = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**environment, **variables},
    )
    assert child.stderr is not None
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit code {child.returncode}\n{said.decode()[-1500:]}")
    return Process(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def of_process(command: Sequence[str], folder: Path | None = None, **variables: str) -> Work:
    """The seconds of CPU of a whole process."""
    return lambda: whole(command, folder, **variables).cpu
