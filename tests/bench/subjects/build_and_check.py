"""The heavy commands: CPU and peak memory, beside reading the tables, which any of them must do."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator

from bench.measuring import Pair, Plan, Process, Section, whole
from bench.subjects.start_up import JUMELAGE

PEER = "reading the tables"
_READ = "from jumelage_graph import resources, tables; tables.read(resources.data())"
_BUILD = "from jumelage_graph import build, resources; build.dataset(resources.data(), resources.ontology())"


def run(plan: Plan) -> Iterator[Section]:
    commands = {
        "build of the dataset": [sys.executable, "-c", _BUILD],
        "analyse degree": [JUMELAGE, "analyse", "degree", "-f", "csv"],
        "analyse, all": [JUMELAGE, "analyse", "-f", "csv"],
        "check": [JUMELAGE, "check"],
    }
    commands = plan.few(commands)
    found: dict[str, list[Process]] = {name: [] for name in (PEER, *commands)}
    for _ in range(plan.at_most(3)):
        found[PEER].append(whole([sys.executable, "-c", _READ]))
        for name, command in commands.items():
            with tempfile.TemporaryDirectory() as cache:  # nothing is known from before
                found[name].append(whole(command, JUMELAGE_CACHE=cache))
    for what, at, unit in (("CPU", "cpu", "s"), ("peak memory", "megabytes", "MB")):
        base = [getattr(each, at) for each in found[PEER]]
        pairs = [
            Pair(name, PEER, [getattr(each, at) for each in found[name]], base, unit) for name in commands
        ]
        yield Section(f"Heavy commands on an empty cache: {what}", pairs)
