"""Measures all subjects, or those that are named, and writes the report."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import pkgutil
import subprocess
import sys
import tarfile
import tempfile
import time
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench import apart, report, subjects
from bench.measuring import Plan, Section
from jumelage_graph import files

FORMER = "d6bab10"
"""The commit that the present one is compared with unless another is named."""


def names() -> list[str]:
    """All subjects, as they are named on the command line."""
    return sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(subjects.__path__))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line says; the exit code, 1 where a subject failed."""
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
    return apart.run(partial(_all, asked, wanted))


def _all(asked: argparse.Namespace, wanted: Sequence[str]) -> int:
    os.environ["JUMELAGE_CACHE"] = tempfile.mkdtemp()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each process compiles what it imports
    former = former_clone(asked.former) if "former" in wanted else None
    plan = Plan(1 if asked.quick else 7, asked.quick, former, asked.scale)
    found, failed = list[Section](), False
    for name in wanted:
        start = time.perf_counter()
        try:
            found += _measured(name, plan)
        except Exception as error:  # the others are measured all the same
            traceback.print_exc()
            found.append(Section(name.capitalize(), note=f"Failed: {type(error).__name__}."))
            failed = True
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
        report.write(found, asked.out)
    print(f"The report: {asked.out / 'report.md'}, {asked.out / 'ratios.svg'}", flush=True)
    return int(failed)


def _measured(name: str, plan: Plan) -> list[Section]:
    subject = importlib.import_module(f"bench.subjects.{name.replace('-', '_')}")
    if reason := getattr(subject, "missing", str)():
        print(f"{name}: left out. {reason}", file=sys.stderr)
        return [Section(name.capitalize(), note=f"Left out. {reason}")]
    return list(subject.run(plan))


def former_clone(asked: str) -> Path | None:
    """The folder of the former commit, made with its environment where it is not there; ``None`` without git.

    ``asked`` is a folder that is ready, or a commit.
    """
    if Path(asked or ".nowhere").is_dir():
        return Path(asked).resolve()
    commit = asked or FORMER
    told = subprocess.run(
        ["git", "rev-parse", "--short", f"{commit}^{{commit}}"], capture_output=True, text=True
    )
    if told.returncode:
        print(f"former: no commit {commit} here, or no git; nothing former is measured", file=sys.stderr)
        return None
    folder = Path("build", f"former-{told.stdout.strip()}").resolve()
    folder.parent.mkdir(exist_ok=True)
    if not folder.exists():
        with files.staging(folder.parent) as place:
            packed = subprocess.run(["git", "archive", commit], stdout=subprocess.PIPE, check=True).stdout
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                archive.extractall(place / "former", filter="data")
            (place / "former").rename(folder)
    subprocess.run(["make", "--silent", "-C", str(folder), "setup"], check=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
