"""What click finds wrong in a command line, said in the reader's language; click itself speaks English alone."""

from __future__ import annotations

import re

import click

from jumelage_graph.widths import harmless
from jumelage_graph.words import say, told, word

_FOUND = r"(?P<found>.+?)"
_FAULTS = {
    "no_option": r"No such option '(?P<found>.+?)'\.",
    "near_option": r"No such option '(?P<found>.+?)'\. \(?Did you mean (?:one of: )?(?P<near>[^?]+)\?\)?",
    "missing_argument": r"Missing argument (?P<place>.+?)\.",
    "missing_choice": r"Missing argument (?P<place>.+?)\. Choose from:(?P<names>.+)",
    "choice": rf"{_FOUND} is not one of (?P<names>.+)\.",
    "integer": rf"{_FOUND} is not a valid integer(?: range)?\.",
    "float": rf"{_FOUND} is not a valid float\.",
    "range": rf"{_FOUND} is not in the range (?P<span>.+)\.",
    "day": rf"{_FOUND} does not match the format (?P<form>.+)\.",
    "no_file": rf"(?:File|Path) {_FOUND} does not exist\.",
    "no_folder": rf"Directory {_FOUND} does not exist\.",
    "a_file": rf"Directory {_FOUND} is a file\.",
    "a_folder": rf"(?:File|Path) {_FOUND} is a directory\.",
    "needs_value": r"Option '(?P<found>.+?)' requires an argument\.",
    "takes_none": r"Option '(?P<found>.+?)' does not take a value\.",
    "extra": r"Got unexpected extra argument \((?P<found>.+)\)",
    "extras": r"Got unexpected extra arguments \((?P<found>.+)\)",
    "one_choice": rf"{_FOUND} is not (?P<names>'.+')\.",
}
"""The sentences of click for what can be wrong with our options and arguments; each is said in words of ours."""

_VALUE = re.compile(r"Invalid value for (?P<place>.+?): (?P<rest>.+)", re.DOTALL)


def fault(error: click.ClickException) -> str:
    """What is wrong, in words for ``told``; a sentence that is not known here stays as click writes it."""
    message = error.format_message()
    if value := _VALUE.fullmatch(message):
        return say("usage.value", place=value["place"], reason=_fault(value["rest"]))
    return _fault(message)


def _fault(message: str) -> str:
    for name, pattern in _FAULTS.items():
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return say(
                f"usage.faults.{name}", **{key: _plain(text) for key, text in match.groupdict().items()}
            )
    return message


def _plain(text: str) -> str:
    """A part of click's sentence on one line."""
    return " ".join(text.split())


def show(error: click.ClickException, lang: str) -> None:
    """Say on standard error how the command is used, where to read more, and what is wrong."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.show()
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        form = context.get_usage().removeprefix("Usage: ")
        option = max(context.command.get_help_option_names(context), key=len)
        click.echo(word("usage.form", lang, form=form), err=True)
        click.echo(word("usage.help", lang, command=context.command_path, option=option) + "\n", err=True)
    click.echo(word("errors.error", lang, message=harmless(told(fault(error), lang))), err=True)
    return None
