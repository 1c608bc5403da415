"""The SPARQL 1.1 Protocol and Service Description, replayed over HTTP on the running server.

Written from the specifications: SPARQL 1.1 Protocol (2013), section 2; SPARQL 1.1 Service Description (2013).
"""

import gzip
import json
from urllib.parse import quote

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from jumelage_graph.namespaces import CLAIMS, RECORD, VOCABULARY
from jumelage_graph.server.negotiation import GRAPHS, TABLES, best, language, takes_gzip

pytestmark = pytest.mark.xdist_group("server")

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
ASK, SELECT = "ASK { ?a a jg:Agreement }", "SELECT ?a { ?a a jg:Agreement } LIMIT 2"
CONSTRUCT = "CONSTRUCT WHERE { gov:nancy jg:country ?c }"
LABEL = "ASK { gov:nancy skos:prefLabel ?l }"
LABEL_NAMED = "ASK { GRAPH ?g { gov:nancy skos:prefLabel ?l } }"


def graphs(*, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> str:
    pairs = [("default-graph-uri", graph) for graph in default] + [
        ("named-graph-uri", graph) for graph in named
    ]
    return "".join(f"&{name}={quote(graph, safe='')}" for name, graph in pairs)


@pytest.fixture(scope="module")
def client(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, timeout=30)


def ask(client: httpx.Client, method: str, query: str, dataset: str = "", accept: str = "") -> httpx.Response:
    headers = {"Accept": accept} if accept else {}
    if method == "GET":
        return client.get(f"/sparql?query={quote(query)}{dataset}", headers=headers)
    if method == "POST form":
        return client.post(
            "/sparql", content=f"query={quote(query)}{dataset}", headers={**headers, "Content-Type": FORM}
        )
    return client.post(
        f"/sparql?{dataset[1:]}", content=query.encode(), headers={**headers, "Content-Type": DIRECT}
    )


METHODS = ["GET", "POST form", "POST direct"]


@pytest.mark.parametrize("method", METHODS)
def test_a_query_is_answered(client: httpx.Client, method: str) -> None:
    reply = ask(client, method, ASK)
    assert (reply.status_code, reply.json()["boolean"]) == (200, True)
    assert reply.headers["content-type"] == "application/sparql-results+json"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("query", "dataset", "expected"),
    [
        (LABEL, graphs(default=(RECORD,)), True),
        (LABEL, graphs(default=(CLAIMS,)), False),
        (LABEL, graphs(default=(CLAIMS, RECORD)), True),
        (LABEL, graphs(named=(RECORD,)), False),
        (LABEL_NAMED, graphs(named=(RECORD,)), True),
        (LABEL_NAMED, graphs(default=(RECORD,)), False),
        (LABEL_NAMED, graphs(default=(RECORD,), named=(CLAIMS, VOCABULARY)), False),
        (LABEL_NAMED, graphs(named=(CLAIMS, RECORD)), True),
        (LABEL.replace("ASK", "ASK FROM graph:claims"), graphs(default=(RECORD,)), True),
        (LABEL, "&default-graph-uri=urn:x-rdflib:default", True),
    ],
)
def test_the_dataset_of_the_request_goes_before_that_of_the_query(
    client: httpx.Client, method: str, query: str, dataset: str, expected: bool
) -> None:
    assert ask(client, method, query, dataset).json()["boolean"] is expected


