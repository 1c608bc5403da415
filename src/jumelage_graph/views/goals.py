"""The goals: ribbons from the editions of the Rencontres to the Sustainable Development Goals."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Unpack

from jumelage_graph.record.choice import Choice, Options
from jumelage_graph.views.parts import plot, sheet
from jumelage_graph.views.parts.palette import GOALS
from jumelage_graph.views.parts.words import word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record

SUMMARY = {
    "en": "Which Sustainable Development Goals were spoken of at which Rencontres",
    "fr": "Quels objectifs de développement durable à quelles Rencontres",
    "ja": "どの会議でどの持続可能な開発目標が扱われたか",
}
FORMATS = plot.FORMATS


def draw(engine: Engine, form: str = "html", **options: Unpack[Options]) -> str | bytes:
    """The picture as one self-contained HTML text, or the plot as ``svg`` or ``png``.

    Errors: ``UsageError`` for options that are not known, see ``Options``.
    """
    return sheet.drawn("goals", engine, form, options, _plotted)


_GAPS = (0.02, 0.012)
"""Between two editions and between two goals, as parts of the height."""


def _plotted(engine: Engine, record: Record, choice: Choice, form: str) -> bytes:
    ribbons = _ribbons(record, choice)
    subtitle = word(
        "count_goals",
        choice.lang,
        count=sum(count for *_, count in ribbons),
        editions=len({edition for edition, *_ in ribbons}),
    )
    draw_all = partial(_draw_plot, record=record, lang=choice.lang, ribbons=ribbons)
    text = subtitle if ribbons else word("empty_goals", choice.lang)
    return plot.plotted("goals", engine, record, choice, form, size=(11, 7.6), draw=draw_all, subtitle=text)


def _ribbons(record: Record, choice: Choice) -> list[tuple[int, int, int]]:
    """Edition, goal, and the number of sessions, initiatives and editions that address it there."""
    held = [
        edition
        for edition in record.editions.values()
        if (choice.year is None or edition.start[:4] <= f"{choice.year:04}")
        and choice.edition in (None, edition.id)
    ]
    return [
        (edition.id, goal, count)
        for edition in held
        for goal, count in edition.goals.items()
        if choice.goal in (None, goal)
    ]


def _draw_plot(axes: Axes, record: Record, lang: str, ribbons: list[tuple[int, int, int]]) -> None:
    plot.bare(axes)
    axes.set(xlim=(-0.35, 1.65), ylim=(1, 0))
    ends = [_column([(ribbon[side], ribbon[2]) for ribbon in ribbons], _GAPS[side]) for side in (0, 1)]
    used = [dict.fromkeys(tops, 0.0) for tops, _ in ends]
    for edition, goal, count in ribbons:
        corners = []
        for (tops, unit), taken, key in zip(ends, used, (edition, goal), strict=True):
            start = tops[key] + taken[key]
            taken[key] += count * unit
            corners += [start, start + count * unit]
        _ribbon(axes, corners, GOALS[goal])
    for side, (tops, _) in enumerate(ends):
        for key, top in tops.items():
            _end(axes, record, lang, side, key, (top, used[side][key]))


def _column(items: list[tuple[int, int]], gap: float) -> tuple[dict[int, float], float]:
    """Top of each end, from 0 to 1, and the height of one mention."""
    totals: Counter[int] = Counter()
    for key, count in items:
        totals[key] += count
    unit = (1 - gap * max(0, len(totals) - 1)) / max(1, totals.total())
    tops, top = {}, 0.0
    for key in sorted(totals):
        tops[key] = top
        top += totals[key] * unit + gap
    return tops, unit


def _ribbon(axes: Axes, corners: list[float], colour: str) -> None:
    from matplotlib.patches import PathPatch  # noqa: PLC0415
    from matplotlib.path import Path  # noqa: PLC0415

    a, b, c, d = corners
    points = [(0, a), (0.5, a), (0.5, c), (1, c), (1, d), (0.5, d), (0.5, b), (0, b), (0, a)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, alpha=0.55, linewidth=0))


def _end(axes: Axes, record: Record, lang: str, side: int, key: int, place: tuple[float, float]) -> None:
    top, height = place
    x, align = (-0.02, "right") if side == 0 else (1.02, "left")
    axes.fill_between(
        [side - (0.015 if side == 0 else 0), side + (0.015 if side else 0)],
        top,
        top + height,
        color=GOALS[key] if side else "#5b3f8f",
        linewidth=0,
    )
    edition = record.editions.get(key)
    host = record.governments[edition.host].names[lang] if edition else ""
    name = f"{key} {record.goals[key][lang]}" if side or not edition else f"{key}. {host} {edition.start[:4]}"
    axes.text(x, top + height / 2, plot.plain(name), ha=align, va="center", fontsize=8)
