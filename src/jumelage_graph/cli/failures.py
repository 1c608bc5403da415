"""What the command line says, and the exit code it leaves with, when something fails."""

from __future__ import annotations

from collections.abc import Sequence

import click

from jumelage_graph.cli import usage
from jumelage_graph.errors import JumelageError
from jumelage_graph.progress import report
from jumelage_graph.widths import harmless
from jumelage_graph.words import LANGUAGES, say, told, word


def language(arguments: Sequence[str]) -> str:
    """The language that was typed behind ``--lang``, English without one: a command line may fail before it is read."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            typed = value or next(iter(arguments[place + 1 :]), "")
            return typed if typed in LANGUAGES else "en"
    return "en"


def show(error: Exception, lang: str) -> int:
    """Say on standard error what failed; the exit code of the error."""
    report("", 1.0)
    if isinstance(error, click.ClickException):
        usage.show(error, lang)
        return error.exit_code
    message = error.told(lang) if isinstance(error, JumelageError) else told(_said(error), lang)
    click.echo(word("errors.error", lang, message=harmless(message)), err=True)
    if isinstance(error, click.exceptions.Abort):
        return 130
    return error.exit_code if isinstance(error, JumelageError) else 1


def _said(error: Exception) -> str:
    if not isinstance(error, OSError):
        return say("errors.interrupted")
    reason = error.strerror or str(error)
    if error.filename:
        return say("errors.system", place=error.filename, reason=reason)
    return say("errors.machine", reason=reason)
