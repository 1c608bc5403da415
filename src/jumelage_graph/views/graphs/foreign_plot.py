"""The plot of any network: the same places, groups and colours as its page, with a legend, for a paper."""

from __future__ import annotations

import warnings
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from jumelage_graph.version import __version__
from jumelage_graph.views.graphs.placed import Placed, placed
from jumelage_graph.views.maps import labels
from jumelage_graph.views.plots import ink, plot
from jumelage_graph.views.shared.captions import Caption
from jumelage_graph.views.shared.palette import GROUPS, UNGROUPED
from jumelage_graph.views.shared.words import word
from jumelage_graph.words.forms import number

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

WIDE = 1000.0
"""Width of the sheet, px, of which a hundredth is 0.106 inches; a name is as high as on a map."""
_HIGH = 1300.0
_EDGE = 40.0
_NAMED = 300
"""So many of the most linked nodes may be named; where all nodes are no more than these, no name lies on a node."""
_MANY = 5000
"""With more links than these, they are thin and pale."""


def drawn(graph: nx.Graph[Any], form: str, lang: str, on: plot.Paper) -> bytes:
    """The plot of a network as ``svg``, ``png`` or ``pdf``; ``graph`` as ``networks.read`` gives it.

    Letters that the fonts of plots lack become boxes, which is said below it; text that stays editable has them.
    """
    network = placed(graph)
    above = caption(network, lang)
    strange = [] if on.editable else plot.unwritable(network.name(node, lang) for node in network.nodes)
    if strange:
        lacking = word("foreign_letters", lang, count=len(strange), option="--editable")
        above = replace(above, foot=f"{lacking} {above.foot}")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        return plot.written(above, form, plan(network, lang), on)


def caption(network: Placed, lang: str) -> Caption:
    """The name of the file, the numbers of nodes and links, and what was read, dropped and decided."""
    nodes, links = (number(count, lang) for count in (len(network.nodes), network.simple.number_of_edges()))
    return Caption(
        word("foreign_title", lang, file=network.graph.graph.get("name", "")),
        word("foreign_count", lang, nodes=nodes, links=links),
        f"{network.account(lang)} {word('foreign_licence_short', lang, version=__version__)}".lstrip(),
    )


def plan(network: Placed, lang: str) -> plot.Plan:
    """Nodes in the colours of their communities, sized by their links; names of the most linked where there is room."""
    wide, high = (max(at[axis] for at in network.places.values()) for axis in (0, 1))
    scale = min((WIDE - 2 * _EDGE) / max(wide, 1), (_HIGH - 2 * _EDGE) / max(high, 1))
    left = (WIDE - wide * scale) / 2
    tall = high * scale + 2 * _EDGE
    at = {node: (x * scale + left, y * scale + _EDGE) for node, (x, y) in network.places.items()}
    drawn = partial(_draw, network=network, at=at, tall=tall, lang=lang)
    note = "foreign_given" if network.given else "foreign_places"
    return plot.Plan((11, 10.6 * tall / WIDE), drawn, _entries(network, lang), note=word(note, lang))


def _colour(group: int) -> str:
    return GROUPS[group] if 0 <= group < len(GROUPS) else UNGROUPED


def _area(network: Placed, node: Any) -> float:
    """The area of a node in square points: a little, and the rest as it is linked."""
    most = network.simple.degree[network.nodes[0]] or 1
    least = max(0.6, min(6.0, 2500 / len(network.nodes)))
    return float(least * (1 + 9 * network.simple.degree[node] / most))


def _entries(network: Placed, lang: str) -> list[Any]:
    column = network.columns[-1]
    counts = [column.of.count(group) for group in range(len(column.values))]
    heading = word("foreign_community", lang)
    shown = [
        ink.dot(
            plot.plain(
                word("foreign_group", lang, name=f"{heading} {value}", count=number(counts[group], lang))
            ),
            "o",
            _colour(group),
        )
        for group, value in enumerate(column.values[: len(GROUPS)])
    ]
    if len(column.values) > len(GROUPS) or -1 in column.of:
        shown.append(ink.dot(word("foreign_other", lang), "o", UNGROUPED))
    most = number(network.simple.degree[network.nodes[0]], lang)
    size = word("size_most", lang, measure=word("foreign_degree", lang), value=most)
    return [*shown, ink.box("none", size)]


def _draw(axes: Axes, network: Placed, at: dict[Any, tuple[float, float]], tall: float, lang: str) -> None:
    from matplotlib.collections import LineCollection  # noqa: PLC0415  (slow to import)

    plot.bare(axes)
    axes.set(xlim=(0, WIDE), ylim=(tall, 0))
    crowded = network.simple.number_of_edges() > _MANY
    lines = [(at[a], at[b]) for a, b in network.simple.edges()]
    style: Any = {"linewidths": 0.3, "alpha": 0.15} if crowded else {"linewidths": 0.7, "alpha": 0.45}
    axes.add_collection(LineCollection(lines, colors="#8b93a1", zorder=1, **style))
    nodes = network.nodes[::-1]  # the most linked on top
    groups = dict(zip(network.nodes, network.columns[-1].of, strict=True))
    axes.scatter(
        [at[node][0] for node in nodes],
        [at[node][1] for node in nodes],
        s=[_area(network, node) for node in nodes],
        c=[_colour(groups[node]) for node in nodes],
        edgecolors="white",
        linewidths=0.0 if crowded else 0.3,
        zorder=2,
    )
    _names(axes, network, at, tall, lang)


def _names(axes: Axes, network: Placed, at: dict[Any, tuple[float, float]], tall: float, lang: str) -> None:
    nodes = {str(number): node for number, node in enumerate(network.nodes[:_NAMED])}
    sheet = (0.0, 0.0, WIDE, tall)
    named = {key: labels.Named(network.name(node, lang), at[node], sheet) for key, node in nodes.items()}
    for key, (side, zoom) in labels.spots(named, zooms=(1.0,)).items():
        if zoom <= 1:
            ink.name(axes, named[key].at, side, named[key].text)
