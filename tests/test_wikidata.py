"""The record beside Wikidata-shaped worlds on Oxigraph's own server: every finding, every proposal, the commands."""

import csv
import datetime
import http.server
import json
import re
import shutil
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pyoxigraph
import pytest
from click.testing import CliRunner, Result
from rdflib.plugins.sparql import prepareQuery

from conftest import toy_folder
from jumelage_graph import api, build, namespaces, resources
from jumelage_graph.cli import group
from jumelage_graph.comparisons import proposals
from jumelage_graph.comparisons.wikidata import asking, comparison, quickstatements, shape, snapshot
from jumelage_graph.comparisons.wikidata.comparison import Comparison, Finding
from jumelage_graph.comparisons.wikidata.identities import Identity, identities
from jumelage_graph.comparisons.wikidata.kinds import KINDS
from jumelage_graph.comparisons.wikidata.linking import Linker
from jumelage_graph.comparisons.wikidata.snapshot import Snapshot
from jumelage_graph.engines import Engine
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.engines.requests import USER_AGENT
from jumelage_graph.engines.transport import Patience
from jumelage_graph.errors import DataError, UsageError
from jumelage_graph.record import Record
from test_everywhere import BIN, end, serving
from virtuoso import free_ports

WORLDS = Path(__file__).parent / "wikidata"
NOW = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)
LINKED = {
    "aubeville": "Q9101",
    "clairville": "Q9103",
    "epiville": "Q9104",
    "maru": "Q9201",
    "tsuki": "Q9202",
    "sankaku": "Q9203",
}
"""The items that the toy record knows."""


def with_items(data: Path) -> Path:
    """The toy tables with the items that they know."""
    path = data / "governments.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"wikidata": LINKED.get(row["id"], "")} for row in rows)
    return data


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_items(toy_folder(tmp_path_factory.mktemp("toy")))


@pytest.fixture(scope="module")
def engine(data: Path) -> Engine:
    return EmbeddedEngine.from_nquads(build.dataset(data, resources.ontology()).nquads)


def server(content: bytes, kind: str, folder: Path) -> Iterator[str]:
    """The address of Oxigraph's server on a text of statements."""
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    process = serving([BIN / "oxigraph", "serve", "--bind", f"127.0.0.1:{port}"], url, folder)
    request = urllib.request.Request(f"{url}/store?default", content, {"Content-Type": kind})
    urllib.request.urlopen(request).close()
    yield f"{url}/query"
    end(process)


@pytest.fixture(scope="module")
def toy_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from server((WORLDS / "toy.ttl").read_bytes(), "text/turtle", tmp_path_factory.mktemp("oxigraph"))


def told(known: dict[str, Identity], address: str) -> bytes:
    """The snapshot that a server gives."""
    asker = asking.Asker(RemoteEngine(address, graphs=()), pause=0)
    asking.ask(asker, known.values(), lambda what, done: None)
    return snapshot.render(asker.told, address, NOW)


@pytest.fixture(scope="module")
def taken(engine: Engine, toy_server: str) -> bytes:
    return told(identities(engine, Record(engine)), toy_server)


@pytest.fixture(scope="module")
def world(taken: bytes) -> Snapshot:
    return snapshot.read(taken, "toy.nt")


@pytest.fixture(scope="module")
def compared(engine: Engine, world: Snapshot) -> Comparison:
    return comparison.compare(engine, world)


def of_kind(compared: Comparison, kind: str) -> dict[tuple[str, str], Finding]:
    return {
        (each.fr.government or each.fr.item, each.jp.government or each.jp.item): each
        for each in compared.findings
        if each.kind == kind
    }


def reasons(finding: Finding) -> list[str]:
    return [getattr(reason, "key", "").partition(".")[2] for reason in finding.reasons]


# --- what is asked


def test_every_query_is_standard_sparql_that_another_parser_reads(engine: Engine) -> None:
    asked: list[str] = []

    class Listening:
        def answer(self, sparql: str) -> object:
            prepareQuery(sparql)
            asked.append(sparql)
            return EmbeddedEngine(pyoxigraph.Store()).answer(sparql)

    asking.ask(asking.Asker(Listening(), 0), identities(engine, Record(engine)).values(), lambda *_: None)  # type: ignore[arg-type]
    assert len(asked) > 10
    assert not [query for query in asked if re.search(r"(?i)service|hint:|bd:|wikibase:label", query)]


