"""The server beyond the protocol: limits, a pool that replaces what ends, linked data, contract, foreign clients."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.client import HTTPConnection
from urllib.parse import unquote, urlsplit

import httpx
import pytest
import schemathesis
from hypothesis import Phase, given, settings
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from schemathesis.specs.openapi.checks import positive_data_acceptance
from SPARQLWrapper import CSV, JSON, POST, SPARQLWrapper
from starlette.testclient import TestClient

import serving
from examples import VALUES
from jumelage_graph import queries
from jumelage_graph.engines.bounded.child import Handle
from jumelage_graph.engines.bounded.jobs import Reply
from jumelage_graph.engines.bounded.limits import PUBLIC, Limits
from jumelage_graph.engines.bounded.worker import Worker
from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import BASE
from jumelage_graph.server.app import application
from jumelage_graph.server.cache import Cache
from jumelage_graph.server.clients import Budget
from jumelage_graph.server.pool import Pool
from jumelage_graph.server.protocol import RequestError
from jumelage_graph.server.running import taken
from jumelage_graph.server.service import Settings
from jumelage_graph.server.w3id import redirections

pytestmark = pytest.mark.xdist_group("server")

SMALL = "".join(f'<{BASE}id/thing/{n}> <x:p> "{n}" <{BASE}graph/record> .\n' for n in range(200)).encode()
LONG = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(5)) + " }"


@pytest.fixture(scope="module")
def client(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, timeout=30)


def served(**settings: object) -> TestClient:
    given = {"workers": 1, "limits": replace(PUBLIC, seconds=0.5), **settings}
    return TestClient(application(SMALL, Settings(**given)), base_url="http://here.example")  # type: ignore[arg-type]


# --- limits


def test_an_endless_query_is_ended_and_the_next_one_answered() -> None:
    with served() as client:
        reply = client.get("/sparql", params={"query": LONG})
        assert reply.status_code == 503
        assert "0.5 seconds" in reply.text
        assert client.get("/sparql", params={"query": "ASK { ?s ?p '7' }"}).json()["boolean"]


def test_what_waits_too_long_or_in_too_long_a_queue_is_sent_away() -> None:
    with served(queue=1, limits=replace(PUBLIC, seconds=3)) as client, ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(lambda _: client.get("/sparql", params={"query": LONG}), range(8)))
    busy = [reply for reply in replies if "Retry-After" in reply.headers]
    assert {reply.status_code for reply in replies} == {503}
    assert 0 < len(busy) < 8
    assert busy[0].headers["access-control-allow-origin"] == "*"


def test_an_answer_with_too_many_rows_is_an_error_and_never_cut() -> None:
    with served(limits=replace(PUBLIC, rows=199)) as client:
        for media in ("text/csv", "application/json", "application/sparql-results+xml"):
            reply = client.get(
                "/sparql", params={"query": "SELECT * { ?s ?p ?o }"}, headers={"Accept": media}
            )
            assert (reply.status_code, "200 rows" in reply.text) == (422, True)


def test_a_caller_who_asks_for_much_is_told_when_to_come_back() -> None:
    with served(budget=0.2) as client:
        assert client.get("/sparql", params={"query": LONG}).status_code == 503
        reply = client.get("/sparql", params={"query": "ASK {}"})
        assert reply.status_code == 429
        assert int(reply.headers["Retry-After"]) > 0
        assert client.get("/health").status_code == 200


def test_a_budget_fills_up_with_time() -> None:
    now = [0.0]
    budget = Budget(30, clock=lambda: now[0])
    budget.charge("a", 29)
    budget.check("a")
    budget.charge("a", 31)
    with pytest.raises(RequestError) as caught:
        budget.check("a")
    assert caught.value.headers["Retry-After"] == "60"
    budget.check("b")
    now[0] = 61.0
    budget.check("a")
    Budget(0).check("a")


def test_what_was_asked_before_is_answered_alike_for_each_reader() -> None:
    """The replies that are kept depend on address, host, media type, language, compression and what the caller has."""
    query = {"query": "SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 20"}
    readers = [
        {},
        {"Accept": "text/csv"},
        {"Accept": "text/csv", "Accept-Encoding": "identity"},
        {"Accept-Language": "ja"},
        {"Accept": "image/png"},
        {"If-None-Match": '"x"'},
    ]
    with served() as kept, served(cache=0) as fresh:
        for _ in range(3):
            for headers in readers:
                ours = kept.get("/sparql", params=query, headers=headers)
                theirs = fresh.get("/sparql", params=query, headers=headers)
                assert (ours.status_code, ours.content) == (theirs.status_code, theirs.content)
                assert dict(ours.headers) == dict(theirs.headers)
        tag = {"If-None-Match": kept.get("/sparql", params=query).headers["etag"]}
        assert kept.get("/sparql", params=query, headers=tag).status_code == 304
        assert kept.get("/sparql", params=query, headers={"If-None-Match": "*"}).status_code == 304
        where = [kept.get("/query", headers={"Host": host}).json() for host in ("a.example", "b.example") * 2]
        assert [each["queries"][0]["url"][:16] for each in where] == [
            "http://a.example",
            "http://b.example",
        ] * 2
        random = {"query": "SELECT (STRUUID() AS ?u) {}"}
        assert len({kept.get("/sparql", params=random).text for _ in range(3)}) == 3


def test_what_is_kept_stays_within_its_size() -> None:
    cache = Cache[str](800)
    for number in [*range(20), 0, 0, 0]:
        cache.put(number, "x", 100)
    assert [number for number in range(20) if cache.get(number)] == [0, *range(13, 20)]
    cache.put("large", "x", 101)
    assert cache.get("large") is None


def test_killed_processes_fail_their_requests_and_no_other(address: str) -> None:
    running = serving.start("--workers", "3", "--cache", "0")
    try:
        client = httpx.Client(base_url=running.address, timeout=60, limits=httpx.Limits(max_connections=6))
        query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER(CONTAINS(STR(?c), 'z')) }"
        with ThreadPoolExecutor(6) as threads:
            asked = [
                threads.submit(client.get, "/sparql", params={"query": f"{query} # {n}"}) for n in range(40)
            ]
            killed = 0
            while killed < 4 and not all(each.done() for each in asked):
                children = subprocess.run(
                    ["ps", "-o", "pid=", "--ppid", str(running.process.pid)], capture_output=True, text=True
                ).stdout.split()
                if len(children) == 3:
                    os.kill(int(children[killed % 3]), signal.SIGKILL)
                    killed += 1
                    time.sleep(0.05)
        outcomes = Counter(each.result().status_code for each in asked)
        assert outcomes[200] == 40 - outcomes[500]
        assert outcomes[500] <= killed
        while client.get("/health").json()["workers"] < 3:
            pass
    finally:
        code, _ = running.stop()
    assert code == 0


def copied(pages: bytearray) -> Callable[[int], Reply]:
    """What answers a number by writing so many of these pages."""

    def answer(count: int) -> Reply:
        for place in range(0, count * 4096, 4096):
            pages[place] = 1
        return Reply(body=b"%d" % os.getpid())

    return answer


async def replaced(pool: Pool, pids: list[int]) -> None:
    """Wait until the processes of a pool are as many others."""
    async with asyncio.timeout(60):
        while len(pool.pids()) != len(pids) or set(pool.pids()) & set(pids):
            await asyncio.sleep(0)


def test_a_process_that_ends_while_it_has_nothing_to_do_is_replaced_before_anybody_asks() -> None:
    async def run() -> None:
        pool = Pool(copied(bytearray()), PUBLIC, 1, 1)
        await pool.start()
        before = pool.pids()
        os.kill(before[0], signal.SIGKILL)
        await replaced(pool, before)
        assert (await pool.ask(0)).body == b"%d" % pool.pids()[0]
        pool.stop()

    asyncio.run(run())


def test_a_process_that_has_copied_much_memory_answers_and_is_replaced() -> None:
    async def run() -> None:
        pool = Pool(copied(bytearray(64 << 20)), PUBLIC, 1, 1)
        await pool.start()
        first = pool.pids()
        assert [(await pool.ask(10)).body for _ in range(5)] == [b"%d" % first[0]] * 5
        assert (await pool.ask(16_000)).body == b"%d" % first[0]
        await replaced(pool, first)
        assert (await pool.ask(10)).body == b"%d" % pool.pids()[0]
        pool.stop()

    asyncio.run(run())


def test_a_task_that_takes_long_gives_way_and_its_process_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jumelage_graph.server.pool._LONG", 0)

    usual = os.getpriority(os.PRIO_PROCESS, 0)

    def answer(_: int) -> Reply:
        while (now := os.getpriority(os.PRIO_PROCESS, 0)) == usual:
            pass
        return Reply(body=b"%d" % (now - usual))

    async def run() -> None:
        pool = Pool(answer, PUBLIC, 1, 1)
        await pool.start()
        before = pool.pids()
        assert int((await pool.ask(0)).body) > 0
        await replaced(pool, before)
        pool.stop()

    asyncio.run(run())


def test_a_process_that_cannot_be_forked_is_forked_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jumelage_graph.server.pool._AGAIN", 0)
    failing = [OSError, OSError]

    def worker(handle: Handle, limits: Limits) -> Worker:
        if failing:
            raise failing.pop()
        return Worker(handle, limits)

    async def run() -> None:
        pool = Pool(copied(bytearray()), PUBLIC, 1, 1)
        await pool.start()
        monkeypatch.setattr("jumelage_graph.server.pool.Worker", worker)
        before = pool.pids()
        os.kill(before[0], signal.SIGKILL)
        await replaced(pool, before)
        assert (await pool.ask(0)).body
        pool.stop()

    asyncio.run(run())
    assert not failing


HOSTILE = [
    ("sparql", {"query": LONG}),
    ("sparql", {"query": "SELECT * {"}),
    ("sparql", {"query": "SELECT * { ?s ?p ?o }"}),
    ("sparql", {"query": "{" * 5000}),
    ("sparql", {"query": "ASK {}", "default-graph-uri": "x:y"}),
    ("query/partners", {"government": "x" * 3000}),
    ("query/../../etc/passwd", {"lang": "\0"}),
]


def test_many_requests_one_in_twenty_hostile_leave_the_memory_of_the_server_as_it_was() -> None:
    running = serving.start("--workers", "2", "--seconds", "0.3")
    sizes = []
    try:
        with httpx.Client(base_url=running.address, timeout=60) as client:
            for number in range(400):
                good = client.get(
                    "/query/partners", params={"government": "nancy", "lang": "enfrja"[number % 3 * 2 :][:2]}
                )
                assert good.status_code == 200
                if number % 20 == 0:
                    path, asked = HOSTILE[number // 20 % len(HOSTILE)]
                    assert 400 <= client.get(path, params=asked).status_code < 600
                if number % 100 == 99:
                    told = ["ps", "-o", "rss=", "-p", str(running.process.pid)]
                    sizes.append(int(subprocess.run(told, capture_output=True, text=True, check=True).stdout))
    finally:
        code, _ = running.stop()
    assert code == 0
    assert max(sizes) < 1.1 * sizes[0]


def test_random_values_differ_from_process_to_process() -> None:
    with served(workers=4) as client, ThreadPoolExecutor(4) as threads:
        ask = {"query": "SELECT (STRUUID() AS ?u) { ?a ?b ?c . ?d ?e ?f FILTER(?c = ?f) } LIMIT 1"}
        replies = list(threads.map(lambda _: client.get("/sparql", params=ask).text, range(24)))
    assert len(set(replies)) == 24


# --- the process


def test_a_port_that_is_taken_is_told_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run([*serving.COMMAND, "--port", str(port)], capture_output=True, text=True)
    assert done.returncode == 2
    assert f"Port {port} of 127.0.0.1 cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["203.0.113.7", "::1%none"])
def test_an_address_of_another_computer_is_told_in_a_sentence_that_names_no_other_port(host: str) -> None:
    with pytest.raises(UsageError, match=f"{host} is no address of this computer") as caught:
        taken(host, 0)
    assert "--port" not in str(caught.value)


def test_a_stop_lets_running_requests_end_and_every_request_is_noted() -> None:
    server = serving.start("--workers", "1", "--seconds", "2")
    found = server.address
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(httpx.get, f"{found}sparql", params={"query": LONG}, timeout=60)
        while httpx.get(f"{found}query").status_code != 200 or running.done():
            pass
        time.sleep(0.5)
        code, noted = server.stop()
        assert running.result().status_code == 503
    assert code == 0
    entries = [json.loads(line) for line in noted.splitlines() if line.startswith("{")]
    assert {"path", "status", "ms", "bytes", "method", "time"} <= set(entries[-1])
    assert ("/sparql", 503) in [(entry["path"], entry["status"]) for entry in entries]
    assert "COUNT" not in noted


# --- linked data

THINGS = [
    "id/government/nancy",
    "id/agreement/nancy-kanazawa",
    "id/agreement/nancy-kanazawa/act/signature-1",
    "def",
    "def/Agreement",
    "concept",
    "concept/twinning",
    "dataset",
    "graph/record",
]


@pytest.mark.parametrize("path", THINGS)
@pytest.mark.parametrize(
    ("accept", "suffix", "media", "parser"),
    [
        ("text/turtle", "ttl", "text/turtle; charset=utf-8", "turtle"),
        ("application/ld+json", "jsonld", "application/ld+json", "json-ld"),
        ("application/n-triples", "nt", "application/n-triples", "nt"),
        ("application/rdf+xml", "rdf", "application/rdf+xml", "xml"),
        ("*/*", "ttl", "text/turtle; charset=utf-8", "turtle"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html", "text/html; charset=utf-8", ""),
    ],
)
def test_each_iri_leads_to_what_is_told_of_it(
    client: httpx.Client, address: str, path: str, accept: str, suffix: str, media: str, parser: str
) -> None:
    first = client.get(f"/{path}", headers={"Accept": accept})
    assert (first.status_code, first.headers["location"]) == (303, f"{address}{path}.{suffix}")
    assert first.headers["vary"] == "Accept"
    reply = client.get(first.headers["location"])
    assert (reply.status_code, reply.headers["content-type"]) == (200, media)
    assert f'<{BASE}{path}>; rel="describes"' in reply.headers["link"]
    if parser:
        graph = Graph().parse(data=reply.content, format=parser)
        assert path == "concept" or (URIRef(BASE + path), None, None) in graph
        assert len(graph) > 2
    else:
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert f"<p>{BASE}{path}</p>" in reply.text


def test_what_is_not_known_is_not_found_in_every_form(client: httpx.Client) -> None:
    for path in (
        "id/government/nowhere",
        "id/government/nowhere.ttl",
        "id/government/nancy.exe",
        "def/Nothing",
        "%00",
        "a%22b",
    ):
        for accept in ("text/turtle", "text/html", "application/json", "*/*"):
            reply = client.get(f"/{path}", headers={"Accept": accept})
            assert reply.status_code == 404, path
            assert "<script" not in reply.text
    assert client.get("/id/government/nancy", headers={"Accept": "image/png"}).status_code == 406


def redirected(rules: str, path: str) -> tuple[int, str]:
    """Where Apache's mod_rewrite sends a path: the first rule whose pattern it matches."""
    for pattern, target, flags in re.findall(r"^RewriteRule (\S+) (\S+) \[(\S+)\]$", rules, re.MULTILINE):
        if found := re.search(pattern, path):
            status = re.search(r"R=(\d+)", flags)
            assert status
            return int(status[1]), re.sub(r"\$(\d)", lambda number: found[int(number[1])], target)
    raise AssertionError(path)


