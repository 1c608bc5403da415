"""The record as the pictures need it: plain values that Python plots and pages read alike.

Dates are ISO texts, ``""`` where unknown; a date with an open end has no ``latest``. Names are one text for each
of ``fr``, ``ja`` and ``en``. Ids are the slugs of the dataset.
"""

from __future__ import annotations

from dataclasses import dataclass

from jumelage_graph.record.standing import Period

Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class Government:
    """A collectivité; ``region`` is the région or prefecture it is or lies in, ``key`` what a search finds."""

    id: str
    country: str
    type: str
    names: Names
    borrowed: Names
    kana: str
    code: str
    key: str
    region: str
    place: tuple[float, float] | None
    population: int | None
    dissolved: str


@dataclass(frozen=True, slots=True)
class Act:
    """A dated step of an agreement."""

    id: str
    kind: str
    edtf: str
    earliest: str
    latest: str
    by: list[str]
    place: str
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Project:
    """A joint project of an agreement, with the goals that it addresses."""

    id: str
    names: Names
    field: str
    start: str
    end: str
    goals: list[int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A relation between its parties; its periods say how it stands in time, in their order.

    ``evidence`` is the day of the latest sign of life.
    """

    id: str
    parties: list[str]
    kind: str
    status: str
    status_as_of: str
    fields: list[str]
    designation: Names
    dating: str
    acts: list[Act]
    projects: list[Project]
    periods: list[Period]
    evidence: str
    kilometres: float | None
    goals: list[int]
    sources: list[str]

    @property
    def first(self) -> str:
        """The first day on which it can have been in force; ``""`` where none is known."""
        return next((period.first for period in self.periods), "")


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the Rencontres.

    ``listed`` are the numbers of participants known by name, by country, ``stated`` those that the sources state
    (``None``: nowhere); both are empty for an edition to come. ``whole``: all participants are known by name.
    """

    id: int
    names: Names
    start: str
    end: str
    host: str
    listed: dict[str, int]
    stated: dict[str, int | None]
    whole: bool
    goals: dict[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A page that was read."""

    title: str
    publisher: str
    url: str
    published: str


@dataclass(frozen=True, slots=True)
class Change:
    """A merger, a renaming or a change of status of governments."""

    id: str
    kind: str
    edtf: str
    earliest: str
    originals: list[str]
    results: list[str]


@dataclass(frozen=True, slots=True)
class Record:
    """All of it. ``attendance`` lists the editions to which each government is known to have come."""

    governments: dict[str, Government]
    agreements: dict[str, Agreement]
    editions: dict[int, Edition]
    attendance: dict[str, list[int]]
    sources: dict[str, Source]
    changes: list[Change]
    concepts: dict[str, dict[str, Names]]
    goals: dict[int, Names]
    bases: dict[str, int]
    last_day: str
