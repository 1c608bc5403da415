"""The rows of the curated tables, typed: one class per table of ``data/``.

``line`` is the row's line in its file (the header is line 1). A cell with several values is a tuple, an empty cell is
``""``, ``None`` or ``()``. What each column means stands in ``data/csv-metadata.json``, their only description.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from jumelage_graph.dates import Edtf

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row has."""

    line: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced(Row):
    """A row that names what stands behind it: ids in ``sources.csv``."""

    sources: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Row):
    """A page, register or code list that was read."""

    id: str
    title: str
    title_language: str
    publisher: str
    kind: str
    side: str
    url: str
    archive: str
    language: Values
    published: Edtf | None
    accessed: datetime.date | None
    opened: datetime.date | None
    gone: Edtf | None
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Government(Sourced):
    """A collectivité, living or former."""

    id: str
    country: str
    type: str
    label_fr: str
    label_ja: str
    label_en: str
    kana: str
    romaji: str
    alt_labels: Values
    part_of: Values
    code: str
    code_scheme: str
    wikidata: str
    geonames: str
    lat: Decimal | None
    lon: Decimal | None
    population: int | None
    population_year: int | None
    website: str
    founded: Edtf | None
    dissolved: Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Sourced):
    """A merger, an absorption, a renaming, a change of status."""

    id: str
    kind: str
    date: Edtf
    code_before: str
    code_after: str
    originals: Values
    results: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Sourced):
    """Which government belongs to which intermunicipal body or union, and between which dates."""

    member: str
    body: str
    since: Edtf
    until: Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Sourced):
    """The lasting relation between its parties."""

    id: str
    parties: Values
    kind: str
    designation_fr: str
    designation_ja: str
    fields: Values
    status: str
    status_as_of: Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostTown(Sourced):
    """A host town of France for the Tokyo Games, with the agreements that it grew from and into."""

    government: str
    registered: Edtf | None
    sports: Values
    grew_from: Values
    grew_into: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Sourced):
    """A dated step of an agreement; ``dating`` marks the one act that dates it."""

    agreement: str
    id: str
    kind: str
    date: Edtf
    dating: bool
    place: str
    by: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Sourced):
    """Someone who signed for a government."""

    id: str
    name: str
    name_ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing(Sourced):
    """Who signed an act, for which party and in which office."""

    agreement: str
    act: str
    person: str
    government: str
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Sourced):
    """A joint project of an agreement."""

    id: str
    agreement: str
    title_fr: str
    title_ja: str
    title_en: str
    translated: Values
    field: str
    start: Edtf | None
    end: Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Sourced):
    """One of the Rencontres."""

    id: int
    host: str
    label_fr: str
    label_ja: str
    label_en: str
    start: Edtf | None
    end: Edtf | None
    planned: Edtf | None
    theme_fr: str
    theme_ja: str
    theme_en: str
    venue: Values
    governments_fr: int | None
    governments_jp: int | None
    people: int | None
    reports: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Sourced):
    """A workshop, round table, visit … of an edition."""

    id: str
    edition: int
    kind: str
    label_fr: str
    label_ja: str
    label_en: str
    translated: Values
    date: Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Sourced):
    """Who took part in an edition, in which role."""

    edition: int
    government: str
    role: str
    speaker_name: str
    speaker_office: str
    office: str
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration(Sourced):
    """A text adopted at an edition."""

    id: str
    edition: int
    label_fr: str
    label_ja: str
    label_en: str
    translated: Values
    date: Edtf | None
    commitments: Values
    commitments_fr: Values
    commitments_ja: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Sourced):
    """A policy that a government presented at an edition."""

    id: str
    government: str
    label_fr: str
    label_ja: str
    label_en: str
    translated: Values
    edition: int | None
    session: str
    topics: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Sourced):
    """A body that is no local government: CLAIR, Cités Unies France, a ministry, the host of a visit."""

    id: str
    label_fr: str
    label_ja: str
    label_en: str
    type: str
    role: str
    website: str
    founded: Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail(Sourced):
    """One fact that a source tells of a thing and no other column holds, in three languages."""

    subject: str
    number: int
    aspect: str
    text_fr: str
    text_ja: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Sourced):
    """A Sustainable Development Goal (1 to 17) of a session, an initiative, an edition or a project."""

    subject: str
    goal: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Row):
    """What one source says of one thing; ``rank`` is empty where it is derived."""

    subject: str
    id: str
    attribute: str
    value: str
    source: str
    rank: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total(Sourced):
    """How many partnerships or participants others have counted."""

    id: str
    what: str
    scope: str
    value: int
    as_of: Edtf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(Sourced):
    """A link that was checked and is no partnership of local governments."""

    id: str
    parties: Values
    reason: str


TABLES: dict[str, type[Row]] = {
    "sources": Source,
    "governments": Government,
    "changes": Change,
    "memberships": Membership,
    "agreements": Agreement,
    "hosttowns": HostTown,
    "acts": Act,
    "people": Person,
    "signings": Signing,
    "projects": Project,
    "editions": Edition,
    "sessions": Session,
    "participations": Participation,
    "declarations": Declaration,
    "initiatives": Initiative,
    "organisations": Organisation,
    "details": Detail,
    "goals": Goal,
    "claims": Claim,
    "totals": Total,
    "rejected": Rejected,
}
"""Each table of ``data/`` by its name, in the order in which the tables refer to one another."""
