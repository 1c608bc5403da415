"""The timeline: the acts of each agreement, the Rencontres and the mergers of governments on one axis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from jumelage_graph.record.choice import Choice
from jumelage_graph.record.selection import chosen
from jumelage_graph.record.standing import FIRM
from jumelage_graph.views import _drawing
from jumelage_graph.views.plots import ink, plot
from jumelage_graph.views.shared import captions
from jumelage_graph.views.shared.palette import kind_style
from jumelage_graph.views.shared.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record
    from jumelage_graph.record.standing import Period
    from jumelage_graph.record.things import Agreement

FORMATS = plot.FORMATS
_EDITION = "#5b3f8f"
_CHANGE = "#6b4f2a"
_ARROW: list[tuple[float, float]] = [(-5, -2), (1, -2), (1, -5), (6, 0), (1, 5), (1, 2), (-5, 2)]
_STAR: list[tuple[float, float]] = [
    (0, -5.5),
    (1.6, -1.6),
    (5.5, 0),
    (1.6, 1.6),
    (0, 5.5),
    (-1.6, 1.6),
    (-5.5, 0),
    (-1.6, -1.6),
]


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a kind of act: corners (px) around its middle, none for a circle; ``crossed`` draws a cross."""

    corners: list[tuple[float, float]]
    hollow: bool = False
    crossed: bool = False


MARKS = {
    "proposal": Mark([(0, -4), (4, 0), (0, 4), (-4, 0)], hollow=True),
    "council-vote": Mark([(-3.4, -3.4), (3.4, -3.4), (3.4, 3.4), (-3.4, 3.4)], hollow=True),
    "signature": Mark([]),
    "ratification": Mark([(0, -5), (5, 4), (-5, 4)]),
    "renewal": Mark([(0, 5), (5, -4), (-5, -4)]),
    "anniversary-declaration": Mark(_STAR),
    "suspension": Mark([(-4, -4), (4, 4), (4, -4), (-4, 4)], crossed=True),
    "end": Mark([(-4, -4), (4, 4), (4, -4), (-4, 4)], crossed=True),
    "transfer": Mark(_ARROW),
}

