"""What an export is made from: the built graph, the tables, and the words that go with every copy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.namespaces import BASE
from jumelage_graph.record import Record
from jumelage_graph.tables.description import content
from jumelage_graph.version import __version__


@dataclass(frozen=True)
class Release:
    """The dataset at one version.

    ``nquads`` is the canonical text of the four graphs, ``tables`` the folder of the curated CSV files,
    ``as_of`` the day (ISO 8601) up to which the record was read.
    """

    nquads: bytes
    tables: Path
    as_of: str
    licence: str
    version: str = __version__

    @classmethod
    def of(cls, nquads: bytes, tables: Path) -> Release:
        """The dataset with what the description of its tables says of it."""
        described = content(tables)
        return cls(nquads, tables, as_of=described["dc:date"], licence=described["dc:license"])

    @cached_property
    def engine(self) -> EmbeddedEngine:
        """The engine on the four graphs, made once: whatever is published asks this one."""
        return EmbeddedEngine.from_nquads(self.nquads)

    @cached_property
    def record(self) -> Record:
        """The record that this engine holds, read once."""
        return Record(self.engine)

    @property
    def citation(self) -> str:
        """How to cite this copy."""
        return citation(self.version, self.as_of)

    @property
    def about(self) -> dict[str, str]:
        """Version, as-of date, licence and citation, by their names."""
        return {
            "version": self.version,
            "as of": self.as_of,
            "licence": self.licence,
            "cite as": self.citation,
        }

    @property
    def text(self) -> bytes:
        """The same as a text to put beside files that cannot say it."""
        return "".join(f"{name}: {value}\n" for name, value in self.about.items()).encode()

    @property
    def comment(self) -> bytes:
        """The same as the first lines of a text whose comments begin with ``#``."""
        return "".join(f"# {name}: {value}\n" for name, value in self.about.items()).encode()


def citation(version: str, as_of: str) -> str:
    """How to cite the dataset at a version."""
    return (
        f"jumelage-graph maintainers ({as_of[:4]}). jumelage-graph: the knowledge graph of "
        f"French–Japanese local partnerships. Version {version}, as of {as_of}. {BASE}"
    )
