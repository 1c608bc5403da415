"""Foreign clients ask the endpoint as they do in the field: curl, Comunica, OpenRefine; hundreds at once; slow ones."""

import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from jumelage_graph.namespaces import PREFIXES

pytestmark = pytest.mark.xdist_group("server")

COMUNICA = Path(__file__).parents[1] / "node_modules/@comunica/query-sparql-file/bin/query.js"


def wanted(program: bool, name: str) -> None:
    if not program:
        (pytest.fail if os.environ.get("JUMELAGE_REQUIRE_ALL") == "1" else pytest.skip)(f"{name} is missing")


# --- programs


def test_curl_asks_in_its_usual_ways(address: str) -> None:
    wanted(bool(shutil.which("curl")), "curl")
    query = "SELECT ?l { gov:nancy skos:prefLabel ?l FILTER(LANG(?l) = 'ja') }"
    ways = [
        ["--data-urlencode", f"query={query}"],
        ["-G", "--data-urlencode", f"query={query}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", query],
        ["-F", f"query={query}"],
    ]
    told = [_curl(*way, "-H", "Accept: text/csv", f"{address}sparql") for way in ways]
    assert [status for status, _ in told] == ["200", "200", "200", "415"]
    assert {text for status, text in told if status == "200"} == {"l\r\nナンシー市\r\n"}
    assert _curl("-L", "-H", "Accept: text/turtle", f"{address}id/government/nancy")[1].startswith("@prefix")
    assert _curl("-I", f"{address}query/partners?government=nancy")[0] == "200"
    assert _curl("--compressed", f"{address}query/agreements.csv")[1].startswith("agreement,")


def _curl(*options: str) -> tuple[str, str]:
    command = ["curl", "-s", "-w", "\n%{http_code}", *options]
    told = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    text, _, status = told.rpartition("\n")
    return status, text


@pytest.mark.parametrize("source", ["sparql@{}sparql", "{}sparql", "{}id/government/nancy"])
def test_comunica_finds_its_way(address: str, source: str) -> None:
    """By name, by the service description, and by the statements of one thing alone."""
    node = Path(sys.executable).parent / "node"
    wanted(COMUNICA.exists() and node.exists(), "Comunica")
    query = (
        f"SELECT ?l {{ <{PREFIXES['gov']}nancy> <{PREFIXES['skos']}prefLabel> ?l FILTER(LANG(?l) = 'ja') }}"
    )
    command = [
        str(node),
        str(COMUNICA),
        source.format(address),
        query,
        "-t",
        "application/sparql-results+json",
    ]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8").stdout
    rows = json.loads(told)["results"]["bindings"]
    assert [row["l"]["value"] for row in rows] == ["ナンシー市"]


# --- OpenRefine: the shapes of its requests, with a header of its HTTP client

REFINE = {"User-Agent": "OpenRefine/3.9.3", "Accept": "*/*"}


@pytest.fixture(scope="module")
def refine(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, timeout=60, headers=REFINE)


def _batch(refine: httpx.Client, queries: list[dict[str, object]]) -> list[list[dict[str, object]]]:
    batch = {f"q{number}": query for number, query in enumerate(queries)}
    reply = refine.post("/en/reconcile", data={"queries": json.dumps(batch)})
    assert reply.status_code == 200, reply.text
    return [reply.json()[f"q{number}"]["result"] for number in range(len(queries))]


def test_openrefine_adds_the_service_guesses_types_and_matches(refine: httpx.Client) -> None:
    manifest = refine.get("/en/reconcile").json()
    assert {"name", "identifierSpace", "schemaSpace", "view", "suggest", "extend"} <= set(manifest)
    assert "{{id}}" in manifest["view"]["url"]
    guessed = _batch(refine, [{"query": name, "limit": 3} for name in ("Nancy", "金沢市", "Tours")])
    kinds = Counter(kind["id"] for result in guessed for kind in result[0]["type"])  # type: ignore[attr-defined]
    assert kinds
    rows = [
        {"query": "Nancy", "type": kinds.most_common(1)[0][0], "type_strict": "should"},
        {
            "query": "Kanazawa",
            "properties": [{"pid": "country", "v": "JP"}],
            "type_strict": "should",
            "limit": 6,
        },
        {"query": "Kanazawa", "properties": [{"pid": "partners", "v": {"id": "nancy", "name": "Nancy"}}]},
    ]
    for result in _batch(refine, rows):
        assert result
        for candidate in result:
            assert {"id", "name", "type", "score", "match"} <= set(candidate)
            assert "/" not in str(candidate["id"])


def test_openrefine_suggests_as_one_types_and_shows_a_preview(refine: httpx.Client) -> None:
    typed = {"spell": "always", "exact": "false", "scoring": "schema", "prefixed": "true", "type": "commune"}
    suggested = refine.get("/en/reconcile").json()["suggest"]
    for kind, prefix in (("entity", "nanc"), ("type", "com"), ("property", "cou")):
        part = suggested[kind]
        place = part["service_url"] + part["service_path"]
        found = refine.get(place, params={"prefix": prefix, "type_strict": "any", **typed})
        assert {"id", "name"} <= set(found.json()["result"][0]), kind
        wrapped = refine.get(place, params={"prefix": prefix, "callback": "jQuery36_1", **typed})
        assert wrapped.text.startswith("/**/jQuery36_1(")
    preview = refine.get("/en/reconcile/preview", params={"id": "nancy"})
    assert "Nancy" in preview.text
    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    assert "x-frame-options" not in preview.headers


def test_openrefine_adds_columns_from_what_is_matched(refine: httpx.Client) -> None:
    proposed = refine.get(
        "/en/reconcile/properties", params={"type": "LocalGovernment", "limit": "50"}
    ).json()
    columns = [{"id": each["id"], "settings": {}} for each in proposed["properties"]]
    wanted = {"ids": ["nancy", "kanazawa"], "properties": columns}
    found = refine.post("/en/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert [each["id"] for each in found["meta"]] == [each["id"] for each in columns]
    for record in found["rows"].values():
        for values in record.values():
            assert all(set(value) & {"id", "str", "float", "int", "date", "bool"} for value in values)
    assert found["rows"]["kanazawa"]["label-ja"] == [{"str": "金沢市"}]


# --- many, and slow ones


def test_five_hundred_callers_at_once_are_answered_or_told_to_wait(address: str) -> None:
    async def all_at_once() -> Counter[int]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
            asked = (client.get("/query/partners", params={"government": "nancy"}) for _ in range(500))
            replies = await asyncio.gather(*asked)
        assert all(int(reply.headers["retry-after"]) for reply in replies if reply.status_code == 503)
        return Counter(reply.status_code for reply in replies)

    found = asyncio.run(all_at_once())
    assert found[200] > 50
    assert set(found) <= {200, 503}
    assert httpx.get(f"{address}health", timeout=30).json()["status"] == "ok"


def test_a_head_without_end_is_refused(address: str) -> None:
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=30) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
        told = b""
        with contextlib.suppress(OSError):  # the server hangs up
            for _ in range(64):
                line.sendall(b"a" * (1 << 20))
        with contextlib.suppress(OSError):
            told = line.recv(1000)
    assert not told or told.startswith(b"HTTP/1.1 400")
    assert httpx.get(f"{address}health", timeout=30).status_code == 200