Look = Literal["alive", "silent", "possible"]
"""In force up to the latest sign of life; in force, as far as is known, after it; possibly in force."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of one look, in decimal years."""

    start: float
    end: float
    look: Look
    standing: str


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement: its bars, and its acts as (decimal year, kind, date)."""

    agreement: str
    bars: list[Bar]
    acts: list[tuple[float, str, str]]


@dataclass(frozen=True, slots=True)
class Scene:
    """From ``first`` to ``last`` year; rows from the oldest; editions and changes as (decimal year, id or number)."""

    first: float
    last: float
    rows: list[Row]
    editions: list[tuple[float, int]]
    changes: list[tuple[float, int]]
    marks: dict[str, Mark]


def scene(record: Record) -> Scene:
    """What the timeline shows of the record."""
    last = _year(record.last_day or "2000")
    ordered = sorted(record.agreements.values(), key=lambda a: (_start(a), a.id))
    first = min((_year(_start(a)) for a in ordered if a.first), default=1958.0) - 2
    rows = [Row(a.id, _bars(a, first, last), _acts(a, first)) for a in ordered]
    editions = [(_year(edition.start), edition.id) for edition in record.editions.values()]
    changes = [(_year(one.earliest), number) for number, one in enumerate(record.changes) if one.earliest]
    latest = max([last, *(at for at, _ in editions)])
    return Scene(first, latest + 1, rows, editions, [one for one in changes if one[0] > first], MARKS)


def _bars(a: Agreement, first: float, last: float) -> list[Bar]:
    return [bar for period in a.periods for bar in _parts(a, period, first, last) if bar.end > bar.start]


def _parts(a: Agreement, period: Period, first: float, last: float) -> list[Bar]:
    start = _year(period.first) if period.first else first
    end = min(last, _next(period.last)) if period.last else last
    if period.standing not in FIRM:
        return [Bar(start, end, "possible", period.standing)]
    turn = max(start, min(end, _year(a.evidence) if a.evidence else 0.0))
    return [Bar(start, turn, "alive", period.standing), Bar(turn, end, "silent", period.standing)]


def _acts(a: Agreement, first: float) -> list[tuple[float, str, str]]:
    return [(max(first, _year(act.earliest)), act.kind, act.edtf) for act in a.acts if act.earliest]


def _start(a: Agreement) -> str:
    """The first day that is possible for it; ``9999`` where no date at all is known."""
    return a.first or next((act.earliest for act in a.acts), "") or "9999"


def _year(date: str) -> float:
    """A day as a decimal year; of an interval its beginning."""
    parts = [int(part) for part in date.split("/", maxsplit=1)[0].rstrip("?~%").split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return round(year + (month - 1) / 12 + (day - 1) / 365, 3)


def _next(day: str) -> float:
    return _year(day) + 1 / 365


def draw(source: Engine | Record, form: str = "html", **options: Any) -> str | bytes:
    """The picture as one self-contained HTML text, or the plot as ``svg``, ``png`` or ``pdf``.

    Errors: ``UsageError`` for options that are not known, see ``View``.
    """
    return _drawing.drawn(source, form, options, "timeline", plan, _page)


def _page(record: Record, choice: Choice, linked: Sequence[str]) -> str:
    return _drawing.page_of("timeline", record, choice, linked, scene=scene(record))


def plan(record: Record, choice: Choice) -> plot.Plan:
    """The plot of the choice."""
    shown = scene(record)
    standing = chosen(record, choice, choice.year)
    rows = [row for row in shown.rows if row.agreement in standing]
    drawn = partial(_draw_plot, record=record, choice=choice, shown=shown, rows=rows)
    return plot.Plan((11, 0.75 + 0.16 * len(rows)), drawn, _entries(record, choice, rows))


_LOOKS: dict[Look, dict[str, Any]] = {
    "alive": {"alpha": 0.5, "linewidth": 2.4},
    "silent": {"linewidth": 0.7, "linestyle": (0, (1, 3))},
    "possible": {"alpha": 0.5, "linewidth": 1},
}


def _entries(record: Record, choice: Choice, rows: list[Row]) -> list[Any]:
    lang = choice.lang
    used = {kind for row in rows for _, kind, _ in row.acts}
    looks = {bar.look for row in rows for bar in row.bars}
    words: dict[Look, str] = {"alive": "bar_alive", "silent": "bar_silent", "possible": "possible"}
    marks = {kind: mark for kind, mark in MARKS.items() if kind in used}
    names = record.concepts["act-kinds"]
    return [
        *(
            ink.stroke(entry.get_label(), color=entry.get_color())
            for entry in ink.kind_entries(record, choice)
        ),
        *(
            ink.dot(names[kind][lang] if kind in names else kind, _marker(mark), *_inks(mark, "#444444"))
            for kind, mark in marks.items()
        ),
        *(ink.stroke(word(words[look], lang), **_LOOKS[look]) for look in words if look in looks),
        ink.dot(word("edition_whole", lang), "o", _EDITION, size=8),
        ink.dot(word("edition_part", lang), "o", _EDITION, "white", size=8),
        ink.stroke(word("lane_changes", lang), marker="|", linestyle="none", color=_CHANGE, markersize=8),
    ]


def _draw_plot(axes: Axes, record: Record, choice: Choice, shown: Scene, rows: list[Row]) -> None:
    left = shown.first - 0.34 * (shown.last - shown.first)
    plot.bare(axes)
    axes.set(xlim=(left, shown.last), ylim=(len(rows) + 0.2, -4.6))
    _lanes(axes, record, shown, len(rows), choice.lang)
    for number, row in enumerate(rows):
        colour, _ = kind_style(record.agreements[row.agreement].kind)
        for bar in row.bars:
            axes.plot([bar.start, bar.end], [number, number], color=colour, zorder=1, **_LOOKS[bar.look])
        for at, kind, _ in row.acts:
            _mark(axes, MARKS.get(kind, MARKS["signature"]), (at, number), colour)
        name = plot.plain(captions.agreement_name(record, row.agreement, choice.lang))
        axes.text(shown.first - 0.6, number, name, ha="right", va="center", fontsize=6.5)
    if choice.year is not None:
        axes.plot([choice.year + 0.5] * 2, [-3.4, len(rows)], color="#f2a900", linewidth=1.2, zorder=0)


def _lanes(axes: Axes, record: Record, shown: Scene, rows: int, lang: str) -> None:
    """The years, the editions and the changes above the rows."""
    for year in range(int(shown.first) // 10 * 10 + 10, int(shown.last) + 1, 10):
        axes.plot([year, year], [-3.5, rows], color=plot.RULE, linewidth=0.6, zorder=0)
        axes.text(year, -4, str(year), ha="center", va="center", fontsize=8, color=plot.SOFT)
    for row, key in ((-2.6, "lane_editions"), (-1.3, "lane_changes")):
        axes.text(
            shown.first - 0.6, row, word(key, lang), ha="right", va="center", fontsize=7.5, fontweight="bold"
        )
    for at, edition in shown.editions:
        axes.plot([at, at], [-2.6, rows], color=_EDITION, linewidth=0.4, alpha=0.3, zorder=0)
        fill, letter = (_EDITION, "white") if record.editions[edition].whole else ("white", _EDITION)
        axes.scatter([at], [-2.6], s=70, c=fill, edgecolors=_EDITION, linewidths=0.9, zorder=3)
        axes.text(at, -2.58, str(edition), ha="center", va="center", fontsize=6, color=letter, zorder=4)
    axes.vlines([at for at, _ in shown.changes], -1.6, -1.0, color=_CHANGE, linewidth=1.2, alpha=0.65)


def _marker(mark: Mark) -> Any:
    if mark.crossed:
        return "x"
    return [*mark.corners, mark.corners[0]] if mark.corners else "o"


def _inks(mark: Mark, hue: str) -> tuple[str, str]:
    return ("#111111", "") if mark.crossed else (hue, "white" if mark.hollow else "")


def _mark(axes: Axes, mark: Mark, at: tuple[float, float], hue: str) -> None:
    edge, fill = _inks(mark, hue)
    style: Any = {"markersize": 4.4, "markerfacecolor": fill or edge, "markeredgewidth": 0.8, "zorder": 3}
    axes.plot(*at, marker=_marker(mark), color=edge, **style)
