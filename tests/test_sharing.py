"""Work shared among processes."""

import contextlib
import os
import signal
from collections.abc import Callable

import pytest

from jumelage_graph.errors import UsageError
from jumelage_graph.site.sharing import Shared


def shared(task: Callable[[int], int], count: int) -> tuple[list[int], int]:
    """What a task makes of the numbers below ``count``, and how many parts were made."""
    with contextlib.closing(Shared(task, range(count))) as work:
        made = list(work.made(lambda: None))
        return made, work.done


def test_each_part_is_made_once_in_another_process() -> None:
    made, done = shared(lambda number: number + 1000 * os.getpid(), 100)
    assert done == 100
    assert sorted(number % 1000 for number in made) == list(range(100))
    assert os.getpid() not in {number // 1000 for number in made}
    assert shared(abs, 0) == ([], 0)


def test_an_error_of_a_part_is_raised_where_the_work_was_asked_for() -> None:
    def task(number: int) -> int:
        if number == 7:
            raise UsageError("seven")
        return number

    with pytest.raises(UsageError, match="seven"):
        shared(task, 20)


def test_a_process_that_is_ended_from_outside_is_no_whole_answer() -> None:
    def task(number: int) -> int:
        if number == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(EOFError):
        shared(task, 20)


def test_where_processes_cannot_be_copied_this_one_makes_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    made, _ = shared(lambda number: number + 1000 * os.getpid(), 5)
    assert made == [number + 1000 * os.getpid() for number in range(5)]
