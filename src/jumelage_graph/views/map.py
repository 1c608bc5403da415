"""The map: France and Japan side by side with insets for what lies far off, and the world with great circles."""

from __future__ import annotations

from collections import Counter
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
from jumelage_graph.views.shared.words import word

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
    lang = choice.lang
    entries = [
        *ink.place_entries(lang),
        *ink.kind_entries(record, choice),
        *ink.standing_entries(record, choice),
        *ink.size_entries(choice, measures(partnerships(record), record)),
    ]
    left = [record.governments[party].names[lang] for party in _unplaced(record)]
    note = word("coast", lang) + (f" {word('unplaced', lang, names=', '.join(left))}" if left else "")
    return plot.Plan((11, 6.3), partial(_draw_plot, record=record, choice=choice), entries, note=note)


def _unplaced(record: Record) -> list[str]:
    """The parties that no map can show: the record has no coordinates for them."""
    parties = {party for a in record.agreements.values() for party in a.parties}
    return sorted(parties - set(atlas.located(record)))


def _scene(record: Record) -> dict[str, Any]:
    sheets = {"beside": atlas.beside(record), "above": atlas.above(record), "world": atlas.world(record)}
    return {
        "coasts": {
            name: "".join(path(ring, 2, closed=True) for ring in rings)
            for name, rings in atlas.coasts().items()
        },
        "ground": atlas.GROUND,
        "sheets": sheets,
        "sides": {side: labels.anchor(side) for side in labels.SIDES},
        "unplaced": _unplaced(record),
    }


def _draw_plot(axes: Axes, record: Record, choice: Choice) -> None:
    whole = atlas.beside(record)
    plot.bare(axes)
    axes.set(xlim=(0, whole.size[0]), ylim=(whole.size[1], 0), aspect="equal")
    for panel in whole.panels:
        _draw_panel(axes, panel, record, choice.lang)
    standing = chosen(record, choice, choice.year)
    links = [link for link in whole.links if link.agreement in standing]
    for link in links:
        ink.bend(axes, link.path, ink.look(record, choice, link.agreement, 0.6))
    shown = Counter(party for link in links for party in (link.fr, link.jp))
    areas = ink.areas(choice, measures(partnerships(record), record), 14)
    for party in sorted(shown):
        ink.place(axes, whole.places[party], record.governments[party].country, areas[party])
    order = sorted(
        shown, key=lambda party: (-shown[party], -(record.governments[party].population or 0), party)
    )
    names = {party: record.governments[party].names[choice.lang] for party in order}
    for party, side in atlas.sides(whole, names).items():
        ink.name(axes, whole.places[party], side, names[party])


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