@pytest.mark.parametrize("path", [*THINGS, "", "def/0.1.0", "shape/", "context.jsonld"])
def test_w3id_leads_every_iri_to_the_server(client: httpx.Client, address: str, path: str) -> None:
    status, place = redirected(redirections(address), path)
    assert status == (303 if path else 302)
    reply = client.get(place, follow_redirects=True)
    assert reply.status_code == 200
    assert BASE in reply.text or not path


@pytest.mark.parametrize(
    "address", ["", "data.example.org/", "https://data.example.org/ [R,L]", "https://x.example/a b/"]
)
def test_w3id_is_led_to_addresses_only(address: str) -> None:
    with pytest.raises(UsageError, match="--address"):
        redirections(address)


@pytest.mark.parametrize("path", ["shape/", "shapes.ttl", "ontology.ttl", "concepts.ttl"])
def test_the_ontology_s_documents_are_served(client: httpx.Client, path: str) -> None:
    reply = client.get(f"/{path}")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert len(Graph().parse(data=reply.content, format="turtle")) > 50


@pytest.mark.parametrize("lang", ["en", "fr", "ja"])
def test_pages_speak_the_language_of_the_reader(client: httpx.Client, lang: str) -> None:
    page = client.get("/id/government/kanazawa.html", headers={"Accept-Language": lang})
    title = {"en": "Kanazawa", "fr": "Kanazawa", "ja": "金沢市"}[lang]
    assert f'<html lang="{lang}">' in page.text
    assert f"<h1>{title}</h1>" in page.text
    assert client.get(f"/?lang={lang}").status_code == 200