@pytest.mark.parametrize(
    ("query", "accept", "media", "begins"),
    [
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8", b"a\r\n"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", b"?a\n"),
        (SELECT, "application/json", "application/json", b'{"head"'),
        (SELECT, "text/html, */*;q=0.1", "application/sparql-results+json", b'{"head"'),
        (SELECT, "text/csv;q=0.2, application/sparql-results+xml;q=0.8", "application/sparql-results+xml", b"<?xml"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        (CONSTRUCT, "", "text/turtle; charset=utf-8", b"@prefix"),
        (CONSTRUCT, "application/n-triples", "application/n-triples", b"<https://"),
        (CONSTRUCT, "application/n-quads", "application/n-quads", b"<https://"),
        (CONSTRUCT, "application/trig", "application/trig", b"@prefix"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml", b"<?xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json", b"["),
        ("DESCRIBE gov:nancy", "text/turtle", "text/turtle; charset=utf-8", b"@prefix"),
    ],
)  # fmt: skip
def test_the_media_type_is_the_one_that_is_liked_best(
    client: httpx.Client, query: str, accept: str, media: str, begins: bytes
) -> None:
    reply = ask(client, "GET", query, accept=accept)
    assert (reply.status_code, reply.headers["content-type"]) == (200, media)
    assert reply.content.startswith(begins)
    assert "Accept" in reply.headers["vary"]


@pytest.mark.parametrize(
    ("method", "url", "content_type", "body", "status"),
    [
        ("PUT", f"/sparql?query={quote(ASK)}", None, b"", 405),
        ("DELETE", f"/sparql?query={quote(ASK)}", None, b"", 405),
        ("GET", f"/sparql?query={quote(ASK)}&query={quote(ASK)}", None, b"", 400),
        ("GET", "/sparql?query=", None, b"", 400),
        ("GET", f"/sparql?default-graph-uri={quote(RECORD)}", None, b"", 400),
        ("GET", f"/sparql?query={quote(ASK)}&default-graph-uri=http://example.org/none", None, b"", 400),
        ("POST", "/sparql", FORM, f"query={quote(ASK)}&query={quote(ASK)}".encode(), 400),
        ("POST", "/sparql", FORM, b"", 400),
        ("POST", f"/sparql?query={quote(ASK)}", DIRECT, ASK.encode(), 400),
        ("POST", "/sparql", "text/plain", ASK.encode(), 415),
        ("POST", "/sparql", "application/sparql-update", b"CLEAR ALL", 415),
        ("POST", "/sparql", "", f"query={quote(ASK)}".encode(), 415),
        ("POST", "/sparql", f"{DIRECT}; charset=klingon", ASK.encode(), 415),
        ("POST", "/sparql", DIRECT, "ASK { ?a rdfs:label 'é' }".encode("latin-1"), 400),
        ("POST", "/sparql", FORM, b"query=ASK%20%7B%20%3Fa%20%3Fb%20%22%E9%22%20%7D", 400),
        ("GET", f"/sparql?query={quote('ASK {')}", None, b"", 400),
        ("GET", f"/sparql?update={quote('CLEAR ALL')}", None, b"", 400),
        ("POST", "/sparql", FORM, b"update=CLEAR%20ALL", 400),
        ("POST", "/sparql", DIRECT, b"INSERT DATA { <x:a> <x:b> 1 }", 400),
        ("POST", "/sparql", DIRECT, b"ASK { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", 400),
        ("POST", "/sparql", DIRECT, b"ASK {" + b"{" * 90 + b"}" * 91, 400),
        ("POST", "/sparql", DIRECT, b"ASK { ?a ?b '" + b"x" * 100_000 + b"' }", 413),
        ("POST", "/sparql", DIRECT, b"x" * (1 << 20) + b"x", 413),
        ("POST", "/sparql", DIRECT, b"SELECT * { ?a ?b ?c }", 422),
        ("GET", "/nothing/here", None, b"", 404),
        ("GET", "/query/nothing", None, b"", 404),
        ("GET", "/query/partners?goverment=nancy", None, b"", 400),
        ("GET", "/query/partners?government=nancy&government=tours", None, b"", 400),
        ("GET", "/query/partners.png", None, b"", 406),
        ("POST", "/query/partners", None, b"", 405),
    ],
)  # fmt: skip
def test_a_wrong_request_is_told_what_is_wrong(
    client: httpx.Client, method: str, url: str, content_type: str | None, body: bytes, status: int
) -> None:
    headers = {"Origin": "http://elsewhere.example"}
    if content_type is not None:
        headers["Content-Type"] = content_type
    reply = client.request(method, url, content=body, headers=headers)
    assert reply.status_code == status, reply.text
    assert 10 < len(reply.text) < 2000
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "Traceback" not in reply.text


def test_nothing_that_is_there_is_acceptable(client: httpx.Client) -> None:
    for query, accept in [(ASK, "image/png"), (CONSTRUCT, "text/csv"), (SELECT, "text/turtle")]:
        reply = ask(client, "GET", query, accept=accept)
        assert (reply.status_code, "media types" in reply.text) == (406, True)


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "la requête"), ("ja, en;q=0.5", "クエリ"), ("de", "the query")]
)
def test_errors_speak_the_language_of_the_reader(client: httpx.Client, lang: str, words: str) -> None:
    headers = {"Accept-Language": lang, "Accept": "application/problem+json, application/*;q=0.5"}
    reply = client.get("/sparql?query=ASK%20%7B", headers=headers)
    assert reply.headers["content-type"] == "application/problem+json"
    assert words in reply.json()["detail"]


# --- caching, compression, other sites


