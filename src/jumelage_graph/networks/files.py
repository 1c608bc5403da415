"""Any network from a file: CSV edge list, GraphML, GEXF."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from jumelage_graph.errors import DataError, UsageError
from jumelage_graph.networks.edge_list import Columns, Link, links

if TYPE_CHECKING:
    import networkx as nx


_TABLES = {".csv": ",", ".tsv": "\t", ".txt": ""}
_XML = (".graphml", ".gexf")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a file: ``links`` read, of which ``self_loops`` and ``duplicates`` were dropped.

    Links have no direction: B–A after A–B is a duplicate. ``examples`` names the first dropped ones.
    """

    links: int
    self_loops: int
    duplicates: int
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One sentence for a note."""
        dropped = f"{self.self_loops} self-loops and {self.duplicates} duplicates dropped"
        examples = f" (first: {'; '.join(self.examples)})" if self.examples else ""
        return f"{self.links} links read; {dropped}{examples}."


def read(
    path: Path | str,
    *,
    source_column: str = "",
    target_column: str = "",
    where: Iterable[str] = (),
) -> nx.Graph[str]:
    """The simple undirected network that a file holds; ``graph.graph["reading"]`` is its ``Reading``.

    ``path``: an edge list (``.csv``, ``.tsv``, ``.txt``), ``.graphml`` or ``.gexf``; any may end in
    ``.gz``. For an edge list: ``source_column`` and ``target_column`` name the columns of the two ends;
    several names separated by commas form one key, and the node is their values joined by ``|``. Each
    condition in ``where``, ``column=value``, keeps the rows that have this value. Without names, a first
    row ``source, target`` (or ``from, to``) is a header, and any other file has none: the first two columns
    are the ends, and columns are named by their numbers, 1, 2 …

    Errors: ``DataError`` for a file that cannot be read, is not UTF-8, is broken, or holds no link (with
    the line); ``UsageError`` for an unknown format or column.
    """
    file = Path(path)
    kind = file.with_suffix("").suffix.lower() if file.suffix.lower() == ".gz" else file.suffix.lower()
    conditions = tuple(where)
    if kind in _XML:
        if source_column or target_column or conditions:
            raise UsageError(
                f"{file}: columns and conditions are for edge lists ({', '.join(_TABLES)}) only."
            )
        return _from_xml(file, kind)
    if kind not in _TABLES:
        allowed = ", ".join([*_TABLES, *_XML])
        raise UsageError(
            f'{file}: a file "{kind or file.name}" is no network; allowed: {allowed}, each also with .gz.'
        )
    columns = Columns(source_column, target_column, conditions)
    return _simple(file, links(file, _text(file), _TABLES[kind], columns))


def _bytes(file: Path) -> bytes:
    try:
        data = file.read_bytes()
        return gzip.decompress(data) if file.suffix.lower() == ".gz" else data
    except OSError as error:
        raise DataError(f"{file}: cannot be read: {error.strerror or error}") from error
    except (EOFError, zlib.error) as error:
        raise DataError(f"{file}: the gzip file is truncated or damaged: {error}; fetch it again") from error


def _text(file: Path) -> str:
    data = _bytes(file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise DataError(f"{file}:{line}: {found}; save the file as UTF-8 and try again") from error


def _simple(file: Path, found: Iterable[Link]) -> nx.Graph[str]:
    """The links without self-loops and duplicates, counted."""
    import networkx as nx  # noqa: PLC0415  (slow to import)

    graph: nx.Graph[str] = nx.Graph(name=file.name)
    dropped: dict[str, list[str]] = {"self-loop": [], "duplicate": []}
    for place, source, target in found:
        reason = "self-loop" if source == target else "duplicate" if graph.has_edge(source, target) else ""
        if reason:
            dropped[reason].append(f"{place}: {reason} {source} – {target}")
        else:
            graph.add_edge(source, target)
    loops, duplicates = dropped.values()
    if not graph:
        raise DataError(
            f"{file}: no link was found ({len(loops)} self-loops); a network needs one link at least"
        )
    examples = (*loops[:2], *duplicates[:2])
    read_links = graph.number_of_edges() + len(loops) + len(duplicates)
    graph.graph["reading"] = Reading(read_links, len(loops), len(duplicates), examples)
    return graph


def _from_xml(file: Path, kind: str) -> nx.Graph[str]:
    import networkx as nx  # noqa: PLC0415  (slow to import)

    reader = nx.read_graphml if kind == ".graphml" else nx.read_gexf
    try:
        found = reader(io.BytesIO(_bytes(file)))
    except ElementTree.ParseError as error:
        line, column = error.position
        raise DataError(f"{file}:{line}:{column + 1}: broken XML: {error}; export the file again") from error
    except (nx.NetworkXError, KeyError, ValueError, TypeError) as error:
        raise DataError(f"{file}: is not {kind[1:].upper()} as its format says: {error}") from error
    graph = _simple(file, (("edge", str(a), str(b)) for a, b in found.edges()))
    graph.add_nodes_from((str(node), data) for node, data in found.nodes(data=True))
    return graph