def test_a_batch_has_a_limit() -> None:
    parts = list(asking.batches([str(number) for number in range(2 * asking.BATCH + 1)]))
    assert [len(part) for part in parts] == [asking.BATCH, asking.BATCH, 1]


class Busy(http.server.BaseHTTPRequestHandler):
    """Wants to be left alone at first, then answers; notes who asks, and whether two ask at once."""

    store = pyoxigraph.Store()
    agents: ClassVar[list[str]] = []
    together: ClassVar[list[int]] = []
    inside = 0

    def do_POST(self) -> None:
        kind = type(self)
        kind.inside += 1
        kind.agents.append(self.headers["User-Agent"])
        kind.together.append(kind.inside)
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        body = self.answered(form["query"][0]) if len(kind.agents) > 1 else b""
        kind.inside -= 1  # before the reply, upon which the next may come
        self.send_response(200 if len(kind.agents) > 1 else 429)
        self.send_header("Retry-After", "7")
        self.send_header("Content-Type", "application/n-triples")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answered(self, query: str) -> bytes:
        answer = self.store.query(query)
        assert isinstance(answer, pyoxigraph.QueryTriples)
        return answer.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES) or b""

    def log_message(self, *_: object) -> None:
        """Nothing: the test says what matters."""


def test_the_rules_of_the_server_are_kept(engine: Engine) -> None:
    Busy.store.load((WORLDS / "toy.ttl").read_bytes(), format=pyoxigraph.RdfFormat.TURTLE)
    waits: list[float] = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Busy) as busy:
        threading.Thread(target=busy.serve_forever, daemon=True).start()
        remote = RemoteEngine(
            f"http://127.0.0.1:{busy.server_port}/",
            Patience(sleep=waits.append),
            graphs=(),
            contact="someone@example.org",
        )
        asker = asking.Asker(remote, 2.5, waits.append)
        asking.ask(asker, identities(engine, Record(engine)).values(), lambda what, done: None)
        busy.shutdown()
    assert waits == [7.0, *[2.5] * (asker.requests - 1)]
    assert set(Busy.agents) == {f"{USER_AGENT[:-1]}; someone@example.org)"}
    assert set(Busy.together) == {1}
    assert {each.other for each in snapshot.read(snapshot.render(asker.told, "x:", NOW), "x").twinnings} > {
        "Q9201"
    }


# --- the snapshot


def test_the_same_world_is_the_same_snapshot_and_dates_are_as_precise_as_told(
    engine: Engine, toy_server: str, taken: bytes, world: Snapshot
) -> None:
    assert told(identities(engine, Record(engine)), toy_server) == taken
    assert (world.server, world.day) == (toy_server, "2026-11-28")
    dates = {(each.item, each.other): (each.start, each.end) for each in world.twinnings}
    assert dates["Q9101", "Q9201"] == dates["Q9201", "Q9101"] == ("1973", "")
    assert dates["Q9103", "Q9203"] == ("", "2010")
    assert dates["Q9203", "Q9103"] == ("", "")  # a century says no year
    assert not {pair for pair in dates if pair[1] in ("Q9300", "Q9210")}  # another country; deprecated


@pytest.mark.parametrize("content", [b"", b"<html>busy</html>\n", b"\xff\n", b"<a:a> <b:b> <c:c> .\n"])
def test_another_file_is_no_snapshot(content: bytes) -> None:
    with pytest.raises(DataError, match=r"x\.nt: no snapshot of Wikidata"):
        snapshot.read(content, "x.nt")


# --- the comparison


def test_pairs_of_both_agree_differ_or_are_undated(compared: Comparison) -> None:
    assert compared.pairs == {"wikidata": 6, "record": 11, "both": 4}
    assert set(of_kind(compared, "agreeing")) == {("aubeville", "maru")}
    differing = of_kind(compared, "dates-differ")
    assert set(differing) == {("boisville", "tsuki")}  # found by its code alone: the record knows no item
    assert (differing["boisville", "tsuki"].record, differing["boisville", "tsuki"].wikidata) == (
        "2000",
        "2001-05",
    )
    assert set(of_kind(compared, "undated-wikidata")) == {("aubeville", "tsuki"), ("clairville", "sankaku")}
    ended = of_kind(compared, "end-differs")
    assert {pair: (each.record, each.wikidata) for pair, each in ended.items()} == {
        ("clairville", "sankaku"): ("in-force", "2010")
    }
    one_way = of_kind(compared, "one-way")
    assert {pair: reasons(each) for pair, each in one_way.items()} == {("aubeville", "tsuki"): ["only-on"]}


