"""The map: France and Japan side by side with insets for what lies far off, and the world with great circles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from jumelage_graph.networks import partnerships
from jumelage_graph.record.choice import Choice
from jumelage_graph.record.selection import chosen
from jumelage_graph.views import _drawing
from jumelage_graph.views.graphs.measures import measures
from jumelage_graph.views.maps import atlas, labels
from jumelage_graph.views.maps.projection import path
from jumelage_graph.views.plots import ink, plot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record

FORMATS = plot.FORMATS


def draw(source: Engine | Record, form: str = "html", **options: Any) -> str | bytes:
    """The page as one self-contained HTML text, or the plot as ``svg``, ``png`` or ``pdf``.

    Errors: ``UsageError`` for options that are not known, see ``View``.
    """
    return _drawing.drawn(source, form, options, "map", plan, _page)


def _page(record: Record, choice: Choice, linked: Sequence[str]) -> str:
    sizes = measures(partnerships(record), record)
    return _drawing.page_of("map", record, choice, linked, "map", scene=_scene(record), measures=sizes)


def plan(record: Record, choice: Choice) -> plot.Plan:
    """The plot of the choice."""
    entries = [
        *ink.place_entries(choice.lang),
        *ink.kind_entries(record, choice),
        *ink.standing_entries(record, choice),
    ]
    return plot.Plan((11, 6.3), partial(_draw_plot, record=record, choice=choice), entries)


def _scene(record: Record) -> dict[str, Any]:
    known = atlas.located(record)
    parties = {party for a in record.agreements.values() for party in a.parties}
    sheets = {"beside": atlas.beside(record), "above": atlas.above(record), "world": atlas.world(record)}
    return {
        "coasts": {
            name: "".join(path(ring, 2, closed=True) for ring in rings)
            for name, rings in atlas.coasts().items()
        },
        "ground": atlas.GROUND,
        "sheets": sheets,
        "sides": {side: labels.anchor(side) for side in labels.SIDES},
        "unplaced": sorted(parties - set(known)),
    }


def _draw_plot(axes: Axes, record: Record, choice: Choice) -> None:
    whole = atlas.beside(record)
    plot.bare(axes)
    axes.set(xlim=(0, whole.size[0]), ylim=(whole.size[1], 0), aspect="equal")
    for panel in whole.panels:
        _draw_panel(axes, panel, record, choice.lang)
    found = chosen(record, choice, choice.year)
    links = [link for link in whole.links if link.agreement in found]
    for link in links:
        ink.bend(axes, link.path, ink.look(record, choice, link.agreement, 0.6))
    shown = sorted({party for link in links for party in (link.fr, link.jp)})
    for party in shown:
        ink.place(axes, whole.places[party], record.governments[party].country, 14)
    for party in shown:
        _name(axes, whole, party, record.governments[party].names[choice.lang], choice.lang)


def _draw_panel(axes: Axes, panel: atlas.Panel, record: Record, lang: str) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415  (slow to import)

    left, top, width, height = panel.box
    frame = Rectangle((left, top), width, height, facecolor="#f2f6f9", edgecolor="none", zorder=0)
    axes.add_patch(frame)
    for ring in atlas.coasts()[panel.coast]:
        points = [panel.place(point) for point in ring]
        shape = axes.fill(
            [x for x, _ in points], [y for _, y in points], color=atlas.GROUND[panel.coast], zorder=1
        )
        shape[0].set_clip_path(frame)
    if panel.region:
        name = record.governments[panel.region].names[lang]
        axes.text(left + 3, top + 3, plot.plain(name), fontsize=6, color=plot.SOFT, va="top")


def _name(axes: Axes, whole: atlas.Sheet, party: str, text: str, lang: str) -> None:
    """A name, where it has room at the size of the sheet."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415

    side, zoom = whole.names[lang][party]
    if zoom > 1:
        return
    (x, y), (dx, dy, align) = whole.places[party], labels.anchor(side)
    halo = [withStroke(linewidth=1.6, foreground="white")]
    across = {"start": "left", "end": "right", "middle": "center"}[align]
    style: Any = {"ha": across, "va": "center_baseline", "fontsize": 6.5, "zorder": 4, "path_effects": halo}
    axes.text(x + dx, y + dy, plot.plain(text), **style)
