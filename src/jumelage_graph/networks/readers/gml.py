"""GML, through NetworkX's reader. Source: Himsolt 1997, GML: a portable graph file format."""

from __future__ import annotations

import re

from jumelage_graph.networks.readers.found import FormatError, Found, Link

_GRAPH = re.compile(r"^(\s*graph\s*\[)", re.MULTILINE | re.IGNORECASE)


def read(text: str) -> Found:
    """The nodes, named by their ids, their places and the links of a GML text.

    Programs write parallel links without saying ``multigraph``; it is said for them.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    if not re.search(r"\bmultigraph\s+1\b", text):
        text = _GRAPH.sub(r"\1\n  multigraph 1", text, count=1)
    try:
        graph: nx.Graph[int] = nx.parse_gml(text, label=None)  # type: ignore[call-overload]
    except (nx.NetworkXError, ValueError, KeyError, TypeError) as error:
        raise FormatError(str(error)) from error
    found = Found(nodes={str(node): data for node, data in graph.nodes(data=True)})
    for node, data in found.nodes.items():
        drawn = data.get("graphics")
        if isinstance(drawn, dict):
            found.place(node, drawn.get("x"), drawn.get("y"))
    for source, target, data in graph.edges(data=True):
        place = f"edge {source} {target}"
        found.links.append(Link(place, str(source), str(target), data, graph.is_directed()))
    return found
