"""The curve: agreements in force in each year, piled up by kind, and how many of them still show a sign of life."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from jumelage_graph.record.choice import Choice
from jumelage_graph.record.selection import alive, chosen
from jumelage_graph.record.standing import FIRM
from jumelage_graph.views import _drawing
from jumelage_graph.views.plots import ink, plot
from jumelage_graph.views.shared.palette import kind_style
from jumelage_graph.views.shared.words import word
from jumelage_graph.words.forms import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record

FORMATS = plot.FORMATS

KNOWABLE = 5
"""Years before the end of the record in which a sign of life may yet come to light: partners mark every fifth or
tenth anniversary, and sources follow later. The line of life ends before them."""

_ROOM = 0.22
"""Beside the curve, for the names of its bands, as a share of its width."""
_LEAST = 0.04
"""A band that is lower than this share of the picture has no name beside it."""
_HATCH: Any = {"hatch": "////", "edgecolor": "#555555", "linewidth": 0}


@dataclass(frozen=True, slots=True)
class Scene:
    """Years from ``first`` to ``last``, the order of the ``kinds``; ``known`` is the last year of the line of life."""

    first: int
    last: int
    known: int
    kinds: list[str]


def scene(record: Record) -> Scene:
    """What the curve shows of the record."""
    starts = [int(first[:4]) for a in record.agreements.values() if (first := a.first)]
    last = int(record.last_day[:4] or 2000)
    return Scene(min(starts, default=1958) - 2, last, last - KNOWABLE, ink.kinds_by_number(record))


def draw(source: Engine | Record, form: str = "html", **options: Any) -> str | bytes:
    """The picture as one self-contained HTML text, or the plot as ``svg``, ``png`` or ``pdf``.

    Errors: ``UsageError`` for options that are not known, see ``View``.
    """
    return _drawing.drawn(source, form, options, "curve", plan, _page)


def _page(record: Record, choice: Choice, linked: Sequence[str]) -> str:
    return _drawing.page_of("curve", record, choice, linked, "curve", scene=scene(record))


def plan(record: Record, choice: Choice) -> plot.Plan:
    """The plot of the choice."""
    lang = choice.lang
    ever = chosen(record, choice, None)
    possible = any("possible" in chosen(record, choice, year).values() for year in _years(scene(record)))
    entries = [
        *ink.kind_entries(record, choice, (a for a in ever if ever[a] in FIRM), patch=True),
        *([ink.box("white", word("possible", lang), **_HATCH)] if possible else []),
        ink.stroke(word("curve_alive", lang), color="#111111", linestyle=(0, (5, 2)), linewidth=1.2),
    ]
    return plot.Plan((11, 4.6), partial(_draw_plot, record=record, choice=choice), entries, axis=(0.3, 0.4))


def _years(drawn: Scene) -> range:
    return range(drawn.first, drawn.last + 1)


def _draw_plot(axes: Axes, record: Record, choice: Choice) -> None:
    shown = scene(record)
    years = _years(shown)
    standing = [chosen(record, choice, year) for year in years]
    edges = [*years, years[-1] + 1]
    base = [0] * len(years)
    for kind in shown.kinds:
        firm = (
            sum(1 for a, how in one.items() if how in FIRM and record.agreements[a].kind == kind)
            for one in standing
        )
        top = [a + b for a, b in zip(base, firm, strict=True)]
        axes.stairs(top, edges, baseline=base, fill=True, color=kind_style(kind)[0], alpha=0.85)
        base = top
    whole = [len(one) for one in standing]
    axes.stairs(whole, edges, baseline=base, fill=True, facecolor="none", **_HATCH)
    living = [
        sum(1 for a in one if alive(record.agreements[a], year))
        for year, one in zip(years, standing, strict=True)
        if year <= shown.known
    ]
    axes.stairs(
        living, edges[: len(living) + 1], baseline=None, color="#111111", linestyle=(0, (5, 2)), linewidth=1.2
    )
    if choice.year is not None:
        axes.axvline(choice.year + 0.5, color="#f2a900", linewidth=1.5)
    _frame(axes, years, max(whole, default=0))
    _label(axes, record, choice, shown, standing[-1])


def _label(axes: Axes, record: Record, choice: Choice, shown: Scene, found: Mapping[str, str]) -> None:
    """The name of each band beside its end, where it is high enough."""
    counts = Counter(record.agreements[a].kind for a, how in found.items() if how in FIRM)
    low, most = 0, axes.get_ylim()[1]
    for kind in shown.kinds:
        if counts[kind] > most * _LEAST:
            text = (
                f"{record.concepts['agreement-kinds'][kind][choice.lang]} {number(counts[kind], choice.lang)}"
            )
            style: Any = {"color": kind_style(kind)[0], "fontsize": 8, "fontweight": "bold", "va": "center"}
            axes.text(shown.last + 1.6, low + counts[kind] / 2, plot.plain(text), **style)
        low += counts[kind]


def _frame(axes: Axes, years: range, most: int) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415  (slow to import)

    axes.set_ylim(0, max(5, most * 1.05))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    end = years[-1] + 1
    axes.set_xlim(years[0], end + _ROOM * len(years))
    axes.set_xticks([year for year in years if not year % 10])
    axes.hlines(axes.get_yticks(), years[0], end, color=plot.RULE, linewidth=0.6, zorder=0)
    axes.set_ylim(0, max(5, most * 1.05))
    axes.tick_params(length=0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
