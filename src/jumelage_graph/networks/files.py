"""Any network from a file: edge lists, GraphML, GEXF, GML, Pajek, JSON."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from json import JSONDecodeError
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from jumelage_graph.errors import DataError, UsageError
from jumelage_graph.networks import readings
from jumelage_graph.networks.readers import edge_list, gexf, gml, graphml, node_link, pajek
from jumelage_graph.networks.readers.edge_list import Columns
from jumelage_graph.networks.readers.found import FormatError, Found
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
    try:
        graph = readings.graph(found)
    except FormatError as error:  # it is what its format says, but holds no link
        raise _at(file, error.args[0]) from error
    graph.graph["name"] = file.name
    return graph


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
