"""The tables' room: what it reads, what it refuses and in which words, and what it writes."""
# ruff: noqa: E501  (one wrong cell a line)

import csv
import datetime
import json
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from jumelage_graph import records, resources, tables
from jumelage_graph.errors import FaultsError
from jumelage_graph.tables import codes
from jumelage_graph.tables.description import Description, describe

FIRST = {  # a small world: these rows and all that they refer to
    "governments": {
        "ain-departement",
        "cannes",
        "colmar-agglomeration",
        "hokkaido-prefecture",
        "corse-region",
    },
    "agreements": {"nancy-kanazawa", "beaune-koshu"},
    "changes": {"koshu-2005-11-01"},
    "acts": {"nancy-kanazawa", "beaune-koshu"},
    "signings": {"nancy-kanazawa"},
    "hosttowns": {"kanazawa"},
    "memberships": {"beaune"},
    "claims": {"agreement/nancy-kanazawa"},
    "sessions": {"7-workshop-3"},
    "goals": {"session/7-workshop-3"},
    "editions": {"7"},
    "participations": {"7"},
    "declarations": {"7-declaration"},
    "initiatives": {"7-aix-saint-mitre"},
    "organisations": {"clair"},
    "details": {"edition/7"},
    "totals": {"agreements-cuf-2017"},
    "rejected": {"ain-tomioka"},
    "projects": {"agen-nishinomiya-cours-de-japonais"},
}

Rows = dict[str, list[dict[str, str]]]
Change = Callable[..., list[str]]


