"""Marks and lines of the plots, and the entries of their legends: the same on every picture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jumelage_graph.record.selection import alive, chosen, stands, undated
from jumelage_graph.record.standing import FIRM
from jumelage_graph.views.maps import labels
from jumelage_graph.views.plots import plot
from jumelage_graph.views.shared.palette import COUNTRIES, kind_style
from jumelage_graph.views.shared.words import word
from jumelage_graph.words.forms import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

    from jumelage_graph.record import Record
    from jumelage_graph.record.choice import Choice

_FAINT = 0.38
_DOTS = (1, 4)
_SMALLEST, _GROWN = 12.0, 70.0
"""The area of a mark whose measure is 0, and what the largest has more, in square points."""


def dashed(dashes: tuple[int, ...]) -> Any:
    """A dash pattern (px) in matplotlib's form (points)."""
    return (0, tuple(0.75 * length for length in dashes)) if dashes else "solid"


def look(record: Record, choice: Choice, agreement: str, strength: float = 1.0) -> dict[str, Any]:
    """How the line of an agreement looks: its kind by hue and dashes, thin if only possible, faint without life.

    ``strength`` is the opacity of a line with a sign of life.
    """
    a = record.agreements[agreement]
    colour, dashes = kind_style(a.kind)
    return {
        "color": colour,
        "linestyle": dashed(dashes if a.periods else _DOTS),
        "linewidth": 1.6 if stands(a, choice.year) in FIRM else 0.8,
        "alpha": strength * (1.0 if alive(a, choice.year) else _FAINT),
        "zorder": 2,
    }


def line(axes: Axes, points: Sequence[tuple[float, float]], style: dict[str, Any]) -> None:
    """A line through points."""
    axes.plot([x for x, _ in points], [y for _, y in points], **style)


def bend(axes: Axes, path: str, style: dict[str, Any]) -> None:
    """A cubic curve, given as an SVG path."""
    from matplotlib.patches import PathPatch  # noqa: PLC0415  (slow to import)
    from matplotlib.path import Path  # noqa: PLC0415

    values = [float(value) for value in re.findall(r"-?[\d.]+", path)]
    points = list(zip(values[::2], values[1::2], strict=True))
    curve = Path(points, [Path.MOVETO, *[Path.CURVE4] * 3])
    axes.add_patch(PathPatch(curve, fill=False, **style))


def place(axes: Axes, at: tuple[float, float], country: str, area: float, colour: str = "") -> None:
    """The mark of a government: a circle in France, a square in Japan; ``area`` in square points."""
    marker = "o" if country == "FR" else "s"
    hue = colour or COUNTRIES[country]
    axes.scatter([at[0]], [at[1]], s=area, c=hue, marker=marker, edgecolors="white", linewidths=0.6, zorder=3)


def name(axes: Axes, at: tuple[float, float], side: str, text: str) -> None:
    """The name of a place beside its mark, on the side that ``labels.spots`` gives, with a halo below it.

    The halo is drawn by itself: a text with an effect would not stay a text that can be edited.
    """
    from matplotlib.patheffects import Stroke  # noqa: PLC0415  (slow to import)

    (x, y), (dx, dy, align) = at, labels.anchor(side)
    across = {"start": "left", "end": "right", "middle": "center"}[align]
    style: Any = {"ha": across, "va": "center_baseline", "fontsize": 6.5}
    halo = [Stroke(linewidth=1.6, foreground="white")]
    for order, effects in ((4, halo), (5, None)):
        axes.text(x + dx, y + dy, plot.plain(text), zorder=order, path_effects=effects, **style)


def kinds_by_number(record: Record) -> list[str]:
    """The kinds of agreement of the record, the most frequent first."""
    counts = Counter(agreement.kind for agreement in record.agreements.values())
    return sorted(counts, key=lambda kind: (-counts[kind], kind))


