"""The network of partnerships as an interactive page (vis-network through pyvis) or as a plot.

The page also holds the networks of meetings, of governments and goals, and the two projections.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Unpack

from jumelage_graph.networks import coverage, partnerships
from jumelage_graph.views.parts import layout, page
from jumelage_graph.views.parts.choice import Choice, Options, choose
from jumelage_graph.views.parts.measures import communities, measures
from jumelage_graph.views.parts.other_networks import other_networks
from jumelage_graph.views.parts.palette import COUNTRIES, SHAPES, kind_style
from jumelage_graph.views.parts.reading import read_record

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

    from jumelage_graph.engines import Engine
    from jumelage_graph.views.parts.record import Record

SUMMARY = {
    "en": "Who is linked with whom",
    "fr": "Qui est lié à qui",
    "ja": "どの自治体が結ばれているか",
}
FORMATS = ("html",)

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


def draw(engine: Engine, form: str = "html", **options: Unpack[Options]) -> str:
    """The page as one self-contained HTML text.

    Errors: ``UsageError`` for options that are not known, see ``Options``.
    """
    record = read_record(engine)
    choice = choose(record, options)
    graph = partnerships(engine)
    sentences = {lang: coverage(engine).sentence(lang) for lang in ("en", "fr", "ja")}
    network = vis_network(graph, record, choice)
    network.templateEnv = page.environment(
        "network",
        record,
        choice,
        sentences,
        libraries=[vis_script()],
        helpers=["marks", "network_legend"],
        extra={"networks": _networks(engine, graph), "measures": measures(graph, record)},
    )
    html: str = network.generate_html()
    return html


def vis_network(graph: nx.MultiGraph[str], record: Record, choice: Choice) -> Network:
    """The agreements as pyvis's network, at fixed places, with our template.

    pyvis keeps parallel edges only in a directed network: ours is one whose edges have no arrows.
    """
    from pyvis.network import Network  # noqa: PLC0415  (slow to import)

    network = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
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
    found = []
    for a, b in sorted({(min(a, b), max(a, b)) for a, b in graph.edges()}):
        fr, jp = (a, b) if graph.nodes[a]["country"] == "FR" else (b, a)
        found += [(fr, jp, agreement, turn) for turn, agreement in enumerate(sorted(graph[a][b]))]
    return found


def _curve(turn: int) -> bool | dict[str, Any]:
    """The first edge of a pair is straight, the next ones bend alternately to either side."""
    if not turn:
        return False
    return {"type": "curvedCW" if turn % 2 else "curvedCCW", "roundness": 0.14 * ((turn + 1) // 2)}


def _networks(engine: Engine, graph: nx.MultiGraph[str]) -> dict[str, Any]:
    places = {str(columns): layout.ladders(graph, columns) for columns in (1, 2, 3, 4)}
    agreements = {"places": places, "communities": communities(graph)}
    return {"agreements": agreements} | other_networks(engine, graph)


@cache
def vis_script() -> str:
    """The text of vis-network as the pyvis package ships it (MIT or Apache-2.0)."""
    folder = resources.files("pyvis") / "lib" / "vis-9.1.2"
    return (folder / "vis-network.min.js").read_text(encoding="utf-8")
