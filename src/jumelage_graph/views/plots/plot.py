"""Static pictures: a figure with its title, what it shows, its legend and its coverage, as SVG, PNG or PDF.

Text becomes paths unless it shall stay editable, Japanese in the IPAex Gothic font that the package matplotlib-fontja
carries, so that a picture looks the same on a machine without any Japanese font. The same figure gives the same bytes.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import DataError, UsageError, unknown
from jumelage_graph.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend

    from jumelage_graph.views.shared.captions import Caption

FORMATS = ("html", "svg", "png", "pdf")
INK, SOFT, RULE = "#1d2329", "#57606a", "#d8dce1"
_STYLE: Any = {
    "font.family": ["DejaVu Sans", "IPAexGothic"],
    "font.size": 9,
    "svg.fonttype": "path",
    "svg.hashsalt": "jumelage-graph",
    "pdf.fonttype": 3,
    "hatch.linewidth": 0.6,
    "lines.scale_dashes": False,
    "text.color": INK,
    "axes.edgecolor": RULE,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
}
_EDITABLE = {"svg.fonttype": "none", "pdf.fonttype": 42}
_INCH = 25.4
_MARGIN = 0.2
_LINE = 1.45
"""Distance between two lines of text, as a multiple of their size."""


@dataclass(frozen=True, slots=True)
class Paper:
    """How a plot is written: ``width`` in millimetres, ``dpi`` of a PNG, ``editable`` text instead of outlines."""

    width: float = 279.4
    dpi: int = 200
    editable: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A plot to be made: its ``size`` (inches), what draws it, and the entries of its legend.

    ``subtitle`` stands for the filters and counts where these do not fit, ``note`` below the legend; ``axis`` is the
    room for tick labels below and to the left (inches).
    """

    size: tuple[float, float]
    draw: Callable[[Axes], None]
    legend: list[Any] = field(default_factory=list)
    subtitle: str = ""
    note: str = ""
    axis: tuple[float, float] = (0.0, 0.0)


def check(form: str) -> None:
    """Refuse a format that pictures do not have. Errors: ``UsageError`` with the nearest."""
    if form not in FORMATS:
        raise unknown("picture_format", form, FORMATS)


def paper(options: Mapping[str, Any]) -> tuple[Paper, dict[str, Any]]:
    """The paper that is asked for, and the other options.

    Errors: ``UsageError`` for a width or a density that no printer has.
    """
    own = {f.name for f in fields(Paper)}
    chosen_paper = Paper(
        **{name: value for name, value in options.items() if name in own and value is not None}
    )
    for name, low, high in (("width", 40, 2000), ("dpi", 36, 1200)):
        if not low <= getattr(chosen_paper, name) <= high:
            raise UsageError(
                say("errors.paper", name=name, found=getattr(chosen_paper, name), low=low, high=high)
            )
    return chosen_paper, {name: value for name, value in options.items() if name not in own}


@cache
def japanese_font() -> Path:
    """The file of IPAex Gothic. Errors: ``DataError`` where the package that carries it is not installed."""
    spec = find_spec("matplotlib_fontja")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    fonts = [font for folder in folders for font in Path(folder).rglob("ipaexg.ttf")]
    if not fonts:
        raise DataError(say("errors.no_font"))
    return fonts[0]


def unwritable(texts: Iterable[str]) -> list[str]:
    """The texts with a letter that neither of our fonts has."""
    import matplotlib as mpl  # noqa: PLC0415  (slow to import)
    from matplotlib.font_manager import get_font  # noqa: PLC0415

    usual = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    known = {letter for path in (usual, japanese_font()) for letter in get_font(str(path)).get_charmap()}
    return [text for text in texts if not known.issuperset(map(ord, text))]


@contextmanager
def styled(editable: bool = False) -> Iterator[None]:
    """Our fonts and colours for what is drawn inside."""
    import matplotlib as mpl  # noqa: PLC0415  (slow to import)
    from matplotlib import font_manager  # noqa: PLC0415

    font_manager.fontManager.addfont(japanese_font())
    logging.getLogger("matplotlib.font_manager").addFilter(_has_no_bold)
    with mpl.rc_context(_STYLE | (_EDITABLE if editable else {})):
        yield


def _has_no_bold(entry: logging.LogRecord) -> bool:
    """Drops the note that IPAex Gothic has no bold face: its regular one is meant to stand in."""
    return "Failed to find font weight" not in entry.getMessage()


def written(caption: Caption, form: str, plan: Plan, on: Paper) -> bytes:
    """The picture of a plan as ``svg``, ``png`` or ``pdf``."""
    buffer = io.BytesIO()
    with styled(on.editable):
        made = figure(caption, plan)
        _scale(made, on.width / _INCH / made.get_figwidth())
        about = {
            "Title": caption.title,
            "Description" if form == "svg" else "Subject": caption.summary,
        }
        metadata = _metadata(form) | (about if form != "png" else {})
        made.savefig(buffer, format=form, dpi=on.dpi, facecolor="white", metadata=metadata)
    return _titled(buffer.getvalue(), about) if form == "svg" else buffer.getvalue()


