"""The things of the record as plain values, which networks, pictures, pages and cards read alike.

Dates are ISO texts, ``""`` where unknown; a date with an open end has no ``latest``. Names are one text for each
of ``fr``, ``ja`` and ``en``. Ids are the slugs of the dataset.
"""

from __future__ import annotations

from dataclasses import dataclass

from jumelage_graph import levels
from jumelage_graph.record.standing import Period

Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class Government:
    """A collectivité; ``region`` is the région or prefecture it is or lies in.

    ``borrowed`` has the true language of each name that another language lends; ``wikidata`` is an id (``Q…``).
    """

    id: str
    country: str
    type: str
    names: Names
    borrowed: Names
    kana: str
    code: str
    region: str
    place: tuple[float, float] | None
    population: int | None
    dissolved: str
    wikidata: str

    @property
    def level(self) -> str:
        """``municipal``, ``intermunicipal``, or ``upper``: région, département, prefecture and their like."""
        return levels.level(self.type)


@dataclass(frozen=True, slots=True)
class Act:
    """A dated step of an agreement; ``resumed`` is the day on which a renewal has ended a suspension for sure."""

    id: str
    kind: str
    edtf: str
    earliest: str
    latest: str
    certain: bool
    by: list[str]
    place: str
    resumed: str
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

    ``since`` and ``until`` bound them: the first day on which it is in force for certain, and the first on which that
    is certain no longer for good. ``last_sign`` is the date of the latest sign of life as well as known (EDTF),
    ``evidence`` and ``maybe_evidence`` the latest days such that one of that day or later is certain, or possible.
    ``distances`` are (French party, Japanese party, kilometres), ``kilometres`` is the longest of them.
    """

    id: str
    names: Names
    borrowed: Names
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
    since: str
    until: str
    evidence: str
    maybe_evidence: str
    last_sign: str
    kilometres: float | None
    distances: list[tuple[str, str, float]]
    goals: list[int]
    sources: list[str]

    @property
    def first(self) -> str:
        """The first day on which it can have been in force; ``""`` where none is known."""
        return next((period.first for period in self.periods), "")

    @property
    def dated(self) -> Act | None:
        """The act that dates it."""
        return next((act for act in self.acts if act.id == self.dating), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the Rencontres.

    ``listed`` are the numbers of participants known by name, by country, ``stated`` those that the sources state
    (``None``: nowhere); both are empty for an edition to come. ``whole``: all participants are known by name.
    ``start`` is the day planned where it was not ``held``. ``goals`` counts what addresses each goal there.
    """

    id: int
    names: Names
    borrowed: Names
    held: bool
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
class Topic:
    """A session or an initiative of an edition, or an edition itself: who spoke there, and of which goals.

    ``governments`` presented the initiative, or were involved in the session.
    """

    id: str
    through: str
    editions: list[int]
    governments: list[str]
    goals: list[int]


@dataclass(frozen=True, slots=True)
class Involvement:
    """A government, an edition, and the role that it had there."""

    government: str
    edition: int
    role: str
