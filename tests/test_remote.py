"""What the remote engine sends to a server, and what it makes of every failure."""

import email.utils
import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import pytest

import virtuoso as server
from jumelage_graph import __version__
from jumelage_graph.build import Dataset
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.engines.transport import Patience
from jumelage_graph.errors import (
    EndpointAnswerError,
    EndpointBusyError,
    EndpointError,
    EndpointRefusedError,
    EndpointTimeoutError,
    EndpointUnreachableError,
    JumelageError,
    UsageError,
)
from jumelage_graph.namespaces import GRAPHS

JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"
QUERY = "SELECT ?a { ?a a jg:Agreement }"
ROWS = json.dumps(
    {
        "head": {"vars": ["a"]},
        "results": {"bindings": [{"a": {"type": "uri", "value": "https://example.org/x"}}]},
    }
)


@dataclass
class Scripted:
    """A server that gives prepared replies in turn, and remembers what it was asked."""

    url: str = ""
    replies: list[tuple[int, dict[str, str], str]] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str], dict[str, list[str]]]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def reply(self, status: int = 200, content: str = ROWS, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies.append((status, {"Content-Type": JSON, **named}, content))


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    script = Scripted()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            script.requests.append((f"POST {self.path}", dict(self.headers), parse_qs(body)))
            if not script.replies:  # a server that says nothing
                script.closing.wait(30)
                return
            status, headers, content = script.replies.pop(0)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content.encode())), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content.encode())

        def do_GET(self) -> None:
            script.requests.append((f"GET {self.path}", dict(self.headers), {}))
            self.send_error(500)

        def log_message(self, *_: object) -> None:
            pass

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    script.url = f"http://127.0.0.1:{listening.server_port}/sparql"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield script
    script.closing.set()
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def engine(scripted: Scripted, waits: list[float]) -> RemoteEngine:
    return RemoteEngine(scripted.url, Patience(timeout=5, sleep=waits.append), graphs=())


# --- what is sent


def test_one_post_names_the_query_the_graphs_and_who_asks(scripted: Scripted, engine: RemoteEngine) -> None:
    scripted.reply()
    assert engine.answer(QUERY).serialise("csv") == b"a\r\nhttps://example.org/x\r\n"
    [(line, headers, form)] = scripted.requests
    assert line == "POST /sparql"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert headers["User-Agent"] == f"jumelage-graph/{__version__} (+https://w3id.org/jumelage/)"
    assert headers["Accept"] == JSON
    assert form == {"query": [f"PREFIX jg: <https://w3id.org/jumelage/def/> {QUERY}"]}


YES, NO = ('{"head": {}, "boolean": true}', '{"head": {}, "boolean": false}')


def test_the_protocol_names_the_graphs_and_the_server_is_asked_once_whether_it_holds_them(
    scripted: Scripted,
) -> None:
    engine = RemoteEngine(scripted.url)
    for content in (YES, ROWS, ROWS):
        scripted.reply(content=content)
    engine.answer(QUERY)
    engine.answer(QUERY)
    assert len(scripted.requests) == 3
    for _, _, form in scripted.requests:
        assert form["default-graph-uri"] == form["named-graph-uri"] == list(GRAPHS)
    assert scripted.requests[1][2]["query"] == [f"PREFIX jg: <https://w3id.org/jumelage/def/> {QUERY}"]


@pytest.mark.parametrize("status", [200, 400])
def test_a_server_that_passes_over_the_parameters_finds_the_graphs_in_the_text(
    scripted: Scripted, status: int
) -> None:
    engine = RemoteEngine(scripted.url)
    scripted.reply(status, NO)
    for content in (YES, ROWS, YES):
        scripted.reply(content=content)
    engine.answer(QUERY)
    named = "".join(f"FROM <{graph}> FROM NAMED <{graph}> " for graph in GRAPHS)
    told = f"PREFIX jg: <https://w3id.org/jumelage/def/> SELECT ?a {named}{{ ?a a jg:Agreement }}"
    assert scripted.requests[2][2] == {"query": [told]}
    with pytest.raises(EndpointAnswerError):
        engine.answer("DESCRIBE <http://e.org/a>")  # where FROM would stand is not sure
    assert scripted.requests[3][2]["default-graph-uri"] == list(GRAPHS)


def test_a_server_without_the_graphs_is_an_error(scripted: Scripted) -> None:
    for _ in range(2):
        scripted.reply(content=NO)
    with pytest.raises(EndpointError, match=r"holds none of the graphs .*graph:record.* jumelage push http"):
        RemoteEngine(scripted.url).answer(QUERY)


