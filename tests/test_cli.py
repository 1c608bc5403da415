"""The command line as it is typed: what goes to which stream, exit codes, and bad input without a traceback."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import click
import openpyxl
import pytest
from click.shell_completion import ShellComplete

from jumelage_graph import api, cli, publication, resources
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.version import __version__


class Typed:
    """What a command line gave: exit code, standard output, standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, *arguments: str, stdin: str | bytes = "") -> tuple[int, str, str]:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        code = cli.run(list(arguments))
        out, err = self._capsys.readouterr()
        return code, out, err


@pytest.fixture
def jumelage(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typed:
    return Typed(capsys, monkeypatch)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# --- answers


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("Kyoto", "kyoto-prefecture"),
        ("京都", "kyoto-prefecture"),
        ("Kumamoto", "kumamoto-prefecture"),
        ("Dijon", "dijon-metropole"),
        ("Alsace", "collectivite-europeenne-d-alsace"),
        ("Normandie", "basse-normandie-region"),
    ],
)
def test_what_else_a_name_may_mean_is_said(typed: str, others: str, jumelage: Typed) -> None:
    code, out, err = jumelage("query", "partners", "-p", f"government={typed}", "-f", "csv")
    assert (code, out.partition("\n")[0][:8]) == (0, "id,label")
    assert others in err
    for command in ("show", "sources", "conflicts"):
        assert others in jumelage(command, typed)[2]


def test_an_id_means_one_thing(jumelage: Typed) -> None:
    assert jumelage("query", "partners", "-p", "government=kyoto", "-f", "csv")[2] == ""


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "nothing in the record"), ("fr", "rien dans ces données"), ("ja", "該当する行")]
)
def test_an_empty_answer_says_so(lang: str, said: str, jumelage: Typed) -> None:
    pair = ("-p", "first=nancy", "-p", "second=tours", "-f", "csv", "--lang", lang)
    code, out, err = jumelage("query", "between", *pair)
    assert (code, out.count("\n")) == (0, 1)
    assert said in err


def test_a_day_before_all_agreements_is_told_the_first(jumelage: Typed) -> None:
    _, _, err = jumelage("query", "in-force", "-p", "date=1900-01-01", "-f", "csv")
    assert "15 June 1958" in err  # Paris and Kyoto


@pytest.mark.parametrize(
    ("query", "given", "said"),
    [
        ("signed-between", ("from=2000-01-01", "until=1990-01-01"), "from is later than until"),
        ("anniversaries", ("every=0", "year=2026"), "1 or more"),
        ("attendance", ("times=0",), "1 or more"),
        ("between", ("first=nancy", "second=Ville de Nancy"), "the same government"),
    ],
)
def test_what_cannot_be_is_refused(query: str, given: tuple[str, ...], said: str, jumelage: Typed) -> None:
    code, out, err = jumelage("query", query, *(part for each in given for part in ("-p", each)))
    assert (code, out) == (2, "")
    assert said in err


def test_digits_and_choices_may_be_typed_in_any_width_and_case(jumelage: Typed) -> None:
    wide = jumelage(
        "query", "in-force", "-p", "date=１９７３-１２-０１", "-p", "certainty=Certain", "-f", "csv"
    )
    plain = jumelage("query", "in-force", "-p", "date=1973-12-01", "-p", "certainty=certain", "-f", "csv")
    assert wide[0] == 0
    assert wide == plain
    assert len(rows(wide[1])) > 3


# --- bytes that are no text

BYTES = "nanc\udce9"  # what Python makes of an argument in Latin-1 (PEP 383)


@pytest.mark.parametrize(
    "command",
    [
        ("show", BYTES),
        ("search", BYTES),
        ("sources", BYTES),
        ("conflicts", BYTES),
        ("query", f'SELECT * {{ ?a ?b "{BYTES}" }}'),
        ("query", "partners", "-p", f"government={BYTES}"),
        ("query", "changes", "-p", f"kind={BYTES}"),
        ("query", "edition-report", "-p", f"edition={BYTES}"),
        ("query", "find", "-p", f"name={BYTES}"),
    ],
)
def test_an_argument_that_is_no_text_is_refused_with_its_place(
    command: tuple[str, ...], jumelage: Typed
) -> None:
    code, out, err = jumelage(*command)
    assert (code, out) == (2, "")
    assert "not UTF-8 text at character" in err