def test_what_the_caller_has_is_not_sent_again(client: httpx.Client) -> None:
    first = ask(client, "GET", SELECT, accept="text/csv")
    tag = first.headers["etag"]
    again = client.get(first.url, headers={"Accept": "text/csv", "If-None-Match": f'W/"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = client.get(first.url, headers={"Accept": "application/json", "If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["etag"] != tag


def test_what_changes_each_time_is_not_kept(client: httpx.Client) -> None:
    reply = ask(client, "GET", "SELECT (RAND() AS ?r) {}")
    assert reply.headers["cache-control"] == "no-store"
    assert "etag" not in reply.headers
    assert ask(client, "GET", "SELECT (RAND() AS ?r) {}").json() != reply.json()


@pytest.mark.parametrize(("accepted", "expected"), [("gzip", "gzip"), ("gzip;q=0", None), ("identity", None)])
def test_a_long_answer_is_compressed_where_that_is_taken(
    address: str, accepted: str, expected: str | None
) -> None:
    url = f"{address}query/agreements.csv"
    with httpx.Client() as client, client.stream("GET", url, headers={"Accept-Encoding": accepted}) as reply:
        sent = b"".join(reply.iter_raw())
        assert reply.headers.get("content-encoding") == expected
        assert "Accept-Encoding" in reply.headers["vary"]
        tag = reply.headers["etag"]
    plain = gzip.decompress(sent) if expected else sent
    assert plain == httpx.get(url).content
    assert tag.endswith('-gzip"') == bool(expected)
    assert httpx.get(url, headers={"If-None-Match": tag}).status_code == 304


def test_other_sites_may_ask(client: httpx.Client) -> None:
    reply = client.options(
        "/sparql",
        headers={"Origin": "http://x.example", "Access-Control-Request-Method": "POST"},
    )
    assert reply.status_code == 204
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in reply.headers


def test_head_is_get_without_its_body(client: httpx.Client) -> None:
    got, head = client.get("/query/totals.csv"), client.head("/query/totals.csv")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]


# --- what the service says of itself

SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize(
    ("accept", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
        ("", "turtle"),
    ],
)
@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
def test_the_service_is_described(
    client: httpx.Client, address: str, path: str, accept: str, parser: str
) -> None:
    reply = client.get(path, headers={"Accept": accept} if accept else {})
    graph = Graph().parse(data=reply.content, format=parser)
    endpoint = URIRef(f"{address}sparql")
    (service,) = graph.subjects(RDF.type, URIRef(f"{SD}Service"))
    assert service == endpoint
    assert list(graph.objects(service, URIRef(f"{SD}endpoint"))) == [endpoint]
    assert URIRef(f"{SD}SPARQL11Query") in graph.objects(service, URIRef(f"{SD}supportedLanguage"))
    assert len(list(graph.objects(service, URIRef(f"{SD}resultFormat")))) == 10
    (held,) = graph.objects(service, URIRef(f"{SD}defaultDataset"))
    named = {
        graph.value(node, URIRef(f"{SD}name")) for node in graph.objects(held, URIRef(f"{SD}namedGraph"))
    }
    assert URIRef(RECORD) in named
    assert len(named) == 4
    (whole,) = graph.objects(held, URIRef(f"{SD}defaultGraph"))
    triples = graph.value(whole, URIRef("http://rdfs.org/ns/void#triples"))
    count = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    assert str(triples) == count["results"]["bindings"][0]["n"]["value"]


# --- negotiation


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/*", "csv"),
        ("text/*;q=0.5, text/csv;q=0", "tsv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("TEXT/CSV; q=0.5 ; header=present", "csv"),
        ("text/csv;q=2, text/tab-separated-values", "tsv"),
        (", ;q=1, text/csv", "csv"),
        ("image/png", None),
        ("text/csv;q=0", None),
    ],
)
def test_the_most_specific_range_says_how_well_a_type_is_liked(accept: str, expected: str | None) -> None:
    found = best(accept, TABLES)
    assert (found and found.form) == expected


def test_languages_and_compressions_have_qualities_too() -> None:
    assert [language(header) for header in ("", "fr-CH, en;q=0.9", "en;q=0.1, ja;q=0.2", "*", "ja;q=0, fr;q=0.1")] == [
        "en", "fr", "ja", "en", "fr",
    ]  # fmt: skip
    assert [takes_gzip(header) for header in ("*", "gzip;q=0.001", "br", "gzip;q=0.0, *;q=1")] == [
        True,
        True,
        False,
        False,
    ]
    assert best("application/*", GRAPHS) == GRAPHS[1]


# --- named queries


def test_the_named_queries_are_listed_and_each_has_an_address(client: httpx.Client) -> None:
    listed = client.get("/query", headers={"Accept-Language": "ja"}).json()["queries"]
    assert len(listed) > 60
    assert client.get(listed[0]["url"], params={"agreement": "nancy-kanazawa"}).status_code == 200
    assert any("あ" <= sign <= "ん" for sign in listed[0]["summary"])


def test_a_named_query_takes_its_parameters_and_speaks_the_language(client: httpx.Client) -> None:
    rows = client.get("/query/partners.csv", params={"government": "金沢", "lang": "fr"}).text.splitlines()
    assert len(rows) > 1
    unknown = client.get(
        "/query/partners", params={"government": "Kanazwa"}, headers={"Accept": "application/json"}
    )
    assert unknown.status_code == 400
    assert "kanazawa" in json.dumps(unknown.json())
