"""GEXF 1.0 to 1.3 of any program, whatever namespace it writes.

Source: https://gexf.net (specifications 1.1 to 1.3). Attributes of a type that is not known stay text.
"""

from __future__ import annotations

from typing import Any

from jumelage_graph.networks.readers.found import Found, Link, number, typed
from jumelage_graph.networks.readers.markup import Element, first, inside, needed, root, within

Declared = dict[str, tuple[str, str, str | None]]
"""Id of an attribute → its title, its type, its default."""


def read(text: bytes) -> Found:
    """The nodes (those within others too), their places and the links of a GEXF document."""
    graph = first(root(text, "gexf"), "graph")
    declared = {kind: _declared(graph, kind) for kind in ("node", "edge")}
    found = Found()
    for node in within(graph, "node"):
        label = {"label": node.get("label")} if node.get("label") else {}
        found.nodes[needed(node, "id")] = label | _values(node, declared["node"])
        for position in inside(node, "position"):
            found.place(needed(node, "id"), position.get("x"), position.get("y"), up=True)
    default = graph.get("defaultedgetype", "undirected")
    for edge in within(graph, "edge"):
        found.links.append(_link(edge, default, declared["edge"]))
    return found


def _declared(graph: Element, kind: str) -> Declared:
    declared: Declared = {}
    for group in (group for group in within(graph, "attributes") if group.get("class") == kind):
        for attribute in within(group, "attribute"):
            default = next((inner.text for inner in within(attribute, "default")), None)
            title = attribute.get("title") or needed(attribute, "id")
            declared[needed(attribute, "id")] = title, attribute.get("type", "string"), default
    return declared


def _values(element: Element, declared: Declared) -> dict[str, Any]:
    """The attributes of one element: the declared defaults, and what it states itself (not the nodes within it)."""
    values = {
        title: typed(default, kind) for title, kind, default in declared.values() if default is not None
    }
    for group in inside(element, "attvalues"):
        for value in within(group, "attvalue"):
            name = value.get("for") or value.get("id") or ""
            title, kind, _ = declared.get(name, (name, "string", None))
            if (text := value.get("value")) is not None:
                values[title] = typed(text, kind)
    return values


def _link(edge: Element, default: str, declared: Declared) -> Link:
    data: dict[str, Any] = {name: value for name in ("id", "label") if (value := edge.get(name))}
    data |= _values(edge, declared)
    if (weight := number(edge.get("weight"))) is not None:
        data["weight"] = weight
    place = f"edge {edge.get('id', '')}".strip()
    directed = edge.get("type", default) == "directed"
    return Link(place, needed(edge, "source"), needed(edge, "target"), data, directed)