def test_standard_input_that_is_no_text_is_refused_with_its_place(jumelage: Typed) -> None:
    code, out, err = jumelage("query", "-", stdin=b'ASK { ?a ?b "\xe9" }')
    assert (code, out) == (1, "")
    assert "at byte 13" in err


def test_a_byte_order_mark_is_passed_over(jumelage: Typed, tmp_path: Path) -> None:
    ask = b"\xef\xbb\xbfASK { agr:nancy-kanazawa a jg:Agreement }"
    (tmp_path / "ask.rq").write_bytes(ask)
    assert jumelage("query", "-", stdin=ask)[:2] == (0, "true\n")
    assert jumelage("query", str(tmp_path / "ask.rq"))[:2] == (0, "true\n")


def test_versions_with_and_without_a_byte_order_mark_are_equal(jumelage: Typed, tmp_path: Path) -> None:
    line = b'<https://w3id.org/jumelage/id/government/a> <http://www.w3.org/2004/02/skos/core#note> "x" .\n'
    (tmp_path / "old.nt").write_bytes(b"\xef\xbb\xbf" + line)
    (tmp_path / "new.nt").write_bytes(line)
    code, out, _ = jumelage("diff", str(tmp_path / "old.nt"), str(tmp_path / "new.nt"), "-f", "nquads")
    assert (code, out) == (0, "")


@pytest.mark.parametrize(
    "spelling", ["金沢", "金沢市", "かなざわ", "カナザワ", "Kanazawa", "kanazawa-shi", "172014"]
)
def test_any_spelling_finds_a_government(spelling: str, jumelage: Typed) -> None:
    code, out, _ = jumelage("query", "partners", "-p", f"government={spelling}", "-f", "csv")
    assert code == 0
    assert [(row["label"], row["date"]) for row in rows(out)] == [("Nancy", "1973-10-12")]


def test_aix_is_linked_with_kumamoto(jumelage: Typed) -> None:
    _, out, _ = jumelage("query", "partners", "-p", "government=aix-en-provence", "-f", "csv")
    assert [(row["label"], row["date"]) for row in rows(out)] == [("Kumamoto", "2013-02-16")]


def test_the_participants_of_aix_stand_beside_the_headcounts(jumelage: Typed) -> None:
    _, out, _ = jumelage("query", "participants", "-p", "edition=7", "-f", "csv")
    stated = {row["country"]: row["stated"] for row in rows(out)}
    assert stated == {"FR": "22", "JP": "14"}
    listed = [row["country"] for row in rows(out)]
    assert (listed.count("FR"), listed.count("JP")) == (22, 14)


def test_names_follow_the_language(jumelage: Typed) -> None:
    labels = [
        rows(jumelage("query", "partners", "-p", "government=nancy", "--lang", lang, "-f", "csv")[1])[0][
            "label"
        ]
        for lang in ("en", "fr", "ja")
    ]
    assert labels == ["Kanazawa", "Kanazawa", "金沢市"]


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "table"])
def test_a_table_comes_in_every_tabular_form(form: str, jumelage: Typed) -> None:
    code, out, _ = jumelage("query", "editions", "-f", form)
    assert code == 0
    assert "2022-10-03" in out


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_a_graph_comes_in_every_graph_form(form: str, jumelage: Typed) -> None:
    construct = "CONSTRUCT { ?a jg:party ?g } WHERE { ?a jg:party ?g FILTER(?g = gov:nancy) }"
    code, out, _ = jumelage("query", "-", "-f", form, stdin=construct)
    assert code == 0
    assert "nancy-kanazawa" in out


def test_standard_input_may_leave_out_known_prefixes(jumelage: Typed) -> None:
    code, out, _ = jumelage("query", "-", stdin="ASK { agr:nancy-kanazawa a jg:Agreement }")
    assert (code, out) == (0, "true\n")