def test_pairs_of_one_side_alone_say_why(compared: Comparison) -> None:
    there = of_kind(compared, "only-wikidata")
    assert set(there) == {("aubeville", "Q9206"), ("epiville", "hoshi")}
    assert reasons(there["epiville", "hoshi"]) == ["dissolved", "near"]  # the agreement went over to Maru
    here = of_kind(compared, "only-record")
    assert len(here) == 7
    assert reasons(here["epiville", "maru"]) == []
    assert [str(reason) for reason in here["boisville", "yama"].reasons] == ["no item is known for yama"]


def test_doubtful_items_say_what_is_doubtful(compared: Comparison) -> None:
    found = {
        each.jp.item or each.fr.item: reasons(each) for each in compared.findings if each.kind == "suspicious"
    }
    assert found == {
        "Q9102": ["stated-twice"],
        "Q9205": ["gone"],
        "Q9206": ["no-code", "part"],
    }


def test_an_item_that_two_governments_bear_or_whose_code_is_another_is_doubtful(
    world: Snapshot, toy_data: Path
) -> None:
    path = with_items(toy_data) / "governments.csv"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("992046,jp-lgcode,", "992046,jp-lgcode,Q9202")
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    engine = EmbeddedEngine.from_nquads(build.dataset(toy_data, resources.ontology()).nquads)
    found = {
        each.jp.item: reasons(each) for each in comparison.compare(engine, world).findings if each.jp.item
    }
    assert "item-twice" in found["Q9202"]


def test_parties_without_an_item_are_named_with_the_one_of_their_code(compared: Comparison) -> None:
    found = {(fr or jp): each.wikidata for (fr, jp), each in of_kind(compared, "no-item").items()}
    assert found == {
        "boisville": "Q9102",
        "dunes-departement": "",
        "jouet-departement": "Q9106",
        "jouet-region": "",
        "maru-prefecture": "Q9209",
        "yama": "",
    }


# --- the commands


def test_commands_state_both_ways_with_dates_and_our_sources(engine: Engine, compared: Comparison) -> None:
    made = quickstatements.commands(engine, compared)
    rows = [line.split("\t") for line in made.text.splitlines()]
    assert rows
    assert {(row[2], row[0]) for row in rows} == {(row[0], row[2]) for row in rows}
    assert [row for row in rows if row[0] == "Q9101" and row[2] == "Q9202"] == [
        [
            "Q9101",
            "P190",
            "Q9202",
            "P580",
            "+1985-06-01T00:00:00Z/11",
            "S854",
            '"https://toy.example/toy-aubeville"',
            "S1476",
            'fr:"Nos villes jumelles"',
            "S577",
            "+2024-03-00T00:00:00Z/10",
            "S813",
            "+2026-01-02T00:00:00Z/11",
            "/* https://w3id.org/jumelage/id/agreement/aubeville-tsuki */",
        ]
    ]
    starts = {(row[0], row[2]): row[4] for row in rows if row[3] == "P580"}
    assert starts["Q9103", "Q9203"] == "+1990-05-00T00:00:00Z/10"
    assert ("Q9106", "Q9209") not in starts  # its day is uncertain
    assert any(row[0] == "Q9106" for row in rows)


def test_what_is_doubtful_or_no_twinning_is_left_to_a_person(engine: Engine, compared: Comparison) -> None:
    made = quickstatements.commands(engine, compared)
    assert "Q9102" not in made.text
    assert "toy-extract" not in made.text
    assert {"boisville-yama", "clairville-yama", "jouet-region-maru-prefecture"} <= set(made.left_out)


# --- links


@pytest.fixture(scope="module")
def linker(engine: Engine, world: Snapshot) -> Linker:
    return Linker(identities(engine, Record(engine)), world)


def test_certain_is_what_one_code_says_and_nothing_contradicts(linker: Linker) -> None:
    assert {id_: item.id for id_, item in linker.certain().items()} == {
        "boisville": "Q9102",
        "hoshi": "Q9205",
        "jouet-departement": "Q9106",
        "maru-prefecture": "Q9209",
        "sankaku-until-2005": "Q9211",
    }


