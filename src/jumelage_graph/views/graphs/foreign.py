"""The page of any network: painted by WebGL, since it may have tens of thousands of nodes.

Python finds communities and places; the page paints, filters, searches and tells. It holds nothing of the record.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import UsageError
from jumelage_graph.networks import communities
from jumelage_graph.views.graphs.discs import discs
from jumelage_graph.views.pages import page
from jumelage_graph.views.shared.words import word, words
from jumelage_graph.words import FALLBACKS, LANGUAGES, say, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx

LIBRARY = Path(__file__).resolve().parents[1] / "vendor" / "webgl.js"
"""sigma.js and graphology, which ``make node`` bundles and a wheel carries."""

_ROOM = 20
"""Between linked nodes, in the whole numbers of the page."""
_MOST = 40
"""An attribute with more values than these is no way to sort nodes into groups."""
_LEAST = (2, 3, 5, 10, 20, 50)
"""Numbers of links by which nodes are filtered."""


@dataclass(frozen=True, slots=True)
class Column:
    """Groups of nodes: ``of`` has the place in ``values`` of each node's, −1 where it has none."""

    name: str
    values: list[str]
    of: list[int]


def drawn(graph: nx.Graph[Any], lang: str = "en") -> str:
    """The page of a network as one self-contained HTML text; ``graph`` as ``networks.read`` gives it.

    Errors: ``UsageError`` where the library that paints was never bundled.
    """
    simple = _simple(graph)
    nodes = sorted(simple, key=lambda node: (-simple.degree[node], str(node)))
    columns = [*_attributes(graph, nodes), _communities(simple, nodes)]
    data = page.of_none("foreign", lang, [*(column.name for column in columns), "links"]) | {
        "words": words() | _words(graph, columns),
        "coverage": {each: _account(graph, each) for each in LANGUAGES},
        "foreign": _network(graph, simple, nodes, columns),
    }
    env = page.environment("foreign", data, lang, libraries=[_library()])
    return env.get_template("foreign.html").render()


def _library() -> str:
    if not LIBRARY.is_file():
        raise UsageError(say("errors.no_library", name=LIBRARY.name))
    licences = LIBRARY.with_name("licences.txt").read_text(encoding="utf-8")
    return f"/*\n{licences}*/\n{LIBRARY.read_text(encoding='utf-8')}"


def _simple(graph: nx.Graph[Any]) -> nx.Graph[Any]:
    """One link between two, with the sum of its weights, or the number of its parallel links."""
    import networkx as nx  # noqa: PLC0415  (slow to import)

    made: nx.Graph[Any] = nx.DiGraph() if graph.is_directed() else nx.Graph()
    made.add_nodes_from(graph)
    edges: Any = graph.edges(data="weight")
    for a, b, weight in edges:
        before = made.edges[a, b]["weight"] if made.has_edge(a, b) else 0
        made.add_edge(a, b, weight=before + (1 if weight is None else weight))
    return made


def _communities(simple: nx.Graph[Any], nodes: Sequence[Any]) -> Column:
    """The communities, numbered from the largest."""
    of = communities(simple.to_undirected() if simple.is_directed() else simple).of
    return Column(
        "community", [str(number) for number in range(1, max(of.values()) + 1)], [of[n] - 1 for n in nodes]
    )


def _attributes(graph: nx.Graph[Any], nodes: Sequence[Any]) -> Iterator[Column]:
    """The attributes that sort at least half of the nodes into few groups, the largest first; names sort none."""
    found = {name for _, data in graph.nodes(data=True) for name in data}
    for name in sorted(name for name in found if not name.startswith(("label", "name"))):
        texts = [str(graph.nodes[node].get(name, "")) for node in nodes]
        counts = Counter(text for text in texts if text)
        if not 1 < len(counts) <= min(_MOST, len(nodes) / 2) or counts.total() < len(nodes) / 2:
            continue
        values = sorted(counts, key=lambda text: (-counts[text], text))
        place = {text: number for number, text in enumerate(values)}
        yield Column(f"by:{name}", values, [place.get(text, -1) for text in texts])


def _network(
    graph: nx.Graph[Any], simple: nx.Graph[Any], nodes: Sequence[Any], columns: Sequence[Column]
) -> dict[str, Any]:
    number = {node: index for index, node in enumerate(nodes)}
    undirected = simple.to_undirected() if simple.is_directed() else simple
    groups = {node: columns[-1].of[index] for node, index in number.items()}
    places = discs(undirected, groups)
    edges: Any = simple.edges(data="weight")
    links = sorted((number[a], number[b], weight) for a, b, weight in edges)
    names = {lang: [_name(graph, node, lang) for node in nodes] for lang in LANGUAGES}
    return {
        "names": {lang: found for lang, found in names.items() if lang == "en" or found != names["en"]},
        "x": [round(places[node][0] * _ROOM) for node in nodes],
        "y": [round(places[node][1] * _ROOM) for node in nodes],
        "links": [simple.degree[node] for node in nodes],
        "from": [a for a, _, _ in links],
        "to": [b for _, b, _ in links],
        "weights": [weight for *_, weight in links] if any(weight != 1 for *_, weight in links) else [],
        "directed": simple.is_directed(),
        "columns": columns,
        "least": [least for least in _LEAST if least <= simple.degree[nodes[0]]],
    }


def _name(graph: nx.Graph[Any], node: Any, lang: str) -> str:
    known = graph.nodes[node]
    keys = (*(f"label_{tag}" for tag in FALLBACKS[lang]), "label", "name")
    return str(next((known[key] for key in keys if known.get(key)), node))


def _words(graph: nx.Graph[Any], columns: Sequence[Column]) -> dict[str, dict[str, str]]:
    """The words in which this page speaks otherwise than those of the record."""
    file = graph.graph.get("name", "")
    own = {
        key: f"foreign_{key}"
        for key in (
            *("degree", "community", "links", "search", "search_none", "colour", "size"),
            *("licence", "licence_short", "keys"),
        )
    }
    return {
        **{key: words()[other] for key, other in own.items()},
        **{
            column.name: dict.fromkeys(LANGUAGES, column.name[3:]) for column in columns if ":" in column.name
        },
        "title_foreign": {lang: word("foreign_title", lang, file=file) for lang in LANGUAGES},
    }


def _account(graph: nx.Graph[Any], lang: str) -> str:
    """What was read, dropped and decided."""
    reading = graph.graph.get("reading")
    return " ".join(told(sentence, lang) for sentence in reading.sentences()) if reading else ""
