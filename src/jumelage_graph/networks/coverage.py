"""What the record covers, computed: how many agreements are dated, which editions have a complete list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jumelage_graph.namespaces import DATASET
from jumelage_graph.networks.selecting import select
from jumelage_graph.words import word

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

_AGREEMENTS = """
SELECT DISTINCT ?agreement ?act WHERE {
  ?agreement a jg:Agreement OPTIONAL { ?agreement jg:datingAct ?act }
} ORDER BY ?agreement"""

_EDITIONS = """
SELECT DISTINCT ?number ?known_fr ?known_jp ?complete WHERE {
  ?edition a jg:Edition ; sdo:position ?number ; jg:knownFrenchGovernments ?known_fr ;
    jg:knownJapaneseGovernments ?known_jp ; jg:participantListComplete ?complete
} ORDER BY ?number"""

_STATED = """
SELECT DISTINCT ?number ?country ?count WHERE {
  ?edition a jg:Edition ; sdo:position ?number ; jg:headcount ?headcount .
  ?headcount jg:country ?country ; jg:count ?count
} ORDER BY ?number ?country"""

_UNTIL = f"""
SELECT DISTINCT ?until WHERE {{ <{DATASET}> dct:modified ?until }} ORDER BY ?until"""


@dataclass(frozen=True, slots=True)
class EditionCoverage:
    """How many participants of one held edition are known by name, how many are stated (or ``None``).

    ``complete``: both numbers are stated, and as many are known (the rule of
    ``jg:participantListComplete``).
    """

    number: int
    known_fr: int
    stated_fr: int | None
    known_jp: int
    stated_jp: int | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands behind the figures: ``agreements`` and ``undated`` are ids, ``editions`` those held.

    ``until`` (ISO text): the day as of which the record
    tells; empty where it does not say.
    """

    agreements: tuple[str, ...]
    undated: tuple[str, ...]
    editions: tuple[EditionCoverage, ...]
    until: str

    @property
    def dated(self) -> int:
        """The number of agreements with a dating act."""
        return len(self.agreements) - len(self.undated)

    @property
    def complete(self) -> tuple[int, ...]:
        """The numbers of the editions whose list of participants is complete; only these show an absence."""
        return tuple(edition.number for edition in self.editions if edition.complete)

    @property
    def partial(self) -> tuple[int, ...]:
        """The numbers of the editions held whose list is known in part."""
        return tuple(edition.number for edition in self.editions if not edition.complete)

    def sentence(self, language: str = "en") -> str:
        """The coverage in one sentence, in ``en``, ``fr`` or ``ja``."""
        return word(
            "coverage.sentence",
            language,
            dated=self.dated,
            agreements=len(self.agreements),
            complete=self.complete or "–",
            partial=self.partial or "–",
        )


def coverage(engine: Engine) -> Coverage:
    """The coverage of the record that ``engine`` holds."""
    rows = list(select(engine, _AGREEMENTS))
    until = [row["until"] for row in select(engine, _UNTIL)]
    return Coverage(
        agreements=tuple(dict.fromkeys(row["agreement"] for row in rows)),
        undated=tuple(row["agreement"] for row in rows if "act" not in row),
        editions=tuple(_editions(engine)),
        until=max(until, default=""),
    )


def _editions(engine: Engine) -> Iterator[EditionCoverage]:
    stated = {(row["number"], row["country"]): row["count"] for row in select(engine, _STATED)}
    for row in select(engine, _EDITIONS):
        number = row["number"]
        yield EditionCoverage(
            **row, stated_fr=stated.get((number, "FR")), stated_jp=stated.get((number, "JP"))
        )
