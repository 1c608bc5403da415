"""The command line: doors only. Each command is one file here; it is imported when it is called."""

from __future__ import annotations

import gc
import importlib
import os
import re
import sys
from functools import cache

gc.set_threshold(30_000)  # a command is short: its imports alone would collect garbage two hundred times

import click  # noqa: E402

from jumelage_graph.errors import JumelageError, unknown  # noqa: E402
from jumelage_graph.version import __version__  # noqa: E402

_HOME = os.path.dirname(__file__)  # noqa: PTH120  (no pathlib: see the words)
_HEAD = re.compile(r'"""``jumelage [\w-]+``: (.+?)(?:"""|\n)')


@cache
def summary(name: str) -> str:
    """What a command is for, as the first line of its file says; ``""`` where no such file of a command is here."""
    if not name.isidentifier() or not os.path.isfile(f"{_HOME}/{name}.py"):  # noqa: PTH113
        return ""
    with open(f"{_HOME}/{name}.py", encoding="utf-8") as file:  # noqa: PTH123
        said = _HEAD.match(file.readline())
    return said[1][:1].upper() + said[1][1:] if said else ""


def commands() -> dict[str, str]:
    """Every command, by its name, with what it is for: each file here whose first line begins so is one."""
    names = sorted(file.removesuffix(".py") for file in os.listdir(_HOME))  # noqa: PTH208
    return {name: said for name in names if (said := summary(name))}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in alphabetical order."""
        return list(commands())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of the module of the same name."""
        if not summary(cmd_name):
            return None
        module = importlib.import_module(f"jumelage_graph.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse an unknown command with the nearest known one."""
        if args and not args[0].startswith("-") and not summary(args[0]):
            raise unknown("command", args[0], commands())
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the files' first lines: no command is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl(list(commands().items()))


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="jumelage")
def group() -> None:
    """The knowledge graph of French–Japanese local partnerships: ask, measure, draw, take away.

    Try:  jumelage show 金沢   ·   jumelage query partners -p government=nancy   ·   jumelage draw network
    """
    from jumelage_graph import lean  # noqa: PLC0415  (for a command, not for its help)

    lean.stand_alone()


def main() -> None:
    """Run what was typed and leave with the exit code that its outcome has, without taking everything down."""
    code = run(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """The exit code of a command line.

    0 fine; 1 the data, a file or a server is at fault, or the data do not conform; 2 what was typed is wrong.
    """
    if sys.stderr.isatty():
        from jumelage_graph.cli import progress  # noqa: PLC0415

        progress.watch()
    try:
        code = group.main(arguments, prog_name="jumelage", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except BrokenPipeError:  # the reader of the pipe (head, less) has left
        return 0
    except (click.ClickException, click.exceptions.Abort, JumelageError, OSError) as error:
        from jumelage_graph.cli import failures  # noqa: PLC0415

        return failures.show(error, failures.language(arguments))
