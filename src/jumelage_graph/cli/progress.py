"""A progress bar on standard error, for what takes its time: what is done, how much of it, for how long."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import click

from jumelage_graph.cli.options import reader
from jumelage_graph.progress import Display, report, show_on
from jumelage_graph.widths import folded, width
from jumelage_graph.words import told

_LENGTH, _ROOM = 24, 40
"""Columns of the bar, and of the words before it."""

_PAUSE = 0.1
"""Seconds between two pictures of the same piece of work."""


@contextlib.contextmanager
def bar() -> Iterator[Display]:
    """A function to call with what is being done and how much of it (0 to 1); the bar goes when the work ends."""
    try:
        yield report
    finally:
        report("", 1.0)


def watch() -> None:
    """Show on the terminal whatever is reported from now on."""
    show_on(_Bar().show)


class _Bar:
    """What stands on the screen: nothing, or one line, which the next one replaces."""

    def __init__(self) -> None:
        self._begun = self._drawn = 0.0
        self._what = ""

    def show(self, what: str, done: float) -> None:
        """Draw the line anew, or take it away where all is done."""
        now = time.monotonic()
        if done >= 1:
            self._take_away()
        elif what != self._what or now - self._drawn >= _PAUSE:
            self._begun = self._begun or now
            self._what, self._drawn = what, now
            click.echo(f"\r\033[K{_line(told(what, reader()), done, now - self._begun)}", nl=False, err=True)

    def _take_away(self) -> None:
        if self._begun:
            click.echo("\r\033[K", nl=False, err=True)
        self._begun, self._what = 0.0, ""


def _line(said: str, done: float, seconds: float) -> str:
    words = next(folded(said, _ROOM))
    filled = round(_LENGTH * done)
    space = " " * (_ROOM - width(words))
    return f"{words}{space} {'━' * filled}{'·' * (_LENGTH - filled)} {done:4.0%} {seconds:4.0f} s"
