"""What people take away: every format read back by another program, and the words that go with every copy."""

import collections
import contextlib
import csv
import dataclasses
import datetime
import hashlib
import io
import json
import re
import socket
import sqlite3
import subprocess
import sys
import zipfile
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import csvw.__main__ as csvw_tools
import dateutil.rrule
import duckdb
import icalendar
import networkx as nx
import openpyxl
import polars
import pyoxigraph
import pytest
from csvw import TableGroup
from pyld import jsonld
from rdflib import Dataset as RdflibDataset

from conftest import toy_folder
from jumelage_graph import build, exports, records, resources, tables
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import UsageError
from jumelage_graph.exports import _relations, frames, geojson, ics
from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import thing
from jumelage_graph.networks import partnerships, writing
from jumelage_graph.statements import Statement, reading

QUADS = ("nquads", "trig", "jsonld")
TRIPLES = ("turtle", "ntriples", "rdfxml")
Json = dict[str, Any]


@pytest.fixture(scope="module")
def toy_copy(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = toy_folder(tmp_path_factory.mktemp("toy"))
    return Release.of(build.dataset(folder, resources.ontology()).nquads, folder)


@pytest.fixture(scope="module")
def real_copy(real_dataset: Dataset) -> Release:
    return Release.of(real_dataset.nquads, resources.data())


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def rendered(form: str, copy: Release) -> bytes:
    return exports.find(form).render(copy)


# --- all formats


def texts(content: bytes) -> Iterator[str]:
    """The text of a file, or of the members of a ZIP file; folded lines of a calendar are joined."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from texts(archive.read(name))
    else:
        yield content.replace(b"\r\n ", b"").replace(b"\\,", b",").decode("utf-8", "replace")


def missing(content: bytes, copy: Release) -> list[str]:
    """What a copy does not say of itself: version, as-of date, licence, how to cite."""
    whole = "\n".join(texts(content))
    wanted = [copy.version, copy.as_of, copy.licence, f"maintainers ({copy.as_of[:4]})"]
    return [each for each in wanted if each not in whole]


def test_the_formats_are_those_that_are_promised() -> None:
    promised = {
        "geojson",
        "graphml",
        "gexf",
        "ics",
        "csv",
        "xlsx",
        "network-csv",
        "parquet",
        "sqlite",
        *QUADS,
        *TRIPLES,
    }
    assert set(exports.names()) == promised
    assert [exports.find(name).NAME for name in exports.names()] == exports.names()


def test_no_two_files_have_one_name() -> None:
    suffixes = [exports.find(name).SUFFIX for name in exports.names()]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("form", exports.names())
def test_each_copy_says_version_day_licence_and_citation(form: str, toy_copy: Release) -> None:
    assert missing(rendered(form, toy_copy), toy_copy) == []


@pytest.mark.parametrize("frame", frames.names())
def test_each_nested_copy_says_version_day_licence_and_citation(frame: str, toy_copy: Release) -> None:
    assert missing(frames.render(toy_copy, frame), toy_copy) == []


def test_a_copy_that_says_nothing_is_found(toy_copy: Release) -> None:
    assert len(missing(b"<gexf/>", toy_copy)) == 4


DIGESTS = """
import hashlib, pathlib, sys
from jumelage_graph import exports
from jumelage_graph.exports import _relations, frames, geojson, ics
from jumelage_graph.exports.release import Release
copy = Release.of(pathlib.Path(sys.argv[1]).read_bytes(), pathlib.Path(sys.argv[2]))
for name in exports.names():
    print(name, hashlib.sha256(exports.find(name).render(copy)).hexdigest())
for name in frames.names():
    print(name, hashlib.sha256(frames.render(copy, name)).hexdigest())
"""


def test_the_same_dataset_gives_the_same_bytes(toy_copy: Release, tmp_path: Path) -> None:
    dataset = tmp_path / "toy.nq"
    dataset.write_bytes(toy_copy.nquads)

    def digests(seed: str, zone: str) -> str:
        command = [sys.executable, "-c", DIGESTS, str(dataset), str(toy_copy.tables)]
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    first = digests("1", "UTC")
    assert len(first.splitlines()) == len(exports.names()) + len(frames.names())
    assert digests("2", "Asia/Tokyo") == first


def test_an_unknown_format_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean turtle"):
        exports.find("turtel")


def test_helpers_are_no_formats() -> None:
    assert not {"frames", "release", "-archive", "-network"} & set(exports.names())
    with pytest.raises(UsageError, match="There is no export format"):
        exports.find("release")


# --- RDF


@pytest.mark.parametrize("form", QUADS + TRIPLES)
def test_oxigraph_reads_the_whole_record_back(form: str, real_copy: Release, tmp_path: Path) -> None:
    file = tmp_path / f"copy{exports.find(form).SUFFIX}"
    file.write_bytes(rendered(form, real_copy))
    whole = quads(real_copy)
    assert len(whole) > 50_000
    assert reading.read(file) == (whole if form in QUADS else {("", *statement[1:]) for statement in whole})


def quads(copy: Release) -> set[Statement]:
    parsed = pyoxigraph.parse(copy.nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    return {(q.graph_name.value, str(q.subject), str(q.predicate), str(q.object)) for q in parsed}


@pytest.mark.parametrize("form", ["nquads", "trig", *TRIPLES])
def test_rdflib_reads_an_equal_graph_back(form: str, toy_copy: Release) -> None:
    names = {"ntriples": "nt", "rdfxml": "xml"}
    original = RdflibDataset(default_union=True)
    original.parse(data=toy_copy.nquads, format="nquads")
    copy = RdflibDataset(default_union=True)
    copy.parse(data=rendered(form, toy_copy), format=names.get(form, form))
    assert len(original) > 5_000
    if form in TRIPLES:
        assert {t[:3] for t in original.quads()} == {t[:3] for t in copy.quads()}
    else:
        assert set(original.quads()) == set(copy.quads())


@pytest.mark.usefixtures("offline")
def test_pyld_reads_an_equal_graph_back_from_json_ld(toy_copy: Release) -> None:
    document = json.loads(rendered("jsonld", toy_copy))
    lines = jsonld.to_rdf(document, {"format": "application/n-quads"})
    back = Release(lines.encode(), toy_copy.tables, toy_copy.as_of, toy_copy.licence)
    assert quads(back) == quads(toy_copy)


# --- nested copies


@pytest.fixture(scope="module")
def nested(real_copy: Release) -> dict[str, bytes]:
    return {name: frames.render(real_copy, name) for name in frames.names()}


def node(content: bytes, path: str) -> Json:
    found: Json = next(each for each in json.loads(content)["@graph"] if each["@id"] == f"id:{path}")
    return found


def test_there_is_a_frame_for_each_kind_of_reader() -> None:
    assert frames.names() == ["agreement", "edition", "government"]


def test_each_frame_has_its_construct() -> None:
    folder = resources.ontology() / "frames"
    assert [path.stem for path in sorted(folder.glob("*.rq"))] == frames.names()


@pytest.mark.parametrize("frame", ["agreement", "edition", "government"])
def test_every_thing_is_there_once_in_order(frame: str, nested: dict[str, bytes], real_copy: Release) -> None:
    first, *things = [each["@id"] for each in json.loads(nested[frame])["@graph"]]
    read = getattr(tables.read(real_copy.tables), f"{frame}s")
    assert first == "https://w3id.org/jumelage/dataset"
    assert things == sorted(f"id:{frame}/{row.id}" for row in read)


def test_a_nested_agreement_reads_by_itself(nested: dict[str, bytes]) -> None:
    agreement = node(nested["agreement"], "agreement/nancy-kanazawa")
    assert {party["prefLabel"]["ja"] for party in agreement["party"]} == {"ナンシー市", "金沢市"}
    assert agreement["status"]["prefLabel"]["fr"] == "en vigueur"
    assert agreement["designation"] == {"ja": ["姉妹都市"]}
    assert {field["prefLabel"]["en"] for field in agreement["field"]} >= {"culture", "sport"}
    signed = next(act for act in agreement["hasAct"] if act["date"] == ["1973-10-12"])
    assert signed["actKind"]["prefLabel"]["en"] == "signature"
    claim = next(each for each in agreement["claims"] if each["identifier"] == "signed-clair-719-2")
    assert claim["hadPrimarySource"][0]["url"] == [
        "https://www.clair.or.jp/j/exchange/shimai/data/detail/719"
    ]


def test_every_claim_of_an_agreement_has_title_and_address_of_its_source(nested: dict[str, bytes]) -> None:
    agreements = [each for each in json.loads(nested["agreement"])["@graph"] if each["@type"] == "Agreement"]
    claims = [claim for agreement in agreements for claim in agreement.get("claims", ())]
    assert len(claims) > 300
    assert [
        c["@id"] for c in claims if not all({"title", "url"} <= set(s) for s in c["hadPrimarySource"])
    ] == []


def test_a_nested_edition_has_its_sessions_and_participants(nested: dict[str, bytes]) -> None:
    edition = node(nested["edition"], "edition/7")
    assert len(edition["sessions"]) > 5
    agents = {each["agent"]["prefLabel"]["fr"] for each in edition["involvements"]}
    assert {"Aix-en-Provence", "Kumamoto", "Nancy"} <= agents
    assert {each["role"]["prefLabel"]["en"] for each in edition["involvements"]} >= {"host", "participant"}
    assert edition["host"][0]["prefLabel"]["fr"] == "Aix-en-Provence"


def test_a_nested_government_has_its_partners(nested: dict[str, bytes]) -> None:
    government = node(nested["government"], "government/nancy")
    assert [partner["prefLabel"]["en"] for partner in government["partnerOf"]] == ["Kanazawa"]
    assert government["officialCode"][0]["notation"] == "54395"


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("frame", ["agreement", "edition", "government"])
def test_a_nested_copy_parses_elsewhere_and_says_nothing_new(
    frame: str, nested: dict[str, bytes], real_copy: Release
) -> None:
    known = {statement[1:] for statement in quads(real_copy)}
    by_oxigraph = pyoxigraph.parse(nested[frame], format=pyoxigraph.RdfFormat.JSON_LD)
    said = {(str(q.subject), str(q.predicate), str(q.object)) for q in by_oxigraph}
    assert len(said) > 3_000
    assert said <= known
    expanded = jsonld.expand(json.loads(nested[frame]))
    assert len(expanded) == len(json.loads(nested[frame])["@graph"])


@pytest.mark.parametrize("frame", ["agreement", "edition", "government"])
def test_a_nested_copy_stays_small(frame: str, real_copy: Release) -> None:
    assert 100_000 < len(frames.render(real_copy, frame)) < 2_000_000


def test_an_unknown_frame_is_refused(toy_copy: Release) -> None:
    with pytest.raises(UsageError, match="agreement"):
        frames.render(toy_copy, "agrement")


# --- tables


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name.rsplit("/", 1)[-1]: archive.read(name) for name in archive.namelist()}


def test_the_zipped_tables_pass_the_check_with_the_description_beside_them(
    real_copy: Release, tmp_path: Path
) -> None:
    found = members(rendered("csv", real_copy))
    for name, content in found.items():
        (tmp_path / name).write_bytes(content)
    assert {"agreements.csv", "csv-metadata.json", "ABOUT.txt"} <= set(found)
    assert tables.faults(tmp_path) == []
    assert tables.read(tmp_path).agreements == tables.read(real_copy.tables).agreements


@pytest.fixture(scope="module", params=["csv", "network-csv"])
def described(
    request: pytest.FixtureRequest, real_copy: Release, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The description of exported tables, beside them."""
    folder = tmp_path_factory.mktemp(request.param)
    for name, content in members(rendered(request.param, real_copy)).items():
        (folder / name).write_bytes(content)
    return folder / "csv-metadata.json"


def strictly(described: Path) -> int:
    return int(csvw_tools.csvwvalidate(Namespace(url=str(described), verbose=True, lax=False), test=True))


def test_the_tables_pass_a_strict_validator(described: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert strictly(described) == 0
    assert "OK" in capsys.readouterr().out


def test_a_strict_validator_finds_what_is_wrong(described: Path) -> None:
    table = described.parent / ("edges.csv" if (described.parent / "edges.csv").exists() else "claims.csv")
    whole = table.read_text(encoding="utf-8")
    first, second, rest = whole.split("\n", 2)
    key = second.split(",")[4 if table.stem == "claims" else 1]
    table.write_text("\n".join([first, second.replace(key, "no-such-thing"), rest]), encoding="utf-8")
    assert strictly(described) != 0
    table.write_text(whole, encoding="utf-8")


def test_converters_of_csvw_read_every_table(
    described: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = {path.stem: len(rows_of(path)) for path in described.parent.glob("*.csv")}
    assert (
        csvw_tools.csvw2sqlite(Namespace(url=str(described), output=tmp_path / "tables.sqlite"), test=True)
        == 0
    )
    with contextlib.closing(sqlite3.connect(tmp_path / "tables.sqlite")) as database:
        for name, count in counts.items():
            assert database.execute(f'SELECT count(*) FROM "{name}.csv"').fetchone() == (count,)
    capsys.readouterr()
    assert csvw_tools.csvw2json(Namespace(url=str(described)), test=True) == 0
    read = json.loads(capsys.readouterr().out)["tables"]
    assert {Path(table["url"]).stem: len(table["row"]) for table in read} == counts


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.fixture(scope="module")
def database(real_copy: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("sqlite") / "jumelage.sqlite"
    path.write_bytes(rendered("sqlite", real_copy))
    with contextlib.closing(sqlite3.connect(path)) as opened:
        yield opened


def test_the_database_keeps_every_key_and_every_link(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {"governments", "agreements_parties", "acts_sources", "about", "about_columns"} <= set(names)
    for name in names:
        assert any(column[5] for column in database.execute(f'PRAGMA table_info("{name}")')), name
    links = {
        (row[2], row[3], row[4]) for row in database.execute('PRAGMA foreign_key_list("agreements_parties")')
    }
    assert links == {("agreements", "agreements_id", "id"), ("governments", "value", "id")}
    database.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.execute("INSERT INTO agreements_parties VALUES ('nancy-kanazawa', 3, 'no-such-town')")


def test_the_database_holds_what_the_tables_hold(database: sqlite3.Connection, real_copy: Release) -> None:
    """Every cell of every table is found again, lists by their places."""
    seen = 0
    for relation in _relations.read(real_copy.tables):
        key = relation.key[0] if len(relation.key) == 1 else "key"
        single = [column.name for column in relation.columns if not column.listed]
        names = ", ".join(f'"{name}"' for name in (key, *single))
        found = database.execute(f'SELECT {names} FROM "{relation.name}" ORDER BY rowid').fetchall()
        plain = [
            [
                str(v) if isinstance(v, datetime.date) else v
                for v, c in zip(row, relation.columns, strict=True)
                if not c.listed
            ]
            for row in relation.rows
        ]
        assert [list(row[1:]) for row in found] == plain
        for index, column in enumerate(relation.columns):
            if column.listed:
                table, owner = f"{relation.name}_{column.name}", f"{relation.name}_{key}"
                lists = collections.defaultdict(list)
                for name, value in database.execute(
                    f'SELECT "{owner}", value FROM "{table}" ORDER BY position'
                ):
                    lists[name].append(value)
                assert [lists[row[0]] for row in found] == [row[index] for row in relation.rows]
                seen += sum(map(len, lists.values()))
    assert seen > 5000


def test_the_database_is_typed_and_explains_itself(database: sqlite3.Connection) -> None:
    ask = lambda query: database.execute(query).fetchone()  # noqa: E731
    assert ask(
        "SELECT typeof(lat), typeof(population), typeof(code) FROM governments WHERE id = 'nancy'"
    ) == (
        "real",
        "integer",
        "text",
    )
    assert ask("SELECT code FROM governments WHERE id = 'bourg-en-bresse'") in (None, ("01053",))
    assert ask("SELECT count(*) FROM about_columns WHERE meaning_en = '' OR meaning_ja = ''") == (0,)
    partners = """
        SELECT g.label_ja FROM agreements_parties a JOIN agreements_parties b USING (agreements_id)
        JOIN governments g ON g.id = b.value WHERE a.value = 'nancy' AND b.value <> 'nancy'
    """
    assert ask(partners) == ("金沢市",)


def test_a_workbook_keeps_every_cell_as_text(real_copy: Release) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", real_copy)))
    paths = sorted(real_copy.tables.glob("*.csv"))
    assert book.sheetnames == ["about", *(path.stem for path in paths)]
    for path in paths:
        cells = [cell for row in book[path.stem].iter_rows() for cell in row]
        assert {cell.number_format for cell in cells} == {"@"}
        assert {type(cell.value) for cell in cells if cell.value is not None} == {str}
        with path.open(encoding="utf-8", newline="") as file:
            assert [[c.value or "" for c in row] for row in book[path.stem].iter_rows()] == list(
                csv.reader(file)
            )


def test_the_workbook_has_what_spreadsheets_like_to_break(real_copy: Release) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", real_copy)))
    codes = {row[10] for row in book["governments"].iter_rows(min_row=2, values_only=True) if row[10]}
    assert any(str(code).startswith("0") for code in codes)
    assert any(re.match("2[AB]", str(code)) for code in codes)
    dates = {row[3] for row in book["acts"].iter_rows(min_row=2, values_only=True)}
    assert "1973-10-12" in dates


# --- maps


def test_a_map_has_every_government_and_every_agreement_once(toy_copy: Release) -> None:
    features = json.loads(rendered("geojson", toy_copy))["features"]
    read = tables.read(toy_copy.tables)
    expected = [thing(f"government/{row.id}") for row in read.governments]
    expected += [thing(f"agreement/{row.id}") for row in read.agreements]
    assert sorted(feature["id"] for feature in features) == sorted(expected)


def test_a_map_keeps_to_rfc_7946(real_copy: Release) -> None:
    collection = json.loads(rendered("geojson", real_copy))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    for feature in collection["features"]:
        assert {"type", "geometry", "properties"} <= set(feature)
        assert not [value for value in feature["properties"].values() if isinstance(value, list | dict)]
        for lon, lat in positions(feature["geometry"]):
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


def positions(geometry: Json | None) -> list[list[float]]:
    if geometry is None:
        return []
    found = geometry["coordinates"]
    if geometry["type"] == "Point":
        return [found]
    return (
        list(found) if geometry["type"] == "LineString" else [position for line in found for position in line]
    )


def test_no_line_crosses_the_180th_meridian(real_copy: Release) -> None:
    features = {each["id"]: each for each in json.loads(rendered("geojson", real_copy))["features"]}
    parts = [
        (each["id"], part)
        for each in features.values()
        if each["geometry"] and "Line" in each["geometry"]["type"]
        for part in lines(each["geometry"])
    ]
    assert len(parts) > 80
    assert [name for name, part in parts if abs(part[0][0] - part[-1][0]) > 180] == []
    cut = {name.rpartition("/")[2] for name, part in parts if 180 in {abs(lon) for lon, _ in part}}
    assert {"guadeloupe-departement-okinawa-prefecture", "taiarapu-ouest-nagaoka"} <= cut


def lines(geometry: Json) -> list[list[list[float]]]:
    found = geometry["coordinates"]
    return [found] if geometry["type"] == "LineString" else list(found)


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        # From 170 east it is 10 degrees to the meridian and 10 more to 170 west: the middle is at latitude 5.
        ([170.0, 0.0], [-170.0, 10.0], [[[170.0, 0.0], [180.0, 5.0]], [[-180.0, 5.0], [-170.0, 10.0]]]),
        ([-170.0, 10.0], [170.0, 0.0], [[[-170.0, 10.0], [-180.0, 5.0]], [[180.0, 5.0], [170.0, 0.0]]]),
        ([-90.0, 1.0], [90.0, 2.0], [[[-90.0, 1.0], [90.0, 2.0]]]),  # both ways round are as long: as it is
        ([2.0, 48.0], [139.0, 35.0], [[[2.0, 48.0], [139.0, 35.0]]]),
    ],
)
def test_a_line_is_cut_where_it_meets_the_meridian(start: Any, end: Any, parts: Any) -> None:
    assert geojson._cut(start, end) == parts


def test_a_line_leads_from_france_to_japan_longitude_first(real_copy: Release) -> None:
    features = {each["id"]: each for each in json.loads(rendered("geojson", real_copy))["features"]}
    line = features[thing("agreement/nancy-kanazawa")]
    assert line["geometry"]["type"] == "LineString"
    nancy, kanazawa = line["geometry"]["coordinates"]
    assert (round(nancy[0]), round(nancy[1])) == (6, 49)
    assert (round(kanazawa[0]), round(kanazawa[1])) == (137, 37)
    assert line["properties"]["label_ja"] == "ナンシー市 – 金沢市"


def test_what_has_no_coordinates_has_no_geometry(toy_copy: Release) -> None:
    features = {
        each["id"]: each["geometry"] for each in json.loads(rendered("geojson", toy_copy))["features"]
    }
    without = [row.id for row in tables.read(toy_copy.tables).governments if row.lat is None]
    assert without
    assert {features[thing(f"government/{slug}")] for slug in without} == {None}


def test_an_agreement_of_three_is_two_lines(real_copy: Release) -> None:
    features = {each["id"]: each for each in json.loads(rendered("geojson", real_copy))["features"]}
    geometry = features[thing("agreement/agen-nishinomiya")]["geometry"]
    assert (geometry["type"], len(geometry["coordinates"])) == ("MultiLineString", 2)


# --- calendars


def events(copy: Release) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(rendered("ics", copy))
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_an_anniversary_returns_every_year(real_copy: Release) -> None:
    event = events(real_copy)["agreement-nancy-kanazawa@w3id.org"]
    assert event.decoded("DTSTART").isoformat() == "1973-10-12"
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert dict(event["RRULE"]) == {"FREQ": ["YEARLY"]}
    assert "Nancy – Kanazawa" in event["SUMMARY"]
    assert "jumelage" in event["DESCRIPTION"]


def test_the_calendar_has_the_agreements_dated_to_the_day_and_the_meetings(toy_copy: Release) -> None:
    # Signed on a known day: aubeville-maru, aubeville-tsuki, clairville-yama, dunes-…, epiville-maru,
    # jouet-region-…; the day of jouet-departement-… is uncertain. The third meeting is known to the month only.
    found = [uid.removesuffix("@w3id.org") for uid in events(toy_copy)]
    assert sorted(found) == [
        "agreement-aubeville-maru",
        "agreement-aubeville-tsuki",
        "agreement-clairville-yama",
        "agreement-dunes-departement-maru-prefecture",
        "agreement-epiville-maru",
        "agreement-jouet-region-maru-prefecture",
        "edition-1",
        "edition-2",
    ]


def test_the_anniversaries_of_an_ended_agreement_end(toy_copy: Release) -> None:
    # Closed by the transfer of 1 January 2021.
    rule = events(toy_copy)["agreement-dunes-departement-maru-prefecture@w3id.org"]["RRULE"]
    assert [day.isoformat() for day in rule["UNTIL"]] == ["2020-12-31"]


def days(first: str, until: str | None, last: str) -> list[str]:
    """The days on which an anniversary is shown up to ``last``, as another library reads the rule."""
    start = datetime.datetime.fromisoformat(first)
    rule = ics._yearly(start.date(), until)
    if not rule:
        return [first]
    said = icalendar.vRecur(rule).to_ical().decode()
    found = dateutil.rrule.rrulestr(said, dtstart=start)
    return [
        f"{day:%Y-%m-%d}" for day in found.between(start, datetime.datetime.fromisoformat(last), inc=True)
    ]


@pytest.mark.parametrize(
    ("first", "until", "expected"),
    [
        ("2001-05-06", "2001-05-06", ["2001-05-06"]),  # ended on the day it began
        (
            "2001-05-06",
            "2002-05-06",
            ["2001-05-06"],
        ),  # on the eve of its first anniversary it was the last day
        ("2001-05-06", "2002-05-07", ["2001-05-06", "2002-05-06"]),
        ("2001-12-31", "2002-12-31", ["2001-12-31"]),
        ("2003-05-06", None, ["2003-05-06", "2004-05-06", "2005-05-06"]),
        ("2000-02-29", "2005-01-01", ["2000-02-29", "2001-02-28", "2002-02-28", "2003-02-28", "2004-02-29"]),
        ("2000-02-29", "2001-02-28", ["2000-02-29"]),
        ("2000-02-29", "2001-03-01", ["2000-02-29", "2001-02-28"]),
    ],
)
def test_an_anniversary_returns_up_to_the_end(first: str, until: str | None, expected: list[str]) -> None:
    assert days(first, until, "2005-12-31") == expected


def test_no_rule_ends_before_it_begins(toy_copy: Release) -> None:
    rules = [
        (each.decoded("DTSTART"), each["RRULE"]) for each in events(toy_copy).values() if "RRULE" in each
    ]
    ended = [(day, rule["UNTIL"][0]) for day, rule in rules if "UNTIL" in rule]
    assert ended
    assert [(day, until) for day, until in ended if until <= day] == []


def test_a_meeting_ends_on_the_day_after_its_last(toy_copy: Release) -> None:
    event = events(toy_copy)["edition-2@w3id.org"]
    assert event.decoded("DTSTART").isoformat() == "2012-05-10"
    assert event.decoded("DTEND").isoformat() == "2012-05-13"  # RFC 5545: DTEND is not part of it
    assert str(event["STATUS"]) == "CONFIRMED"


def test_a_meeting_without_an_account_is_tentative(real_copy: Release) -> None:
    without = [row for row in tables.read(real_copy.tables).editions if row.start is None]
    assert [str(events(real_copy)[f"edition-{row.id}@w3id.org"]["STATUS"]) for row in without] == [
        "TENTATIVE"
    ]


def test_the_calendar_is_written_as_rfc_5545_wants(real_copy: Release) -> None:
    content = rendered("ics", real_copy)
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert len(lines) > 500
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert all(
        event["DTSTAMP"].dt.isoformat().startswith(real_copy.as_of) for event in events(real_copy).values()
    )


# --- networks


def edges_of(copy: Release) -> nx.MultiGraph:
    return partnerships(EmbeddedEngine.from_nquads(copy.nquads))


@pytest.mark.parametrize(
    ("form", "read"), [("graphml", nx.read_graphml), ("gexf", partial(nx.read_gexf, version="1.3"))]
)
def test_networkx_reads_the_network_back(form: str, read: Any, toy_copy: Release) -> None:
    back, network = read(io.BytesIO(rendered(form, toy_copy))), edges_of(toy_copy)
    assert set(back) == set(network)
    assert back.number_of_edges() == network.number_of_edges() > 5
    assert back.nodes["maru"]["label_ja"] == network.nodes["maru"]["label_ja"]
    assert back.edges["aubeville", "maru"]["date"] == "1973-10-12"
    assert back.edges["aubeville", "maru"]["fields"] == "culture;jeunesse"
    assert back.edges["boisville", "yama"]["dated"] is False
    assert "None" not in {
        str(value) for *_, data in back.edges(data=True) for k, value in data.items() if k != "spells"
    }


def test_the_network_is_undirected_and_named_by_its_agreements(toy_copy: Release) -> None:
    back = nx.read_graphml(io.BytesIO(rendered("graphml", toy_copy)))
    assert not back.is_directed()
    assert {data["agreement"] for *_, data in back.edges(data=True)} == {
        key for *_, key in edges_of(toy_copy).edges
    }


def spells(copy: Release) -> dict[tuple[str, str], list[tuple[str | None, str | None]]]:
    space = "{http://gexf.net/1.3}"
    graph = ElementTree.fromstring(rendered("gexf", copy)).find(f"{space}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    return {
        (edge.get("source", ""), edge.get("target", "")): [
            (spell.get("start"), spell.get("end")) for spell in edge.iter(f"{space}spell")
        ]
        for edge in graph.iter(f"{space}edge")
    }


def test_the_timeline_has_the_periods_certainly_in_force(toy_copy: Release) -> None:
    found = spells(toy_copy)
    assert found["aubeville", "maru"] == [("1973-10-12", "2026-11-24")]  # the record tells no more
    assert found["dunes-departement", "maru-prefecture"] == [("2014-11-03", "2020-12-31")]
    # Suspended between 1995 and 1997, renewed on 3 March 2003: not certain from 1 January 1995 on.
    assert found["epiville", "maru"] == [("1980-07-14", "1994-12-31"), ("2003-03-03", "2026-11-24")]
    assert found["clairville", "sankaku"] == [
        ("1990-05-31", "2026-11-24")
    ]  # signed in May: certain from its last day
    assert found["boisville", "yama"] == []


GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
DAY = r"\d{4}-\d\d-\d\d"
ALLOWED: dict[str, tuple[dict[str, str], str]] = {
    "gexf": (
        {"version": r"1\.3", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": ".*"},
        "meta? graph",
    ),
    "meta": ({"lastmodifieddate": DAY}, "creator? keywords? description?"),
    "creator": ({}, ""),
    "description": ({}, ""),
    "graph": (
        {"defaultedgetype": "undirected", "mode": "static|dynamic", "timeformat": "date"},
        "attributes* nodes edges",
    ),
    "attributes": ({"class": "node|edge"}, "attribute*"),
    "attribute": (
        {"id": ".+", "title": ".*", "type": "string|integer|long|double|float|boolean"},
        "default?",
    ),
    "nodes": ({"count": r"\d+"}, "node*"),
    "edges": ({"count": r"\d+"}, "edge*"),
    "node": ({"id": ".+", "label": ".*"}, "spells? color? position? attvalues?"),
    "edge": ({"id": ".+", "label": ".*", "source": ".+", "target": ".+"}, "spells? attvalues?"),
    "attvalues": ({}, "attvalue*"),
    "attvalue": ({"for": ".+", "value": "(?s:.*)"}, ""),
    "spells": ({}, "spell+"),
    "spell": ({"start": DAY, "end": DAY}, ""),
    "color": ({"r": r"\d{1,3}", "g": r"\d{1,3}", "b": r"\d{1,3}", "a": r"1\.0"}, ""),
    "position": ({"x": r"-?[\d.]+", "y": r"-?[\d.]+", "z": r"-?[\d.]+"}, ""),
}
"""What the schema of GEXF 1.3 allows of what we write: attributes with their values, and children in their order."""


def broken_rules(content: bytes) -> set[str]:
    """Where a file does not keep to the schema."""
    found = set()
    for element in ElementTree.fromstring(content).iter():
        space, _, name = element.tag.rpartition("}")
        attributes, children = ALLOWED.get(name, ({}, "nothing"))
        if space + "}" != (VIZ if name in ("color", "position") else GEXF):
            found.add(f"{element.tag} is in another namespace")
        for key, value in element.attrib.items():
            if not re.fullmatch(attributes.get(key, "(?!)"), value):
                found.add(f'{name} has {key}="{value}"')
        inner = "".join(f"{child.tag.rpartition('}')[2]} " for child in element)
        if not re.fullmatch(re.sub(r"(\w+)([?*+]?) ?", r"(?:\1 )\2", children), inner):
            found.add(f"{name} holds {inner[:60]}")
    return found


def test_gexf_keeps_to_its_schema(real_copy: Release) -> None:
    content = rendered("gexf", real_copy)
    assert broken_rules(content) == set()
    for old, new, said in (
        (b"<graph ", b'<graph name="x" ', 'graph has name="x"'),
        (
            b'<attributes class="node"',
            b'<attributes class="node" mode="static"',
            'attributes has mode="static"',
        ),
        (
            b'xsi="http://www.w3',
            b'xsi="http://w3',
            "gexf has {http://w3.org/2001/XMLSchema-instance}schemaLocation",
        ),
        (b"<edges", b"<edges/><edges", "graph holds attributes"),
    ):
        assert any(fault.startswith(said) for fault in broken_rules(content.replace(old, new, 1))), said


def test_gexf_shows_where_and_when_a_node_is(toy_copy: Release) -> None:
    nodes = {
        node.get("id"): node
        for node in ElementTree.fromstring(rendered("gexf", toy_copy)).iter(f"{GEXF}node")
    }
    town = edges_of(toy_copy).nodes["maru"]
    place = nodes["maru"].find(f"{VIZ}position")
    assert place is not None
    assert (float(place.get("x", "")), float(place.get("y", ""))) == (town["lon"] * 10, town["lat"] * 10)
    colours = {node.find(f"{VIZ}color").get("r") for node in nodes.values()}  # type: ignore[union-attr]
    assert colours == {str(0x2B), str(0xC8)}
    # Partner of aubeville since 1973 and, with breaks, of epiville: there since the first, as far as the record tells.
    stays = [(each.get("start"), each.get("end")) for each in nodes["epiville"].iter(f"{GEXF}spell")]
    assert stays == [("1980-07-14", "1994-12-31"), ("2003-03-03", "2026-11-24")]
    assert [each.get("start") for each in nodes["maru"].iter(f"{GEXF}spell")] == ["1973-10-12"]
    assert (
        list(nodes["boisville"].iter(f"{GEXF}spell")) == []
    )  # its agreement has no certain date: always there


def test_an_edge_is_labelled_by_the_names_of_its_ends(real_copy: Release) -> None:
    edges = ElementTree.fromstring(rendered("gexf", real_copy)).iter(f"{GEXF}edge")
    assert "Nancy – Kanazawa" in {edge.get("label") for edge in edges}


def parallel() -> nx.MultiGraph:
    network: nx.MultiGraph = nx.MultiGraph(name="two agreements of one pair")
    network.add_node("nara", side="JP")
    network.add_node("nice", side="FR", population=5)
    network.add_edge("nara", "nice", "first", kind="twinning", fields=("a", "b"), suspensions=())
    network.add_edge("nara", "nice", "second", kind="memorandum", fields=())
    return network


def test_parallel_agreements_stay_apart() -> None:
    content = writing.graphml(parallel(), {"version": "1"})
    back = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert sorted(key for *_, key in back.edges(keys=True)) == ["first:nice:nara", "second:nice:nara"]
    content = writing.gexf(parallel(), {"version": "1"}, "2026-01-01")
    assert sorted(re.findall(rb'<edge [^>]*id="([^"]+)"', content)) == [
        b"first:nice:nara",
        b"second:nice:nara",
    ]


def test_a_program_that_is_strict_about_booleans_reads_the_network(toy_copy: Release) -> None:
    found = set(re.findall(rb">(true|false|True|False)<", rendered("graphml", toy_copy)))
    assert found == {b"true", b"false"}


def test_gexf_says_the_day_of_the_record_and_not_today(toy_copy: Release) -> None:
    meta = rendered("gexf", toy_copy).split(b"</meta>")[0]
    assert f'lastmodifieddate="{toy_copy.as_of}"'.encode() in meta
    assert b"NetworkX" not in meta


def test_the_tables_of_the_network_are_typed_by_their_description(toy_copy: Release, tmp_path: Path) -> None:
    for name, content in members(rendered("network-csv", toy_copy)).items():
        (tmp_path / name).write_bytes(content)
    group = TableGroup.from_file(tmp_path / "csv-metadata.json")
    read = {Path(str(table.url)).stem: list(table) for table in group.tables}
    network = edges_of(toy_copy)
    assert {row["id"] for row in read["nodes"]} == set(network)
    assert len(read["edges"]) == network.number_of_edges()
    edge = next(row for row in read["edges"] if row["agreement"] == "aubeville-maru")
    assert (edge["source"], edge["target"], edge["dated"]) == ("aubeville", "maru", True)
    assert edge["in_force_from"].isoformat()[:10] == "1973-10-12"
    assert {row["source"] for row in read["edges"]} <= {
        r["id"] for r in read["nodes"] if r["country"] == "FR"
    }


def test_parquet_holds_the_same_tables(toy_copy: Release) -> None:
    found = members(rendered("parquet", toy_copy))
    plain = members(rendered("network-csv", toy_copy))
    for name in ("nodes", "edges"):
        frame = polars.read_parquet(found[f"{name}.parquet"])
        rows = list(csv.DictReader(io.StringIO(plain[f"{name}.csv"].decode())))
        assert frame.columns == list(rows[0])
        assert [row["id"] for row in rows] == frame["id"].to_list()
    edges = polars.read_parquet(found["edges.parquet"])
    assert edges.schema["in_force_from"] == polars.Date
    assert edges.schema["distance_km"] == polars.Float64
    assert edges["in_force_until"].null_count() > 0


def test_parquet_holds_every_curated_table(real_copy: Release, tmp_path: Path) -> None:
    """DuckDB reads each file, as typed as the tables' description says, lists as lists."""
    found = members(rendered("parquet", real_copy))
    assert set(found) == {f"{name}.parquet" for name in (*records.TABLES, "nodes", "edges")}
    for name, content in found.items():
        (tmp_path / name).write_bytes(content)
    for name in records.TABLES:
        counted = duckdb.execute(f"SELECT count(*) FROM '{tmp_path}/{name}.parquet'").fetchone()
        assert counted == (len(rows_of(real_copy.tables / f"{name}.csv")),)
    query = f"""
        SELECT a.parties, typeof(a.parties), typeof(g.lat), typeof(s.accessed)
        FROM '{tmp_path}/agreements.parquet' a, '{tmp_path}/governments.parquet' g, '{tmp_path}/sources.parquet' s
        WHERE a.id = 'nancy-kanazawa' AND g.id = 'nancy' LIMIT 1
    """
    assert duckdb.execute(query).fetchone() == (["nancy", "kanazawa"], "VARCHAR[]", "DOUBLE", "DATE")


def test_parquet_names_its_extra_where_polars_is_missing(
    toy_copy: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(UsageError, match=re.escape('pip install "jumelage-graph[parquet]"')):
        rendered("parquet", toy_copy)


def test_a_format_that_lacks_its_library_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [exports.lacks(exports.find(name)) for name in exports.names()] == [""] * len(exports.names())
    monkeypatch.setattr(exports.find("parquet"), "NEEDS", "no_such_library")
    assert exports.lacks(exports.find("parquet")) == "parquet"


def test_digests_differ_where_data_differ(toy_copy: Release) -> None:
    other = Release(toy_copy.nquads, toy_copy.tables, "2020-01-01", toy_copy.licence)
    for name in ("gexf", "ics", "xlsx", "geojson"):
        one, two = (hashlib.sha256(rendered(name, copy)).hexdigest() for copy in (toy_copy, other))
        assert one != two


def test_whatever_is_published_asks_one_engine(toy_copy: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    copy, made = dataclasses.replace(toy_copy), []
    load = EmbeddedEngine.from_nquads
    monkeypatch.setattr(EmbeddedEngine, "from_nquads", lambda nquads: made.append(nquads) or load(nquads))
    for name in ("geojson", "gexf", "graphml", "ics", "network-csv"):
        assert exports.find(name).render(copy)
    assert frames.render(copy, "agreement")
    assert len(made) == 1
