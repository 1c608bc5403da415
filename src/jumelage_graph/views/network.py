"""The network of partnerships as an interactive page (vis-network through pyvis) or as a plot.

The page also holds the networks of meetings, of governments and goals, and the two projections.
"""

from __future__ import annotations

import json
import sys
from functools import cache, partial
from importlib import import_module, resources
from types import ModuleType
from typing import TYPE_CHECKING, Any

from jumelage_graph.networks import communities, partnerships
from jumelage_graph.record.choice import Choice
from jumelage_graph.record.selection import chosen
from jumelage_graph.views import _drawing
from jumelage_graph.views.graphs import layout
from jumelage_graph.views.graphs.measures import measures
from jumelage_graph.views.graphs.other_networks import other_networks
from jumelage_graph.views.maps import labels
from jumelage_graph.views.pages import page
from jumelage_graph.views.plots import ink, plot
from jumelage_graph.views.shared.palette import COUNTRIES, SHAPES, kind_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    from matplotlib.axes import Axes
    from pyvis.network import Network

    from jumelage_graph.engines import Engine
    from jumelage_graph.record import Record
    from jumelage_graph.record.things import Agreement

FORMATS = plot.FORMATS

_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {
        "hover": True,
        "keyboard": False,
        "dragNodes": False,
        "tooltipDelay": 150,
        "zoomSpeed": 0.6,
    },
    "layout": {"improvedLayout": False, "randomSeed": layout.SEED},
    "edges": {"smooth": False, "selectionWidth": 2, "hoverWidth": 1},
}


def draw(source: Engine | Record, form: str = "html", **options: Any) -> str | bytes:
    """The page as one self-contained HTML text, or the plot as ``svg``, ``png`` or ``pdf``.

    Errors: ``UsageError`` for options that are not known, see ``View``.
    """
    return _drawing.drawn(source, form, options, "network", plan, _page)


def _page(record: Record, choice: Choice, linked: Sequence[str]) -> str:
    graph = partnerships(record)
    network = vis_network(graph, record, choice)
    network.templateEnv = page.environment(
        "network",
        page.of_record("network", record, choice)
        | {"networks": _networks(record, graph), "measures": measures(graph, record)},
        choice.lang,
        libraries=[vis_script()],
        linked=linked,
    )
    html: str = network.generate_html()
    return html


def _pyvis() -> type[Network]:
    """pyvis's network, imported without IPython: two fifths of that import, for a way to show it that is not ours.

    Whoever calls that way all the same gets IPython's frame.
    """
    wanted = ("IPython", "IPython.display")
    lent = [name for name in wanted if name not in sys.modules]
    for name in lent:
        sys.modules[name] = ModuleType(name)
        sys.modules[name].__dict__["IFrame"] = _frame
    try:
        import pyvis.network  # noqa: PLC0415  (slow to import)

        network: type[Network] = pyvis.network.Network
    finally:
        for name in lent:
            del sys.modules[name]
    return network


def _frame(*arguments: Any, **options: Any) -> Any:
    return import_module("IPython.display").IFrame(*arguments, **options)


def vis_network(graph: nx.MultiGraph[str], record: Record, choice: Choice) -> Network:
    """The agreements as pyvis's network, at fixed places, with our template.

    pyvis keeps parallel edges only in a directed network: ours is one whose edges have no arrows.
    """
    network = _pyvis()(directed=True, cdn_resources="in_line", height="100%", width="100%")
    network.path = "network.html"
    network.set_options(json.dumps(_OPTIONS))
    places = layout.ladders(graph, 3)
    for node in sorted(graph):
        government = record.governments[node]
        x, y = places[node]
        network.add_node(
            node,
            government.names[choice.lang],
            SHAPES[government.country],
            COUNTRIES[government.country],
            x=x,
            y=y,
        )
    for fr, jp, agreement, turn in _edges(graph):
        colour, dashes = kind_style(record.agreements[agreement].kind)
        network.add_edge(
            fr,
            jp,
            id=f"{agreement}|{fr}|{jp}",
            agreement=agreement,
            color=colour,
            dashes=list(dashes) or False,
            arrows="",
            smooth=_curve(turn),
        )
    return network


def _edges(graph: nx.MultiGraph[str]) -> list[tuple[str, str, str, int]]:
    """French party, Japanese party, agreement, and which of the agreements of the two it is (0, 1 …)."""
    edges = []
    for a, b in sorted({(min(a, b), max(a, b)) for a, b in graph.edges()}):
        fr, jp = (a, b) if graph.nodes[a]["country"] == "FR" else (b, a)
        edges += [(fr, jp, agreement, turn) for turn, agreement in enumerate(sorted(graph[a][b]))]
    return edges


