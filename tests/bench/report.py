"""The report of a run: Markdown, and the ratios as a picture (SVG)."""

from __future__ import annotations

import math
import os
import platform
import re
import subprocess
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from bench.measuring import Pair, Section

_MOST = 12
"""How many pairs of a section the picture shows: those with the largest ratios."""

_LEFT, _WIDTH, _ROW = 400, 460, 20


def write(sections: Sequence[Section], folder: Path) -> None:
    """Put ``report.md`` and ``ratios.svg`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text("\n".join(_markdown(sections)) + "\n", encoding="utf-8")
    (folder / "ratios.svg").write_text(_svg(sections), encoding="utf-8")


def _markdown(sections: Sequence[Section]) -> Iterator[str]:
    yield "# Benchmark\n"
    yield f"{machine()}\n"
    yield "Each figure was measured in turn with its peer; the ratio is ours to the peer's in each round: the median,"
    yield "and the quartiles in brackets. Below 1 we take less (of requests a second: we answer fewer).\n"
    yield "In the picture a dashed line is what is asked, green keeps it, orange does not.\n"
    yield "![Ratios to the peers](ratios.svg)"
    for section in sections:
        yield f"\n## {section.title}\n"
        if section.note:
            yield f"{section.note}\n"
        if section.pairs:
            yield "| what | ours | peer | the peer's | ratio | asked |"
            yield "| --- | ---: | --- | ---: | ---: | :--- |"
            yield from map(_row, section.pairs)
        if section.facts:
            yield from _facts(section.facts)


def _facts(facts: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield ""
    head, *rows = facts
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _row(pair: Pair) -> str:
    low, middle, high = pair.spread
    asked = f"{pair.asked} {'kept' if pair.kept else 'missed'}" if pair.kept is not None else pair.asked
    ours, theirs = (_figure(values, pair.unit) for values in (pair.ours, pair.theirs))
    ratio = f"**{middle:.2f}** ({low:.2f}–{high:.2f})" if pair.ratios else "–"
    return f"| {pair.what} | {ours} | {pair.peer} | {theirs} | {ratio} | {asked} |"


def _figure(values: Sequence[float], unit: str) -> str:
    if not values:
        return "–"
    middle = sorted(values)[len(values) // 2]
    if unit == "s" and middle < 1:
        return f"{middle * 1000:.3g} ms"
    return f"{middle:,.0f} {unit}" if middle >= 100 else f"{middle:.3g} {unit}"


def machine() -> str:
    """The machine on which the figures were taken, in one line."""
    model = re.search(r"model name\s*: (.*)", _content("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s+(\d+)", _content("/proc/meminfo"))
    parts = [
        model[1] if model else platform.machine(),
        f"{os.cpu_count()} cores",
        f"{int(memory[1]) / 1024**2:.0f} GB" if memory else "",
        f"Python {platform.python_version()}",
        f"load {os.getloadavg()[0]:.1f} at the end",
        f"commit {commit()}",
    ]
    return ", ".join(filter(None, parts))


def commit() -> str:
    """The commit of this clone; ``unknown`` where there is no git."""
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or "unknown"


def _content(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


def _svg(sections: Sequence[Section]) -> str:
    lines = list(_lines(sections))
    ratios = [value for line in lines if isinstance(line, Pair) for value in line.spread]
    least, most = min([0.5, *ratios]) / 1.2, max([2.0, *ratios]) * 1.2
    axis = _Axis(math.log10(least), math.log10(most))
    height = 50 + _ROW * len(lines)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 90} {height}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>Ratios to the peers, quartiles and medians</title>',
        '<rect width="100%" height="100%" fill="#fff"/>',
        *_grid(axis, height),
    ]
    for number, line in enumerate(lines):
        drawn.append(_line(line, axis, 40 + _ROW * number))
    return "\n".join([*drawn, "</svg>\n"])


def _lines(sections: Sequence[Section]) -> Iterator[Pair | str]:
    """What stands in the picture from top to bottom: titles, and the pairs with the largest ratios beneath each."""
    for section in sections:
        measured = [pair for pair in section.pairs if pair.ratios]
        shown = (
            sorted(measured, key=lambda pair: -pair.spread[1])[:_MOST] if len(measured) > _MOST else measured
        )
        if shown:
            left = f" ({len(shown)} largest of {len(measured)})" if len(shown) < len(measured) else ""
            yield section.title + left
            yield from shown


class _Axis:
    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def __call__(self, ratio: float) -> float:
        return _LEFT + _WIDTH * (math.log10(ratio) - self.low) / (self.high - self.low)


def _grid(axis: _Axis, height: int) -> Iterator[str]:
    for power in range(math.ceil(axis.low), math.floor(axis.high) + 1):
        x = axis(10.0**power)
        colour = "#888" if power == 0 else "#ddd"
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="24" y2="{height - 8}" stroke="{colour}"/>'
        yield f'<text x="{x:.1f}" y="16" text-anchor="middle" fill="#444">{10.0**power:g}×</text>'


def _line(line: Pair | str, axis: _Axis, y: int) -> str:
    if isinstance(line, str):
        return f'<text x="8" y="{y + 4}" font-weight="bold">{escape(line)}</text>'
    low, middle, high = (axis(value) for value in line.spread)
    colour = {True: "#1a7f37", False: "#b35900", None: "#1f5fa8"}[line.kept]
    name = f"{line.what} : {line.peer}"
    drawn = (
        f'<text x="{_LEFT - 10}" y="{y + 4}" text-anchor="end">{escape(_short(name))}</text>'
        f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="4" opacity="0.5"/>'
        f'<circle cx="{middle:.1f}" cy="{y}" r="4" fill="{colour}"/>'
        f'<text x="{_LEFT + _WIDTH + 12}" y="{y + 4}">{line.spread[1]:.2f}</text>'
    )
    if not line.asked:
        return drawn
    x = axis(float(line.asked.split()[1]))
    return drawn + f'<path d="M{x:.1f} {y - 8}v16" stroke="#000" stroke-dasharray="2 2"/>'


def _short(name: str) -> str:
    return name if len(name) <= 58 else f"{name[:57]}…"
