"""The curve: agreements in force in each year, piled up by kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Unpack

from jumelage_graph.record.choice import Choice, Options
from jumelage_graph.record.selection import Stands, alive, chosen
from jumelage_graph.record.standing import FIRM
from jumelage_graph.views.parts import plot, sheet
from jumelage_graph.views.parts.palette import kind_style
from jumelage_graph.views.parts.words import word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record

SUMMARY = {
    "en": "How many agreements were in force in each year",
    "fr": "Combien d’accords étaient en vigueur chaque année",
    "ja": "各年に継続中だった提携の数",
}
FORMATS = plot.FORMATS


def draw(engine: Engine, form: str = "html", **options: Unpack[Options]) -> str | bytes:
    """The picture as one self-contained HTML text, or the plot as ``svg`` or ``png``.

    Errors: ``UsageError`` for options that are not known, see ``Options``.
    """
    return sheet.drawn("curve", engine, form, options, _plotted)


def _plotted(engine: Engine, record: Record, choice: Choice, form: str) -> bytes:
    return plot.plotted(
        "curve",
        engine,
        record,
        choice,
        form,
        size=(11, 6.4),
        draw=partial(_draw_plot, record=record, choice=choice),
    )


def _draw_plot(axes: Axes, record: Record, choice: Choice) -> None:
    starts = [int(first[:4]) for a in record.agreements.values() if (first := a.first)]
    years = range(min(starts, default=1958) - 2, int(record.last_day[:4] or 2000) + 1)
    found = [chosen(record, choice, year) for year in years]
    edges = [*years, years[-1] + 1]
    base = [0] * len(years)
    for kind in plot.kinds_by_number(record):
        counts = [_firm(record, stands, kind) for stands in found]
        top = [a + b for a, b in zip(base, counts, strict=True)]
        label = record.concepts["agreement-kinds"][kind][choice.lang]
        axes.stairs(top, edges, baseline=base, fill=True, color=kind_style(kind)[0], alpha=0.85, label=label)
        base = top
    whole = [len(stands) for stands in found]
    axes.stairs(
        whole,
        edges,
        baseline=base,
        fill=True,
        facecolor="none",
        edgecolor="#555555",
        hatch="////",
        linewidth=0,
        label=word("possible", choice.lang),
    )
    living = [
        sum(1 for a in stands if alive(record.agreements[a], year))
        for year, stands in zip(years, found, strict=True)
    ]
    axes.stairs(
        living,
        edges,
        color="#111111",
        linestyle=(0, (5, 2)),
        linewidth=1.2,
        label=word("curve_alive", choice.lang),
    )
    if choice.year is not None:
        axes.axvline(choice.year + 0.5, color="#f2a900", linewidth=1.5)
    _frame(axes)


def _firm(record: Record, stands: dict[str, Stands], kind: str) -> int:
    return sum(1 for a, how in stands.items() if how in FIRM and record.agreements[a].kind == kind)


def _frame(axes: Axes) -> None:
    axes.set_position((0.05, axes.get_position().y0 + 0.03, 0.93, axes.get_position().height - 0.03))
    axes.grid(axis="y", color=plot.RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.margins(x=0)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    handles, _ = axes.get_legend_handles_labels()
    axes.legend(handles=handles, loc="upper left", frameon=False, fontsize=8)
