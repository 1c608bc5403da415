"""Networks in JSON: node-link (NetworkX, D3), graphology (Sigma, Gephi Lite) and Cytoscape's.

Sources: networkx.org (node_link_data), graphology.github.io (serialization), js.cytoscape.org (elements JSON).
"""

from __future__ import annotations

import json
from typing import Any

from jumelage_graph.networks.readers.found import FormatError, Found, Link
from jumelage_graph.words import say

_ENDS = ("source", "target")


def read(text: str) -> Found:
    """The nodes and links; a link of D3 may name its ends by their places in the list of nodes."""
    document = json.loads(text)
    whole = document if isinstance(document, dict) else {}
    held = whole.get("elements", whole)
    links = held.get("links", held.get("edges")) if isinstance(held, dict) else None
    nodes = held.get("nodes", []) if isinstance(held, dict) else []
    if not isinstance(links, list) or not isinstance(nodes, list):
        raise FormatError(say("networks.format.lists"))
    found, names = Found(), []
    for place, node in enumerate(nodes):
        data = _flat(node, f"node {place}")
        names.append(str(data.pop("id", data.pop("key", data.get("name", place)))))
        found.nodes[names[-1]] = data
        _place(found, names[-1], node)
    by_place = not any("id" in _flat(node, "") or "key" in _flat(node, "") for node in nodes)
    directed = _directed(whole)
    for place, link in enumerate(links):
        found.links.append(
            _link(_flat(link, f"link {place}"), f"link {place}", names if by_place else [], directed)
        )
    return found


def _flat(item: Any, place: str) -> dict[str, Any]:
    """An item with what graphology keeps in ``attributes`` and Cytoscape in ``data``."""
    if not isinstance(item, dict):
        raise FormatError(say("networks.format.object", place=place, found=repr(item)))
    inner = [item[name] for name in ("data", "attributes") if isinstance(item.get(name), dict)]
    outer = {name: value for name, value in item.items() if not isinstance(value, dict | list)}
    return {name: value for part in (*inner, outer) for name, value in part.items()}


def _place(found: Found, name: str, node: dict[str, Any]) -> None:
    """Where a node is drawn: upwards by graphology's attributes and NetworkX's ``pos``, else downwards as in D3."""
    inner, outer, pair = node.get("attributes"), node.get("position"), node.get("pos")
    if isinstance(inner, dict):
        found.place(name, inner.get("x"), inner.get("y"), up=True)
    elif isinstance(pair, list) and len(pair) == 2:
        found.place(name, *pair, up=True)
    else:
        drawn = outer if isinstance(outer, dict) else node
        found.place(name, drawn.get("x"), drawn.get("y"))


def _directed(whole: dict[str, Any]) -> bool | None:
    if "directed" in whole:
        return whole["directed"] is True
    kind = str((whole.get("options") or {}).get("type"))  # graphology
    return {"directed": True, "undirected": False}.get(kind)


def _link(data: dict[str, Any], place: str, names: list[str], directed: bool | None) -> Link:
    if not all(end in data for end in _ENDS):
        raise FormatError(say("networks.format.ends", place=place))
    ends = [data.pop(end) for end in _ENDS]
    if names and all(isinstance(end, int) and 0 <= end < len(names) for end in ends):
        ends = [names[end] for end in ends]
    undirected = data.pop("undirected", None)
    return Link(place, str(ends[0]), str(ends[1]), data, directed if undirected is None else not undirected)
