"""The map: France and Japan with their overseas parts, each agreement a great circle between its parties."""

from __future__ import annotations

import json
from functools import cache, partial
from itertools import product
from typing import TYPE_CHECKING, Any, Unpack

from jumelage_graph.networks import partnerships
from jumelage_graph.record import Record
from jumelage_graph.record.choice import Options, choose
from jumelage_graph.record.selection import chosen
from jumelage_graph.views.parts import page, plot
from jumelage_graph.views.parts.measures import measures
from jumelage_graph.views.parts.projection import FRAME, Point, arc, outline, path, project
from jumelage_graph.views.parts.words import TEMPLATES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record
    from jumelage_graph.record.choice import Choice

SUMMARY = {
    "en": "Where the partners are",
    "fr": "Où sont les partenaires",
    "ja": "提携先はどこにあるか",
}
FORMATS = plot.FORMATS

_FRAMES = {
    "both": ((71.5, -9.0), (27.0, 151.0)),
    "france": ((52.3, -6.5), (40.6, 11.5)),
    "japan": ((45.8, 127.0), (29.5, 149.0)),
    "world": FRAME,
}
"""Places (latitude, longitude) that each view of the map must hold."""

_PANELS = {"world": (0.0, 0.5, 1.0, 0.5), "france": (0.0, 0.0, 0.49, 0.49), "japan": (0.51, 0.0, 0.49, 0.49)}
"""Left, bottom, width and height of the parts of the plot."""


def draw(engine: Engine, form: str = "html", **options: Unpack[Options]) -> str | bytes:
    """The page as one self-contained HTML text, or the plot as ``svg`` or ``png``.

    Errors: ``UsageError`` for options that are not known, see ``Options``.
    """
    plot.check(form)
    record = Record(engine)
    choice = choose(record, options)
    if form != "html":
        return plot.plotted(
            "map",
            engine,
            record,
            choice,
            form,
            size=(11, 12.2),
            draw=partial(_draw_plot, record=record, choice=choice),
        )
    env = page.environment(
        "map",
        record,
        choice,
        page.sentences(record),
        extra={"map": _map(record), "measures": measures(partnerships(record), record)},
    )
    return env.get_template("map.html").render()


def _map(record: Record) -> dict[str, Any]:
    parties = sorted({party for a in record.agreements.values() for party in a.parties})
    known = _known(record, parties)
    return {
        "outline": _outline(),
        "places": {party: [round(v, 2) for v in project(*place)] for party, place in known.items()},
        "arcs": [
            {"agreement": agreement, "from": fr, "to": jp, "path": path(arc(known[fr], known[jp]))}
            for agreement, fr, jp in _pairs(record, known)
        ],
        "unplaced": [party for party in parties if party not in known],
        "frames": {name: _frame(corners) for name, corners in _FRAMES.items()},
    }


def _known(record: Record, parties: list[str]) -> dict[str, tuple[float, float]]:
    return {party: place for party in parties if (place := record.governments[party].place)}


def _pairs(record: Record, known: dict[str, tuple[float, float]]) -> list[tuple[str, str, str]]:
    """Each agreement with each pair of a French and a Japanese party whose places are known."""
    arcs = []
    for agreement in record.agreements.values():
        sides: dict[str, list[str]] = {"FR": [], "JP": []}
        for party in agreement.parties:
            sides[record.governments[party].country].append(party)
        for fr, jp in product(sides["FR"], sides["JP"]):
            if fr in known and jp in known:
                arcs.append((agreement.id, fr, jp))
    return arcs


def _frame(places: tuple[tuple[float, float], ...]) -> list[float]:
    """Left, top, width and height (px) of the part of the map that holds these places."""
    points = [project(*place) for place in places]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [round(v, 1) for v in (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))]


@cache
def _outline() -> dict[str, str]:
    return {
        name: "".join(path(ring, 2, closed=True) for ring in outline(rings))
        for name, rings in coasts().items()
    }


@cache
def coasts() -> dict[str, list[list[list[float]]]]:
    """Rings of longitude and latitude: ``land``, ``FR`` and ``JP`` (Natural Earth, public domain)."""
    text = (TEMPLATES.parent / "outline" / "natural_earth.json").read_text(encoding="utf-8")
    return {name: rings for name, rings in json.loads(text).items() if name != "about"}


def _draw_plot(axes: Axes, record: Record, choice: Choice) -> None:
    """The whole map with the arcs above, France and Japan with the names of their places below."""
    plot.bare(axes)
    for name, bounds in _PANELS.items():
        _draw_panel(axes.inset_axes(bounds), name, record, choice)
    plot.kind_legend(axes, record, plot.kinds_by_number(record), choice.lang)


def _draw_panel(axes: Axes, name: str, record: Record, choice: Choice) -> None:
    left, top, width, height = _frame(_FRAMES[name])
    axes.set(xlim=(left, left + width), ylim=(top + height, top), aspect="equal", facecolor="#edf2f6")
    axes.set_xticks([])
    axes.set_yticks([])
    for country, colour in (("land", "#dfe1dc"), ("FR", "#c9d6ea"), ("JP", "#f1d3cb")):
        for ring in outline(coasts()[country]):
            axes.fill([x for x, _ in ring], [y for _, y in ring], color=colour, linewidth=0.3, zorder=1)
    found = chosen(record, choice, choice.year)
    known = _known(record, sorted({party for a in found for party in record.agreements[a].parties}))
    for agreement, fr, jp in _pairs(record, known):
        if agreement in found:
            plot.agreement_line(axes, record, choice, agreement, arc(known[fr], known[jp]), strength=0.6)
    places = {party: project(*place) for party, place in known.items()}
    inside = {p: at for p, at in places.items() if _within(at, name)}
    for party, at in inside.items():
        plot.place_mark(axes, at, record.governments[party].country, 7 if name == "world" else 16)
    if name == "world":
        inside = {p: at for p, at in inside.items() if not _within(at, "france") and not _within(at, "japan")}
    _name(axes, inside, record, choice.lang, height / 330)


def _within(at: Point, name: str) -> bool:
    left, top, width, height = _frame(_FRAMES[name])
    return left < at[0] < left + width and top < at[1] < top + height


def _name(axes: Axes, places: dict[str, Point], record: Record, lang: str, unit: float) -> None:
    """Names outwards of their marks, the largest places first; a name that would cover another is left out.

    ``unit`` is the length on the map (px) of one point of print.
    """
    from matplotlib.patheffects import withStroke  # noqa: PLC0415  (slow to import)

    halo = [withStroke(linewidth=1.6, foreground="white")]
    style: Any = {"va": "center", "fontsize": 6.5, "zorder": 4, "clip_on": True, "path_effects": halo}
    taken = [(x - 2 * unit, y - 2 * unit, 4 * unit, 4 * unit) for x, y in places.values()]
    for party in sorted(places, key=lambda p: (-(record.governments[p].population or 0), p)):
        x, y = places[party]
        text = record.governments[party].names[lang]
        wide = unit * sum(6.6 if ord(c) > 0x2E7F else 3.8 for c in text)
        room = 3.5 * unit
        spots = [(x - room - wide, "right", x - room), (x + room, "left", x + room)]
        for start, align, at in spots if record.governments[party].country == "FR" else spots[::-1]:
            box = (start, y - 3.4 * unit, wide, 6.8 * unit)
            if not any(_overlap(box, other) for other in taken):
                axes.text(at, y, plot.plain(text), ha=align, **style)
                taken.append(box)
                break


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
