"""The shipped tables: complete where they say so, open, described in three languages, true to the claims."""

import csv
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import csvw
import pytest
import rdflib

from jumelage_graph import records, resources, tables
from jumelage_graph.tables import Tables

DATA = resources.data()
OPEN = ("CC0 1.0", "CC BY 4.0", "Licence Ouverte 2.0", "Public Data License 1.0", "MIT", "Unicode-3.0")
REGIONS = [
    "01",
    "02",
    "03",
    "04",
    "06",
    "11",
    "24",
    "27",
    "28",
    "32",
    "44",
    "52",
    "53",
    "75",
    "76",
    "84",
    "93",
    "94",
]
OVERSEAS = ["971", "972", "973", "974", "976"]
DEPARTEMENTS = [f"{n:02}" for n in range(1, 96) if n != 20] + ["2A", "2B", *OVERSEAS]
PREFECTURES = [f"{n:02}000" for n in range(1, 48)]


@pytest.fixture(scope="module")
def read() -> Tables:
    return tables.read(DATA)


@pytest.fixture(scope="module")
def described() -> Any:
    return json.loads((DATA / "csv-metadata.json").read_text(encoding="utf-8"))


def test_the_shipped_tables_have_no_fault() -> None:
    assert tables.faults(DATA) == []


def test_the_csvw_library_agrees(tmp_path: Path) -> None:
    group = csvw.TableGroup.from_file(DATA / "csv-metadata.json")
    assert sum(sum(1 for _ in table.iterdicts(strict=True)) for table in group.tables) > 3000
    assert group.check_referential_integrity()


# form


def form_faults(text: bytes) -> list[str]:
    decoded = text.decode("utf-8")
    return [
        name
        for name, broken in {
            "byte order mark": text.startswith(b"\xef\xbb\xbf"),
            "CR": b"\r" in text,
            "no end": not text.endswith(b"\n"),
            "NFC": not unicodedata.is_normalized("NFC", decoded),
        }.items()
        if broken
    ]


def test_files_are_utf8_nfc_with_lf_only() -> None:
    paths = sorted(DATA.glob("*.csv"))
    assert [path.stem for path in paths] == sorted(records.TABLES)
    assert {path.name: form_faults(path.read_bytes()) for path in paths} == {path.name: [] for path in paths}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"\xef\xbb\xbfid\n", "byte order mark"),
        (b"id\r\n", "CR"),
        (b"id", "no end"),
        ("Ma\u0302con\n".encode(), "NFC"),
    ],
)
def test_another_form_is_found(text: bytes, found: str) -> None:
    assert form_faults(text) == [found]


# description


def undescribed(group: Any) -> list[str]:
    """Tables and columns that lack a title or a meaning in one of three languages."""
    found = []
    for table in group["tables"]:
        found += [
            table["url"]
            for part in ("dc:title", "dc:description")
            if languages(table[part]) != {"en", "fr", "ja"}
        ]
        for column in table["tableSchema"]["columns"]:
            titled = (
                set(column["titles"]) == {"und", "en", "fr", "ja"}
                and column["titles"]["und"] == column["name"]
            )
            if not titled or languages(column["dc:description"]) != {"en", "fr", "ja"}:
                found.append(f"{table['url']} {column['name']}")
    return found


def languages(texts: list[dict[str, str]]) -> set[str]:
    return {text["@language"] for text in texts if text["@value"].strip()}


def test_every_table_and_column_is_described_in_three_languages(described: Any) -> None:
    assert len(described["tables"]) == len(records.TABLES)
    assert undescribed(described) == []


def test_a_missing_language_is_found(described: Any) -> None:
    copied = json.loads(json.dumps(described))
    del copied["tables"][1]["tableSchema"]["columns"][2]["titles"]["ja"]
    copied["tables"][2]["dc:description"][1]["@value"] = " "
    assert undescribed(copied) == ["governments.csv type", "changes.csv"]


def unknown_concepts(group: Any, notations: set[str]) -> list[str]:
    """Listed values that no concept scheme knows, in columns whose values are concepts."""
    return [
        value
        for table in group["tables"]
        for column in table["tableSchema"]["columns"]
        if "/concept/{" in column.get("valueUrl", "")
        for value in column["datatype"]["format"].split("|")
        if value not in notations
    ]


def test_every_listed_value_is_a_concept(described: Any) -> None:
    graph = rdflib.Graph().parse(resources.ontology() / "concepts.ttl")
    notations = {str(notation) for notation in graph.objects(None, rdflib.SKOS.notation)}
    assert "twinning" in notations
    assert unknown_concepts(described, notations) == []
    assert unknown_concepts(described, notations - {"twinning"}) == ["twinning"]


# what is there