# --- reconciliation


def test_the_manifest_leads_to_every_part(client: httpx.Client) -> None:
    for lang in ("en", "fr", "ja"):
        found = client.get(f"/{lang}/reconcile").json()
        assert found["versions"] == ["0.1", "0.2"]
        assert isinstance(found["defaultTypes"], list)
        assert (
            client.get(found["view"]["url"].replace("{{id}}", "nancy"), follow_redirects=True).status_code
            == 200
        )
        assert client.get(found["preview"]["url"].replace("{{id}}", "nancy")).status_code == 200
        for part in found["suggest"].values():
            listed = client.get(part["service_url"] + part["service_path"], params={"prefix": "c"}).json()[
                "result"
            ]
            assert {"id", "name"} <= set(listed[0])
        proposed = found["extend"]["propose_properties"]
        assert client.get(proposed["service_url"] + proposed["service_path"]).json()["properties"]
    assert client.get("/de/reconcile").status_code == 404


ROWS = [
    ({"query": "Nancy"}, "nancy", True),
    ({"query": "金沢市"}, "kanazawa", True),
    ({"query": "Kanazawa-shi"}, "kanazawa", True),
    ({"query": "54395"}, "nancy", True),
    ({"query": "whatever", "properties": [{"pid": "insee", "v": "54395"}]}, "nancy", True),
    ({"query": "Kyoto", "type": "prefecture"}, "kyoto-prefecture", None),
    (
        {
            "query": "Tours",
            "properties": [{"pid": "country", "v": "FR"}, {"pid": "point", "v": "47.39,0.69"}],
        },
        "tours",
        True,
    ),
    ({"query": "Nancy", "properties": [{"pid": "country", "v": {"id": "JP"}}]}, None, None),
    ({"query": "no such place at all"}, None, None),
]