def test_a_query_with_from_names_its_own_graphs(scripted: Scripted, engine: RemoteEngine) -> None:
    scripted.reply()
    engine.answer("SELECT ?a FROM <https://example.org/g> { ?a ?b ?c }")
    assert set(scripted.requests[0][2]) == {"query"}


def test_a_graph_is_asked_for_as_triples(scripted: Scripted, engine: RemoteEngine) -> None:
    scripted.reply(content="<http://e.org/a> <http://e.org/b> <http://e.org/c> .\n", Content_Type=TRIPLES)
    answer = engine.answer("# ASK\nCONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }")
    assert answer.serialise("ntriples") == b"<http://e.org/a> <http://e.org/b> <http://e.org/c> .\n"
    assert scripted.requests[0][1]["Accept"].startswith(TRIPLES)


@pytest.mark.parametrize(
    "query", ["SELECT ?a {", "CLEAR ALL", "ASK { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"]
)
def test_what_is_refused_is_never_sent(scripted: Scripted, engine: RemoteEngine, query: str) -> None:
    with pytest.raises(UsageError):
        engine.answer(query)
    assert scripted.requests == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "localhost:8890/sparql",
        "ftp://e.org/sparql",
        "file:///etc/passwd",
        "http://",
        "https://me:secret@e.org/",
    ],
)
def test_an_address_that_is_none_is_refused(endpoint: str) -> None:
    with pytest.raises(UsageError, match="allowed is an address without password"):
        RemoteEngine(endpoint)


# --- patience


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(
    scripted: Scripted, engine: RemoteEngine, waits: list[float], status: int
) -> None:
    for _ in range(3):
        scripted.reply(status, "", Content_Type="text/plain")
    scripted.reply()
    assert len(engine.answer(QUERY).rows()) == 1
    assert waits == [0.5, 1, 2]
    assert len(scripted.requests) == 4


def test_retry_after_in_seconds_is_honoured(
    scripted: Scripted, engine: RemoteEngine, waits: list[float]
) -> None:
    scripted.reply(429, "", Retry_After="7")
    scripted.reply()
    engine.answer(QUERY)
    assert waits == [7]


