"""Any network from a file: edge lists, GraphML, GEXF, GML, Pajek, JSON."""

from __future__ import annotations

import gzip
import unicodedata
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from json import JSONDecodeError
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from jumelage_graph.errors import DataError, UsageError
from jumelage_graph.networks.readers import edge_list, gexf, gml, graphml, node_link, pajek
from jumelage_graph.networks.readers.edge_list import Columns
from jumelage_graph.networks.readers.found import FormatError, Found, Link, number
from jumelage_graph.words import say

if TYPE_CHECKING:
    import networkx as nx


_TABLES = {".csv": "", ".tsv": "tab", ".txt": "", ".edges": "", ".edgelist": ""}
_BLANKS = (".txt", ".edges", ".edgelist")
_XML: dict[str, Callable[[bytes], Found]] = {".graphml": graphml.read, ".gexf": gexf.read}
_TEXT: dict[str, Callable[[str], Found]] = {
    ".gml": gml.read,
    ".net": pajek.read,
    ".paj": pajek.read,
    ".json": node_link.read,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a file: ``links`` read, of which ``self_loops`` were dropped and ``parallel`` ones kept.

    A link is parallel to an earlier one between the same two (in the same direction, where links have one).
    ``examples`` names the first dropped and parallel ones; ``directed``, ``weighted``: whether links have a direction
    or weights; ``notes``: what else was decided in reading.
    """

    links: int
    self_loops: int
    parallel: int
    examples: tuple[str, ...] = ()
    directed: bool = False
    weighted: bool = False
    notes: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """What belongs under every table of figures; each can be told in every language."""
        first = f" ({'; '.join(self.examples)})" if self.examples else ""
        counts = {"links": self.links, "loops": self.self_loops, "parallel": self.parallel, "first": first}
        read = (
            say("networks.read.directed", **counts) if self.directed else say("networks.read.plain", **counts)
        )
        return (read, *((say("networks.read.weighted"),) if self.weighted else ()), *self.notes)

    def __str__(self) -> str:
        """The sentences in English."""
        return " ".join(self.sentences())


def read(
    path: Path | str,
    *,
    source_column: str = "",
    target_column: str = "",
    where: Iterable[str] = (),
    delimiter: str = "",
) -> nx.Graph[str]:
    """The network that a file holds; ``graph.graph["reading"]`` is its ``Reading``.

    The graph is directed where all links are, and a multigraph where links are parallel; ``weight`` of a link is a
    finite number where the file gives one. Names are in NFC. Self-loops are left out.

    ``path``: an edge list (``.csv``, ``.tsv``, ``.txt``, ``.edges``, ``.edgelist``, or ``out.`` as KONECT calls them),
    ``.graphml``, ``.gexf``, ``.gml``, ``.net`` or ``.paj`` (Pajek), ``.json`` (node-link); any may end in ``.gz``. For
    an edge list: ``source_column`` and ``target_column`` name the columns of the two ends; several names separated by
    commas form one key, and the node is their values joined by ``|``. Each condition in ``where``, ``column=value``,
    keeps the rows that have this value. ``delimiter`` (``tab``, ``semicolon``, ``comma``, ``space``) is otherwise told
    from the first rows. Without names, a first row with known headings (``readers.headings``) is one; any other file
    has none: the first two columns are the ends, and columns are named by their numbers, 1, 2 …

    Errors: ``DataError`` for a file that cannot be read, is not UTF-8, is broken, or holds no link (with the line);
    ``UsageError`` for an unknown format or column, or where the columns of the ends must be named.
    """
    file = Path(path)
    columns = Columns(source_column, target_column, tuple(where), delimiter)
    try:
        found = _found(file, _kind(file), columns)
    except ElementTree.ParseError as error:
        line, column = error.position
        raise _at(f"{file}:{line}:{column + 1}", say("networks.file.xml", why=str(error))) from error
    except JSONDecodeError as error:
        place = f"{file}:{error.lineno}:{error.colno}"
        raise _at(place, say("networks.file.json", why=error.msg)) from error
    except FormatError as error:
        raise _told(file, error) from error
    except UsageError as error:
        raise UsageError(say("networks.file.place", place=str(file), message=error.args[0])) from error
    return _graph(file, found)


def _at(place: Path | str, message: str) -> DataError:
    return DataError(say("networks.file.place", place=str(place), message=message))


def _kind(file: Path) -> str:
    name = file.with_suffix("") if file.suffix.lower() == ".gz" else file
    kind = ".edgelist" if name.name.startswith("out.") else name.suffix.lower()
    known = (*_TABLES, *_XML, *_TEXT)
    if kind not in known:
        raise UsageError(say("networks.file.kind", found=kind or file.name, allowed=known))
    return kind


def _found(file: Path, kind: str, columns: Columns) -> Found:
    if kind in _TABLES:
        sign = columns.delimiter or _TABLES[kind]
        return edge_list.read(_text(file), replace(columns, delimiter=sign), blanks=kind in _BLANKS)
    if columns != Columns():
        raise UsageError(say("networks.file.tables_only", allowed=tuple(_TABLES)))
    return _XML[kind](_bytes(file)) if kind in _XML else _TEXT[kind](_text(file))


def _told(file: Path, error: FormatError) -> DataError:
    kind = _kind(file)
    if error.line:
        return _at(f"{file}:{error.line}", error.args[0])
    if kind in _TABLES:
        return _at(file, error.args[0])
    return _at(file, say("networks.file.format", kind=kind[1:].upper(), why=error.args[0]))


def _bytes(file: Path) -> bytes:
    try:
        data = file.read_bytes()
        return gzip.decompress(data) if file.suffix.lower() == ".gz" else data
    except OSError as error:
        raise _at(file, say("networks.file.unreadable", why=error.strerror or str(error))) from error
    except (EOFError, zlib.error) as error:
        raise _at(file, say("networks.file.gzip", why=str(error))) from error


def _text(file: Path) -> str:
    data = _bytes(file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02x}"
        raise _at(f"{file}:{line}", say("networks.file.encoding", byte=byte)) from error


def _graph(file: Path, found: Found) -> nx.Graph[str]:
    """The graph of what was found, and the account of it."""
    import networkx as nx  # noqa: PLC0415  (slow to import)

    directed = _directed(found)
    links = [replace(link, source=_nfc(link.source), target=_nfc(link.target)) for link in found.links]
    loops = [link for link in links if link.source == link.target]
    kept = [link for link in links if link.source != link.target]
    if not kept:
        raise _at(file, say("networks.file.no_link", loops=len(loops)))
    parallel = _parallel(kept, directed)
    weighted = _weigh(kept, found)
    kinds: dict[tuple[bool, bool], type[nx.Graph[str]]] = {
        (False, False): nx.Graph,
        (False, True): nx.MultiGraph,
        (True, False): nx.DiGraph,
        (True, True): nx.MultiDiGraph,
    }
    graph = kinds[directed, bool(parallel)](name=file.name)
    graph.add_nodes_from(
        (_nfc(node), {name: _nfc(value) for name, value in data.items()})
        for node, data in found.nodes.items()
    )
    for link in kept:
        graph.add_edge(
            link.source, link.target, **{str(name): _nfc(value) for name, value in link.data.items()}
        )
    if found.sides:
        graph.add_nodes_from((link.source for link in kept), side=found.sides[0])
        graph.add_nodes_from((link.target for link in kept), side=found.sides[1])
    examples = [f"{link.place}: {link.source} – {link.target}" for link in loops[:2]]
    examples += [f"{link.place}: {link.source} – {link.target}" for link in parallel[:2]]
    graph.graph["reading"] = Reading(
        len(links), len(loops), len(parallel), tuple(examples), directed, weighted, tuple(found.notes)
    )
    return graph


def _nfc(value: Any) -> Any:
    """Text as one sequence of code points for one appearance; any other value as it is."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _directed(found: Found) -> bool:
    """Whether all links have a direction; a note where some have."""
    directed = sum(link.directed is True for link in found.links)
    if 0 < directed < len(found.links):
        found.notes.append(say("networks.read.mixed", directed=directed, links=len(found.links)))
    return 0 < directed == len(found.links)


def _parallel(links: list[Link], directed: bool) -> list[Link]:
    seen: set[tuple[str, ...]] = set()
    parallel = []
    for link in links:
        ends = (link.source, link.target)
        pair = ends if directed else tuple(sorted(ends))
        if pair in seen:
            parallel.append(link)
        seen.add(pair)
    return parallel


def _weigh(links: list[Link], found: Found) -> bool:
    """Leave finite numbers alone as ``weight``, whatever the case of its name; whether any link has one."""
    unusable = []
    for link in links:
        given = next((name for name in link.data if str(name).lower() == "weight"), None)
        if given is None:
            continue
        weight = number(found_weight := link.data.pop(given))
        if weight is None:
            unusable.append(f"{link.place}: {found_weight}")
        else:
            link.data["weight"] = weight
    if unusable:
        found.notes.append(say("networks.read.weights", count=len(unusable), first=unusable[0]))
    return any("weight" in link.data for link in links)