def test_a_file_may_have_parameters_of_its_own(jumelage: Typed, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        '#+ parameters = [{name = "government", type = "government", description = "One."}]\n'
        "SELECT ?agreement WHERE {\n  VALUES ?government { UNDEF }  # parameter government\n"
        "  ?agreement jg:party ?government } ORDER BY ?agreement\n",
        encoding="utf-8",
    )
    _, out, _ = jumelage("query", str(path), "-p", "government=nancy", "-f", "csv")
    assert [row["agreement"].rpartition("/")[2] for row in rows(out)] == ["nancy-kanazawa"]


def test_an_answer_goes_to_a_file_whole(jumelage: Typed, tmp_path: Path) -> None:
    code, out, err = jumelage("query", "editions", "-o", str(tmp_path / "editions.csv"))
    assert (code, out) == (0, "")
    assert "Wrote" in err
    assert len(rows((tmp_path / "editions.csv").read_text(encoding="utf-8"))) == 9


def test_words_go_to_standard_error(jumelage: Typed) -> None:
    _, out, err = jumelage("query", "editions", "-f", "table")
    assert "9 rows" in err
    assert "9 rows" not in out


def test_show_finds_one_thing_and_its_partners(jumelage: Typed) -> None:
    code, out, _ = jumelage("show", "金沢", "--lang", "fr")
    assert code == 0
    assert "463583" in out
    assert "nancy-kanazawa" in out
    assert "Préfecture d’Ishikawa" in out


def test_kyoto_and_tokyo_are_the_municipality_unless_asked_otherwise(jumelage: Typed) -> None:
    assert "government/kyoto\n" in jumelage("show", "京都")[1]
    assert "government/kyoto-prefecture\n" in jumelage("show", "京都府")[1]
    assert "government/tokyo-prefecture\n" in jumelage("show", "東京")[1]


def test_search_finds_without_accents(jumelage: Typed) -> None:
    code, out, _ = jumelage("search", "evian")
    assert code == 0
    assert "government/evian-les-bains" in out


def test_conflicts_show_each_value_with_its_source_and_what_the_record_holds(jumelage: Typed) -> None:
    code, out, err = jumelage("conflicts", "agreement/nancy-kanazawa")
    assert code == 0
    assert re.search(r"✓ 1973-10-12 .*\n +https?://", out)
    assert "1972-11-06" in out
    assert re.search(r"\d conflict", err)


def test_sources_have_title_and_address(jumelage: Typed) -> None:
    _, out, _ = jumelage("sources", "agreement/nancy-kanazawa")
    assert "https://www.clair.or.jp/" in out


def agreements() -> int:
    """The rows of the table of agreements."""
    with (resources.data() / "agreements.csv").open(encoding="utf-8", newline="") as file:
        return len(list(csv.DictReader(file)))


def test_the_schema_shows_classes_and_properties_with_an_example(jumelage: Typed) -> None:
    _, out, _ = jumelage("queries", "--schema")
    assert re.search(rf"class +jg:Agreement +{agreements()} +agreement/", out)
    assert re.search(r"property +jg:party ", out)


def test_one_query_shows_its_parameters_and_text(jumelage: Typed) -> None:
    _, out, _ = jumelage("queries", "partners")
    assert "-p government=" in out
    assert "SELECT" in out


def test_an_analysis_in_csv_is_unrounded(jumelage: Typed) -> None:
    _, out, err = jumelage("analyse", "degree-by-side", "-f", "csv")
    shares = [float(row["share"]) for row in rows(out) if row["side"] == "FR"]
    assert sum(shares) == pytest.approx(1)
    assert all(repr(share) in out for share in shares)
    _, out, err = jumelage("analyse", "degree-by-side")
    assert "agreements are dated" in err


def test_all_analyses_come_as_json(jumelage: Typed) -> None:
    code, out, _ = jumelage("analyse", "-f", "json")
    assert code == 0
    assert {"overview", "centrality", "components"} <= set(json.loads(out))


NETWORKS = Path(__file__).parent / "networks"


