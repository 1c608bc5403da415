"""How far a long piece of work is: said by whoever works, shown by whoever looks on (a terminal, mostly)."""

from __future__ import annotations

from collections.abc import Callable

Display = Callable[[str, float], None]
"""Takes what is being done (for ``told``) and how much of it is done, from 0 to 1, at which all is done."""

_displays: list[Display] = []


def show_on(display: Display) -> None:
    """Show on ``display`` whatever is reported from now on."""
    _displays[:] = [display]


def report(what: str, done: float) -> None:
    """Say what is being done and how much of it; nothing happens where nobody looks on."""
    for display in _displays:
        display(what, done)