def absent(read: Tables, scheme: str, expected: Iterable[str]) -> list[str]:
    """Expected codes of living governments that the table lacks; Japanese ones without their check digit."""
    living = {row.code for row in read.governments if row.code_scheme == scheme and row.dissolved is None}
    present = {code[:5] if scheme == "jp-lgcode" else code for code in living}
    return sorted(set(expected) - present)


@pytest.mark.parametrize(
    ("scheme", "expected", "merged"),
    [
        ("jp-lgcode", PREFECTURES, []),
        ("insee-region", REGIONS, []),
        ("insee-departement", DEPARTEMENTS, ["67", "68"]),  # one authority since 2021; kept as former
    ],
)
def test_all_prefectures_regions_and_departements_are_there(
    read: Tables, scheme: str, expected: list[str], merged: list[str]
) -> None:
    assert len(expected) in (47, 18, 101)
    assert absent(read, scheme, expected) == merged
    fewer = replace(
        read, governments=tuple(row for row in read.governments if not row.code.startswith(expected[5]))
    )
    assert expected[5] in absent(fewer, scheme, expected)


def unlinked(read: Tables) -> list[str]:
    """Governments below départements and prefectures that no agreement, meeting, change or claim names."""
    named = {party for row in read.agreements for party in row.parties} | {
        who for row in read.acts for who in row.by
    }
    named |= {row.government for row in read.participations} | {row.host for row in read.editions}
    named |= {row.government for row in read.hosttowns}
    named |= {who for row in read.memberships for who in (row.member, row.body)}
    named |= {row.government for row in read.initiatives} | {
        part for row in read.governments for part in row.part_of
    }
    named |= {who for row in read.changes for who in (*row.originals, *row.results)}
    named |= {value for row in read.claims for value in row.value.split(";")}
    whole = {"prefecture", "departement", "region"}
    return [row.id for row in read.governments if row.id not in named and row.type not in whole]


def test_no_government_is_there_without_a_reason(read: Tables) -> None:
    assert unlinked(read) == []
    assert unlinked(replace(read, participations=(), initiatives=())) != []


def unexplained(read: Tables) -> list[str]:
    """Former governments whose end is no change of that day."""
    ended = {(who, row.date.text) for row in read.changes for who in row.originals}
    former = [row for row in read.governments if row.dissolved]
    return [row.id for row in former if row.dissolved and (row.id, row.dissolved.text) not in ended]


def test_every_former_government_has_the_change_that_ended_it(read: Tables) -> None:
    assert sum(row.dissolved is not None for row in read.governments) > 100
    assert unexplained(read) == []
    assert "kanbara" in unexplained(replace(read, changes=()))


# licences


def unlicensed(read: Tables) -> list[str]:
    """Code lists and extracts behind codes, coordinates or populations whose licence names no open one.

    A page from which a name or two were read (its note says so) is behind none of them.
    """
    backing = {
        source
        for row in read.governments
        if row.lat is not None or row.population is not None or row.code
        for source in row.sources
    }
    machine = [
        row
        for row in read.sources
        if row.id in backing
        and row.kind in ("extract", "code-list")
        and not row.note.startswith("Used only for")
    ]
    assert len(machine) > 5
    return [row.id for row in machine if not any(name in row.licence for name in OPEN)]


def test_every_column_of_codes_places_and_populations_is_under_a_named_open_licence(read: Tables) -> None:
    assert unlicensed(read) == []


def test_a_code_list_without_an_open_licence_is_found(read: Tables) -> None:
    closed = {"census2020p": "", "rcarlier": "unstated (compilation)", "geonames": "all rights reserved"}
    sources = tuple(replace(row, licence=closed.get(row.id, row.licence)) for row in read.sources)
    assert unlicensed(replace(read, sources=sources)) == sorted(closed)


def unbacked(read: Tables) -> list[str]:
    """Governments with coordinates or a population behind which no code list or extract stands."""
    machine = {row.id for row in read.sources if row.kind in ("extract", "code-list")}
    placed = [row for row in read.governments if row.lat is not None or row.population is not None]
    return [row.id for row in placed if machine.isdisjoint(row.sources)]


def test_every_place_and_population_has_a_code_list_behind_it(read: Tables) -> None:
    assert unbacked(read) == []
    bare = replace(read, governments=(replace(read.governments[0], sources=("clair-719",)),))
    assert unbacked(bare) == [read.governments[0].id]


# claims and ranks


def held(read: Tables) -> set[tuple[str, str]]:
    """Subject kinds and attributes of which a table holds the record's value."""
    kinds = {name.removesuffix("s"): set(row.__dataclass_fields__) for name, row in records.TABLES.items()}
    columns = {(kind, column) for kind, names in kinds.items() for column in names}
    return columns | {("agreement", "signed"), ("agreement", "party")}