def test_rows_are_matched_with_a_clear_lead_only(client: httpx.Client) -> None:
    batch = {str(number): query for number, (query, _, _) in enumerate(ROWS)}
    for send in (
        client.post("/en/reconcile", data={"queries": json.dumps(batch)}),
        client.get("/en/reconcile", params={"queries": json.dumps(batch)}),
    ):
        found = send.json()
        for number, (query, expected, match) in enumerate(ROWS):
            result = found[str(number)]["result"]
            assert (result[0]["id"] if result else None) == expected, query
            assert sum(candidate["match"] for candidate in result) <= 1
            assert match is None or result[0]["match"] is match, query


def test_tables_are_extended(client: httpx.Client) -> None:
    columns = ["label-ja", "partners", "population", "latitude", "wikidata"]
    wanted = {
        "ids": ["nancy", f"{BASE}id/government/kanazawa", "none"],
        "properties": [{"id": name} for name in columns],
    }
    found = client.post("/ja/reconcile", data={"extend": json.dumps(wanted)}).json()
    rows = found["rows"]
    assert [each["id"] for each in found["meta"]] == columns
    assert rows["nancy"]["label-ja"] == [{"str": "ナンシー市"}] or rows["nancy"]["label-ja"] == [
        {"str": "ナンシー"}
    ]
    assert {"id": "kanazawa", "name": "金沢市"} in rows["nancy"]["partners"]
    assert isinstance(rows["nancy"]["population"][0]["int"], int)
    assert rows[f"{BASE}id/government/kanazawa"]["latitude"][0]["float"] == pytest.approx(36.56, abs=0.2)
    assert rows["none"]["label-ja"] == []


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"queries": "{"}, 400),
        ({"queries": "[1]"}, 400),
        ({"queries": '{"a": {"query": 1}}'}, 400),
        ({"queries": '{"a": {"query": "x", "properties": ["y"]}}'}, 400),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(201)})}, 400),
        ({"queries": "[" * 100_000}, 400),
        ({"extend": '{"ids": "x"}'}, 400),
        ({"extend": '{"ids": [], "properties": [{"id": "secret"}]}'}, 400),
        ({"callback": "alert(1)//"}, 400),
        ({"queries": '{"a": {"query": "' + "x" * (1 << 20) + '"}}'}, 413),
    ],
)
def test_malformed_batches_are_refused_in_json(
    client: httpx.Client, data: dict[str, str], status: int
) -> None:
    reply = client.post("/en/reconcile", data=data, headers={"Accept": "application/json"})
    assert (reply.status_code, reply.json()["status"]) == (status, status)


