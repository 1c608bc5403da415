"""The same commands of a former commit, in a worktree and an environment of its own."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import asking
from bench.measuring import Pair, Plan, Process, Section, whole

_FIVE = "import sys, jumelage_graph as jg\nfor _ in range(5): jg.query('partners', government=sys.argv[1])"
_COMMANDS = {
    "query partners": (["query", "partners", "-p", "government={first}"], "≤ 1.05"),
    "--help": (["--help"], "≤ 1.05"),
    "check, empty cache": (["check"], "≤ 0.25"),
    "draw network": (["draw", "network", "-o", "{out}/network.html"], "≤ 0.6"),
    "analyse degree": (["analyse", "degree", "-f", "csv"], "≤ 1.05"),
    "build of the dataset": ([], ""),
    "build --out": (["build", "--out", "{out}"], ""),
}
_BUILD = "from jumelage_graph import build, resources; build.dataset(resources.data(), resources.ontology())"


def run(plan: Plan) -> Iterator[Section]:
    if plan.former is None:
        yield Section("A former commit", note="Left out: there is no git here, or no such commit.")
        return
    here = Path.cwd(), Path(sys.executable).parent
    there = plan.former, plan.former / ".venv" / "bin"
    there = there if there[1].exists() else (plan.former, here[1])
    pairs, found = [], {}
    for name, (arguments, asked) in plan.few(_COMMANDS).items():
        if not arguments:
            commands = [[str(home / "python"), "-c", _BUILD] for _, home in (here, there)]
        else:
            commands = [[str(home / "jumelage"), *arguments] for _, home in (here, there)]
        rounds = plan.at_most(1 if "build --out" in name else 3 if len(arguments) < 2 else 7)
        found[name] = _rounds(commands, (here[0], there[0]), rounds, empty="check" in name)
        pairs += [
            Pair(
                name,
                "former",
                [one.cpu for one, _ in found[name]],
                [one.cpu for _, one in found[name]],
                asked=asked,
            )
        ]
    if not plan.quick:
        five = [[str(home / "python"), "-c", _FIVE, "{first}"] for _, home in (here, there)]
        taken = _rounds(five, (here[0], there[0]), plan.at_most(3))
        pairs.append(Pair("five jg.query('partners')", "former", *_cpu(taken), asked="≤ 0.25"))
    yield Section(
        f"The same commands at the former commit ({plan.former.name}), CPU",
        pairs,
        note="The former record is smaller; what builds the explorer too (build --out) did not do so then.",
    )


def _cpu(found: list[tuple[Process, Process]]) -> tuple[list[float], list[float]]:
    return [one.cpu for one, _ in found], [other.cpu for _, other in found]


def _rounds(
    commands: list[list[str]], folders: tuple[Path, Path], rounds: int, empty: bool = False
) -> list[tuple[Process, Process]]:
    """Both processes in turn, with a cache that is warm, or that is new for each."""
    found = []
    with tempfile.TemporaryDirectory() as kept:
        for number in range(rounds + (not empty)):
            pair = []
            for command, folder in zip(commands, folders, strict=True):
                with tempfile.TemporaryDirectory() as new:
                    spelled = [
                        part.replace("{out}", new).replace("{first}", asking.examples()["first"])
                        for part in command
                    ]
                    pair.append(whole(spelled, folder, JUMELAGE_CACHE=new if empty else kept))
            if number or empty:  # the first fills the cache
                found.append((pair[0], pair[1]))
    return found