def kind_entries(
    record: Record, choice: Choice, shown: Iterable[str] | None = None, patch: bool = False
) -> list[Any]:
    """The kinds among the agreements shown, with their numbers; as lines, or as filled boxes."""
    standing = list(chosen(record, choice, choice.year) if shown is None else shown)
    counts = Counter(record.agreements[agreement].kind for agreement in standing)
    entries = []
    for kind in (kind for kind in kinds_by_number(record) if counts[kind]):
        colour, dashes = kind_style(kind)
        label = (
            f"{record.concepts['agreement-kinds'][kind][choice.lang]} ({number(counts[kind], choice.lang)})"
        )
        entries.append(box(colour, label) if patch else stroke(label, color=colour, linestyle=dashed(dashes)))
    return entries


def standing_entries(record: Record, choice: Choice) -> list[Any]:
    """What thin, faint and dotted lines say, as far as the choice has such."""
    standing = chosen(record, choice, choice.year)
    lang = choice.lang
    if choice.year is None:
        left = len(undated(record, choice))
        text = f"{word('undated_line', lang)} ({number(left, lang)})"
        return [stroke(text, linestyle=dashed(_DOTS), linewidth=0.9)] if left else []
    living = [alive(record.agreements[agreement], choice.year) for agreement in standing]
    wanted = [
        (any(how in FIRM for how in standing.values()), "firm", {"linewidth": 1.6}),
        ("possible" in standing.values(), "possible", {"linewidth": 0.8}),
        (not all(living), "faint", {"linewidth": 1.6, "alpha": _FAINT}),
    ]
    return [stroke(word(key, lang), **style) for shown, key, style in wanted if shown]


Sizes = Mapping[str, Mapping[str, float]]
"""By government, its measures by their names, as ``measures`` gives them."""


def areas(choice: Choice, sizes: Sizes, usual: float) -> dict[str, float]:
    """The area of each mark in square points: ``usual``, or by the measure chosen; an unknown value is the smallest."""
    if not choice.measure:
        return dict.fromkeys(sizes, usual)
    most = _most(choice.measure, sizes) or 1
    return {node: _SMALLEST + _GROWN * own.get(choice.measure, 0) / most for node, own in sizes.items()}


def size_entries(choice: Choice, sizes: Sizes) -> list[Any]:
    """What the largest mark stands for, where marks have a measure."""
    if not choice.measure:
        return []
    most = _most(choice.measure, sizes)
    value = number(round(most, 0 if most >= 1 else 3), choice.lang)
    label = word("size_most", choice.lang, measure=word(choice.measure, choice.lang), value=value)
    return [dot(label, "o", "#444444", fill="none", size=(_SMALLEST + _GROWN) ** 0.5)]


def _most(measure: str, sizes: Sizes) -> float:
    return max((own.get(measure, 0) for own in sizes.values()), default=0)


def place_entries(lang: str) -> list[Any]:
    """The marks of the two countries."""
    return [
        dot(word(key, lang), marker, COUNTRIES[country])
        for country, key, marker in (("FR", "france", "o"), ("JP", "japan", "s"))
    ]


def stroke(label: str, **style: Any) -> Any:
    """A line of a legend."""
    from matplotlib.lines import Line2D  # noqa: PLC0415

    drawn: Any = {"color": "#444444", "linewidth": 2} | style
    return Line2D([], [], label=label, **drawn)


def dot(label: str, marker: Any, colour: str, fill: str = "", size: float = 6) -> Any:
    """A mark of a legend."""
    from matplotlib.lines import Line2D  # noqa: PLC0415

    style: Any = {"color": colour, "markerfacecolor": fill or colour, "linestyle": "none", "markersize": size}
    return Line2D([], [], label=label, marker=marker, **style)


def box(colour: str, label: str, **style: Any) -> Any:
    """A filled box of a legend."""
    from matplotlib.patches import Patch  # noqa: PLC0415

    return Patch(facecolor=colour, label=label, **style)
