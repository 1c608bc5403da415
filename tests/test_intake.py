"""Foreign lists beside the toy world: every row sorted, none guessed, none lost; what is written passes the check."""

import csv
import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from jumelage_graph import api, checking, resources, tables
from jumelage_graph.build import Dataset
from jumelage_graph.cli import group
from jumelage_graph.comparisons import proposals
from jumelage_graph.comparisons.sorting import VERDICTS, Intake, intake
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import DataError, FaultsError, UsageError
from jumelage_graph.readings import readings

LISTS = Path(__file__).parent / "lists"
Read = Callable[..., Intake]


@pytest.fixture(scope="module")
def read(toy_dataset: Dataset) -> Read:
    engine = EmbeddedEngine.from_nquads(toy_dataset.nquads)
    return lambda path, **options: intake(engine, path, **options)


def sorted_as(taken: Intake) -> list[tuple[str, str, list[str]]]:
    """Verdict, agreement, and the keys of the reasons of each row."""
    return [(f.verdict, f.agreement, [reason.key for reason in f.reasons]) for f in taken.findings]


def test_a_long_list_tells_how_far_it_is(read: Read, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Commune,自治体名\n" + "Aubeville,Maru\n" * 500, encoding="utf-8")
    told: list[float] = []
    taken = read(tmp_path / "list.csv", progress=told.append)
    assert len(taken.findings) == 500
    assert told == [0.0, 0.4, 0.8]  # each 200 rows


def test_a_list_as_clair_prints_it(read: Read) -> None:
    taken = read(LISTS / "clair.csv")
    assert taken.columns["row.date"] == "提携年月日"
    assert [f.entry.line for f in taken.findings] == list(range(3, 11))
    assert sorted_as(taken) == [
        ("known", "aubeville-maru", []),
        ("known", "aubeville-tsuki", []),
        ("differing", "epiville-maru", []),
        ("new", "", []),
        ("outside", "", ["intake.countries"]),
        ("doubtful", "", ["intake.several"]),
        ("doubtful", "aubeville-maru", ["intake.no-date"]),
        ("doubtful", "", ["intake.dissolved", "intake.near"]),
    ]
    [difference] = taken.findings[2].differences
    assert (difference.attribute, difference.told, difference.held) == ("signed", "1980-07-15", "1980-07-14")
    assert taken.findings[3].governments == ("aubeville", "sora")


def test_a_list_as_afccre_prints_it(read: Read) -> None:
    taken = read(LISTS / "afccre.csv")
    assert sorted_as(taken) == [
        ("known", "aubeville-maru", []),
        ("outside", "", ["intake.countries"]),
        ("doubtful", "aubeville-tsuki", ["intake.two-dates"]),
        ("differing", "aubeville-tsuki", []),
        ("doubtful", "", ["intake.homonym"]),
        ("doubtful", "", ["intake.contradicted"]),
        ("doubtful", "", ["intake.near-name"]),
        ("doubtful", "", ["intake.homonym"]),
        ("doubtful", "", ["intake.rejected"]),
        ("new", "", []),
        ("doubtful", "", ["intake.no-name"]),
        ("new", "", []),
    ]
    assert [each.attribute for each in taken.findings[3].differences] == ["signed", "kind"]
    assert taken.findings[9].governments == ("", "sora")


@pytest.mark.parametrize("name", ["clair.csv", "afccre.csv"])
def test_the_counts_of_the_five_kinds_add_up_to_the_rows_read(read: Read, name: str) -> None:
    rows = (LISTS / name).read_text(encoding="utf-8").count("\n") - (2 if name == "clair.csv" else 1)
    taken = read(LISTS / name)
    assert tuple(taken.counts) == VERDICTS
    assert sum(taken.counts.values()) == len(taken.findings) == rows > 7


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-8-sig"])
def test_the_encoding_of_a_japanese_list_is_found(read: Read, tmp_path: Path, encoding: str) -> None:
    text = (LISTS / "clair.csv").read_text(encoding="utf-8")
    (tmp_path / "list.csv").write_text(text, encoding=encoding)
    taken = read(tmp_path / "list.csv")
    assert sorted_as(taken) == sorted_as(read(LISTS / "clair.csv"))
    assert taken.encoding == encoding.removesuffix("-sig")


def test_the_encoding_of_a_french_list_is_found_or_given(read: Read, tmp_path: Path) -> None:
    text = (LISTS / "afccre.csv").read_text(encoding="utf-8")
    for name, options in (("cp1252", {}), ("mac_roman", {"encoding": "mac_roman"})):
        (tmp_path / "list.csv").write_text(text, encoding=name)
        assert sorted_as(read(tmp_path / "list.csv", **options)) == sorted_as(read(LISTS / "afccre.csv"))
    with pytest.raises(DataError, match="--encoding"):
        read(tmp_path / "list.csv", encoding="ascii")


def test_accents_within_the_words_of_a_french_list_make_no_japanese(read: Read, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        "Ville française;Région;Ville japonaise\nÉpiville;;Maru\n", encoding="cp1252"
    )
    taken = read(tmp_path / "list.csv", named={"fr.name": "Ville française"})
    assert (taken.encoding, sorted_as(taken)) == ("cp1252", [("known", "epiville-maru", [])])


@pytest.mark.parametrize("declared", ["", "<meta charset=euc-jp>"])
def test_the_encoding_of_a_page_is_the_one_that_it_declares_or_is_found(
    read: Read, tmp_path: Path, declared: str
) -> None:
    page = (
        f"{declared}<table><tr><th>自治体名<th>提携先<th>国名<tr><td>丸市<td>エピヴィル市<td>フランス</table>"
    )
    (tmp_path / "list.html").write_text(page, encoding="euc_jp")
    assert sorted_as(read(tmp_path / "list.html")) == [("known", "epiville-maru", [])]


@pytest.mark.parametrize("text", ["昭和63年", "昭和63", "S63", "S63年"])
def test_a_year_of_an_era_is_a_date_with_and_without_its_word(text: str) -> None:
    assert readings(text) == ("1988",)


def test_a_workbook_with_merged_cells(read: Read, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("Commune", "Ville japonaise", "Année"), ("Aubeville", "Maru", 1973), ("", "Sora", 1990.0)]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "list.xlsx")
    assert sorted_as(read(tmp_path / "list.xlsx")) == [
        ("known", "aubeville-maru", []),
        ("doubtful", "", ["intake.merged"]),
    ]


