"""What the record covers, computed: how many agreements are dated, which editions have a complete list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jumelage_graph.words import Said, say, told

if TYPE_CHECKING:
    from jumelage_graph.record.things import Agreement, Edition


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

    @classmethod
    def of(cls, edition: Edition) -> EditionCoverage:
        """The coverage of one edition."""
        listed, stated = edition.listed, edition.stated
        return cls(edition.id, listed["FR"], stated["FR"], listed["JP"], stated["JP"], edition.whole)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands behind the figures: ``agreements`` and ``undated`` are ids, ``editions`` those held.

    ``until`` (ISO text): the day as of which the record tells; empty where it does not say.
    """

    agreements: tuple[str, ...]
    undated: tuple[str, ...]
    editions: tuple[EditionCoverage, ...]
    until: str

    @classmethod
    def of(cls, agreements: Mapping[str, Agreement], editions: Mapping[int, Edition], until: str) -> Coverage:
        """The coverage of a record, from its agreements, its editions and its last day."""
        return cls(
            agreements=tuple(agreements),
            undated=tuple(a.id for a in agreements.values() if not a.dating),
            editions=tuple(EditionCoverage.of(edition) for edition in editions.values() if edition.listed),
            until=until,
        )

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
        return told(self.said, language)

    @property
    def said(self) -> Said:
        """This sentence, to be told in any language."""
        return say(
            "coverage.sentence",
            dated=self.dated,
            agreements=len(self.agreements),
            complete=self.complete or "–",
            partial=self.partial or "–",
        )
