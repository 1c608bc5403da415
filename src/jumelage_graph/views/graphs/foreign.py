"""The page of any network: painted by WebGL, since it may have tens of thousands of nodes.

Python finds communities and places; the page paints, filters, searches and tells. It holds nothing of the record.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import UsageError
from jumelage_graph.views.graphs.placed import Placed, placed
from jumelage_graph.views.pages import page
from jumelage_graph.views.shared.words import word, words
from jumelage_graph.words import LANGUAGES, say

if TYPE_CHECKING:
    import networkx as nx

LIBRARY = Path(__file__).resolve().parents[1] / "vendor" / "webgl.js"
"""sigma.js and graphology, which ``make node`` bundles and a wheel carries."""

_LEAST = (2, 3, 5, 10, 20, 50)
"""Numbers of links by which nodes are filtered."""


def drawn(graph: nx.Graph[Any], lang: str = "en") -> str:
    """The page of a network as one self-contained HTML text; ``graph`` as ``networks.read`` gives it.

    Errors: ``UsageError`` where the library that paints was never bundled.
    """
    library = _library()
    network = placed(graph)
    data = page.of_none("foreign", lang, [*(column.name for column in network.columns), "links"]) | {
        "words": words() | _words(network),
        "coverage": {each: network.account(each) for each in LANGUAGES},
        "foreign": _network(network),
    }
    env = page.environment("foreign", data, lang, libraries=[library])
    return env.get_template("foreign.html").render()


def _library() -> str:
    if not LIBRARY.is_file():
        raise UsageError(say("errors.no_library", name=LIBRARY.name))
    licences = LIBRARY.with_name("licences.txt").read_text(encoding="utf-8")
    return f"/*\n{licences}*/\n{LIBRARY.read_text(encoding='utf-8')}"


def _network(network: Placed) -> dict[str, Any]:
    simple, nodes = network.simple, network.nodes
    number = {node: index for index, node in enumerate(nodes)}
    edges: Any = simple.edges(data="weight")
    links = sorted((number[a], number[b], weight) for a, b, weight in edges)
    names = {lang: [network.name(node, lang) for node in nodes] for lang in LANGUAGES}
    return {
        "names": {lang: name for lang, name in names.items() if lang == "en" or name != names["en"]},
        "x": [network.places[node][0] for node in nodes],
        "y": [network.places[node][1] for node in nodes],
        "links": [simple.degree[node] for node in nodes],
        "from": [a for a, _, _ in links],
        "to": [b for _, b, _ in links],
        "weights": [weight for *_, weight in links] if any(weight != 1 for *_, weight in links) else [],
        "directed": simple.is_directed(),
        "columns": network.columns,
        "least": [least for least in _LEAST if least <= simple.degree[nodes[0]]],
    }


def _words(network: Placed) -> dict[str, dict[str, str]]:
    """The words in which this page speaks otherwise than those of the record."""
    own = {
        key: f"foreign_{key}"
        for key in (
            *("degree", "community", "links", "search", "search_none", "colour", "size"),
            *("licence", "licence_short", "keys"),
        )
    }
    if network.given:
        own["foreign_places"] = "foreign_given"
    file = network.graph.graph.get("name", "")
    return {
        **{key: words()[other] for key, other in own.items()},
        **{
            column.name: dict.fromkeys(LANGUAGES, column.name[3:])
            for column in network.columns
            if ":" in column.name
        },
        "title_foreign": {lang: word("foreign_title", lang, file=file) for lang in LANGUAGES},
    }
