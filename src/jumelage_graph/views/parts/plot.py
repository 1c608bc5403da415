"""Static pictures: a figure with its title, what it shows and its coverage, as SVG or PNG.

Text becomes paths, Japanese ones from the IPAex Gothic font that the package matplotlib-fontja carries, so
that a picture looks the same on a machine without any Japanese font. The same figure gives the same bytes.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import DataError, unknown
from jumelage_graph.record.selection import alive, chosen, stands, undated
from jumelage_graph.record.standing import FIRM, STANDINGS
from jumelage_graph.views.parts.page import sentences
from jumelage_graph.views.parts.palette import COUNTRIES, kind_style
from jumelage_graph.views.parts.words import word
from jumelage_graph.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record
    from jumelage_graph.record.choice import Choice

FORMATS = ("html", "svg", "png")
_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": "jumelage-graph"},
    "png": {"Software": "jumelage-graph"},
}
INK, SOFT, RULE = "#1d2329", "#57606a", "#d8dce1"
_STYLE: Any = {
    "font.family": ["DejaVu Sans", "IPAexGothic"],
    "font.size": 9,
    "svg.fonttype": "path",
    "svg.hashsalt": "jumelage-graph",
    "hatch.linewidth": 0.6,
    "lines.scale_dashes": False,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
}


def check(form: str) -> None:
    """Refuse a format that pictures do not have. Errors: ``UsageError`` with the nearest."""
    if form not in FORMATS:
        raise unknown("picture_format", form, FORMATS)


@cache
def japanese_font() -> Path:
    """The file of IPAex Gothic. Errors: ``DataError`` where the package that carries it is not installed."""
    spec = find_spec("matplotlib_fontja")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    fonts = [font for folder in folders for font in Path(folder).rglob("ipaexg.ttf")]
    if not fonts:
        raise DataError(say("errors.no_font"))
    return fonts[0]


def plotted(
    view: str,
    engine: Engine,
    record: Record,
    choice: Choice,
    form: str,
    *,
    size: tuple[float, float],
    draw: Callable[[Axes], None],
    subtitle: str = "",
) -> bytes:
    """A figure of ``size`` (inches) as ``svg`` or ``png`` (200 dots per inch).

    ``draw`` fills its one plot, between the heading (title, and what is chosen unless ``subtitle`` says it) and
    the legend and coverage below.
    """
    import matplotlib as mpl  # noqa: PLC0415  (slow to import)
    from matplotlib import font_manager  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    font_manager.fontManager.addfont(japanese_font())
    logging.getLogger("matplotlib.font_manager").addFilter(_has_no_bold)
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=size)
        _headed(figure, view, choice, subtitle or summary(record, choice), sentences(record)[choice.lang])
        draw(figure.add_axes((0.02, 0.95 / size[1], 0.96, 1 - 1.65 / size[1])))
        buffer = io.BytesIO()
        figure.savefig(buffer, format=form, dpi=200, facecolor="white", metadata=_METADATA[form])
    return buffer.getvalue()


def _has_no_bold(entry: logging.LogRecord) -> bool:
    """Drops the note that IPAex Gothic has no bold face: its regular one is meant to stand in."""
    return "Failed to find font weight" not in entry.getMessage()


def _headed(figure: Figure, view: str, choice: Choice, subtitle: str, coverage: str) -> None:
    high = figure.get_figheight()
    title = word(f"title_{view}", choice.lang)
    foot = f"{coverage} {word('licence_short', choice.lang)}"
    _write(figure, 1 - 0.3 / high, title, fontsize=14, fontweight="bold")
    _write(figure, 1 - 0.53 / high, subtitle, fontsize=9, color=SOFT)
    _write(figure, 0.12 / high, foot, fontsize=7, color=SOFT)


def _write(figure: Figure, y: float, text: str, **style: Any) -> None:
    figure.text(0.02, y, plain(text), **style)


def plain(text: str) -> str:
    """A text without the dollar signs that matplotlib would read as mathematics."""
    return text.replace("$", r"\$")


def summary(record: Record, choice: Choice) -> str:
    """How many agreements the choice shows, as the page says it; for an empty choice, why it is empty."""
    found = chosen(record, choice, choice.year)
    if not found:
        return _emptiness(record, choice)
    counts = Counter(found.values())
    if choice.year is None:
        return word("count_all", choice.lang, count=len(found), undated=counts["undated"])
    living = sum(1 for agreement in found if alive(record.agreements[agreement], choice.year))
    sure = {str(how): counts[how] for how in STANDINGS}
    text = word("count_year", choice.lang, year=choice.year, evidence=living, **sure)
    return f"{text} · {word('undated', choice.lang)}: {len(undated(record, choice))}"


def _emptiness(record: Record, choice: Choice) -> str:
    first = min((a.first for a in record.agreements.values() if a.first), default="")[:4]
    return f"{word('empty', choice.lang)} {word('empty_before', choice.lang, first=first)}"


def bare(axes: Axes) -> None:
    """No frame, no ticks."""
    axes.set_axis_off()
    axes.margins(0)


def dashed(dashes: tuple[int, ...]) -> Any:
    """A dash pattern (px) in matplotlib's form (points)."""
    return (0, tuple(0.75 * length for length in dashes)) if dashes else "solid"