@pytest.mark.parametrize(
    ("government", "expected"),
    [
        ("yama", [("Q9207", ["code", "code-twice"]), ("Q9208", ["code", "code-twice"])]),
        ("kumo", [("Q9212", ["code", "one-gone"])]),
        ("sora", [("Q9210", ["name", "type", "place"])]),
        ("dunes-departement", [("Q9108", ["name", "other-code", "one-gone"])]),
        ("jouet-region", []),
        ("shikaku", []),
    ],
)
def test_the_rest_is_proposed_with_reasons(
    linker: Linker, government: str, expected: list[tuple[str, list[str]]]
) -> None:
    found = linker.proposals()[government]
    assert [(each.item.id, [reason.name for reason in each.reasons]) for each in found] == expected
    assert not any(each.certain for each in found)
    assert all(0 <= each.score <= 100 for each in found)


def test_an_item_is_written_with_its_source_and_passes_the_check(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(resources.data(), tmp_path / "data"))
    before = (copy / "governments.csv").read_bytes()
    with pytest.raises(UsageError, match=r"sources\.csv"):
        proposals.link({"aida": "Q1"}, "nowhere", copy)
    assert proposals.link({"aida": "Q1", "nancy": "Q2"}, "wikidata-gexf-2022", copy) == 1
    lines = dict(zip(before.splitlines(), (copy / "governments.csv").read_bytes().splitlines(), strict=True))
    (changed,) = [new.decode().split(",") for old, new in lines.items() if old != new]
    assert (changed[0], changed[12], changed[21]) == ("aida", "Q1", "jpcity;wikidata-gexf-2022")


# --- the doors


