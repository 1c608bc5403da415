"""How everything grows: worlds of 1, 10, 100 … times the record, the CPU of each step, and its slope from size to size.

The slope is log–log between the two largest sizes: 1 is linear, 2 quadratic. Of the slope of a query or a rule is taken
away by how much its answer grows faster than the world.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import worlds
from bench.measuring import Pair, Plan, Section, quartiles

PARTS = {"build": "build", "queries": "queries", "check": "check", "rest": "rest"}
FEW = {"build": "build", "queries": "few"}
_STEP = 10
Found = dict[int, Any]


def run(plan: Plan) -> Iterator[Section]:
    sizes = (
        [1, 2] if plan.quick else [_STEP**power for power in range(1 + round(math.log10(plan.scale or 1)))]
    )
    if sizes == [1]:
        yield Section(
            "Growth", note="Left out: `make bench SCALE=100` measures worlds of up to 100 times the record."
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        found = {size: _measured(Path(folder, str(size)), size, plan) for size in sizes}
    yield _steps(found)
    yield from _queries({size: parts["queries"] for size, parts in found.items()})
    if not plan.quick:
        yield _others({size: parts["rest"] for size, parts in found.items()})


def _measured(folder: Path, size: int, plan: Plan) -> dict[str, Any]:
    worlds.clone(folder, size)
    return {name: _part(folder, part) for name, part in (FEW if plan.quick else PARTS).items()}


def _part(folder: Path, part: str) -> Any:
    command = [sys.executable, "-m", "bench.growing", part]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or [f"ended by signal {-done.returncode}"])[-1]}
    return json.loads(done.stdout)


def slope(values: Mapping[int, float | None]) -> float | None:
    """The log–log slope between the two largest sizes, ``None`` where one of them has no figure above nothing."""
    if len(values) < 2:
        return None
    (small, before), (large, after) = list(values.items())[-2:]
    if not before or not after:
        return None
    return math.log(after / before) / math.log(large / small)


def cleared(seconds: Mapping[int, float | None], made: Mapping[int, float | None]) -> float | None:
    """The slope of what takes these seconds, without what the answer that it makes grows faster than the world."""
    bent = slope(seconds)
    return None if bent is None else bent - max(0.0, (slope(made) or 0.0) - 1)


def _row(
    name: str, values: Mapping[int, float | None], unit: str = "s", bent: float | None = None
) -> tuple[str, ...]:
    shown = [f"{value:.3g} {unit}" if value is not None else "–" for value in values.values()]
    bent = slope(values) if bent is None else bent
    return name, *shown, "–" if bent is None else f"{bent:.2f}"


def _head(what: str, sizes: Sequence[int]) -> tuple[str, ...]:
    return what, *(f"{size:,}×" for size in sizes), "slope"


def _steps(found: Found) -> Section:
    rows = [_head("step", list(found))]
    for part in ("build", "check"):
        told = {size: each.get(part, {}) for size, each in found.items()}
        for name in next(iter(told.values())).get("steps", ()):
            taken = {size: each.get("steps", {}).get(name) for size, each in told.items()}
            made = {size: each.get("made", {}).get(name) for size, each in told.items()}
            rows.append(_row(name, taken, bent=cleared(taken, made)))
        rows.append(
            _row(f"{part}: peak memory", {size: each.get("megabytes") for size, each in told.items()}, "MB")
        )
    statements = {size: each["build"].get("statements") for size, each in found.items()}
    rows.append(_row("statements", statements, ""))
    failed = [
        f"{size}× {part}: {each[part]['failed']}"
        for size, each in found.items()
        for part in each
        if "failed" in each[part]
    ]
    return Section(
        "Growth of build and check, CPU", facts=rows, note=f"Failed: {'; '.join(failed)}." if failed else ""
    )


def _queries(found: dict[int, dict[str, Any]]) -> Iterator[Section]:
    largest = found[max(found)]
    names = [name for name, told in largest.items() if isinstance(told, list)]
    pairs = [Pair(name, "pyoxigraph", [largest[name][1]], [largest[name][0]], asked="≤ 2") for name in names]
    late = [name for name, told in largest.items() if told is None]
    middle = quartiles([pair.spread[1] for pair in pairs])
    note = f"Quartiles of all: {', '.join(f'{value:.2f}' for value in middle)}."
    note += f" No answer at the largest size: {', '.join(late)}." if late else ""
    yield Section(f"Named queries at {max(found)}×, beside pyoxigraph", pairs, note=note)
    bent = {name: _bent({size: each.get(name) for size, each in found.items()}) for name in names}
    rows = [
        _row(name, {size: (each.get(name) or (None,))[0] for size, each in found.items()}, bent=bent[name])
        for name in sorted(names, key=lambda name: -(bent[name] or 0))
    ]
    steep = [name for name in names if (bent[name] or 0) > 1.05]
    steeper = f"Above 1.05: {', '.join(steep)}." if steep else "None above 1.05."
    yield Section(
        "Growth of the named queries, CPU of pyoxigraph",
        facts=[_head("query", list(found)), *rows],
        note=steeper,
    )


def _bent(told: Mapping[int, list[float] | None]) -> float | None:
    """The slope of a query, of which seconds and rows are told."""
    seconds, rows = ({size: each[at] if each else None for size, each in told.items()} for at in (0, 2))
    return cleared(seconds, rows)


def _others(found: dict[int, dict[str, Any]]) -> Section:
    names = [name for name in next(iter(found.values())) if name != "failed"]
    rows = [_row(name, {size: each.get(name) for size, each in found.items()}) for name in names]
    note = "A dash: it took more than two minutes of CPU, or could not be drawn at this size."
    return Section("Growth of analyses and pages, CPU", facts=[_head("what", list(found)), *rows], note=note)
