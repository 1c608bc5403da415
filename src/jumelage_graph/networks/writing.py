"""A network of partnerships as a file for other programs: GraphML, and GEXF with its periods in force.

Sources: GraphML 1.0 (2002); GEXF 1.3 (2022).
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jumelage_graph.namespaces import XSI
from jumelage_graph.record import standing
from jumelage_graph.words import LANGUAGES

if TYPE_CHECKING:
    import networkx as nx

COLOURS = {"FR": "#2b5fa8", "JP": "#c8452f", "": "#9a9a9a"}
"""The colour of each country, and of none, in every picture."""

_TIMELINE = (
    "Edges carry the periods in which an agreement was in force (certain or presumed), up to the day as of "
    "which the record tells. An agreement without a certain date has none (dated is false), and a timeline "
    "shows it always: filter by dated."
)


def plain(graph: nx.MultiGraph[str]) -> nx.MultiGraph[str]:
    """The same network with attributes that every format can hold, in order, French ends first.

    Lists become texts joined by ``;``. The key of an edge becomes the agreement with both ends, for an
    agreement of three parties is two edges; ``agreement`` (its id) and ``dated`` are new attributes of an
    edge, ``label`` is one of a node.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    flat: nx.MultiGraph[str] = nx.MultiGraph(name=graph.name)
    for node in sorted(graph, key=lambda node: (graph.nodes[node]["side"], node)):
        flat.add_node(node, label=_label(node, graph.nodes[node]), **graph.nodes[node])
    for ends in sorted(graph.edges(keys=True), key=lambda edge: (edge[2], *edge[:2])):
        fr, jp = sorted(ends[:2], key=lambda end: str(graph.nodes[end]["side"]))
        agreement, data = ends[2], graph.edges[ends]
        attributes = {name: _text(value) for name, value in data.items() if value != ()}
        dated = "in_force_from" in data
        flat.add_edge(fr, jp, f"{agreement}:{fr}:{jp}", agreement=agreement, dated=dated, **attributes)
    return flat


def flat(graph: nx.MultiGraph[str]) -> nx.MultiGraph[str]:
    """The same network, nodes, edges and keys alike; where an attribute is a list, it is a text joined by ``;``."""
    made = graph.copy()
    for *_, data in (*made.nodes(data=True), *made.edges(data=True)):
        data.update({name: _text(value) for name, value in data.items()})
    return made


def _label(node: str, data: Mapping[str, Any]) -> str:
    names = (data.get(f"label_{language}") for language in LANGUAGES)
    return next((name for name in names if name), node)


def _text(value: Any) -> Any:
    return ";".join(value) if isinstance(value, tuple) else value


def spells(attributes: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """First and last day (ISO texts; ``None``: open) of each stretch in force as far as the record tells."""
    firm = standing.firm_spells(standing.read(attributes.get("periods", "")))
    return [(first, last or None) for first, last in firm]


def graphml(graph: nx.MultiGraph[str], about: Mapping[str, str]) -> bytes:
    """The network in GraphML; ``about`` becomes the attributes of the whole graph."""
    from networkx.readwrite.graphml import GraphMLWriter  # noqa: PLC0415

    flat = plain(graph)
    flat.graph |= about
    written = io.BytesIO()
    GraphMLWriter(flat).dump(written)
    text = written.getvalue() + b"\n"
    for value in (b"True", b"False"):  # as XML Schema writes them
        text = text.replace(b">" + value + b"</data>", b">" + value.lower() + b"</data>")
    return text


def gexf(graph: nx.MultiGraph[str], about: Mapping[str, str], day: str) -> bytes:
    """The network in GEXF 1.3, dynamic; ``about`` becomes its description, ``day`` (ISO 8601) its last change.

    A node stands at its longitude and latitude, ten units to the degree, in the colour of its country; its spells are
    those of its edges, none where one of these has none. An edge is labelled by the names of both its ends.
    """
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415

    flat = plain(graph)
    flat.graph["mode"] = "dynamic"
    for fr, jp, key, data in flat.edges(keys=True, data=True):
        ends = (flat.nodes[end]["label"] for end in (fr, jp))
        data |= {"id": key, "label": " – ".join(ends)}
        data["spells"] = spells(graph.edges[fr, jp, data["agreement"]])
    for node, data in flat.nodes(data=True):
        data |= {"viz": _viz(data), "spells": _together(flat, node)}
    writer = GEXFWriter(flat, version="1.3")
    _describe(writer.xml.find("meta"), about, day)
    written = io.BytesIO()
    writer.write(written)
    return _valid(written.getvalue())


def _viz(data: Mapping[str, Any]) -> dict[str, Any]:
    """Colour and place of a node on the canvas of Gephi."""
    red, green, blue = bytes.fromhex(COLOURS.get(data["side"], COLOURS[""])[1:])
    place = {"x": data["lon"] * 10, "y": data["lat"] * 10, "z": 0.0} if "lon" in data else None
    return {"color": {"r": red, "g": green, "b": blue}, **({"position": place} if place else {})}


def _together(flat: nx.MultiGraph[str], node: str) -> list[tuple[str, str | None]]:
    """When some edge of a node is there: always, so no spells, where one of them is."""
    each = [data["spells"] for *_, data in flat.edges(node, data=True)]
    joined: list[tuple[str, str | None]] = []
    for first, last in sorted(spell for own in each for spell in own) if all(each) else ():
        before, until = joined[-1] if joined else ("", "")
        if until is None or (joined and first <= until):
            joined[-1] = before, None if until is None or last is None else max(until, last)
        else:
            joined.append((first, last))
    return joined


def _valid(text: bytes) -> bytes:
    """The file without what its schema does not know: the graph's name, the attributes' mode, a misspelt namespace."""
    text = re.sub(rb'(<graph[^>]*?) name="[^"]*"', rb"\1", text, count=1)
    text = re.sub(rb'(<attributes[^>]*?) mode="[^"]*"', rb"\1", text)
    return text.replace(XSI.replace("www.", "").encode(), XSI.encode()) + b"\n"


def _describe(meta: Any, about: Mapping[str, str], day: str) -> None:
    """Say whose file it is, in place of the library’s name, and the record’s day, in place of today."""
    meta.set("lastmodifieddate", day)
    meta.find("creator").text = "jumelage-graph"
    description = meta.makeelement("description", {})
    description.text = "; ".join([*(f"{name}: {value}" for name, value in about.items()), _TIMELINE])
    meta.append(description)
