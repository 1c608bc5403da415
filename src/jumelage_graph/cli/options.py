"""Options and habits that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from jumelage_graph.errors import DataError
from jumelage_graph.widths import harmless
from jumelage_graph.words import LANGUAGES, say, told, word

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def language(function: Decorated) -> Decorated:
    """``--lang``: English unless asked otherwise, whatever the machine's locale."""
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of names."
    )(function)


def endpoint(function: Decorated) -> Decorated:
    """``--endpoint``: ask a SPARQL server in place of the embedded engine."""
    return click.option(
        "--endpoint", metavar="URL", help="Ask this SPARQL 1.1 server instead of the embedded engine."
    )(function)


def selection(function: Decorated) -> Decorated:
    """An option for each thing that agreements can be selected by, and ``--year``."""
    from jumelage_graph.record.filters import FILTERS, YEAR  # noqa: PLC0415  (few commands select)

    for one in reversed(FILTERS):
        function = click.option(f"--{one.name}", help=one.help)(function)
    return click.option("--year", type=int, help=YEAR)(function)


def foreign(function: Decorated) -> Decorated:
    """``--network`` and how its file is read, for ``api.foreign``."""
    for option in reversed(
        (
            click.option(
                "--network",
                type=click.Path(path_type=Path),
                help="Take this network (.csv, .tsv, .txt, .graphml, .gexf, .gml, .net, .json, also .gz).",
            ),
            click.option(
                "--source-column",
                default="",
                help="Edge list: the column of one end; several, by commas, form a key.",
            ),
            click.option("--target-column", default="", help="Edge list: the column of the other end."),
            click.option(
                "--where", multiple=True, metavar="COLUMN=VALUE", help="Edge list: keep rows with this value."
            ),
            click.option(
                "--delimiter",
                default="",
                help="Edge list: tab, semicolon, comma or space; told from the file if left out.",
            ),
        )
    ):
        function = option(function)
    return function


def output(function: Decorated) -> Decorated:
    """``-o``: a file in place of standard output."""
    return click.option(
        "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file."
    )(function)


def emit(content: bytes, path: Path | None, *, folder: bool = False) -> None:
    """Write an answer to standard output, or whole to ``path``; an existing file stays as it was if that fails.

    With ``folder`` the answer is a ZIP file, and a path without a suffix is the folder that takes its members.
    """
    if path is None:
        if sys.stdout.isatty():
            content = harmless(content.decode(errors="replace").replace("\r\n", "\n")).encode()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from jumelage_graph import files  # noqa: PLC0415

    if folder and not path.suffix and (path.is_dir() or not path.exists()):
        files.unpack(path, content)
    else:
        files.replace(path, content)
    click.echo(word("errors.wrote", reader(), file=path, size=len(content)), err=True)


def reader() -> str:
    """The language of whoever typed the command that runs."""
    context = click.get_current_context(silent=True)
    return str(context.params.get("lang", "en")) if context else "en"


def tables_folder(folder: Path | None, lang: str) -> Path:
    """The folder of tables that a command works on: the one given, or that of the clone one stands in; says which."""
    from jumelage_graph import resources  # noqa: PLC0415
    from jumelage_graph.words import word  # noqa: PLC0415

    chosen = (folder or resources.data()).resolve()
    click.echo(word("tables.read", lang, folder=chosen), err=True)
    return chosen


def read_text(path: str) -> str:
    """The text of a file, or of standard input for ``-``, without a byte order mark."""
    content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(say("errors.not_utf8", file=path, reason=error.reason, place=error.start)) from error


def note(notes: Iterable[str], lang: str) -> None:
    """Tell on standard error what the reader should know of an answer."""
    for said in notes:
        click.echo(harmless(word("remarks.note", lang, remark=told(said, lang))), err=True)


def meant(engine: Engine, text: str, lang: str) -> str:
    """The IRI of the thing that was typed; what else it may mean is told on standard error."""
    from jumelage_graph import names  # noqa: PLC0415

    candidate = names.find(engine, text, "thing")
    note(candidate.notes, lang)
    return candidate.iri