def agreement_name(record: Record, agreement: str, lang: str) -> str:
    """The parties of an agreement in one line."""
    return " – ".join(record.governments[party].names[lang] for party in record.agreements[agreement].parties)


def agreement_line(
    axes: Axes,
    record: Record,
    choice: Choice,
    agreement: str,
    points: Sequence[tuple[float, float]],
    *,
    bend: float = 0.0,
    strength: float = 1.0,
) -> None:
    """The line of an agreement: hue and dashes for its kind, thin if possible only, faint without sign of life.

    ``bend`` moves it down a little, so that several agreements of the same two stay apart; ``strength`` is the
    opacity of a line with a sign of life.
    """
    a = record.agreements[agreement]
    colour, dashes = kind_style(a.kind)
    how = stands(a, choice.year)
    axes.plot(
        [x for x, _ in points],
        [y + bend for _, y in points],
        color=colour,
        linestyle=dashed(dashes if a.periods else (1, 4)),
        linewidth=1.6 if how in FIRM else 0.8,
        alpha=strength * (1.0 if alive(a, choice.year) else 0.38),
        zorder=2,
    )


def place_mark(axes: Axes, at: tuple[float, float], country: str, area: float) -> None:
    """The mark of a government: a blue circle in France, a red square in Japan; ``area`` in square points."""
    marker = "o" if country == "FR" else "s"
    axes.scatter(
        [at[0]],
        [at[1]],
        s=area,
        c=COUNTRIES[country],
        marker=marker,
        edgecolors="white",
        linewidths=0.6,
        zorder=3,
    )


def kind_legend(axes: Axes, record: Record, kinds: Iterable[str], lang: str) -> None:
    """The colours and dashes of the kinds of agreement and the marks of the two countries, below the plot."""
    from matplotlib.lines import Line2D  # noqa: PLC0415

    names = record.concepts["agreement-kinds"]
    handles = [
        Line2D([], [], color=colour, linestyle=dashed(dashes), linewidth=2, label=names[kind][lang])
        for kind in kinds
        for colour, dashes in [kind_style(kind)]
        if kind in names
    ]
    for country, key, marker in (("FR", "france", "o"), ("JP", "japan", "s")):
        handles.append(
            Line2D([], [], color=COUNTRIES[country], marker=marker, linestyle="none", label=word(key, lang))
        )
    legend_below(axes, handles, columns=4)


def legend_below(axes: Axes, handles: list[Any], columns: int) -> None:
    """A legend in the room below the plot."""
    if handles:
        axes.legend(
            handles=handles,
            loc="upper center",
            bbox_to_anchor=(0.5, 0.0),
            ncols=columns,
            frameon=False,
            fontsize=8,
            handlelength=3.2,
        )


def kinds_by_number(record: Record) -> list[str]:
    """The kinds of agreement of the record, the most frequent first."""
    counts = Counter(agreement.kind for agreement in record.agreements.values())
    return sorted(counts, key=lambda kind: (-counts[kind], kind))