def test_a_page_with_a_table_whose_cells_span_rows(read: Read, tmp_path: Path) -> None:
    page = """<meta charset=utf-8><table><tr><td>menu</table><table><tr><th>Commune<th>Ville partenaire<th>Pays
      <tr><td rowspan=2>Épiville<td>Maru<td>Japon<tr><td>Sankaku<td>Japon</table>"""
    (tmp_path / "list.html").write_text(page, encoding="utf-8")
    assert sorted_as(read(tmp_path / "list.html")) == [
        ("known", "epiville-maru", []),
        ("doubtful", "", ["intake.merged"]),
    ]


def test_a_result_of_wikidata_in_both_forms(read: Read, tmp_path: Path) -> None:
    plain = [{"item": "http://www.wikidata.org/entity/Q1", "itemLabel": "Aubeville", "partnerLabel": "Maru"}]
    bound = [{key: {"type": "literal", "value": value} for key, value in row.items()} for row in plain]
    whole = {"head": {"vars": list(plain[0])}, "results": {"bindings": bound}}
    for number, found in enumerate((plain, whole)):
        (tmp_path / f"{number}.json").write_text(json.dumps(found), encoding="utf-8")
        assert sorted_as(read(tmp_path / f"{number}.json")) == [("known", "aubeville-maru", [])]