def test_a_foreign_network_is_measured_with_its_notes_on_standard_error(jumelage: Typed) -> None:
    code, out, err = jumelage("analyse", "--network", str(NETWORKS / "gephi-0.9-gexf-1.3.gexf"), "-f", "csv")
    assert code == 0
    assert "# overview" in out
    assert "2 of 3 links have a direction" in err
    assert err.count("links read") == 1
    assert "Left out: attendance-and-partnership" in err
    assert "They need the record." in err
    assert "direction" not in out


def test_json_tells_notes_and_coverage_in_the_language_of_its_reader(jumelage: Typed) -> None:
    code, out, err = jumelage("analyse", "overview", "-f", "json", "--lang", "fr")
    told = json.loads(out)["overview"]
    assert (code, told["notes"]) == (0, [])
    assert told["coverage"] in err
    assert "accords sur" in told["coverage"]
    assert [row["measure"] for row in told["rows"]][:2] == [
        "nodes",
        "links",
    ]  # machines read the same everywhere


def test_a_table_speaks_the_language_of_its_reader(jumelage: Typed) -> None:
    _, out, err = jumelage("analyse", "--network", str(NETWORKS / "snap.txt"), "overview", "--lang", "ja")
    assert {"指標", "平均次数", "定義"} <= set(out.split())
    assert "リンク4本を方向なしで読み込みました" in err


def test_a_figure_is_explained(jumelage: Typed) -> None:
    code, out, _ = jumelage("analyse", "--explain", "betweenness", "--lang", "fr")
    assert code == 0
    assert out.startswith("centrality: Intermédiarité, proximité et PageRank")
    assert "Comment lire\u00a0: Intermédiarité" in out
    assert "closeness (nombre réel, de 0 à 1)" in out
    assert "0 pour un nœud sans voisin" in out
    assert "Freeman 1977" in out
    assert jumelage("analyse", "--explain", "betweeness")[0] == 2


def test_one_failing_measure_silences_no_other(jumelage: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    from jumelage_graph.analyses import communities

    monkeypatch.setattr(communities, "run", lambda study: 1 / 0)
    code, out, err = jumelage("analyse", "--network", str(NETWORKS / "snap.txt"), "-f", "json")
    assert code == 1
    assert "Not measured: communities (ZeroDivisionError: division by zero)." in err
    assert {"overview", "centrality", "degree"} <= set(json.loads(out))
    code, out, err = jumelage("analyse", "communities", "--network", str(NETWORKS / "snap.txt"))
    assert (code, out) == (1, "")
    assert "Traceback" not in err


# --- bad input


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["qury"], "Did you mean"),
        (["query", "partnrs"], "Did you mean partners"),
        (["query", "partners", "-p", "governmnt=nancy"], "Did you mean government"),
        (["query", "partners", "-p", "government=nancyy"], "Did you mean nancy"),
        (["query", "partners"], "-p government=…"),
        (["query", "partners", "-p", "government"], "NAME=VALUE"),
        (["query", "partners", "-p", "government=nancy", "-p", "government=tours"], "twice"),
        (["query", "in-force", "-p", "date=1995"], "1995-07-01"),
        (["query", "agreements", "-p", "kind=twining"], "twinning"),
        (["query", "editions", "-f", "turtle"], "csv"),
        (["show", "atlantis"], "There is no"),
        (["search", "zzzz"], "Nothing"),
        (["analyse", "betweeness"], "Did you mean"),
        (["draw", "netwrk"], "Did you mean network"),
        (["export", "turtel"], "Did you mean turtle"),
        (["export", "turtle", "--frame", "agreement"], "jsonld"),
    ],
)
def test_what_is_mistyped_gets_one_clear_error(arguments: list[str], says: str, jumelage: Typed) -> None:
    code, out, err = jumelage(*arguments)
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err


def test_malformed_sparql_is_placed(jumelage: Typed) -> None:
    code, _, err = jumelage("query", "-", stdin="SELECT ?a\nWHERE { ?a jg:party }")
    assert code == 2
    assert "line 2, column 21" in err


def test_an_update_is_refused(jumelage: Typed) -> None:
    code, _, err = jumelage("query", "-", stdin="DELETE WHERE { ?s ?p ?o }")
    assert code == 2
    assert "only read" in err


