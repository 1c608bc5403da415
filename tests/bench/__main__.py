"""Measures all subjects, or those that are named, and writes the report."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import report, subjects
from bench.measuring import Plan, Section

FORMER = "d6bab10"
"""The commit that the present one is compared with unless another is named."""


def names() -> list[str]:
    """All subjects, as they are named on the command line."""
    return sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(subjects.__path__))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line says."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", default="", help=f"subjects, joined by commas, of {', '.join(names())}")
    parser.add_argument("--out", type=Path, default=Path("dist/bench"), help="folder of the report")
    parser.add_argument("--former", default="", help=f"a former commit, or a ready clone; else {FORMER}")
    parser.add_argument("--scale", type=int, default=0, help="the largest world of `growth`: 10, 100 or 1000")
    parser.add_argument("--quick", action="store_true", help="one round of everything, to see that it runs")
    asked = parser.parse_args(arguments)
    wanted = [name for name in asked.only.split(",") if name] or names()
    if wrong := sorted(set(wanted) - set(names())):
        parser.error(f"no subject {', '.join(wrong)}; there are {', '.join(names())}")
    former = former_clone(asked) if "former" in wanted else None
    rounds = 1 if asked.quick else 7
    plan = Plan(rounds, asked.quick, former, asked.scale)
    found = list(_measured(wanted, plan))
    report.write(found, asked.out)
    print(f"The report: {asked.out / 'report.md'}, {asked.out / 'ratios.svg'}")


def _measured(wanted: Sequence[str], plan: Plan) -> Iterator[Section]:
    with tempfile.TemporaryDirectory() as cache:
        os.environ["JUMELAGE_CACHE"] = cache
        for name in wanted:
            subject = importlib.import_module(f"bench.subjects.{name.replace('-', '_')}")
            if reason := getattr(subject, "missing", str)():
                print(f"{name}: left out. {reason}", file=sys.stderr)
                yield Section(name.capitalize(), note=f"Left out. {reason}")
                continue
            start = time.perf_counter()
            yield from subject.run(plan)
            print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)


def former_clone(asked: argparse.Namespace) -> Path | None:
    """The folder of the former commit, made with its environment where it is not there; ``None`` without git."""
    if Path(asked.former or ".nowhere").is_dir():
        return Path(asked.former).resolve()
    commit = asked.former or FORMER
    told = subprocess.run(
        ["git", "rev-parse", "--short", f"{commit}^{{commit}}"], capture_output=True, text=True
    )
    if told.returncode:
        print(f"former: no commit {commit} here, or no git; nothing former is measured", file=sys.stderr)
        return None
    folder = Path("build", f"former-{told.stdout.strip()}").resolve()
    if not folder.exists():
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(folder), commit], check=True)
    subprocess.run(["make", "--silent", "-C", str(folder), "setup"], check=True)
    return folder


if __name__ == "__main__":
    main()
