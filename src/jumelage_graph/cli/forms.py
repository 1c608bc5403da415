"""The form of a file: its name says it, and no name says another form than the file has."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from jumelage_graph.errors import UsageError
from jumelage_graph.words import say

ROWS = {"table": (".txt",), "csv": (".csv", ".txt"), "json": (".json", ".txt")}
"""The suffixes of the forms in which several commands write rows."""


Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def option(function: Decorated) -> Decorated:
    """``-f``: the form in which a command writes its rows."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(tuple(ROWS)),
        help="Form: as the file's suffix says, else a table.",
    )(function)


def of_file(path: Path | None, suffixes: Mapping[str, Sequence[str]], asked: str | None = None) -> str | None:
    """The form that is asked for, else the one that the name of the file says; ``None`` where neither says one.

    ``suffixes`` holds those of each form: the first means that form, the others go with it. Errors: ``UsageError``
    for a suffix that no form has, that several have alike, or that the form asked for has not.
    """
    suffix = path.suffix.lower() if path else ""
    if not suffix:
        return asked
    meant = [form for form, known in suffixes.items() if suffix == known[0]]
    meant = meant or [form for form, known in suffixes.items() if suffix in known]
    if asked and suffix in suffixes[asked]:
        return asked
    if asked:
        raise UsageError(say("errors.suffix.other", file=path, form=asked, names=suffixes[asked]))
    if not meant:
        raise UsageError(say("errors.suffix.unknown", file=path, found=suffix, names=_all(suffixes.values())))
    if len(meant) > 1:
        raise UsageError(say("errors.suffix.several", file=path, found=suffix, names=meant))
    return meant[0]


def rows(form: str, columns: Sequence[str], found: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as ``csv`` (RFC 4180, with line feeds) or ``json`` (a list of objects)."""
    if form == "json":
        return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue().encode()


def _all(suffixes: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(suffix for known in suffixes for suffix in known))