def test_a_missing_file_is_named(jumelage: Typed) -> None:
    code, _, err = jumelage("query", "missing.rq")
    assert code == 1
    assert err.startswith("Error: missing.rq: ")


def test_an_unreachable_server_is_named(jumelage: Typed) -> None:
    code, _, err = jumelage("query", "editions", "--endpoint", "http://127.0.0.1:9/sparql")
    assert code == 1
    assert "http://127.0.0.1:9/sparql" in err


# --- check and build


def test_check_names_file_line_column_value_and_mend(jumelage: Typed, toy_data: Path) -> None:
    path = toy_data / "acts.csv"
    text = path.read_text(encoding="utf-8")
    line = next(number for number, row in enumerate(text.splitlines(), 1) if ",signature," in row)
    date = text.splitlines()[line - 1].split(",")[3]
    path.write_text(text.replace(date, "12/10/1973", 1), encoding="utf-8")
    code, out, err = jumelage("check", str(toy_data))
    assert code == 1
    assert re.search(rf'acts\.csv:{line}: date: found "12/10/1973"; ', out)
    assert "1 violation" in err


def test_check_passes_the_record(jumelage: Typed) -> None:
    code, _, err = jumelage("check")
    assert code == 0
    assert err.endswith("infos\n")
    assert "0 violations" in err


def test_a_build_that_fails_leaves_what_was_published(
    jumelage: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "dist"
    out.mkdir()
    (out / "jumelage.ttl").write_text("old")
    monkeypatch.setattr(publication, "_contents", full_disk)
    code, _, err = jumelage("build", "--out", str(out))
    assert code == 1
    assert "No space left on device" in err
    assert [path.name for path in out.iterdir()] == ["jumelage.ttl"]
    assert (out / "jumelage.ttl").read_text() == "old"


def full_disk(_: object) -> list[tuple[str, str, bytes]]:
    raise OSError(28, "No space left on device")


# --- from Python


def test_rows_become_tables_of_pandas_and_polars() -> None:
    found = api.query("editions")
    assert len(found) == 9
    assert list(found.to_pandas().columns) == list(found.variables)
    assert found.to_polars().shape == (9, len(found.variables))


@pytest.mark.parametrize(
    ("suffix", "begin"),
    [("xlsx", b"PK"), ("CSV", b"edition,"), ("json", b"{"), ("tsv", b"?edition\t"), ("srx", b"<?xml")],
)
def test_the_suffix_of_the_file_says_the_form(
    jumelage: Typed, tmp_path: Path, suffix: str, begin: bytes
) -> None:
    code, _, err = jumelage("query", "editions", "-o", str(tmp_path / f"editions.{suffix}"))
    assert (code, "Wrote" in err) == (0, True)
    assert (tmp_path / f"editions.{suffix}").read_bytes().startswith(begin)


@pytest.mark.parametrize(
    ("words", "file", "said"),
    [
        (["query", "editions"], "x.unknown", "no form has the suffix .unknown; allowed: .txt, .csv"),
        (["query", "editions"], "x.csv.gz", "no form has the suffix .gz"),
        (
            ["query", "editions", "-f", "csv"],
            "x.xlsx",
            "the suffix does not say csv; name the file with .csv or",
        ),
        (["analyse", "overview"], "x.xlsx", "no form has the suffix .xlsx; allowed: .txt, .csv, .json"),
        (["analyse", "overview", "-f", "json"], "x.csv", "the suffix does not say json"),
        (["template", "acts"], "x.xlsx", "the suffix does not say csv"),
        (["diff", "a.nq", "b.nq"], "x.nq", "no form has the suffix .nq; allowed: .txt, .md, .diff, .patch"),
        (["intake", __file__], "x.html", "no form has the suffix .html"),
        (["draw"], "x.jpg", 'There is no format of pictures "jpg"'),
        (["export", "parquet"], "p.parquet", "the suffix does not say parquet; name the file with .zip"),
        (["export", "csv"], "c.csv", "the suffix does not say csv; name the file with .zip"),
        (["export", "turtle"], "t.ttl.gz", "the suffix does not say turtle; name the file with .ttl or .txt"),
        (["export"], "x.zip", "the suffix .zip may mean csv, network-csv or parquet; say which"),
        (["export"], "x.unknown", "no form has the suffix .unknown"),
        (["export"], "x", "say the format, or name the file with its suffix"),
    ],
)
def test_no_file_is_written_under_a_name_that_lies(
    jumelage: Typed, tmp_path: Path, words: list[str], file: str, said: str
) -> None:
    code, out, err = jumelage(*words, "-o", str(tmp_path / file))
    assert (code, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "file", "begin"),
    [
        (["export"], "x.ttl", b"# version"),
        (["export"], "x.NQ", b"# version"),
        (["export", "geojson"], "x.json", b"{"),
        (["export", "csv"], "x.zip", b"PK"),
        (["analyse", "overview"], "x.csv", b"measure,"),
        (["analyse", "overview"], "x.json", b"{"),
        (["query", "editions", "-f", "csv"], "x.txt", b"edition,"),
        (["query", "editions"], "x", b"edition,"),
    ],
)
def test_the_name_of_a_file_is_enough(
    jumelage: Typed, tmp_path: Path, words: list[str], file: str, begin: bytes
) -> None:
    code, _, err = jumelage(*words, "-o", str(tmp_path / file))
    assert (code, "Wrote" in err) == (0, True)
    assert (tmp_path / file).read_bytes().startswith(begin)