def test_a_callback_wraps_the_answer(client: httpx.Client) -> None:
    reply = client.get("/en/reconcile", params={"callback": "jQuery1.done"})
    assert reply.text.startswith("/**/jQuery1.done({")
    assert reply.headers["content-type"].startswith("text/javascript")


# --- the contract of the named queries


def test_the_contract_names_every_query_with_its_parameters(client: httpx.Client) -> None:
    found = client.get("/openapi.json").json()
    assert len(found["paths"]) == len(queries.catalogue())
    government = found["paths"]["/query/partners"]["get"]["parameters"][0]
    assert government["name"] == "government"
    assert isinstance(government["description"], str)


@pytest.mark.parametrize("name", sorted(queries.catalogue()))
def test_each_named_query_answers_at_its_address(client: httpx.Client, name: str) -> None:
    query = queries.catalogue()[name]
    values = {p.name: VALUES.get(p.name, p.default) for p in query.parameters if p.required}
    reply = client.get(f"/query/{name}", params=values)
    assert reply.status_code == 200, reply.text
    assert reply.json()["head"]["vars"]


@pytest.mark.parametrize(
    "name", ["partners", "agreements", "in-force", "find", "anniversaries", "goals-by-edition"]
)
def test_the_server_keeps_its_contract(address: str, name: str) -> None:
    """What a schema tester makes up from the contract is answered as the contract says."""
    operation = schemathesis.openapi.from_url(f"{address}openapi.json")[f"/query/{name}"]["GET"]
    made = []

    @settings(max_examples=15, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    @given(case=operation.as_strategy())
    def keeps(case: schemathesis.Case) -> None:
        made.append(case)
        # A contract cannot list all names of things: one that is not known is refused although it is a text.
        case.call_and_validate(
            headers={"Accept": "application/json"}, excluded_checks=[positive_data_acceptance]
        )

    keeps()
    assert made


# --- what the reader should know of an answer

NOTED = [
    ("query/partners", {"government": "Kyoto"}, "en", ["may also mean kyoto-prefecture"]),
    ("query/in-force", {"date": "1950-01-01"}, "fr", ["premier accord de ces données date du 15 juin 1958"]),
    ("query/partners", {"government": "nancy"}, "en", []),
    ("query/partners", {"government": "nowhere"}, "en", None),
    ("sparql", {"query": "SELECT * { ?a jg:partnerof ?b }"}, "ja", ["jg:partnerOf"]),
    ("sparql", {"query": "SELECT * { ?a jg:partnerOf ?b } LIMIT 1"}, "ja", []),
    (
        "sparql",
        {"query": "SELECT (SUM(?n) AS ?all) { ?a jg:partnerOf ?b OPTIONAL { ?a jg:population ?n } }"},
        "en",
        ["SUM"],
    ),
]


@pytest.mark.parametrize(("path", "asked", "lang", "expected"), NOTED)
def test_notes_come_with_the_answer(
    client: httpx.Client, path: str, asked: dict[str, str], lang: str, expected: list[str] | None
) -> None:
    for _ in range(2):  # the second one comes from the cache
        reply = client.get(f"/{path}", params=asked, headers={"Accept-Language": lang})
        notes = [unquote(each) for each in re.findall(r'%"([^"]*)"', reply.headers.get("jumelage-notes", ""))]
        assert reply.status_code == (400 if expected is None else 200), reply.text
        assert len(notes) == len(expected or ())
        for note, wanted in zip(notes, expected or (), strict=True):
            assert re.search(wanted, note), note
    assert "Jumelage-Notes" in reply.headers["access-control-expose-headers"]


# --- foreign clients


def test_sparqlwrapper_asks_with_its_own_words(address: str) -> None:
    wrapper = SPARQLWrapper(f"{address}sparql")
    for method in ("GET", POST):
        wrapper.setMethod(method)
        wrapper.setQuery("SELECT ?l { gov:nancy skos:prefLabel ?l } ORDER BY ?l")
        wrapper.setReturnFormat(JSON)
        assert len(wrapper.query().convert()["results"]["bindings"]) > 2
        wrapper.setReturnFormat(CSV)
        assert wrapper.query().convert().startswith(b"l\r\n")
    wrapper.setQuery("CONSTRUCT WHERE { gov:nancy ?p ?o }")
    wrapper.setReturnFormat("turtle")
    assert b"@prefix" in wrapper.query().convert()


def test_rdflib_asks_through_its_store(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}sparql"))
    rows = list(graph.query("SELECT ?l { gov:kanazawa skos:prefLabel ?l FILTER(LANG(?l) = 'ja') }"))
    assert [str(row[0]) for row in rows] == ["金沢市"]
    from rdflib import Dataset

    dataset = Dataset(SPARQLStore(f"{address}sparql"))
    assert len(list(dataset.query("SELECT ?l { gov:kanazawa skos:prefLabel ?l }"))) > 2


def test_a_request_is_answered_as_curl_writes_it(address: str) -> None:
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port)) as line:
        body = b"query=ASK+%7B%3Fa+%3Fb+%3Fc%7D"
        line.sendall(
            b'POST /sparql HTTP/1.1\r\nHost: evil"><script>.example\r\nUser-Agent: curl/8\r\nAccept: */*\r\n'
            b"Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
            b"Content-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body
        )
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.endswith(b'"boolean":true}')


