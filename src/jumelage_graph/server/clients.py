"""How much work each caller may ask for: a budget of seconds that fills up again within a minute."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil

from jumelage_graph.server.protocol import RequestError
from jumelage_graph.words import say

_MINUTE = 60
_MOST = 10_000  # callers that are remembered


class Budget:
    """``seconds`` of work for each caller in each minute; 0 is no limit."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._spent: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def _owed(self, client: str) -> float:
        """The seconds that a caller has asked for and that time has not made good."""
        spent, since = self._spent.get(client, (0.0, 0.0))
        return max(0.0, spent - (self._clock() - since) * self._seconds / _MINUTE)

    def check(self, client: str) -> None:
        """Nothing, for a caller who may ask. Errors: ``RequestError`` with 429 and when to come back."""
        owed = self._owed(client)
        if self._seconds and owed >= self._seconds:
            wait = max(1, ceil((owed - self._seconds) * _MINUTE / self._seconds))
            raise RequestError(429, say("server.budget", seconds=wait), {"Retry-After": str(wait)})

    def charge(self, client: str, seconds: float) -> None:
        """Count the work that was done for a caller."""
        if self._seconds:
            self._spent[client] = self._owed(client) + seconds, self._clock()
            self._spent.move_to_end(client)
            if len(self._spent) > _MOST:
                self._spent.popitem(last=False)