def test_several_files_fill_a_folder_that_bears_no_suffix(jumelage: Typed, tmp_path: Path) -> None:
    for _ in range(2):  # also where it is there already
        code, _, _ = jumelage("export", "network-csv", "-o", str(tmp_path / "network"))
        assert code == 0
    found = sorted(path.name for path in (tmp_path / "network").iterdir())
    assert found == ["ABOUT.txt", "csv-metadata.json", "edges.csv", "nodes.csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["network"]


def test_a_workbook_of_the_answer_opens_with_its_kanji(jumelage: Typed, tmp_path: Path) -> None:
    path = tmp_path / "partners.xlsx"
    assert jumelage("query", "partners", "-p", "government=nancy", "--lang", "ja", "-o", str(path))[0] == 0
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert "金沢市" in dict(zip(*rows, strict=True)).values()


def test_load_gives_the_union_to_rdflib(real_dataset: object) -> None:
    dataset = api.load()
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?a a <https://w3id.org/jumelage/def/Agreement> }"
    ((count,),) = dataset.query(query)
    assert int(count) == agreements()
    engine = api.engine()
    assert isinstance(engine, EmbeddedEngine)
    assert len(dataset) == len(engine.store)


# --- the shell


@pytest.mark.parametrize(
    ("typed", "begun", "expected"),
    [
        ([], "qu", ["queries", "query"]),
        (["query"], "partn", ["partners", "partners-of-partners"]),
        (["query", "partners", "-p"], "gov", ["government="]),
        (["query", "partners", "-p"], "government=kanaz", ["government=kanazawa"]),
        (["query", "in-force", "-p"], "certainty=cert", ["certainty=certain"]),
        (["query", "nothing", "-p"], "gov", []),
        (["show"], "金沢", ["kanazawa"]),
        (["show"], "", []),
        (["export"], "tu", ["turtle"]),
        (["draw"], "ma", ["map", "matrix"]),
        (["analyse"], "degree-b", ["degree-by-side"]),
        (["template"], "ac", ["acts"]),
    ],
)
def test_the_shell_completes_names(typed: list[str], begun: str, expected: list[str]) -> None:
    shell = ShellComplete(cli.group, {}, "jumelage", "_JUMELAGE_COMPLETE")
    assert [item.value for item in shell.get_completions(typed, begun)] == expected


def test_a_command_is_found_in_its_folder() -> None:
    assert {"query", "show", "tidy"} <= set(cli.commands())
    assert "options" not in cli.commands()
    for name in cli.commands():
        assert cli.group.get_command(click.Context(cli.group), name), name


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jumelage_graph", "--version"], capture_output=True, text=True
    )
    assert done.stdout == f"jumelage, version {__version__}\n"