@pytest.mark.parametrize("host", ['evil"><script>.example', "a b", "x/y?", "", "[::1", "a" * 2000 + "/"])
def test_a_host_that_is_none_is_written_nowhere(address: str, host: str) -> None:
    for path in (
        "sparql",
        "id/government/nancy",
        "id/government/nancy.ttl",
        "en/reconcile",
        "query",
        "openapi.json",
    ):
        reply = httpx.get(address + path, headers={"Host": host}, timeout=30)
        assert reply.status_code in (200, 303), (path, reply.text)
        told = reply.text + reply.headers.get("location", "") + reply.headers.get("link", "")
        assert address.rstrip("/") in told
        assert "<script" not in told


def test_callers_who_hang_up_or_dawdle_leave_the_server_as_it_was(address: str) -> None:
    place = urlsplit(address)
    lines = [socket.create_connection((place.hostname, place.port)) for _ in range(40)]
    for number, line in enumerate(lines):
        line.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n" + b"\r\n" * (number % 2))
    assert httpx.get(f"{address}health").json()["status"] == "ok"
    for line in lines:
        line.close()
    with ThreadPoolExecutor(20) as threads:
        asked = [threads.submit(_ask, place.hostname or "", place.port or 0, n) for n in range(200)]
        assert {each.result() for each in asked} == {200}


def _ask(host: str, port: int, number: int) -> int:
    connection = HTTPConnection(host, port, timeout=60)
    connection.request("GET", f"/query/partners.csv?government=nancy&lang={('en', 'fr', 'ja')[number % 3]}")
    return connection.getresponse().status
