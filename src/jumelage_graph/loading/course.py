"""Pieces of one piece of work done side by side, and how far all of it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Lock

from jumelage_graph.words import Said

Progress = Callable[[Said, float], None]
"""What is told of how far it is: what is done, and how much of all (0 to 1)."""


class _StoppedError(Exception):
    """Another piece has failed."""


class Course:
    """Work of so many statements."""

    def __init__(self, progress: Progress, statements: int) -> None:
        """Of which nothing is done yet. Who writes holds ``writing``: Virtuoso fails where two write at once."""
        self._progress, self._total, self._done = progress, statements, 0
        self.writing, self._lock, self._stopped = Lock(), Lock(), False

    def tell(self, what: Said, more: int = 0) -> None:
        """Tell what is done, and that so many statements more are there; ends a piece where another has failed."""
        with self._lock:
            if self._stopped:
                raise _StoppedError
            self._done += more
            self._progress(what, self._done / (self._total + 1))

    def side_by_side(self, works: Sequence[Callable[[], bool]], most: int) -> list[bool]:
        """What pieces give, of which at most so many are done at once; what one fails of ends the others too."""
        with ThreadPoolExecutor(most) as pool:
            pieces = [pool.submit(work) for work in works]
            try:
                for piece in as_completed(pieces):
                    piece.result()  # the first that fails, not the first in their order
            except BaseException:
                self._stopped = True
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return [piece.result() for piece in pieces]
