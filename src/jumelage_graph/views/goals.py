"""The goals: ribbons from the editions of the Rencontres to the Sustainable Development Goals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from jumelage_graph.record.choice import Choice
from jumelage_graph.record.filters import edition_names
from jumelage_graph.views import _drawing
from jumelage_graph.views.plots import plot
from jumelage_graph.views.shared import captions
from jumelage_graph.views.shared.palette import GOALS
from jumelage_graph.views.shared.words import word
from jumelage_graph.words.forms import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record

FORMATS = plot.FORMATS
_GAPS = (0.016, 0.016)
_EDITION = "#5b3f8f"

End = tuple[float, float]
"""Top and size of an end on its side, both from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """``count`` sessions, initiatives and editions that address a goal, from ``start`` at its edition to ``end``."""

    edition: int
    goal: int
    count: int
    start: End
    end: End


@dataclass(frozen=True, slots=True)
class Scene:
    """The place of every edition, goal and ribbon; a choice only hides some, the others stay where they are."""

    editions: dict[int, End]
    goals: dict[int, End]
    ribbons: list[Ribbon]


def scene(record: Record) -> Scene:
    """What the picture shows of the record."""
    mentions = [
        (edition.id, goal, n) for edition in record.editions.values() for goal, n in edition.goals.items()
    ]
    editions, step = _column([(edition, n) for edition, _, n in mentions], _GAPS[0])
    goals, unit = _column([(goal, n) for _, goal, n in mentions], _GAPS[1])
    used: Counter[tuple[str, int]] = Counter()
    ribbons = []
    for edition, goal, count in mentions:
        start = (editions[edition][0] + used["edition", edition] * step, count * step)
        end = (goals[goal][0] + used["goal", goal] * unit, count * unit)
        used["edition", edition] += count
        used["goal", goal] += count
        ribbons.append(Ribbon(edition, goal, count, start, end))
    return Scene(editions, goals, ribbons)


def _column(items: list[tuple[int, int]], gap: float) -> tuple[dict[int, End], float]:
    """The ends on one side, one below the other, and the height of one mention."""
    totals: Counter[int] = Counter()
    for key, count in items:
        totals[key] += count
    unit = (1 - gap * max(0, len(totals) - 1)) / max(1, totals.total())
    ends, top = {}, 0.0
    for key in sorted(totals):
        ends[key] = (top, totals[key] * unit)
        top += totals[key] * unit + gap
    return ends, unit


def draw(source: Engine | Record, form: str = "html", **options: Any) -> str | bytes:
    """The picture as one self-contained HTML text, or the plot as ``svg``, ``png`` or ``pdf``.

    Errors: ``UsageError`` for options that are not known, see ``View``.
    """
    return _drawing.drawn(source, form, options, "goals", plan, _page)


def _page(record: Record, choice: Choice, linked: Sequence[str]) -> str:
    return _drawing.page_of("goals", record, choice, linked, scene=scene(record))


def plan(record: Record, choice: Choice) -> plot.Plan:
    """The plot of the choice."""
    shown = scene(record)
    ribbons = [one for one in shown.ribbons if _meets(record, choice, one)]
    drawn = partial(_draw_plot, record=record, lang=choice.lang, shown=shown, ribbons=ribbons)
    return plot.Plan((11, 6.6), drawn, subtitle=_subtitle(record, choice, ribbons))


def _meets(record: Record, choice: Choice, ribbon: Ribbon) -> bool:
    held = record.editions[ribbon.edition].start[:4]
    return (
        (choice.year is None or held <= f"{choice.year:04}")
        and choice.edition in (None, ribbon.edition)
        and choice.goal in (None, ribbon.goal)
    )


def _subtitle(record: Record, choice: Choice, ribbons: list[Ribbon]) -> str:
    lang = choice.lang
    only = Choice(lang=lang, goal=choice.goal, edition=choice.edition)
    values = {"count": sum(one.count for one in ribbons), "editions": len({one.edition for one in ribbons})}
    said: dict[str, Any] = {name: number(value, lang) for name, value in values.items()}
    text = word("count_goals", lang, **said) if ribbons else word("empty_goals", lang)
    bases = {name: number(record.bases.get(name, 0), lang) for name in ("stated", "editor")}
    until = word("goals_until", lang, year=choice.year) if choice.year is not None else ""
    known = [until, captions.filters(record, only), text, word("bases", lang, **bases)]
    return " – ".join(filter(None, known))


def _draw_plot(axes: Axes, record: Record, lang: str, shown: Scene, ribbons: list[Ribbon]) -> None:
    plot.bare(axes)
    axes.set(xlim=(-0.42, 2.1), ylim=(1.005, -0.005))
    for one in ribbons:
        _ribbon(axes, one)
    for edition, end in shown.editions.items():
        faint = not any(one.edition == edition for one in ribbons)
        _end(axes, edition_names(record, edition)[lang], end, 0, _EDITION, faint)
    for goal, end in shown.goals.items():
        faint = not any(one.goal == goal for one in ribbons)
        _end(axes, f"{goal} {record.goals[goal][lang]}", end, 1, GOALS[goal], faint)


def _ribbon(axes: Axes, one: Ribbon) -> None:
    from matplotlib.patches import PathPatch  # noqa: PLC0415  (slow to import)
    from matplotlib.path import Path  # noqa: PLC0415

    (a, high), (c, low) = one.start, one.end
    b, d = a + high, c + low
    points = [(0, a), (0.5, a), (0.5, c), (1, c), (1, d), (0.5, d), (0.5, b), (0, b), (0, a)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(points, codes), facecolor=GOALS[one.goal], alpha=0.55, linewidth=0))


def _end(axes: Axes, name: str, end: End, side: int, colour: str, faint: bool) -> None:
    top, height = end
    x, align = ((-0.025, "right"), (1.025, "left"))[side]
    ends = ([-0.015, 0], [1, 1.015])[side]
    axes.fill_between(ends, top, top + height, color=colour, linewidth=0, alpha=0.25 if faint else 1)
    ink = plot.SOFT if faint else plot.INK
    axes.text(x, top + height / 2, plot.plain(name), ha=align, va="center", fontsize=8, color=ink)
