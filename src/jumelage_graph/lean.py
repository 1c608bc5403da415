"""Libraries imported without another one, which they would load for nothing."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

_alone = False


def stand_alone() -> None:
    """Say that this process is a command's alone: nobody else in it misses what a library did not load."""
    global _alone  # noqa: PLW0603
    _alone = True


def alone() -> bool:
    """Whether this process is a command's alone."""
    return _alone


@contextlib.contextmanager
def without(name: str) -> Iterator[None]:
    """What is imported meanwhile finds no library of this name, unless it is loaded already."""
    modules: dict[str, Any] = sys.modules
    there = modules.setdefault(name, None)  # which says that it is not installed
    try:
        yield
    finally:
        if there is None:
            del modules[name]
