"""GraphML of any program: NetworkX, igraph, Gephi, yEd, Cytoscape.

Source: http://graphml.graphdrawing.org/specification.html. A name drawn by yEd becomes the ``label``. A hyperedge
joins more than two and cannot be read.
"""

from __future__ import annotations

from typing import Any

from jumelage_graph.networks.readers.found import FormatError, Found, Link, number, typed
from jumelage_graph.networks.readers.markup import Element, inside, needed, root, within
from jumelage_graph.words import say

Keys = dict[str, tuple[str, str, str, str | None]]
"""Id of a key → what it is for, its name, its type, its default."""


def read(text: bytes) -> Found:
    """The nodes and links of all graphs in a GraphML document."""
    document = root(text, "graphml")
    if any(True for _ in within(document, "hyperedge")):
        raise FormatError(say("networks.format.hyperedges"))
    keys = _keys(document)
    found = Found()
    for graph in within(document, "graph"):
        default = graph.get("edgedefault", "undirected")
        for node in inside(graph, "node"):
            found.nodes[needed(node, "id")] = _data(node, "node", keys)
            _place(found, node)
        found.links += [_link(edge, default, keys) for edge in inside(graph, "edge")]
    return found


def _keys(document: Element) -> Keys:
    keys: Keys = {}
    for key in inside(document, "key"):
        name = key.get("attr.name") or key.get("yfiles.type") or needed(key, "id")
        default = next((inner.text for inner in inside(key, "default")), None)
        keys[needed(key, "id")] = key.get("for", "all"), name, key.get("attr.type", "string"), default
    return keys


def _data(element: Element, what: str, keys: Keys) -> dict[str, Any]:
    values = {
        name: typed(default, kind)
        for use, name, kind, default in keys.values()
        if default and default.strip() and use in (what, "all")
    }
    for data in inside(element, "data"):
        _, name, kind, _ = keys.get(data.get("key", ""), ("", data.get("key", ""), "string", None))
        if len(data):  # drawn: yEd puts the name into the drawing
            drawn = next((label.text for label in within(data, f"{what.title()}Label")), None)
            values |= {"label": drawn.strip()} if drawn and drawn.strip() else {}
        elif data.text is not None:
            values[name] = typed(data.text, kind)
    return values


def _place(found: Found, node: Element) -> None:
    """Gephi and igraph write a place as attributes, y upwards; yEd draws a box, y downwards."""
    name = needed(node, "id")
    known = found.nodes[name]
    found.place(name, known.get("x"), known.get("y"), up=True)
    for data in inside(node, "data"):
        for box in within(data, "Geometry"):
            x, y, wide, high = (number(box.get(side, "0")) or 0 for side in ("x", "y", "width", "height"))
            found.place(name, x + wide / 2, y + high / 2)


def _link(edge: Element, default: str, keys: Keys) -> Link:
    data = ({"id": edge.get("id")} if edge.get("id") else {}) | _data(edge, "edge", keys)
    place = f"edge {edge.get('id', '')}".strip()
    directed = edge.get("directed", str(default == "directed")).lower() == "true"
    return Link(place, needed(edge, "source"), needed(edge, "target"), data, directed)