def shipped(name: str) -> list[dict[str, str]]:
    with (resources.data() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def referred(rows: Rows, description: Description) -> dict[str, set[str]]:
    """The ids that the rows refer to, by table."""
    found: dict[str, set[str]] = {name: set() for name in description.tables}
    for name, table in description.tables.items():
        for link in table.links:
            for row in rows[name]:
                found[link.table].update(filter(None, row[link.column].split(";")))
    return found


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small part of the shipped tables that is complete in itself."""
    description = describe(resources.data())
    everything = {name: shipped(name) for name in description.tables}
    kept = {
        name: [row for row in everything[name] if next(iter(row.values())) in FIRST.get(name, ())]
        for name in everything
    }
    while True:
        wanted = referred(kept, description)
        more = {
            name: [row for row in everything[name] if row in kept[name] or row.get("id") in wanted[name]]
            for name in kept
        }
        if more == kept:
            break
        kept = more
    folder = tmp_path_factory.mktemp("world") / "data"
    folder.mkdir()
    shutil.copy(resources.data() / "csv-metadata.json", folder)
    for name, rows in kept.items():
        save(folder / f"{name}.csv", rows)
    return folder


def save(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def copy(world: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(world, tmp_path / "data"))


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    before = path.read_bytes()
    after = change(before)
    assert after != before
    path.write_bytes(after)


def said(folder: Path) -> list[str]:
    return [str(fault) for fault in tables.faults(folder)]


@pytest.fixture
def changed(copy: Path) -> Change:
    """What is said of the small world after one cell of it has changed."""

    def change(table: str, key: str, column: str, text: str) -> list[str]:
        path = copy / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        row = next(row for row in rows if key in row.values())
        assert row[column] != text
        row[column] = text
        save(path, rows)
        return said(copy)

    return change


def test_reading_the_description_compiles_no_grammar_of_addresses() -> None:
    code = (
        "import sys; from jumelage_graph import resources; from jumelage_graph.tables.description import describe;"
        "describe(resources.data()); print('csvw' in sys.modules, {'lark', 'rfc3987_syntax'} & {*sys.modules});"
        "import rfc3987_syntax"  # it can be had as before
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "True set()\n"


def test_the_small_world_has_rows_in_every_table_and_no_fault(world: Path) -> None:
    read = tables.read(world)
    assert all(getattr(read, name) for name in records.TABLES)
    assert tables.faults(world) == []


WRONG_CELLS = [
    # leading zeros, check digits, numbers
    ("governments", "cannes", "code", "6029", 'INSEE commune codes have 5 characters; did a spreadsheet drop the leading zero of "06029"?'),
    ("governments", "ain-departement", "code", "1", 'did a spreadsheet drop the leading zero of "01"?'),
    ("governments", "cannes", "code", "54395.0", "an official code: digits, or 2A and 2B for Corsica"),
    ("governments", "hokkaido-prefecture", "code", "10006", 'drop the leading zero of "010006"?'),
    ("governments", "kanazawa", "code", "172015", "Japanese codes have 6 digits, the last a check digit; the check digit of 17201 is 4"),
    ("governments", "kanazawa", "code", "17201", "the check digit of 17201 is 4"),
    ("governments", "colmar-agglomeration", "code", "246800727", "SIREN numbers have 9 digits that satisfy Luhn’s formula"),
    ("governments", "corse-region", "code", "942", "codes of régions have 2 digits"),
    ("governments", "nancy", "code_scheme", "jp-lgcode", "the scheme is of JP, the country is FR"),
    ("changes", "koshu-2005-11-01", "code_after", "192130", "the check digit of 19213 is 9"),
    ("governments", "nancy", "lat", "48,69", 'decimal degrees from -90 to 90, with a point; write "48.69"'),
    ("governments", "nancy", "lat", "148.69", "decimal degrees from -90 to 90"),
    ("governments", "nancy", "lat", "NaN", "decimal degrees from -90 to 90"),
    ("governments", "nancy", "population", "104 000", 'write "104000"'),
    ("governments", "nancy", "population", "-1", "a whole number, 0 or more"),
    ("governments", "nancy", "population_year", "23", "a year of four digits"),
    ("governments", "nancy", "population_year", "", 'the cell is empty beside population "'),
    ("governments", "nancy", "population", "", 'the cell is empty beside population_year "'),
    ("governments", "nancy", "lon", "", 'the cell is empty beside lat "'),
    ("goals", "session/7-workshop-3", "goal", "18", "the number of a goal, 1 to 17"),
    ("totals", "agreements-cuf-2017", "value", "91.5", "a whole number"),
    # dates
    ("acts", "signature-1", "date", "12/10/1973", 'did a spreadsheet rewrite "1973-10-12" or "1973-12-10"?'),
    ("acts", "signature-1", "date", "31/10/1973", 'did a spreadsheet rewrite "1973-10-31"?'),
    ("acts", "signature-1", "date", "1973/10/2", 'write "1973-10-02"'),
    ("acts", "signature-1", "date", "1973年10月12日", 'write "1973-10-12"'),
    ("acts", "signature-1", "date", "26949", 'is it a spreadsheet’s number for "1973-10-12"?'),
    ("acts", "signature-1", "date", "2019-02-30", "this is no date"),
    ("acts", "signature-1", "date", "2019-13", "this is no date"),
    ("acts", "signature-1", "date", "1973/1972", "ends before it begins"),
    ("acts", "signature-1", "date", "spring 1973", "an EDTF date: 1973, 1973-10 or 1973-10-12"),
    ("acts", "signature-1", "date", "", "the cell is empty and must not be"),
    ("sources", "clair-7rfj", "accessed", "22/11/2026", 'a day written YYYY-MM-DD; did a spreadsheet rewrite "2026-11-22"?'),
    # words that are listed
    ("agreements", "nancy-kanazawa", "kind", "twining", "other-exchange; is \"twinning\" meant?"),
    ("agreements", "nancy-kanazawa", "status", "active", "allowed is in-force, dormant, suspended, ended or unknown"),
    ("agreements", "nancy-kanazawa", "fields", "culture;cookery", 'found "cookery"'),
    ("acts", "signature-1", "kind", "Signature", 'is "signature" meant?'),
    ("acts", "signature-1", "dating", "oui", "expected is yes, or empty"),
    ("governments", "nancy", "country", "France", "allowed is FR or JP"),
    ("governments", "nancy", "type", "city council", "allowed is commune"),
    ("changes", "koshu-2005-11-01", "kind", "merger", "allowed is new-establishment"),
    ("sessions", "7-workshop-3", "kind", "atelier", "allowed is workshop"),
    ("participations", "nancy", "role", "guest", "allowed is host"),
    ("sources", "clair-7rfj", "kind", "website", "allowed is party"),
    ("sources", "clair-7rfj", "side", "jap", 'is "jp" meant?'),
    ("sources", "clair-7rfj", "language", "french", "language codes of two or three letters"),
    ("sources", "clair-7rfj", "url", "www.clairparis.org", "begins with http:// or https://"),
    ("goals", "session/7-workshop-3", "basis", "guess", "allowed is stated or editor"),
    ("claims", "signed-clair-7rfj", "attribute", "signd", 'is "signed" meant?'),
    ("claims", "signed-clair-7rfj", "rank", "normal", "allowed is preferred or deprecated"),
    ("organisations", "clair", "type", "agency", "allowed is association"),
    ("projects", "agen-nishinomiya-cours-de-japonais", "field", "cuisine", "allowed is administration"),
    ("governments", "kanazawa", "kana", "金沢し", "hiragana or katakana only"),
    ("governments", "kanazawa", "wikidata", "178840", "a Wikidata item such as Q38764"),
    # forms of text
    ("governments", "nancy", "label_fr", "Nancy ", 'a space stands before or behind it; write "Nancy"'),
    ("governments", "nancy", "label_fr", "\u00a0Nancy", "a space stands before or behind it"),
    ("governments", "cannes", "note", unicodedata.normalize("NFD", "Près d’Antibes"), "the text is not in the normal form NFC"),
    ("governments", "nancy", "note", "one\ntwo", "a line break, tab or other control sign stands in it"),
    ("agreements", "nancy-kanazawa", "parties", "nancy; kanazawa", "a space stands beside the separator"),
    ("agreements", "nancy-kanazawa", "parties", "kanazawa;;nancy", "a separator stands without a value"),
    ("agreements", "nancy-kanazawa", "parties", "nancy;nancy", "the value stands there twice"),
    ("agreements", "nancy-kanazawa", "sources", "", "the cell is empty and must not be"),
    # signs, scripts, territories, days to come
    ("agreements", "nancy-kanazawa", "designation_ja", "å‹å¥½éƒ½å¸‚", "a wrong encoding has destroyed the text"),
    ("governments", "nancy", "note", "Ã‰vian", 'write "Évian"'),
    ("governments", "nancy", "note", "Ky\ufffdto", "copy it from the source again"),
    ("governments", "nancy", "note", "Nancy\u200e est là", "an invisible sign stands in it (U+200E)"),
    ("governments", "nancy", "label_ja", "Nancy", "no letter of it is of the script of ja"),
    ("governments", "kanazawa", "label_fr", "金沢市", "no letter of it is of the script of fr"),
    ("governments", "nancy", "label_fr", "Nаncy", "a letter is of another script (CYRILLIC SMALL LETTER A)"),
    ("governments", "nancy", "code", "55395", 'codes in meurthe-et-moselle-departement begin with "54"'),
    ("governments", "kanazawa", "code", "162019", 'codes in ishikawa-prefecture begin with "17"'),
    ("governments", "nancy", "lat", "45.7", "km from that of meurthe-et-moselle-departement, of which it is part"),
    ("governments", "nancy", "part_of", "nancy", "it is part of itself: nancy → nancy"),
    ("governments", "meurthe-et-moselle-departement", "part_of", "nancy", "it is part of itself"),
    ("sources", "clair-7rfj", "accessed", "2062-11-22", "this lies behind the day of the record"),
    ("agreements", "nancy-kanazawa", "status_as_of", "2032", "this lies behind the day of the record"),
    ("acts", "signature-1", "date", "1973-21", "the last two digits name a season"),
    # links
    ("agreements", "nancy-kanazawa", "parties", "kanazawa;nancie", 'there is no "nancie" in governments.csv; is "nancy" meant?'),
    ("agreements", "nancy-kanazawa", "parties", "Kanazawa;nancy", 'write "kanazawa"'),
    ("agreements", "nancy-kanazawa", "sources", "clair-999999", 'there is no "clair-999999" in sources.csv'),
    ("governments", "nancy", "part_of", "lorraine", 'there is no "lorraine" in governments.csv; add its row, or mend the id'),
    ("editions", "7", "host", "marseille-ville", 'there is no "marseille-ville" in governments.csv'),
    ("participations", "nancy", "session", "7-workshop-9", 'there is no "7-workshop-9" in sessions.csv; is "7-workshop-3" meant?'),
    ("declarations", "7-declaration", "edition", "17", 'there is no "17" in editions.csv'),
    ("initiatives", "7-aix-saint-mitre", "session", "7-visit-arbre", 'there is no "7-visit-arbre" in sessions.csv'),
    ("details", "cause", "aspect", "reason", "answer, assessment"),
    ("details", "cause", "number", "0", "a whole number, 1 or more"),
    ("details", "cause", "text_ja", "", "the cell is empty and must not be"),
    ("details", "cause", "subject", "edition/17", 'there is no "17" in editions.csv'),
    ("editions", "7", "reports", "clair-7rfg", 'there is no "clair-7rfg" in sources.csv'),
    ("claims", "signed-clair-7rfj", "source", "clair-7rfg", 'is "clair-7rfj" meant?'),
    ("goals", "session/7-workshop-3", "subject", "session/7-workshop-4", 'there is no "7-workshop-4" in sessions.csv'),
    ("goals", "session/7-workshop-3", "subject", "workshop/3", "the kind and id of a thing, such as session/7-workshop-3"),
    ("changes", "koshu-2005-11-01", "results", "koshuu", 'is "koshu" meant?'),
]  # fmt: skip


@pytest.mark.parametrize(("table", "key", "column", "text", "expected"), WRONG_CELLS)
def test_a_wrong_cell_is_told_with_file_line_and_column(
    changed: Change, table: str, key: str, column: str, text: str, expected: str
) -> None:
    told = changed(table, key, column, text)
    assert any(expected in each for each in told), told
    assert all(each.startswith(f"data/{table}.csv:") for each in told)
    assert len(told) <= 2  # a sort key that changed may also stand in the wrong place


def test_a_fault_says_where_what_is_allowed_and_what_to_do(changed: Change) -> None:
    [told] = changed("governments", "cannes", "code", "6029")
    line = told.split(":")[1]
    assert told == (
        f'data/governments.csv:{line}: code: found "6029"; INSEE commune codes have 5 characters; '
        'did a spreadsheet drop the leading zero of "06029"?'
    )


@pytest.mark.parametrize(
    ("table", "key", "column", "text"),
    [
        ("acts", "signature-1", "date", "1973"),
        ("acts", "signature-1", "date", "1973-10~"),
        ("acts", "signature-1", "date", "1973-10-12?"),
        ("acts", "signature-1", "date", "197X"),
        ("acts", "signature-1", "date", "1972/1973"),
        ("acts", "signature-1", "date", "1973-10-12/.."),
        ("acts", "signature-1", "place", "Kanazawa, 石川県"),
        ("governments", "nancy", "lat", "48.7"),
        ("governments", "nancy", "alt_labels", "Nanzig;ナンシー"),
        ("governments", "corse-region", "code", "02"),
        ("sources", "clair-7rfj", "language", "fr;ja"),
        ("sources", "clair-7rfj", "accessed", ""),
        ("agreements", "nancy-kanazawa", "fields", ""),
        ("claims", "signed-clair-7rfj", "rank", "deprecated"),
    ],
)
def test_a_good_variation_raises_no_alarm(
    changed: Change, table: str, key: str, column: str, text: str
) -> None:
    assert changed(table, key, column, text) == []


def test_many_faults_are_told_together_by_file_and_line(copy: Path) -> None:
    rewrite(copy / "agreements.csv", lambda text: text.replace(b"twinning", b"twining"))
    rewrite(copy / "acts.csv", lambda text: text.replace(b"council-vote,", b"vote,"))
    found = tables.faults(copy)
    assert {Path(fault.path).name for fault in found} == {"acts.csv", "agreements.csv"}
    assert len(found) > 2
    assert found == sorted(found)
    with pytest.raises(
        FaultsError, match=r"acts\.csv:\d+: kind: found \"vote\"(.|\n)*agreements\.csv:\d+: kind"
    ):
        tables.read(copy)


WRONG_FILES: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("cut in mid-line", lambda text: text[: len(text) // 2].rstrip(b"\n"), "the file ends within a line; is its end cut off?"),
    ("cut in a quotation", lambda text: text[: text.index(b'"') + 5] + b"\n", "this is no CSV"),
    ("empty", lambda _: b"", "the file ends within a line"),
    ("Windows-1252", lambda text: text.decode().replace("é", "e").encode().replace(b"Nancy", "Né".encode("cp1252"), 1), "the text is not UTF-8; save the file as CSV UTF-8"),
    ("UTF-16", lambda text: text.decode().encode("utf-16"), "the text is not UTF-8"),
    ("semicolons", lambda text: text.replace(b",", b";"), "the columns are separated by semicolons; save the file with commas"),
    ("tabs", lambda text: text.replace(b",", b"\t"), "the columns are separated by tabs"),
    ("a row too short", lambda text: text + b"paris,FR\n", "the row has 2 cells, the table 23 columns; is a comma unquoted, or a cell missing?"),
    ("a row too long", lambda text: text.replace(b",Nancy,", b",Nancy,Nancy,Nancy,", 1), "the row has 2"),
    ("an empty line", lambda text: text + b"\n", "the line is empty; delete it"),
    ("a column missing", lambda text: text.replace(b"label_ja", b"labelja", 1), 'label_ja: the column is missing; is "labelja" meant for it?'),
    ("a column unknown", lambda text: text.replace(b"label_ja", b"labelja", 1), "labelja: there is no such column; the columns are id, country,"),
    ("columns in another order", lambda text: text.replace(b"lat,lon", b"lon,lat", 1), "the order of the columns is id,country,"),
    ("a column twice", lambda text: text.replace(b"lat,lon", b"lat,lat", 1), "lon: the column is missing"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"), [each[1:] for each in WRONG_FILES], ids=[each[0] for each in WRONG_FILES]
)
def test_a_broken_file_is_told_exactly(copy: Path, change: Callable[[bytes], bytes], expected: str) -> None:
    rewrite(copy / "governments.csv", change)
    told = said(copy)
    assert any(expected in each for each in told), told
    assert all(each.startswith("data/governments.csv") for each in told)


def test_a_missing_table_is_told_and_blames_no_link_to_it(copy: Path) -> None:
    (copy / "governments.csv").unlink()
    assert said(copy) == ["data/governments.csv: the table is missing; put the file back"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "data/csv-metadata.json: the description of the tables is missing"),
        ('{\n "tables": [', "data/csv-metadata.json:2: this is no JSON"),
        ("{}", "this does not describe the tables in CSVW"),
        ('{"tables": [], "dc:date": "2026-11-22"}', "this does not describe the tables in CSVW"),
    ],
)
def test_a_broken_description_is_told(copy: Path, text: str | None, expected: str) -> None:
    path = copy / "csv-metadata.json"
    path.unlink() if text is None else path.write_text(text)
    assert any(expected in each for each in said(copy))
    with pytest.raises(FaultsError, match="csv-metadata"):
        tables.read(copy)


def test_what_spreadsheets_add_is_accepted(world: Path, copy: Path) -> None:
    for path in copy.glob("*.csv"):
        rewrite(path, lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert tables.read(copy) == tables.read(world)


def test_a_row_twice_is_told_with_the_line_of_the_first(copy: Path) -> None:
    path = copy / "rejected.csv"
    rewrite(path, lambda text: text + text.split(b"\n")[1] + b"\n")
    [told] = said(copy)
    assert told.startswith('data/rejected.csv:3: id: found "ain-tomioka"; the same id stands in line 2')


def test_rows_out_of_order_are_told_once(copy: Path) -> None:
    path = copy / "agreements.csv"

    def swap(text: bytes) -> bytes:
        header, first, *rest = text.splitlines(keepends=True)
        return header + b"".join(rest) + first

    rewrite(path, swap)
    [told] = said(copy)
    assert "but rows are sorted by id; move the row, or sort the table" in told


def test_editions_and_goals_are_sorted_as_numbers() -> None:
    goals = [
        row["goal"] for row in shipped("goals") if row["subject"] == "initiative/2-kanazawa-glass-kutani"
    ]
    assert goals == ["8", "11"]
    assert tables.faults(resources.data()) == []


def test_rows_are_typed(world: Path) -> None:
    read = tables.read(world)
    nancy = next(row for row in read.governments if row.id == "nancy")
    assert isinstance(nancy.lat, Decimal)
    assert isinstance(nancy.population, int)
    assert nancy.part_of == ("meurthe-et-moselle-departement",)
    assert nancy.dissolved is None
    dating = next(act for act in read.acts if act.agreement == "nancy-kanazawa" and act.dating)
    assert dating.date.earliest == dating.date.latest == datetime.date(1973, 10, 12)
    assert {type(act.dating) for act in read.acts} == {bool}
    source = next(row for row in read.sources if row.id == "clair-7rfj")
    assert source.accessed == datetime.date(2026, 11, 22)
    assert type(source.accessed) is datetime.date
    assert read.as_of == max(row.accessed for row in read.sources if row.accessed)


def test_a_line_is_the_line_of_the_file() -> None:
    read = tables.read(resources.data())
    assert read.agreements
    lines = (resources.data() / "agreements.csv").read_text(encoding="utf-8").split("\n")
    assert all(lines[row.line - 1].startswith(row.id) for row in read.agreements)


def test_writing_what_was_read_gives_the_same_bytes(tmp_path: Path) -> None:
    read = tables.read(resources.data())
    for name in records.TABLES:
        tables.write(name, getattr(read, name), tmp_path / f"{name}.csv")
        assert (tmp_path / f"{name}.csv").read_bytes() == (resources.data() / f"{name}.csv").read_bytes(), (
            name
        )


@pytest.mark.parametrize(
    ("code", "digit"),
    [("01100", "2"), ("13000", "1"), ("17201", "4"), ("26100", "9"), ("43100", "1"), ("47201", "8")],
)
def test_japanese_check_digits_are_those_of_the_ministry(code: str, digit: str) -> None:
    assert codes.japanese_check_digit(code) == digit
    assert codes.SCHEMES["jp-lgcode"].holds(code + digit)
    assert not codes.SCHEMES["jp-lgcode"].holds(code + str((int(digit) + 1) % 10))


def test_every_record_has_the_columns_that_are_described() -> None:
    described = json.loads((resources.data() / "csv-metadata.json").read_text(encoding="utf-8"))
    columns = {
        table["url"].removesuffix(".csv"): {column["name"] for column in table["tableSchema"]["columns"]}
        for table in described["tables"]
    }
    assert columns == {name: set(row.__dataclass_fields__) - {"line"} for name, row in records.TABLES.items()}