def _curve(turn: int) -> bool | dict[str, Any]:
    """The first edge of a pair is straight, the next ones bend alternately to either side."""
    if not turn:
        return False
    return {"type": "curvedCW" if turn % 2 else "curvedCCW", "roundness": 0.14 * ((turn + 1) // 2)}


def _networks(record: Record, graph: nx.MultiGraph[str]) -> dict[str, Any]:
    places = {
        order: {str(columns): layout.ladders(graph, columns, rank) for columns in (1, 2, 3, 4)}
        for order, rank in _orders(record, graph).items()
    }
    agreements = {"places": places, "communities": communities(graph).of}
    return {"agreements": agreements} | other_networks(record, graph)


def _orders(record: Record, graph: nx.MultiGraph[str]) -> dict[str, layout.Rank | None]:
    """The ways to sort groups of linked governments: largest, oldest, northernmost, farthest, most silent first."""

    def own(component: set[str]) -> list[Agreement]:
        return [record.agreements[key] for *_, key in graph.edges(component, keys=True)]

    def north(component: set[str]) -> float:
        places = (
            record.governments[party] for party in component if record.governments[party].country == "FR"
        )
        regions = (record.governments[place.region].place for place in places if place.region)
        return min((-place[0] for place in regions if place), default=0.0)

    return {
        "by_size": None,
        "by_date": lambda c: (min((a.first or "9999" for a in own(c)), default=""),),
        "by_region": lambda c: (north(c),),
        "by_distance": lambda c: (-max((a.kilometres or 0.0 for a in own(c)), default=0.0),),
        "by_silence": lambda c: (max((a.evidence or "0" for a in own(c)), default=""),),
    }


@cache
def vis_script() -> str:
    """The text of vis-network as the pyvis package ships it (MIT or Apache-2.0)."""
    folder = resources.files("pyvis") / "lib" / "vis-9.1.2"
    return (folder / "vis-network.min.js").read_text(encoding="utf-8")


def plan(record: Record, choice: Choice) -> plot.Plan:
    """The plot of the choice: its agreements as ladders in three columns."""
    graph = partnerships(record)
    standing = chosen(record, choice, choice.year)
    shown = graph.copy()
    shown.remove_edges_from([edge for edge in graph.edges(keys=True) if edge[2] not in standing])
    shown.remove_nodes_from([node for node, degree in list(shown.degree()) if not degree])
    places = layout.ladders(shown, 3)
    low = max((y for _, y in places.values()), default=100.0) + 16
    drawn = partial(_draw_plot, graph=shown, places=places, record=record, choice=choice, low=low)
    entries = [
        *ink.place_entries(choice.lang),
        *ink.kind_entries(record, choice),
        *ink.standing_entries(record, choice),
        *ink.size_entries(choice, measures(shown, record)),
    ]
    return plot.Plan((11, (low + 16) / 100), drawn, entries)


def _draw_plot(
    axes: Axes,
    graph: nx.MultiGraph[str],
    places: layout.Positions,
    record: Record,
    choice: Choice,
    low: float,
) -> None:
    plot.bare(axes)
    axes.set(xlim=(-205, 2 * layout.COLUMN + 205), ylim=(low, -16))
    for fr, jp, agreement, turn in _edges(graph):
        ends = [(x, y + 4.0 * turn) for x, y in (places[fr], places[jp])]
        ink.line(axes, ends, ink.look(record, choice, agreement))
    areas = ink.areas(choice, measures(graph, record), 29.5)
    for node, (x, y) in places.items():
        government = record.governments[node]
        side = -1 if government.country == "FR" else 1
        ink.place(axes, (x, y), government.country, areas[node])
        name = _wrapped(plot.plain(government.names[choice.lang]))
        size = 5.5 if "\n" in name else 7
        axes.text(x + side * 9, y, name, ha="right" if side < 0 else "left", va="center", fontsize=size)


def _wrapped(name: str, longest: float = 11.5) -> str:
    """A name in two lines where it is long, broken at the space nearest to its middle."""
    spaces = [place for place, letter in enumerate(name) if letter in " -"]
    if labels.width(name) <= longest or not spaces:
        return name
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return f"{name[: middle + 1].rstrip()}\n{name[middle + 1 :]}"
