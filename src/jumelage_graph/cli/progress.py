"""A progress bar on standard error, for measures that take their time."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

import click


@contextlib.contextmanager
def bar() -> Iterator[Callable[[str, float], None]]:
    """A function to call with what is being done and how much of it (0 to 1); silent unless a person looks on."""
    if not sys.stderr.isatty():
        yield lambda _, __: None
        return

    def show(what: str, done: float) -> None:
        filled = round(30 * done)
        click.echo(f"\r\033[K{what} {'━' * filled}{' ' * (30 - filled)} {done:4.0%}", nl=False, err=True)

    yield show
    click.echo("\r\033[K", nl=False, err=True)
