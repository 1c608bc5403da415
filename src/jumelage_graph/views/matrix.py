"""The matrix of régions and prefectures, with the number of agreements between them at every level."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from jumelage_graph.record.choice import Choice
from jumelage_graph.record.selection import chosen
from jumelage_graph.views import _drawing
from jumelage_graph.views.maps import labels
from jumelage_graph.views.plots import ink, plot
from jumelage_graph.views.shared import captions
from jumelage_graph.views.shared.words import word
from jumelage_graph.words import LANGUAGES
from jumelage_graph.words.forms import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record

FORMATS = plot.FORMATS
TINTS = ((224, 236, 244), (16, 64, 122))
"""The lightest and the darkest colour (red, green, blue) of a cell; no cell is lighter than a quarter of the way."""
_EMPTY = "#f4f5f7"
_HOME = ((41.0, 51.5), (-5.5, 10.0))
"""Latitudes and longitudes of metropolitan France."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Régions and prefectures from north to south, what lies overseas last; agreements by région and prefecture.

    ``heads``: by language and prefecture, its name without the word for it.
    """

    down: list[str]
    across: list[str]
    heads: dict[str, dict[str, str]]
    cells: dict[str, dict[str, list[str]]]
    tints: tuple[tuple[int, int, int], tuple[int, int, int]]


def scene(record: Record) -> Scene:
    """What the matrix shows of the record."""
    governments = record.governments.values()
    regions = {c: {g.region for g in governments if g.country == c and g.region} for c in ("FR", "JP")}
    down = sorted(regions["FR"], key=lambda region: _northern(record, region))
    across = sorted(regions["JP"], key=lambda prefecture: record.governments[prefecture].code)
    cells: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for agreement in record.agreements.values():
        parties = [record.governments[party] for party in agreement.parties]
        sides = ({p.region for p in parties if p.country == c and p.region} for c in ("FR", "JP"))
        for fr, jp in product(*map(sorted, sides)):
            cells[fr][jp].append(agreement.id)
    heads = {lang: {jp: short(record.governments[jp].names[lang]) for jp in across} for lang in LANGUAGES}
    return Scene(down, across, heads, cells, TINTS)


def _northern(record: Record, region: str) -> tuple[bool, float, str]:
    place = record.governments[region].place or (0.0, 0.0)
    home = all(low < value < high for value, (low, high) in zip(place, _HOME, strict=True))
    return not home, -place[0], region


def draw(source: Engine | Record, form: str = "html", **options: Any) -> str | bytes:
    """The picture as one self-contained HTML text, or the plot as ``svg``, ``png`` or ``pdf``.

    Errors: ``UsageError`` for options that are not known, see ``View``.
    """
    return _drawing.drawn(source, form, options, "matrix", plan, _page)


def _page(record: Record, choice: Choice, linked: Sequence[str]) -> str:
    return _drawing.page_of("matrix", record, choice, linked, scene=scene(record))


def plan(record: Record, choice: Choice) -> plot.Plan:
    """The plot of the choice."""
    shown = scene(record)
    standing = chosen(record, choice, choice.year)
    cells = {
        (fr, jp): own
        for fr, row in shown.cells.items()
        for jp, agreements in row.items()
        if (own := [agreement for agreement in agreements if agreement in standing])
    }
    outside = len(standing) - len({agreement for own in cells.values() for agreement in own})
    lang = choice.lang
    left = word("regionless", lang, count=number(outside, lang)) if outside else ""
    text = " · ".join(filter(None, (captions.summary(record, choice), left)))
    drawn = partial(_draw_plot, record=record, lang=lang, shown=shown, cells=cells)
    return plot.Plan((12, 5.6), drawn, _entries(cells, lang), subtitle=text)


def _most(cells: dict[tuple[str, str], list[str]]) -> int:
    return max(map(len, cells.values()), default=1)


def _entries(cells: dict[tuple[str, str], list[str]], lang: str) -> list[Any]:
    most = _most(cells)
    steps = sorted({1, -(-most // 2), most}) if cells else []
    keys = [ink.box(_tint(step, most), number(step, lang)) for step in steps]
    return [*keys, ink.box(_EMPTY, word("matrix_none", lang)), ink.box("none", word("matrix_totals", lang))]


def _tint(count: int, most: int) -> Any:
    share = 0.25 + 0.75 * count / most
    return tuple((a + (b - a) * share) / 255 for a, b in zip(*TINTS, strict=True))


def _draw_plot(
    axes: Axes, record: Record, lang: str, shown: Scene, cells: dict[tuple[str, str], list[str]]
) -> None:
    wide, high = len(shown.across), len(shown.down)
    plot.bare(axes)
    longest = max((labels.width(record.governments[fr].names[lang]) for fr in shown.down), default=0.0)
    axes.set(xlim=(-0.6 - longest * 7.5 / 13, wide + 1.6), ylim=(high + 1.4, -5.6))
    axes.fill_between([0, wide], 0, high, color=_EMPTY, linewidth=0)
    axes.hlines(range(high + 1), 0, wide, color="white", linewidth=1)
    axes.vlines(range(wide + 1), 0, high, color="white", linewidth=1)
    for (fr, jp), own in sorted(cells.items()):
        _cell(axes, (shown.across.index(jp), shown.down.index(fr)), len(own), _most(cells))
    _names(axes, record, lang, shown)
    _totals(axes, shown, cells)


def _names(axes: Axes, record: Record, lang: str, shown: Scene) -> None:
    for y, fr in enumerate(shown.down):
        name = plot.plain(record.governments[fr].names[lang])
        axes.text(-0.3, y + 0.5, name, ha="right", va="center", fontsize=7.5)
    for x, jp in enumerate(shown.across):
        name = plot.plain(shown.heads[lang][jp])
        style: Any = {"rotation": 60, "ha": "left", "va": "bottom", "rotation_mode": "anchor"}
        if upright := all(letter > "\u2fff" for letter in name):  # as Japanese is written
            style = {"ha": "center", "va": "bottom", "linespacing": 1.05}
        axes.text(x + 0.5, -0.3, "\n".join(name) if upright else name, fontsize=7, **style)


def _totals(axes: Axes, shown: Scene, cells: dict[tuple[str, str], list[str]]) -> None:
    """How many agreements each row and column holds, each agreement once."""
    bold: Any = {"ha": "center", "va": "center", "fontsize": 7, "fontweight": "bold"}
    for y, fr in enumerate(shown.down):
        own = {agreement for (region, _), ids in cells.items() if region == fr for agreement in ids}
        axes.text(len(shown.across) + 0.8, y + 0.5, str(len(own) or ""), **bold)
    for x, jp in enumerate(shown.across):
        own = {agreement for (_, prefecture), ids in cells.items() if prefecture == jp for agreement in ids}
        axes.text(x + 0.5, len(shown.down) + 0.7, str(len(own) or ""), **bold)


def short(name: str) -> str:
    """The name of a prefecture without the word for it, where all names are of prefectures."""
    for affix in (
        " Prefecture",
        " Metropolis",
        "Métropole de ",
        "Préfecture de ",
        "Préfecture d’",
        "Préfecture du ",
        "Préfecture des ",
    ):
        name = name.removesuffix(affix).removeprefix(affix)
    return name


def _cell(axes: Axes, at: tuple[int, int], count: int, most: int) -> None:
    x, y = at
    axes.fill_between(
        [x + 0.05, x + 0.95], y + 0.05, y + 0.95, color=_tint(count, most), linewidth=0, zorder=3
    )
    letter = "white" if count / most > 0.3 else "#111111"
    style: Any = {
        "ha": "center",
        "va": "center",
        "fontsize": 7,
        "fontweight": "bold",
        "color": letter,
        "zorder": 4,
    }
    axes.text(x + 0.5, y + 0.5, str(count), **style)