def test_retry_after_as_a_date_is_honoured(
    scripted: Scripted, engine: RemoteEngine, waits: list[float]
) -> None:
    scripted.reply(503, "", Retry_After=email.utils.formatdate(time.time() + 40, usegmt=True))
    scripted.reply(503, "", Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")
    scripted.reply()
    engine.answer(QUERY)
    assert 30 < waits[0] <= 40
    assert waits[1] == 0


def test_a_retry_after_that_is_no_time_counts_as_none(
    scripted: Scripted, engine: RemoteEngine, waits: list[float]
) -> None:
    scripted.reply(503, "", Retry_After="soon")
    scripted.reply()
    engine.answer(QUERY)
    assert waits == [0.5]


def test_a_server_that_stays_busy_is_given_up(
    scripted: Scripted, engine: RemoteEngine, waits: list[float]
) -> None:
    for _ in range(4):
        scripted.reply(503, "maintenance until noon", Content_Type="text/plain")
    with pytest.raises(EndpointBusyError, match=r"is busy or down \(503\): maintenance until noon"):
        engine.answer(QUERY)
    assert len(scripted.requests) == 4
    assert len(waits) == 3


def test_a_wait_that_is_too_long_is_not_waited(
    scripted: Scripted, engine: RemoteEngine, waits: list[float]
) -> None:
    scripted.reply(429, "", Retry_After="3600")
    with pytest.raises(EndpointBusyError, match="asks to wait 3600 s"):
        engine.answer(QUERY)
    assert waits == []


def test_nobody_there_is_unreachable(waits: list[float]) -> None:
    [port] = server.free_ports(1)
    engine = RemoteEngine(f"http://127.0.0.1:{port}/sparql", Patience(sleep=waits.append), graphs=())
    with pytest.raises(EndpointUnreachableError, match="Connection refused"):
        engine.answer(QUERY)
    assert waits == [0.5, 1, 2]


def test_a_silent_server_is_a_timeout_and_not_asked_again(scripted: Scripted, waits: list[float]) -> None:
    engine = RemoteEngine(scripted.url, Patience(timeout=0.2, sleep=waits.append), graphs=())
    with pytest.raises(EndpointTimeoutError, match=r"no whole answer within 0\.2 s"):
        engine.answer(QUERY)
    assert waits == []
    assert len(scripted.requests) == 1


# --- failures


@pytest.mark.parametrize(
    ("status", "error", "message"),
    [
        (400, UsageError, r"does not understand the query: line 1: syntax error"),
        (401, EndpointRefusedError, r"refuses the query \(401\)"),
        (403, EndpointRefusedError, r"refuses the query \(403\)"),
        (404, EndpointError, r"is no SPARQL endpoint \(404\)"),
        (500, EndpointError, r"failed \(500\): line 1: syntax error"),
    ],
)
def test_each_status_has_its_error(
    scripted: Scripted, engine: RemoteEngine, status: int, error: type[JumelageError], message: str
) -> None:
    scripted.reply(status, "line 1:\n syntax error\n\nSPARQL query:\nSELECT", Content_Type="text/plain")
    with pytest.raises(error, match=message) as caught:
        engine.answer(QUERY)
    assert type(caught.value) is error
    assert "SELECT" not in str(caught.value)
    assert len(scripted.requests) == 1


def test_a_web_page_of_an_error_is_not_shown(scripted: Scripted, engine: RemoteEngine) -> None:
    scripted.reply(500, "<html><h1>Oops</h1>", Content_Type="text/html")
    with pytest.raises(EndpointError, match=r"failed \(500\)\.$"):
        engine.answer(QUERY)


def test_a_redirection_is_not_followed(scripted: Scripted, engine: RemoteEngine) -> None:
    scripted.reply(302, "", Location=scripted.url + "/elsewhere")
    with pytest.raises(EndpointError, match=r"has moved to .*/elsewhere"):
        engine.answer(QUERY)
    assert len(scripted.requests) == 1


BROKEN: dict[str, Callable[[Scripted], None]] = {
    "a web page instead of results": lambda s: s.reply(content="<html>", Content_Type="text/html"),
    "another kind of content": lambda s: s.reply(content=ROWS, Content_Type="text/csv"),
    "JSON cut off": lambda s: s.reply(content=ROWS[:-20]),
    "JSON of something else": lambda s: s.reply(content='{"error": "none"}'),
    "a yes instead of rows": lambda s: s.reply(content='{"head": {}, "boolean": true}'),
    "a list": lambda s: s.reply(content="[]"),
    "rows that are no terms": lambda s: s.reply(content=ROWS.replace("uri", "thing")),
    "fewer bytes than promised": lambda s: s.reply(Content_Length="9999"),
    "rows cut off by Virtuoso": lambda s: s.reply(X_SPARQL_MaxRows="1"),
    "Virtuoso's time limit": lambda s: s.reply(X_SQL_State="S1TAT"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_whole_answer_is_an_error(scripted: Scripted, case: str) -> None:
    BROKEN[case](scripted)
    with pytest.raises(EndpointAnswerError, match="/sparql"):
        RemoteEngine(scripted.url, Patience(timeout=5, attempts=1), graphs=()).answer(QUERY)


@pytest.mark.parametrize(
    ("content", "kind"),
    [("<http://e.org/a> <http://e.org/b>", TRIPLES), ("<html>", "text/html"), (ROWS, JSON)],
)
def test_what_is_no_graph_is_an_error(
    scripted: Scripted, engine: RemoteEngine, content: str, kind: str
) -> None:
    scripted.reply(content=content, Content_Type=kind)
    with pytest.raises(EndpointAnswerError, match="is no whole answer"):
        engine.answer("CONSTRUCT WHERE { ?a ?b ?c }")


def test_rows_instead_of_a_yes_or_no_are_an_error(scripted: Scripted, engine: RemoteEngine) -> None:
    scripted.reply()
    with pytest.raises(EndpointAnswerError, match="a yes or no was asked for"):
        engine.answer("ASK {}")


# --- a real server


@pytest.mark.xdist_group("virtuoso")
def test_a_real_server_that_cuts_rows_off_is_found_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    server.require(server.missing())
    with server.running(tmp_path_factory.mktemp("small-virtuoso"), max_rows=5) as running:
        lines = "".join(f'<http://e.org/{n}> <http://e.org/p> "{n}" <{GRAPHS[0]}> .\n' for n in range(10))
        running.load(lines.encode())
        engine = RemoteEngine(running.url)
        assert len(engine.answer("SELECT ?s { ?s ?p ?o } LIMIT 4").rows()) == 4
        with pytest.raises(
            EndpointAnswerError, match="the server stops at 5 rows; ask with LIMIT and OFFSET"
        ):
            engine.answer("SELECT ?s { ?s ?p ?o }")


@pytest.mark.xdist_group("virtuoso")
def test_a_real_server_says_why_it_failed(virtuoso: server.Virtuoso, toy_dataset: Dataset) -> None:
    virtuoso.load(toy_dataset.nquads)
    with pytest.raises(EndpointError, match=r"failed \(500\): Virtuoso .* transitive start not given$"):
        RemoteEngine(virtuoso.url).answer("SELECT ?a ?b { ?a jg:partOf+ ?b }")
