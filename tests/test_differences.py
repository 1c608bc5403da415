"""``jumelage diff``: two versions of the toy record, told in sentences and in quads."""

import csv
import itertools
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from conftest import toy_folder
from jumelage_graph import build, cli, differences, exports, resources
from jumelage_graph.differences import Change, Comparison
from jumelage_graph.errors import DataError, FaultsError, UsageError
from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import VOCABULARY
from jumelage_graph.statements import Statement

Edit = Callable[[list[dict[str, str]]], None]


def edited(folder: Path, table: str, edit: Edit) -> None:
    """Change the rows of a table, kept in their order."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    edit(rows)
    rows.sort(key=lambda row: [row[column] for column in columns[:2]])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def row(rows: list[dict[str, str]], *key: str) -> dict[str, str]:
    return next(each for each in rows if tuple(each.values())[: len(key)] == key)


def new_agreement(rows: list[dict[str, str]]) -> None:
    rows.append(
        {
            **row(rows, "aubeville-maru"),
            "id": "epiville-tsuki",
            "parties": "epiville;tsuki",
            "fields": "sport",
            "designation_fr": "",
            "designation_ja": "",
        }
    )


def change_agreements(rows: list[dict[str, str]]) -> None:
    row(rows, "aubeville-maru")["status"] = "dormant"
    row(rows, "aubeville-maru")["designation_ja"] = "姉妹都市提携"
    row(rows, "aubeville-tsuki")["parties"] = "aubeville;hoshi;tsuki"
    rows.remove(row(rows, "boisville-yama"))
    new_agreement(rows)


def change_acts(rows: list[dict[str, str]]) -> None:
    row(rows, "aubeville-maru", "signature-1")["date"] = "1973-10-13"
    rows.append({**row(rows, "aubeville-maru", "renewal-1"), "id": "renewal-2", "date": "2024-05"})


def without_subject(rows: list[dict[str, str]]) -> None:
    rows[:] = [each for each in rows if each["subject"] != "agreement/boisville-yama"]


def without_agreement(rows: list[dict[str, str]]) -> None:
    row(rows, "tsuki")["grew_into"] = ""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    old = toy_folder(tmp_path_factory.mktemp("old"))
    edited(old, "hosttowns", without_agreement)
    new = tmp_path_factory.mktemp("new") / "data"
    shutil.copytree(old, new)
    edited(new, "agreements", change_agreements)
    edited(new, "acts", change_acts)
    edited(new, "claims", without_subject)
    return old, new


@pytest.fixture(scope="module")
def comparison(folders: tuple[Path, Path]) -> Comparison:
    old, new = folders
    return differences.compare(differences.read(old), differences.read(new))


def told(comparison: Comparison, lang: str = "en") -> dict[str, Change]:
    return {change.iri.rsplit("/", 1)[-1]: change for change in differences.changes(comparison, lang)}


def test_only_what_changed_is_told(comparison: Comparison) -> None:
    assert sorted(told(comparison)) == [
        "aubeville-maru",
        "aubeville-tsuki",
        "boisville-yama",
        "epiville-tsuki",
    ]


def test_a_new_agreement_is_told_with_its_facts(comparison: Comparison) -> None:
    change = told(comparison)["epiville-tsuki"]
    assert change.heading.startswith("New: agreement ")
    assert change.heading.endswith("(agreement/epiville-tsuki)")
    assert "Status: “dormant”." in change.sentences
    assert sum(sentence.startswith("Party: ") for sentence in change.sentences) == 2


def test_a_removed_agreement_is_told(comparison: Comparison) -> None:
    assert told(comparison)["boisville-yama"].heading.startswith("Removed: agreement ")


def test_a_changed_status_is_a_sentence(comparison: Comparison) -> None:
    assert "Status: “in force” becomes “dormant”." in told(comparison)["aubeville-maru"].sentences


def test_a_changed_date_is_told_of_its_act(comparison: Comparison) -> None:
    wanted = "act signature-1, Date: “1973-10-12” becomes “1973-10-13”."
    assert wanted in told(comparison)["aubeville-maru"].sentences


def test_a_new_act_is_one_sentence_with_its_source(comparison: Comparison) -> None:
    (sentence,) = [s for s in told(comparison)["aubeville-maru"].sentences if "renewal-2" in s]
    assert sentence.startswith("act renewal-2 is added: Kind of act “renewal”; Date “2024-05”")
    assert "Source “" in sentence
    assert "(http" in sentence


def test_a_new_party_is_told_beside_those_that_stay(comparison: Comparison) -> None:
    (sentence,) = [s for s in told(comparison)["aubeville-tsuki"].sentences if s.startswith("Party")]
    assert sentence.endswith("is added.")


def test_texts_are_compared_language_by_language(comparison: Comparison) -> None:
    (sentence,) = [s for s in told(comparison)["aubeville-maru"].sentences if s.startswith("Designation")]
    assert sentence == "Designation: “姉妹都市” (ja) becomes “姉妹都市提携” (ja)."


def test_french_and_japanese_say_the_same(comparison: Comparison) -> None:
    french = "État\u00a0: «\u00a0en vigueur\u00a0» devient «\u00a0en sommeil\u00a0»."
    assert french in told(comparison, "fr")["aubeville-maru"].sentences
    assert "状態：「継続中」から「休止状態」に変更。" in told(comparison, "ja")["aubeville-maru"].sentences
    assert len(told(comparison, "fr")) == len(told(comparison, "ja")) == len(told(comparison))


def test_a_claim_that_comes_names_its_source(folders: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = folders[0], tmp_path / "data"
    shutil.copytree(old, new)

    def add(rows: list[dict[str, str]]) -> None:
        model = row(rows, "agreement/aubeville-maru")
        rows.append(
            {**model, "id": "status-toy-press", "attribute": "status", "value": "dormant", "rank": ""}
        )
        rows[-1] |= {"source": "toy-press"}

    edited(new, "claims", add)
    change = told(differences.compare(differences.read(old), differences.read(new)))["aubeville-maru"]
    (sentence,) = change.sentences
    assert sentence.startswith("claim status-toy-press is added: ")
    assert "Claim object “dormant”" in sentence


def test_what_follows_is_counted_and_not_told(comparison: Comparison) -> None:
    rest = differences.rest(comparison, "en")
    assert any("graph:derived" in sentence for sentence in rest)
    assert any("graph:vocabulary" in sentence for sentence in rest)  # the figures of the dataset
    sentences = [s for change in differences.changes(comparison, "en") for s in change.sentences]
    assert not [s for s in sentences if "searchKey" in s or "earliest" in s.lower()]


def test_everything_is_told_if_wanted(comparison: Comparison) -> None:
    whole = differences.changes(comparison, "en", everything=True)
    assert "https://w3id.org/jumelage/dataset" in {change.iri for change in whole}
    assert len(whole) > len(differences.changes(comparison, "en"))
    assert "Not listed" not in differences.told(comparison, "en", everything=True)


def test_nothing_changed_is_said(folders: tuple[Path, Path]) -> None:
    same = differences.read(folders[0])
    assert differences.told(differences.compare(same, same), "en") == "Nothing changed.\n"
    assert differences.told(differences.compare(same, same), "ja") == "変更はありません。\n"


def test_the_quads_turn_the_old_version_into_the_new(
    folders: tuple[Path, Path], comparison: Comparison
) -> None:
    old, new = (build.dataset(each, resources.ontology()).nquads.decode().splitlines() for each in folders)
    lines = comparison.quads().splitlines()
    gone = {line[2:] for line in lines if line.startswith("- ")}
    come = {line[2:] for line in lines if line.startswith("+ ")}
    assert gone
    assert come
    assert len(gone) + len(come) == len(lines)
    assert (set(old) - gone) | come == set(new)


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld", "turtle", "ntriples", "rdfxml"])
def test_every_exported_syntax_tells_the_same(
    form: str, folders: tuple[Path, Path], comparison: Comparison, tmp_path: Path
) -> None:
    files = []
    for name, folder in zip(("old", "new"), folders, strict=True):
        export = exports.find(form)
        files.append(tmp_path / f"{name}{export.SUFFIX}")
        nquads = build.dataset(folder, resources.ontology()).nquads
        files[-1].write_bytes(export.render(Release.of(nquads, folder)))
    copies = differences.compare(*map(differences.read, files))
    assert differences.changes(copies, "en") == differences.changes(comparison, "en")


def test_a_copy_with_graphs_compares_with_one_without(folders: tuple[Path, Path], tmp_path: Path) -> None:
    copy = Release.of(build.dataset(folders[0], resources.ontology()).nquads, folders[0])
    (tmp_path / "old.ttl").write_bytes(exports.find("turtle").render(copy))
    comparison = differences.compare(differences.read(tmp_path / "old.ttl"), differences.read(folders[0]))
    assert differences.told(comparison, "en") == "Nothing changed.\n"


# --- bad input


def test_an_unknown_suffix_lists_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    with pytest.raises(UsageError, match=r'found the suffix "\.csv"; allowed: \.nq, \.trig'):
        differences.read(tmp_path / "a.csv")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.nq: cannot be read"):
        differences.read(tmp_path / "none.nq")


@pytest.mark.parametrize(
    ("suffix", "text"), [("nq", "<a> <b"), ("ttl", "@prefix"), ("jsonld", "{"), ("rdf", "<a>")]
)
def test_a_broken_file_is_told(suffix: str, text: str, tmp_path: Path) -> None:
    (tmp_path / f"a.{suffix}").write_text(text)
    with pytest.raises(DataError, match=rf"a\.{suffix}: "):
        differences.read(tmp_path / f"a.{suffix}")


@pytest.mark.parametrize("cut", [1, 100])
def test_a_download_that_broke_off_between_two_lines_is_told(
    cut: int, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    lines = build.dataset(folders[0], resources.ontology()).nquads.splitlines(keepends=True)
    path = tmp_path / "a.nq"
    path.write_bytes(b"".join(lines))
    assert len(differences.read(path)) == len(lines)
    path.write_bytes(b"".join(lines[:-cut]))
    with pytest.raises(DataError, match=r"a\.nq: holds .* statements that it says it has"):
        differences.read(path)


def test_another_dataset_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text('<http://example.org/a> <http://example.org/b> "c" .\n')
    with pytest.raises(DataError, match="no statement is about a thing of this dataset"):
        differences.read(tmp_path / "a.nt")


def test_tables_with_faults_are_refused(folders: tuple[Path, Path], tmp_path: Path) -> None:
    shutil.copytree(folders[0], tmp_path / "data")
    edited(
        tmp_path / "data", "agreements", lambda rows: row(rows, "aubeville-maru").update(status="sleeping")
    )
    with pytest.raises(FaultsError, match="sleeping"):
        differences.read(tmp_path / "data")


# --- a folder of an earlier edition


def earlier(folder: Path) -> Path:
    """The toy tables without one table and two columns of today, with one that is gone since; not as sorted."""
    data = toy_folder(folder)
    metadata = json.loads((data / "csv-metadata.json").read_text(encoding="utf-8"))
    metadata["tables"] = [table for table in metadata["tables"] if table["url"] != "hosttowns.csv"]
    for table in metadata["tables"]:
        columns = table["tableSchema"]["columns"]
        if table["url"] == "sources.csv":
            columns[:] = [column for column in columns if column["name"] not in ("archive", "gone")]
        if table["url"] == "totals.csv":
            columns.append({**columns[-1], "name": "remark"})
    (data / "csv-metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    (data / "hosttowns.csv").unlink()
    recolumned(data / "sources.csv", lambda columns: [c for c in columns if c not in ("archive", "gone")])
    recolumned(data / "totals.csv", lambda columns: [*columns, "remark"])
    return data


def recolumned(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Write a table again with other columns."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        columns = change(list(rows[0]))
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_folder_of_an_earlier_edition_is_read_with_what_it_lacks_empty(tmp_path: Path) -> None:
    old, new = earlier(tmp_path / "old"), toy_folder(tmp_path / "new")
    comparison = differences.compare(differences.read(old), differences.read(new))
    towns = {subject for _, subject, _, _ in comparison.added if "/host-town/" in subject}
    assert towns
    assert {graph for graph, *_ in comparison.removed} == {VOCABULARY}  # the counts of triples, which grow
    missing, gone = differences.notes(old, new)
    assert f"{old} is of an earlier edition, without sources.archive, sources.gone, hosttowns;" in missing
    assert "with totals.remark; they exist no longer" in gone


def test_the_command_notes_what_an_earlier_edition_lacks(tmp_path: Path) -> None:
    old, new = earlier(tmp_path / "old"), toy_folder(tmp_path / "new")
    answer = CliRunner().invoke(cli.group, ["diff", str(old), str(new), "--lang", "fr"])
    assert answer.exit_code == 0
    assert "comptent pour vides" in answer.stderr


# --- the command


def test_the_command_prints_sentences_or_quads(folders: tuple[Path, Path], comparison: Comparison) -> None:
    arguments = ["diff", *map(str, folders)]
    run = CliRunner().invoke
    assert run(cli.group, [*arguments, "--lang", "fr"]).stdout == differences.told(comparison, "fr")
    assert run(cli.group, [*arguments, "-f", "nquads"]).stdout == comparison.quads()
    assert "dataset" in run(cli.group, [*arguments, "--all"]).stdout


# --- the notes of a release


def headings(markdown: str) -> dict[str, list[str]]:
    """The text of each list item below each heading, as a Markdown parser reads them."""
    found: dict[str, list[str]] = {}
    tokens = MarkdownIt().parse(markdown)
    for before, token in itertools.pairwise(tokens):
        if before.type == "heading_open":
            found[token.content] = []
        elif token.type == "inline" and found and before.level > 1:
            found[list(found)[-1]].append("".join(child.content for child in token.children or []))
    return found


def test_the_notes_of_a_release_say_what_is_new_changed_and_removed(comparison: Comparison) -> None:
    found = headings(differences.release_notes(comparison, "en"))
    title, *rest = found
    assert title == "Data: 0.1.0 (2026-11-24) → 0.1.0 (2026-11-24)"
    assert rest == ["New", "Changed", "Removed"]
    assert found["New"] == ["agreement (1)", "Épiville – Tsuki (agreement/epiville-tsuki)"]
    assert found["Removed"] == ["agreement (1)", "Boisville – Yama (agreement/boisville-yama)"]
    assert "Status: “in force” becomes “dormant”." in found["Changed"]
    assert "### 新規" in differences.release_notes(comparison, "ja")


def test_what_is_gone_asks_for_a_major_version_what_is_new_for_a_minor_one(
    comparison: Comparison, folders: tuple[Path, Path]
) -> None:
    def asked(old: Iterable[Statement], new: Iterable[Statement]) -> str:
        between = differences.compare(old, new)
        return differences.step(between, differences.changes(between, "en"))

    old = comparison.old
    gone = "<https://w3id.org/jumelage/id/agreement/boisville-yama"
    status = "<https://w3id.org/jumelage/def/status>"
    assert asked(old, old) == "none"
    assert asked(old, comparison.new) == "major"
    assert asked([s for s in old if not s[1].startswith(gone)], old) == "minor"
    assert asked([s for s in old if s[2] != status], old) == "patch"
    assert asked(old, [s for s in old if s[1] != status]) == "major"  # a term of the vocabulary


def test_a_source_that_was_read_again_is_counted_not_told(comparison: Comparison) -> None:
    accessed = "<https://w3id.org/jumelage/def/accessed>"
    later = [
        (g, s, p, v.replace("2026-01-02", "2026-03-04") if p == accessed else v)
        for g, s, p, v in comparison.old
    ]
    again = differences.compare(comparison.old, later)
    notes = differences.release_notes(again, "en")
    assert "7 sources were read again." in notes
    assert "### Changed" not in notes
    assert differences.step(again, ()) == "patch"


def test_the_command_writes_the_notes(
    folders: tuple[Path, Path], comparison: Comparison, tmp_path: Path
) -> None:
    file = tmp_path / "notes.md"
    CliRunner().invoke(
        cli.group, ["diff", *map(str, folders), "-o", str(file), "--lang", "fr"], catch_exceptions=False
    )
    assert file.read_text(encoding="utf-8") == differences.release_notes(comparison, "fr")
