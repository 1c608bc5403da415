"""The explorer as files: CPU and seconds of ``jumelage site``, beside a build of the dataset that it shows."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Pair, Plan, Section, whole
from bench.subjects.start_up import JUMELAGE

_BUILD = "from jumelage_graph import build, resources; build.dataset(resources.data(), resources.ontology())"


def run(plan: Plan) -> Iterator[Section]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "site")
        site = [whole([JUMELAGE, "site", str(place)]) for _ in range(plan.at_most(2))]
        built = [whole([sys.executable, "-c", _BUILD]) for _ in site]
        sizes = [path.stat().st_size for path in place.rglob("*") if path.is_file()]
    pairs = [
        Pair(
            what,
            "build of the dataset",
            [getattr(each, at) for each in site],
            [getattr(each, at) for each in built],
            unit,
        )
        for what, at, unit in (
            ("site, CPU", "cpu", "s"),
            ("site, elapsed", "seconds", "s"),
            ("site, peak memory", "megabytes", "MB"),
        )
    ]
    yield Section("The explorer as files", pairs, note=f"{len(sizes):,} files, {sum(sizes):,} bytes.")