def misranked(read: Tables) -> list[str]:
    """Claims ranked preferred by hand although a column holds the record's value."""
    columns = held(read)
    ranked = [row for row in read.claims if row.rank == "preferred"]
    return [
        f"{row.subject} {row.id}" for row in ranked if (row.subject.split("/")[0], row.attribute) in columns
    ]


def test_ranks_are_written_by_hand_only_where_they_cannot_be_derived(read: Tables) -> None:
    assert misranked(read) == []
    signed = next(row for row in read.claims if row.attribute == "signed")
    assert misranked(replace(read, claims=(replace(signed, rank="preferred"),))) == [
        f"{signed.subject} {signed.id}"
    ]


def test_every_deprecated_claim_says_why(read: Tables) -> None:
    deprecated = [row for row in read.claims if row.rank == "deprecated"]
    assert len(deprecated) >= 9
    assert [row.id for row in deprecated if not row.note] == []


def unclaimed(read: Tables) -> list[str]:
    """Agreements whose date or kind no claim states."""
    said = {(row.subject, row.attribute, row.value) for row in read.claims if row.rank != "deprecated"}
    dates = [(f"agreement/{act.agreement}", "signed", act.date.text) for act in read.acts if act.dating]
    kinds = [(f"agreement/{row.id}", "kind", row.kind) for row in read.agreements]
    return sorted({subject for subject, *value in dates + kinds if (subject, *value) not in said})


def test_a_claim_states_the_date_and_kind_of_every_agreement(read: Tables) -> None:
    assert sum(act.dating for act in read.acts) > 80
    assert unclaimed(read) == []
    fewer = tuple(row for row in read.claims if row.subject != "agreement/nancy-kanazawa")
    assert unclaimed(replace(read, claims=fewer)) == ["agreement/nancy-kanazawa"]


# known facts, each read in a source


@pytest.mark.parametrize(
    ("agreement", "date", "by"),
    [
        ("nancy-kanazawa", "1973-10-12", {"nancy", "kanazawa"}),
        ("aix-en-provence-kumamoto", "2013-02-16", {"aix-en-provence", "kumamoto"}),
        ("beaune-koshu", "1976-09-18", {"beaune", "katsunuma"}),
    ],
)
def test_an_agreement_is_dated_by_the_act_that_the_register_names(
    read: Tables, agreement: str, date: str, by: set[str]
) -> None:
    [dating] = [act for act in read.acts if act.agreement == agreement and act.dating]
    assert dating.date.text == date
    assert set(dating.by) <= by


@pytest.mark.parametrize(("edition", "french", "japanese"), [(1, 17, 12), (5, 22, 19), (7, 22, 14)])
def test_complete_lists_of_participants_agree_with_the_stated_numbers(
    read: Tables, edition: int, french: int, japanese: int
) -> None:
    country = {row.id: row.country for row in read.governments}
    listed = {
        row.government for row in read.participations if row.edition == edition and row.role == "participant"
    }
    [stated] = [row for row in read.editions if row.id == edition]
    assert (stated.governments_fr, stated.governments_jp) == (french, japanese)
    assert [sum(country[who] == side for who in listed) for side in ("FR", "JP")] == [french, japanese]


# words


def internal(notes: Iterable[str]) -> list[str]:
    """Notes that speak of files or of how the record was made instead of their subject."""
    words = re.compile(
        r"\.(csv|md|json|py)\b|\b(this|another) (file|row|table)\b|\bthe seed\b|\bseed report\b", re.I
    )
    return [note for note in notes if words.search(note)]


def test_notes_speak_of_their_subject_alone(read: Tables) -> None:
    notes = [row.note for name in records.TABLES for row in getattr(read, name)]
    assert sum(map(bool, notes)) > 500
    assert internal(notes) == []
    assert internal(["Has no row in sources.csv.", "See this file.", "The seed says so."]) != []


# README


def counted(text: str) -> dict[str, int]:
    """The numbers of rows that a README's table of tables gives."""
    found = re.findall(r"^\| \[?`?(\w+)\.csv`?[^|]*\| *([\d,]+) *\|", text, re.M)
    return {name: int(number.replace(",", "")) for name, number in found}


def test_the_readme_counts_the_rows_truly() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    rows = {}
    for name in records.TABLES:
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows[name] = sum(1 for _ in csv.reader(file)) - 1
    assert counted(text) == rows
    assert counted("| `acts.csv` | 1,180 | steps |") == {"acts": 1180}


def test_the_facts_of_the_seventh_meeting_name_tables_that_exist() -> None:
    with (Path(__file__).parent / "report_facts.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    assert len(facts) == 114
    assert {fact["table"] for fact in facts} <= set(records.TABLES)