def test_columns_are_named_where_their_headings_say_nothing(read: Read, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("x,y\nAubeville,Maru\n", encoding="utf-8")
    with pytest.raises(DataError, match="no two columns tell of a French and a Japanese side; found x, y"):
        read(tmp_path / "list.csv")
    taken = read(tmp_path / "list.csv", named={"fr.name": "x", "jp.name": "y"})
    assert sorted_as(taken) == [("known", "aubeville-maru", [])]
    with pytest.raises(UsageError, match="there is no column z"):
        read(tmp_path / "list.csv", named={"fr.name": "x", "jp.name": "z"})
    with pytest.raises(UsageError, match=r"Did you mean fr\.name"):
        read(tmp_path / "list.csv", named={"fr.nam": "x"})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.pdf", b"%PDF", "lists are read as"),
        ("list.xlsx", b"no workbook", "cannot be read"),
        ("list.json", b"{", "cannot be read"),
        ("list.json", b"[]", "no row"),
        ("list.html", b"<p>no table</p>", "no row"),
        ("list.csv", b"Commune,Ville japonaise\n", "no row"),
        ("list.csv.gz", gzip.compress(b"", mtime=0), "no row"),
    ],
)
def test_a_file_that_is_no_list_is_one_clear_error(
    read: Read, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=said):
        read(tmp_path / name)


