"""The matrix of régions and prefectures, with the number of agreements between them at every level."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, Unpack

from jumelage_graph.folding import fold
from jumelage_graph.record.choice import Choice, Options
from jumelage_graph.record.selection import chosen
from jumelage_graph.views.parts import plot, sheet
from jumelage_graph.views.parts.words import word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record

SUMMARY = {
    "en": "Which régions are linked with which prefectures",
    "fr": "Quelles régions sont liées à quelles préfectures",
    "ja": "どの州とどの都道府県が結ばれているか",
}
FORMATS = plot.FORMATS


def draw(engine: Engine, form: str = "html", **options: Unpack[Options]) -> str | bytes:
    """The picture as one self-contained HTML text, or the plot as ``svg`` or ``png``.

    Errors: ``UsageError`` for options that are not known, see ``Options``.
    """
    return sheet.drawn("matrix", engine, form, options, _plotted)


def _plotted(engine: Engine, record: Record, choice: Choice, form: str) -> bytes:
    found = chosen(record, choice, choice.year)
    counts = _counts(record, list(found))
    outside = sum(1 for agreement in found if not _counts(record, [agreement]))
    text = plot.summary(record, choice)
    if outside:
        text = f"{text} · {word('regionless', choice.lang, count=outside)}"
    return plot.plotted(
        "matrix",
        engine,
        record,
        choice,
        form,
        size=(12, 6.4),
        draw=partial(_draw_plot, record=record, choice=choice, counts=counts),
        subtitle=text,
    )


def _counts(record: Record, agreements: list[str]) -> Counter[tuple[str, str]]:
    """How many agreements join each région with each prefecture."""
    counts: Counter[tuple[str, str]] = Counter()
    for agreement in agreements:
        regions: dict[str, set[str]] = {"FR": set(), "JP": set()}
        for party in record.agreements[agreement].parties:
            if record.governments[party].region:
                regions[record.governments[party].country].add(record.governments[party].region)
        counts.update(product(regions["FR"], regions["JP"]))
    return counts


def _draw_plot(axes: Axes, record: Record, choice: Choice, counts: Counter[tuple[str, str]]) -> None:
    governments, lang = record.governments, choice.lang
    regions = {
        country: {g.region for g in governments.values() if g.country == country and g.region}
        for country in ("FR", "JP")
    }
    down = sorted(regions["FR"], key=lambda region: fold(governments[region].names[lang]))
    across = sorted(regions["JP"], key=lambda prefecture: governments[prefecture].code)
    plot.bare(axes)
    axes.set(xlim=(-11, len(across)), ylim=(len(down), -6.5))
    axes.fill_between([0, len(across)], 0, len(down), color="#f4f5f7", linewidth=0)
    axes.hlines(range(len(down) + 1), 0, len(across), color="white", linewidth=1)
    axes.vlines(range(len(across) + 1), 0, len(down), color="white", linewidth=1)
    for (fr, jp), count in sorted(counts.items()):
        _cell(axes, (across.index(jp), down.index(fr)), count, max(counts.values()))
    for y, fr in enumerate(down):
        axes.text(
            -0.3, y + 0.5, plot.plain(governments[fr].names[lang]), ha="right", va="center", fontsize=7.5
        )
    for x, jp in enumerate(across):
        axes.text(
            x + 0.5,
            -0.3,
            plot.plain(_short(governments[jp].names[lang])),
            rotation=60,
            ha="left",
            va="bottom",
            fontsize=7,
            rotation_mode="anchor",
        )


def _short(name: str) -> str:
    for affix in (
        " Prefecture",
        " Metropolis",
        "Préfecture de ",
        "Préfecture d’",
        "Préfecture du ",
        "Préfecture des ",
    ):
        name = name.removesuffix(affix).removeprefix(affix)
    return name


def _cell(axes: Axes, at: tuple[int, int], count: int, most: int) -> None:
    x, y = at
    share = 0.25 + 0.75 * count / most
    low, high = (224, 236, 244), (16, 64, 122)
    colour = [(a + (b - a) * share) / 255 for a, b in zip(low, high, strict=True)]
    axes.fill_between([x + 0.05, x + 0.95], y + 0.05, y + 0.95, color=colour, linewidth=0, zorder=3)
    ink = "white" if count / most > 0.3 else "#111111"
    style: Any = {
        "ha": "center",
        "va": "center",
        "fontsize": 7,
        "fontweight": "bold",
        "color": ink,
        "zorder": 4,
    }
    axes.text(x + 0.5, y + 0.5, str(count), **style)
