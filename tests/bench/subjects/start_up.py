"""Whole processes on a warm cache, beside the bare import of what every command needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench import asking
from bench.measuring import Plan, Section, against, of_process, whole

JUMELAGE = str(Path(sys.executable).parent / "jumelage")
PEER = "import click, pyoxigraph"
_ASKED = {"show": "≤ 3", "conflicts": "≤ 3", "query edition-report": "≤ 3", "query partners, table": "≤ 2"}


def run(plan: Plan) -> Iterator[Section]:
    known = asking.examples()
    partners = [JUMELAGE, "query", "partners", "-p", f"government={known['first']}"]
    commands = {
        "--help": [JUMELAGE, "--help"],
        "query partners": partners,
        "query partners, table": [*partners, "-f", "table"],
        "query partners, CSV": [*partners, "-f", "csv"],
        "show": [JUMELAGE, "show", asking.japanese(known["second"])],
        "conflicts": [JUMELAGE, "conflicts"],
        "query edition-report": [JUMELAGE, "query", "edition-report", "-p", f"edition={known['edition']}"],
    }
    whole(partners)  # the dataset is in the cache
    works = {PEER: of_process([sys.executable, "-c", PEER])}
    works |= {name: of_process(command) for name, command in plan.few(commands).items()}
    pairs = against(PEER, works, plan, _ASKED)
    yield Section("Start-up: CPU of whole processes, warm cache", pairs)