# --- ready rows


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A copy of the record, which passes the check, with the source of a list."""
    data = Path(shutil.copytree(resources.data(), tmp_path / "data"))
    row = {"id": "zz-list", "title": "A list", "publisher": "Us", "kind": "register", "side": "jp"}
    row |= {"url": "https://example.org/", "language": "en", "published": "2020", "accessed": "2026-11-22"}
    with (data / "sources.csv").open("r+", encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
        file.seek(0, 2)
        csv.DictWriter(file, header, restval="", lineterminator="\n").writerow(row)
    return data


def test_ready_rows_tell_what_the_list_tells_and_nothing_more(read: Read) -> None:
    rows = proposals.proposals(read(LISTS / "afccre.csv"), "toy-list")
    assert [row["id"] for row in rows["governments"]] == ["zedville"]
    assert rows["governments"][0] == {
        "id": "zedville",
        "country": "FR",
        "type": "",
        "label_fr": "Zedville",
        "label_en": "Zedville",
        "sources": "toy-list",
    }
    assert [(row["id"], row["kind"]) for row in rows["agreements"]] == [
        ("zedville-sora", ""),
        ("boisville-sora", "twinning"),
    ]
    assert [(row["agreement"], row["date"]) for row in rows["acts"]] == [
        ("zedville-sora", "2003"),
        ("boisville-sora", "2004"),
    ]
    claims = [(row["subject"], row["attribute"], row["value"]) for row in rows["claims"]]
    assert ("agreement/aubeville-tsuki", "signed", "1985-06-13") in claims
    assert not any("maru" in row["subject"] and row["value"] == "1990" for row in rows["claims"])
    ready = proposals.complete(rows)
    assert [row["id"] for row in ready["agreements"]] == ["boisville-sora"]
    assert {row["agreement"] for row in ready["acts"]} == {"boisville-sora"}


def claim(value: str) -> proposals.Rows:
    new = {
        "subject": "agreement/nancy-kanazawa",
        "id": "signed-zz-list",
        "attribute": "signed",
        "value": value,
    }
    none: proposals.Rows = {"governments": [], "agreements": [], "acts": []}
    return none | {"sources": [{"id": "zz-list"}], "claims": [new | {"source": "zz-list"}]}


def test_what_is_written_passes_the_check_and_is_not_written_twice(sound: Path) -> None:
    assert proposals.write(claim("1973-10-12"), sound)["claims"] == 1
    assert proposals.write(claim("1973-10-12"), sound)["claims"] == 0
    assert "signed-zz-list" in {row.id for row in tables.read(sound).claims}
    assert [fault for fault in checking.faults(sound) if fault.severity == "violation"] == []


def test_rows_that_do_not_pass_leave_the_tables_untouched(sound: Path) -> None:
    before = (sound / "claims.csv").read_bytes()
    with pytest.raises(FaultsError, match="signed cannot have this value"):
        proposals.write(claim("once"), sound)
    unknown = claim("1973") | {"sources": [{"id": "no-such-list"}]}
    with pytest.raises(UsageError, match=r'There is no "no-such-list" in sources\.csv'):
        proposals.write(unknown, sound)
    assert (sound / "claims.csv").read_bytes() == before


# --- the command


@pytest.mark.parametrize(("lang", "total"), [("en", "rows read"), ("fr", "lignes lues"), ("ja", "読んだ行")])
def test_the_command_counts_and_lists_in_the_readers_language(
    read: Read, monkeypatch: pytest.MonkeyPatch, toy_dataset: Dataset, lang: str, total: str
) -> None:
    engine = EmbeddedEngine.from_nquads(toy_dataset.nquads)
    monkeypatch.setattr(api, "engine", lambda: engine)
    done = CliRunner().invoke(
        group, ["intake", str(LISTS / "afccre.csv"), "--lang", lang], standalone_mode=False
    )
    assert done.exception is None
    assert f"12  {total}" in done.stdout
    assert "afccre.csv" in done.stderr
    listed = CliRunner().invoke(
        group,
        ["intake", str(LISTS / "afccre.csv"), "-f", "json", "--show", "differing"],
        standalone_mode=False,
    )
    [row] = json.loads(listed.stdout)
    assert (row["line"], row["agreement"]) == (5, "aubeville-tsuki")


def test_the_command_writes_ready_rows_where_it_is_told_to(
    monkeypatch: pytest.MonkeyPatch, toy_dataset: Dataset, tmp_path: Path
) -> None:
    engine = EmbeddedEngine.from_nquads(toy_dataset.nquads)
    monkeypatch.setattr(api, "engine", lambda: engine)
    typed = ["intake", str(LISTS / "afccre.csv"), "--rows", str(tmp_path / "ready")]
    with pytest.raises(UsageError, match="--source"):
        CliRunner().invoke(group, typed, standalone_mode=False, catch_exceptions=False)
    done = CliRunner().invoke(group, [*typed, "--source", "toy-list"], standalone_mode=False)
    assert done.exception is None
    assert sorted(path.name for path in (tmp_path / "ready").iterdir()) == [
        *("acts.csv", "agreements.csv", "claims.csv", "governments.csv", "sources.csv")
    ]
    text = (tmp_path / "ready" / "agreements.csv").read_text(encoding="utf-8")
    assert text.startswith("id,parties,kind,")
    assert "\nboisville-sora,boisville;sora,twinning," in text


@pytest.mark.parametrize(
    ("fr", "jp"),
    [("label_fr", "label_en"), ("label_fr", "label_ja"), ("label_ja", "label_ja"), ("code", "code")],
)
def test_every_pair_of_the_record_is_found_again_by_its_names_and_by_its_codes(
    real_dataset: Dataset, tmp_path: Path, fr: str, jp: str
) -> None:
    record = tables.read(resources.data())
    known = {row.id: row for row in record.governments}
    signed = {act.agreement: act.date.text for act in record.acts if act.dating}
    rows = [
        (getattr(known[one], fr), getattr(known[other], jp), signed.get(row.id, ""), row.id)
        for row in record.agreements
        for one in row.parties
        for other in row.parties
        if (known[one].country, known[other].country) == ("FR", "JP")
    ]
    rows = [row for row in rows if row[0] and row[1]]
    kind = "code" if fr == "code" else "name"
    text = "".join(f"{one},{other},{date}\n" for one, other, date, _ in rows)
    (tmp_path / "list.csv").write_text(f"f,j,Date\n{text}", encoding="utf-8")
    engine = EmbeddedEngine.from_nquads(real_dataset.nquads)
    taken = intake(engine, tmp_path / "list.csv", {f"fr.{kind}": "f", f"jp.{kind}": "j"})
    lost = [
        (row, finding)
        for row, finding in zip(rows, taken.findings, strict=True)
        if finding.agreement != row[3]
    ]
    assert len(rows) > 40
    assert lost == []
