"""What was made last, kept up to so many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Cache(Generic[Kept]):
    """Values by key; those that were not asked for longest make room. Nothing is kept where ``size`` is 0."""

    def __init__(self, size: int) -> None:
        self._size, self._held = size, 0
        self._kept: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()

    def get(self, key: Hashable) -> Kept | None:
        """The value of that key, if it is kept."""
        if kept := self._kept.get(key):
            self._kept.move_to_end(key)
            return kept[0]
        return None

    def put(self, key: Hashable, value: Kept, size: int) -> None:
        """Keep a value of ``size`` bytes, unless it takes more than an eighth of the whole."""
        if size > self._size // 8:
            return
        self._held += size - self._kept.pop(key, (value, 0))[1]
        self._kept[key] = value, size
        while self._held > self._size:
            _, (_, freed) = self._kept.popitem(last=False)
            self._held -= freed