@pytest.fixture
def run(engine: Engine, taken: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(api, "engine", lambda endpoint=None: engine)
    file = tmp_path / "wikidata.nt"
    file.write_bytes(taken)

    def go(*arguments: str) -> Result:
        return CliRunner().invoke(group, [*arguments, "--snapshot", str(file)], catch_exceptions=False)

    return go


def test_the_command_lists_the_same_rows_in_every_form_and_language(run) -> None:  # type: ignore[no-untyped-def]
    rows = json.loads(run("compare", "wikidata", "-f", "json").stdout)
    assert list(csv.DictReader(run("compare", "wikidata", "-f", "csv").stdout.splitlines())) == rows
    assert {row["kind"] for row in rows} == set(KINDS) - {"agreeing", "undated-record"}
    shown = {lang: run("compare", "wikidata", "--lang", lang) for lang in ("en", "fr", "ja")}
    assert "stated on one side alone" in shown["en"].stdout
    assert "indiqué d’un seul côté" in shown["fr"].stdout
    assert "片側の項目のみ" in shown["ja"].stdout
    assert "Pairs: Wikidata 6, the record 11, both 4." in shown["en"].stderr
    one = json.loads(run("compare", "wikidata", "-f", "json", "--show", "one-way").stdout)
    assert [(row["fr_item"], row["jp_government"], row["jp_name"]) for row in one] == [
        ("Q9101", "tsuki", "Tsuki")
    ]


def test_the_commands_go_to_a_file_by_its_suffix(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = run("compare", "wikidata", "-o", str(tmp_path / "missing.qs"))
    assert "Left out of the commands" in done.stderr
    assert "Q9101\tP190\tQ9202\t" in (tmp_path / "missing.qs").read_text(encoding="utf-8")


def test_link_lists_proposals_and_counts_them(run) -> None:  # type: ignore[no-untyped-def]
    done = run("link", "-f", "json")
    rows = json.loads(done.stdout)
    assert {row["government"] for row in rows if row["certain"]} >= {"boisville", "hoshi"}
    assert "5 governments have an item for certain" in done.stderr
    assert "公式コード20002" in run("link", "--lang", "ja").stdout


def test_wrong_options_are_refused_before_anything_is_asked(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError, match="--source"):
        run("link", "--write")
    with pytest.raises(UsageError, match="--snapshot"):
        CliRunner().invoke(group, ["link", "--renew"], catch_exceptions=False)
    with pytest.raises(UsageError, match="contact"):
        run("link", "--renew", "--contact", "a\nb")


def test_a_snapshot_is_asked_for_once(
    run,
    toy_server: str,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,  # type: ignore[no-untyped-def]
) -> None:
    file = str(tmp_path / "new.nt")
    asked = ["compare", "wikidata", "--server", toy_server, "--snapshot", file, "--pause", "0"]
    first = CliRunner().invoke(group, asked, catch_exceptions=False)
    assert "one request at a time" in first.stderr
    again = CliRunner().invoke(group, asked, catch_exceptions=False)
    assert "one request at a time" not in again.stderr
    assert again.stdout == first.stdout


def test_a_key_in_the_address_is_neither_told_nor_kept(
    toy_server: str,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(api, "engine", lambda endpoint=None: engine)
    address, file = f"{toy_server}?apikey=secret", tmp_path / "new.nt"
    asked = ["compare", "wikidata", "--server", address, "--snapshot", str(file), "--pause", "0"]
    done = CliRunner().invoke(group, asked, catch_exceptions=False)
    assert "Pairs: Wikidata 6" in done.stderr
    assert "secret" not in done.output + done.stderr + file.read_text(encoding="utf-8")


def test_python_compares_and_links_as_the_commands_do(  # type: ignore[no-untyped-def]
    run, engine: Engine, toy_server: str, tmp_path: Path
) -> None:
    graph, file = api.KnowledgeGraph(engine), tmp_path / "asked.nt"
    asked = graph.wikidata(file, server=toy_server, pause=0)
    assert graph.wikidata(file, server="http://127.0.0.1:9/") == asked  # from the file: nothing is asked
    rows = json.loads(run("compare", "wikidata", "-f", "json").stdout)
    listed = [each for each in graph.compare(asked).findings if each.kind != "agreeing"]
    assert [(each.kind, each.fr.item, each.jp.item) for each in listed] == [
        (row["kind"], row["fr_item"], row["jp_item"]) for row in rows
    ]
    proposed = graph.link(asked)
    sure = {id_ for id_, each in proposed.items() if each and each[0].certain}
    assert sure == {
        row["government"] for row in json.loads(run("link", "-f", "json").stdout) if row["certain"]
    }
    with pytest.raises(UsageError, match="--snapshot"):
        graph.wikidata(renew=True)


# --- the real extract


def real_world() -> bytes:
    """``pairs.csv`` as Wikidata holds such statements."""
    name = namespaces.expand
    lines: set[str] = set()

    def say(one: str, prop: str, value: str) -> None:
        lines.add(f"<{one}> <{prop}> {value} .")

    space = namespaces.WIKIDATA
    with (WORLDS / "pairs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fr, jp = (namespaces.wikidata(row[f"{side}_item"]) for side in ("fr", "jp"))
            prop = "P2586" if row["fr_level"] == "departement" else "P374"
            for item, side, code in ((fr, "fr", prop), (jp, "jp", "P429")):
                country = namespaces.wikidata(shape.COUNTRIES[side.upper()])
                say(item, f"{space['wdt']}P17", f"<{country}>")
                say(item, name("rdfs:label"), f'"{row[f"{side}_label"]}"@de')
                if row[f"{side}_code"]:
                    say(item, f"{space['wdt']}{code}", f'"{row[f"{side}_code"]}"')
            for one, other in ((fr, jp), (jp, fr))[: 1 if row["both"] == "no" else 2]:
                statement = f"{one}-{other.rpartition('/')[2]}"
                say(one, f"{space['p']}P190", f"<{statement}>")
                say(statement, f"{space['ps']}P190", f"<{other}>")
                say(statement, f"{space['wikibase']}rank", f"<{space['wikibase']}NormalRank>")
    return "\n".join(sorted(lines)).encode() + b"\n"


def test_the_real_extract_beside_the_record(
    real_engine: EmbeddedEngine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    served = server(real_world(), "application/n-triples", tmp_path_factory.mktemp("real"))
    address = next(served)
    world = snapshot.read(told(identities(real_engine, Record(real_engine)), address), "real")
    found = comparison.compare(real_engine, world)
    next(served, None)
    assert found.pairs["wikidata"] == 32
    assert found.pairs["both"] == 32
    assert len(of_kind(found, "one-way")) == 4
    assert of_kind(found, "only-wikidata") == {}
    suspicious = {
        each.jp.item or each.fr.item: reasons(each) for each in found.findings if each.kind == "suspicious"
    }
    assert suspicious == {}
    made = quickstatements.commands(real_engine, found)
    assert len({line.split("\t")[0] for line in made.text.splitlines()}) > 50
