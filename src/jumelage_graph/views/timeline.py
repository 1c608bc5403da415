"""The timeline: the acts of each agreement, the Rencontres and the mergers of governments on one axis."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Unpack

from jumelage_graph.record.choice import Choice, Options
from jumelage_graph.record.selection import chosen
from jumelage_graph.record.standing import FIRM
from jumelage_graph.views.parts import plot, sheet
from jumelage_graph.views.parts.palette import kind_style
from jumelage_graph.views.parts.words import word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record
    from jumelage_graph.record.standing import Period
    from jumelage_graph.record.things import Agreement

SUMMARY = {
    "en": "When what was signed",
    "fr": "Ce qui a été signé, et quand",
    "ja": "いつ何が結ばれたか",
}
FORMATS = plot.FORMATS
_EDITION = "#5b3f8f"


def draw(engine: Engine, form: str = "html", **options: Unpack[Options]) -> str | bytes:
    """The picture as one self-contained HTML text, or the plot as ``svg`` or ``png``.

    Errors: ``UsageError`` for options that are not known, see ``Options``.
    """
    return sheet.drawn("timeline", engine, form, options, _plotted)


_MARKS = {
    "proposal": ("D", "white"),
    "council-vote": ("s", "white"),
    "signature": ("o", ""),
    "ratification": ("^", ""),
    "renewal": ("v", ""),
    "anniversary-declaration": ("*", ""),
    "suspension": ("x", ""),
    "end": ("X", ""),
    "transfer": (">", ""),
}
"""Mark of each kind of act, and its filling where that is not the colour of the kind of agreement."""


def _plotted(engine: Engine, record: Record, choice: Choice, form: str) -> bytes:
    found = chosen(record, choice, choice.year)
    rows = sorted(found, key=lambda a: (_start(record.agreements[a]), a))
    size = (11, 2.6 + 0.155 * len(rows))
    return plot.plotted(
        "timeline",
        engine,
        record,
        choice,
        form,
        size=size,
        draw=partial(_draw_plot, record=record, choice=choice, rows=rows),
    )


def _draw_plot(axes: Axes, record: Record, choice: Choice, rows: list[str]) -> None:
    first = min(
        (_year(_start(record.agreements[a])) for a in rows if _start(record.agreements[a]) < "9"),
        default=1958,
    )
    last = _year(record.last_day or "2000")
    axes.set(xlim=(first - 0.32 * (last - first), last + 1), ylim=(len(rows) + 0.5, -3))
    _frame(axes, record, first, len(rows))
    for row, agreement in enumerate(rows):
        _row(axes, record, agreement, row, last)
        axes.text(
            first - 1.5,
            row,
            plot.plain(plot.agreement_name(record, agreement, choice.lang)),
            ha="right",
            va="center",
            fontsize=6.5,
        )
    axes.text(first - 1.5, -2, word("lane_editions", choice.lang), ha="right", va="center", fontweight="bold")
    axes.text(first - 1.5, -1, word("lane_changes", choice.lang), ha="right", va="center", fontweight="bold")
    _legend(axes, record, choice.lang, {act.kind for a in rows for act in record.agreements[a].acts})


def _frame(axes: Axes, record: Record, first: float, rows: int) -> None:
    axes.set_yticks([])
    axes.set_xticks(range(int(first) // 10 * 10 + 10, int(_year(record.last_day or "2000")) + 1, 10))
    axes.tick_params(length=0)
    axes.grid(axis="x", color=plot.RULE, linewidth=0.6)
    for side in axes.spines.values():
        side.set_visible(False)
    for edition in record.editions.values():
        at = _year(edition.start)
        fill = _EDITION if edition.whole else "white"
        axes.plot([at, at], [-2, rows], color=_EDITION, linewidth=0.4, alpha=0.3, zorder=0)
        axes.scatter([at], [-2], s=70, c=fill, edgecolors=_EDITION, linewidths=0.9, zorder=3)
        ink = "white" if edition.whole else _EDITION
        axes.text(at, -1.97, str(edition.id), ha="center", va="center", fontsize=6, color=ink, zorder=4)
    merged = [
        _year(change.earliest)
        for change in record.changes
        if change.earliest and _year(change.earliest) > first
    ]
    axes.vlines(merged, -1.35, -0.65, color="#6b4f2a", linewidth=1.2, alpha=0.65)


def _row(axes: Axes, record: Record, agreement: str, row: int, last: float) -> None:
    a = record.agreements[agreement]
    colour, _ = kind_style(a.kind)
    for period in a.periods:
        _bar(axes, a, period, row, last)
    for act in a.acts:
        if act.earliest:
            _mark(axes, act.kind, (_year(act.earliest), row), colour)


def _bar(axes: Axes, a: Agreement, period: Period, row: int, last: float) -> None:
    """The bar of one period: thick up to the last sign of life, dotted after it; thin where it is only possible."""
    colour, _ = kind_style(a.kind)
    firm = period.standing in FIRM
    start = _year(period.first) if period.first else 0.0
    end = min(last, _year(period.last) + 1 / 365) if period.last else last
    alive = max(start, min(end, _year(a.evidence) if a.evidence else 0)) if firm else end
    if start < alive:
        axes.plot([start, alive], [row, row], color=colour, alpha=0.5, linewidth=2.4 if firm else 1, zorder=1)
    if alive < end:
        axes.plot([alive, end], [row, row], color=colour, linewidth=0.7, linestyle=(0, (1, 3)), zorder=1)


def _mark(axes: Axes, kind: str, at: tuple[float, float], colour: str) -> None:
    marker, fill = _MARKS.get(kind, ("o", ""))
    ink = "#111111" if marker == "x" else colour
    axes.plot(
        *at,
        marker=marker,
        markersize=4.2,
        color=ink,
        markerfacecolor=fill or ink,
        markeredgewidth=0.9,
        zorder=3,
    )


def _legend(axes: Axes, record: Record, lang: str, kinds: set[str]) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    handles = [
        Line2D(
            [],
            [],
            color=kind_style(kind)[0],
            linewidth=2.4,
            label=record.concepts["agreement-kinds"][kind][lang],
        )
        for kind in plot.kinds_by_number(record)
    ]
    handles += [
        Line2D(
            [],
            [],
            color="#444444",
            marker=marker,
            markerfacecolor=fill or "#444444",
            linestyle="none",
            markersize=4.5,
            label=record.concepts["act-kinds"].get(kind, {}).get(lang, kind),
        )
        for kind, (marker, fill) in _MARKS.items()
        if kind in kinds
    ]
    plot.legend_below(axes, handles, columns=5)


def _start(agreement: Agreement) -> str:
    """The first day that is possible for it; ``9999`` where no date at all is known."""
    return agreement.first or next((act.earliest for act in agreement.acts), "") or "9999"


def _year(date: str) -> float:
    """A day as a decimal year; of an interval its beginning."""
    parts = [int(part) for part in date.split("/", maxsplit=1)[0].rstrip("?~%").split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 365