def _metadata(form: str) -> dict[str, Any]:
    metadata: dict[str, dict[str, Any]] = {
        "svg": {"Date": None, "Creator": "jumelage-graph"},
        "png": {"Software": "jumelage-graph"},
        "pdf": {"CreationDate": None, "Creator": "jumelage-graph", "Producer": None},
    }
    return metadata[form]


def _titled(svg: bytes, about: dict[str, str]) -> bytes:
    """The SVG with a title and a description that screen readers and editors show."""
    from xml.sax.saxutils import escape  # noqa: PLC0415

    title, description = (escape(text) for text in about.values())
    named = f"<title>{title}</title>\n <desc>{description}</desc>\n <metadata>"
    return re.sub(rb"<metadata>", named.encode(), svg, count=1)


def figure(caption: Caption, plan: Plan) -> Figure:
    """The plan between its heading (title, filters, counts) and its legend and coverage; to be made inside ``styled``.

    Nothing lies on anything else: the legend is measured, and the sheet is as high as all parts together.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415  (slow to import)

    wide, high = plan.size
    made = Figure(figsize=(wide, high))
    titles = _lines(caption.title, 14, wide)
    head = [*titles, *_lines(plan.subtitle or caption.summary, 9, wide)]
    feet = [line for text in (plan.note, caption.foot) if text for line in _lines(text, 7, wide)]
    legend = _legend(made, plan.legend, wide)
    room = legend.get_window_extent().height / made.dpi if legend else 0.0
    above, below = _MARGIN + _height(head) + 0.1, _height(feet) + room + 0.25
    total = above + high + plan.axis[0] + below
    made.set_size_inches(wide, total)
    _write(made, head, total - _MARGIN, total, bold=len(titles))
    _write(made, feet, _height(feet) + 0.08, total)
    if legend:
        legend.set_bbox_to_anchor((0, (_height(feet) + 0.15) / total, 1, 1))
    left = (_MARGIN + plan.axis[1]) / wide
    axes = made.add_axes((left, (below + plan.axis[0]) / total, 1 - left - _MARGIN / wide, high / total))
    plan.draw(axes)
    return made


def _legend(made: Figure, entries: list[Any], wide: float) -> Legend | None:
    """The legend in as many columns as fit."""
    legend = None
    for columns in range(min(len(entries), 6), 0, -1):
        legend = made.legend(
            handles=entries, loc="lower center", ncols=columns, frameon=False, fontsize=8, handlelength=3.2
        )
        if legend.get_window_extent().width <= (wide - 2 * _MARGIN) * made.dpi:
            return legend
        legend.remove()
    return None


def _lines(text: str, size: float, wide: float) -> list[tuple[str, float]]:
    """A text in lines that fit a width (inches)."""
    lines, line, taken = [], "", 0.0
    room = (wide - 2 * _MARGIN) * 72 / size
    for piece in re.findall(
        r"[\u3000-\u9fff\uff00-\uffef][、。）」]*|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+", text
    ):
        width = sum(1.0 if ord(c) > 0x2E7F else 0.62 for c in piece)
        if line and taken + width > room:
            lines.append((line.rstrip(), size))
            line, taken = "", 0.0
        line, taken = line + piece, taken + width
    return [*lines, (line.rstrip(), size)]


def _height(lines: list[tuple[str, float]]) -> float:
    return sum(size * _LINE / 72 for _, size in lines)


def _write(made: Figure, lines: list[tuple[str, float]], top: float, total: float, bold: int = 0) -> None:
    """Lines of text from the top down, the first ones ``bold``."""
    for row, (text, size) in enumerate(lines):
        style: dict[str, Any] = {"fontweight": "bold"} if row < bold else {"color": SOFT}
        made.text(_MARGIN / made.get_figwidth(), top / total, plain(text), va="top", fontsize=size, **style)
        top -= size * _LINE / 72


def _scale(made: Figure, factor: float) -> None:
    """Make all of a figure larger or smaller, letters and lines too."""
    if abs(factor - 1) < 1e-9:
        return
    made.set_size_inches(made.get_figwidth() * factor, made.get_figheight() * factor)
    for artist in made.findobj():
        for name in ("fontsize", "linewidth", "markersize", "markeredgewidth", "sizes"):
            get, put = getattr(artist, f"get_{name}", None), getattr(artist, f"set_{name}", None)
            if get and put:
                put(get() * factor * (factor if name == "sizes" else 1))


def plain(text: str) -> str:
    """A text without the dollar signs that matplotlib would read as mathematics."""
    return text.replace("$", r"\$")


def bare(axes: Axes) -> None:
    """No frame, no ticks."""
    axes.set_axis_off()
    axes.margins(0)
