"""Whatever a server does, the engine ends in bounded time and memory, with an error of ours that shows no secret."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import ssl
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from faulty import (
    CELL,
    GOOD,
    HTML,
    JSON,
    TEXT,
    Act,
    answer,
    bomb,
    certificate,
    chunks,
    drip,
    flood,
    packed,
    raw,
    reset,
    serving,
    silent,
    table,
    then,
)
from jumelage_graph import cli
from jumelage_graph.engines.connecting.address import Address
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
from virtuoso import free_ports

ROWS, YES, GRAPH = (
    "SELECT ?a { ?a a jg:Agreement }",
    "ASK { ?a a jg:Agreement }",
    "CONSTRUCT WHERE { ?a ?b ?c }",
)
HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n".encode()
SECRET = "geheim-4711"
PATIENCE = Patience(timeout=10, attempts=2, sleep=lambda _: None, largest=1 << 20)
SOON = Patience(timeout=0.4, attempts=2, sleep=lambda _: None, largest=1 << 20)
LogIn = Callable[..., None]
ESCAPES = "\x1b]0;owned\x07\x1b[31mred\u202e"


def nested(depth: int) -> str:
    """A row whose one cell is a triple in a triple in a triple."""
    node = {"type": "uri", "value": "http://e.org/x"}
    inner = json.dumps(node)
    begin = f'{{"type":"triple","value":{{"subject":{inner},"predicate":{inner},"object":'
    return GOOD.replace(json.dumps(CELL), begin * depth + inner + "}}" * depth)


FAULTS: dict[str, tuple[Act, type[JumelageError], str]] = {
    # what is no answer
    "a web page": (answer("<html>", kind=HTML), EndpointAnswerError, "sent text/html"),
    "a web page that says it is JSON": (answer("<html>"), EndpointAnswerError, "no whole answer"),
    "an empty body": (answer(""), EndpointAnswerError, "no whole answer"),
    "no content": (answer("", "204 No Content"), EndpointAnswerError, "no whole answer"),
    "JSON cut off": (answer(GOOD[:-9]), EndpointAnswerError, "no whole answer"),
    "another type": (answer(GOOD, kind="text/csv"), EndpointAnswerError, "sent text/csv"),
    "a type that is none": (answer(GOOD, kind=f";;{ESCAPES}"), EndpointAnswerError, "no whole answer"),
    "no UTF-8": (
        answer(GOOD.encode().replace(b"example", b"\xff\xfe")),
        EndpointAnswerError,
        "no whole answer",
    ),
    "half a pair of surrogates": (
        answer(GOOD.replace("example", "\\ud800")),
        EndpointAnswerError,
        "whole answer",
    ),
    "null": (answer("null"), EndpointAnswerError, "no whole answer"),
    "a number": (answer("1e999"), EndpointAnswerError, "no whole answer"),
    "a number of many digits": (answer("1" * 100_000), EndpointAnswerError, "no whole answer"),
    "brackets in brackets": (answer("[" * 400_000), EndpointAnswerError, "no whole answer"),
    "objects in objects": (answer('{"a":' * 200_000), EndpointAnswerError, "no whole answer"),
    "triples in triples": (answer(nested(5000)), EndpointAnswerError, "no whole answer"),
    "rows that are no list": (
        answer('{"head":{"vars":["a"]},"results":{"bindings":{}}}'),
        EndpointAnswerError,
        "table",
    ),
    "rows that are lists": (answer(table([CELL])), EndpointAnswerError, "no whole answer"),
    "a head that is none": (
        answer('{"head":0,"results":{"bindings":[]}}'),
        EndpointAnswerError,
        "no whole answer",
    ),
    "a cell that is a text": (answer(table({"a": "x"})), EndpointAnswerError, "no whole answer"),
    "a value that is a number": (
        answer(table({"a": {**CELL, "value": 5}})),
        EndpointAnswerError,
        "whole answer",
    ),
    "an unknown kind of term": (
        answer(table({"a": {**CELL, "type": "thing"}})),
        EndpointAnswerError,
        "thing",
    ),
    "an IRI that is none": (
        answer(table({"a": {**CELL, "value": "a b"}})),
        EndpointAnswerError,
        "whole answer",
    ),
    "a column twice": (answer(table({"a": CELL}, columns=("a", "a"))), EndpointAnswerError, "whole answer"),
    "other columns": (answer(table({"b": CELL}, columns=("b",))), EndpointAnswerError, "the columns"),
    "a yes": (answer('{"head":{},"boolean":true}'), EndpointAnswerError, "a table was asked for"),
    "something after the end": (answer(GOOD + "x"), EndpointAnswerError, "no whole answer"),
    # what is no HTTP
    "another protocol": (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), EndpointAnswerError, "does not answer in HTTP"),
    "a status that is none": (raw(b"HTTP/1.1 abc\r\n\r\n"), EndpointAnswerError, "does not answer in HTTP"),
    "a version that is none": (raw(b"HTTP/7 200 OK\r\n\r\n"), EndpointAnswerError, "HTTP"),
    "too long a header": (raw(HEAD, b"X: " + b"x" * 70_000), EndpointAnswerError, "HTTP does not know"),
    "too many headers": (raw(HEAD, b"X: x\r\n" * 200, b"\r\n"), EndpointAnswerError, "HTTP does not know"),
    # what breaks off
    "fewer bytes than promised": (answer(GOOD, Content_Length="999"), EndpointAnswerError, "broke off"),
    "a connection that is reset": (then(raw(HEAD), reset), EndpointUnreachableError, "no connection"),
    "a body that is reset": (then(raw(HEAD, b"\r\n{"), reset), EndpointUnreachableError, "no connection"),
    "a connection that is closed": (raw(), EndpointUnreachableError, "no connection"),
    "a chunk of no size": (chunks(b"x\r\n{}\r\n0\r\n\r\n"), EndpointAnswerError, "broke off"),
    "a chunk below nothing": (chunks(b"-5\r\n{}\r\n0\r\n\r\n"), EndpointAnswerError, ""),
    "chunks without an end": (chunks(b"2\r\n{}\r\n"), EndpointAnswerError, "broke off"),
    "a packed body that is not": (packed(GOOD.encode()), EndpointAnswerError, "broke off"),
    "a packed body cut off": (packed(gzip.compress(GOOD.encode())[:-9]), EndpointAnswerError, "broke off"),
    "a packed body with a fault": (
        packed(gzip.compress(GOOD.encode())[:12] + b"x" * 40),
        EndpointAnswerError,
        "broke",
    ),
    # what is too much
    "a body without end": (
        then(raw(HEAD, b"\r\n"), flood(b" " * 65536)),
        EndpointAnswerError,
        "more than 1 MB",
    ),
    "a packed body that grows": (packed(bomb(64)), EndpointAnswerError, "more than 1 MB"),
    # refusals
    "400": (answer("line 1: no", "400 Bad", TEXT), UsageError, "does not understand the query: line 1: no"),
    "401": (answer("", "401 No"), EndpointRefusedError, r"refuses the query \(401\).*JUMELAGE_ENDPOINT_HOST"),
    "403": (answer("", "403 No"), EndpointRefusedError, "403"),
    "407": (answer("", "407 No"), EndpointRefusedError, "407"),
    "404": (answer("", "404 No"), EndpointError, "is no SPARQL endpoint"),
    "429": (
        answer("", "429 Slow", Retry_After="5"),
        EndpointBusyError,
        "busy or down .429.*asks to wait 5 s",
    ),
    "429 for a superscript": (answer("", "429 Slow", Retry_After="\u00b2"), EndpointBusyError, "busy"),
    "429 for years": (answer("", "429 Slow", Retry_After="9" * 4000), EndpointBusyError, "busy"),
    "429 until no day": (
        answer("", "429 Slow", Retry_After="Mon, 99 Feb 0000 99:99:99 GMT"),
        EndpointBusyError,
        "busy",
    ),
    "503": (answer("", "503 Down"), EndpointBusyError, "busy or down .503."),
    "599": (answer("", "599 Odd"), EndpointError, "599"),
    "a text that steers the terminal": (answer(ESCAPES, "500 No", TEXT), EndpointError, "owned"),
    # redirections
    "a loop": (answer("", "302 Found", Location="/sparql"), EndpointError, "has moved to /sparql"),
    "another scheme": (
        answer("", "301 Moved", Location="ftp://e.org/x"),
        EndpointError,
        "moved to ftp://e.org/x",
    ),
    "a file": (answer("", "308 Moved", Location="file:///etc/passwd"), EndpointError, "moved to file:"),
    "no place": (answer("", "307 Moved"), EndpointError, "another address"),
    "a place that is none": (answer("", "302 Found", Location="http://[::1"), EndpointError, "has moved"),
    "a place with a key": (
        answer("", "302 Found", Location=f"//u:{SECRET}@h/?k={SECRET}"),
        EndpointError,
        "…@h/",
    ),
}
LATE: dict[str, Act] = {
    "a server that says nothing": silent,
    "a status line that drips": then(raw(b"HTTP/1.1 200 "), drip(b"x")),
    "headers that drip": then(raw(HEAD, b"X: "), drip(b"x")),
    "a promise that drips": drip(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a promise without end": flood(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a body that drips": then(raw(HEAD, b"\r\n"), drip(b" ")),
    "chunks that drip": then(chunks(), drip(b"1\r\n \r\n")),
    "a packed body that drips": then(
        raw(HEAD, b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\xff"), drip(b"\0")
    ),
}


def failed(act: Act, patience: Patience, query: str = ROWS) -> JumelageError:
    """The error that a server ends in, having been asked at an address with a key; it shows nothing that it may not."""
    with serving(act) as server, pytest.raises(JumelageError) as caught:
        RemoteEngine(f"{server.url}?apikey={SECRET}", patience, graphs=()).answer(query)
    for lang in ("en", "fr", "ja"):
        said = caught.value.told(lang)
        assert SECRET not in said
        assert said.isprintable() or lang != "en", ascii(said)
        assert len(said) < 1200
    assert caught.value.__cause__ is None
    return caught.value


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_of_a_server_has_its_error(name: str) -> None:
    act, kind, message = FAULTS[name]
    tracemalloc.start()
    error = failed(act, PATIENCE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert type(error) is kind, error
    assert re.search(message, str(error)), error
    assert peak < 32 << 20


@pytest.mark.parametrize("name", LATE)
def test_the_deadline_is_one_for_all(name: str) -> None:
    start = time.monotonic()
    assert type(failed(LATE[name], SOON)) is EndpointTimeoutError
    assert time.monotonic() - start < 15


@pytest.mark.parametrize(
    ("query", "body"), [(YES, GOOD), (YES, "[]"), (YES, '{"boolean":"yes"}'), (GRAPH, GOOD)]
)
def test_another_form_than_was_asked_is_no_answer(query: str, body: str) -> None:
    assert type(failed(answer(body), PATIENCE, query)) is EndpointAnswerError


GOOD_ONES: dict[str, Act] = {
    "as it should be": answer(),
    "packed": packed(gzip.compress(GOOD.encode())),
    "in two packed parts": packed(gzip.compress(GOOD[:9].encode()) + gzip.compress(GOOD[9:].encode())),
    "in chunks": chunks(
        b"5\r\n", GOOD[:5].encode(), b"\r\n%x\r\n" % (len(GOOD) - 5), GOOD[5:].encode(), b"\r\n0\r\n\r\n"
    ),
    "after a promise": then(raw(b"HTTP/1.1 100 Continue\r\n\r\n"), answer()),
    "with a byte order mark": answer("\ufeff" + GOOD),
    "with members of its own": answer(GOOD[:-1] + ',"meta":{"a":[1]}}'),
    "with no length": answer(Content_Length=""),
    "the results first": answer(json.dumps(dict(reversed(json.loads(GOOD).items())))),
}


@pytest.mark.parametrize("name", GOOD_ONES)
def test_what_is_unusual_but_whole_is_an_answer(name: str) -> None:
    with serving(GOOD_ONES[name]) as server:
        assert (
            RemoteEngine(server.url, PATIENCE, graphs=()).answer(ROWS).serialise("csv")
            == b"a\r\nhttps://example.org/x\r\n"
        )


def test_a_fault_that_passes_is_asked_again() -> None:
    with serving(raw(), answer()) as server:
        assert RemoteEngine(server.url, PATIENCE, graphs=()).answer(ROWS)
    assert len(server.asked) == 2


@pytest.mark.parametrize("name", ["a web page", "a chunk of no size", "401", "a loop", "a body without end"])
def test_a_fault_that_stays_is_not_asked_again(name: str) -> None:
    with serving(FAULTS[name][0]) as server, pytest.raises(EndpointError):
        RemoteEngine(server.url, PATIENCE, graphs=()).answer(ROWS)
    assert len(server.asked) == 1


# --- connections


def test_a_certificate_that_nobody_vouches_for_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    with serving(answer(), context=context) as server:
        with pytest.raises(EndpointUnreachableError, match=r"certificate is not trusted .*SSL_CERT_FILE"):
            RemoteEngine(server.url, PATIENCE, graphs=()).answer(ROWS)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "only.pem"))
        assert RemoteEngine(server.url, PATIENCE, graphs=()).answer(ROWS)
        server.acts = [LATE["headers that drip"]]
        with pytest.raises(EndpointTimeoutError):
            RemoteEngine(server.url, SOON, graphs=()).answer(ROWS)
        with pytest.raises(EndpointError, match=r"connection|HTTP"):
            RemoteEngine(server.url.replace("https", "http"), PATIENCE, graphs=()).answer(ROWS)


def test_a_server_without_tls_says_so() -> None:
    with serving(answer()) as server, pytest.raises(EndpointUnreachableError, match="does not speak TLS"):
        RemoteEngine(server.url.replace("http", "https"), PATIENCE, graphs=()).answer(ROWS)


def test_a_wrong_address_says_so_and_is_not_asked_again() -> None:
    waits: list[float] = []
    engine = RemoteEngine(
        "http://nowhere.invalid/sparql", Patience(timeout=20, sleep=waits.append), graphs=()
    )
    with pytest.raises(EndpointUnreachableError, match=r"nowhere\.invalid"):
        engine.answer(ROWS)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "http://",
        "http://[::1",
        "http://[::g]/",
        "http://e.org:0/",
        "http://e.org:99999/",
        "http://e.org:port/",
        f"http://{'x' * 70}.org/",
        "http://e..org/",
        "http://e.org/\nHost: other",
        "http://e org/",
        "http://e.org/\udcff",
        "mailto:me@e.org",
        f"http://me:{SECRET}@e.org/sparql",
        f"http://:{SECRET}@e.org/sparql",
        f"http://me:{SECRET}/x@e.org/sparql",
        f"me:{SECRET}@e.org",
        f"e.org/sparql?apikey={SECRET}",
    ],
)
def test_what_is_no_address_is_refused_and_shows_no_secret(typed: str) -> None:
    with pytest.raises(UsageError, match=r"Found|UTF-8") as caught:
        RemoteEngine(typed)
    assert SECRET not in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("http://e.org/a b/é?q=ü", "http://e.org/a%20b/%C3%A9?q=%C3%BC"),
        ("HTTP://E.org:80/x#y", "http://e.org:80/x"),
        ("http://[::1]:8890/sparql", "http://[::1]:8890/sparql"),
        ("https://日本.jp/", "https://xn--wgv71a.jp/"),
        ("http://e.org/%41?a=%2B", "http://e.org/%41?a=%2B"),
    ],
)
def test_an_address_is_sent_to_as_it_was_meant(typed: str, sent: str) -> None:
    assert Address.of(typed).url == sent


# --- logins


def named(host: str, **others: str) -> dict[str, str]:
    return {f"JUMELAGE_ENDPOINT_{name}": value for name, value in {"HOST": host, **others}.items()}


def told(server_asked: list[bytes]) -> list[str]:
    """What each request said in its Authorization header."""
    found = [re.search(rb"(?im)^authorization: (.*)\r", request) for request in server_asked]
    return [match[1].decode() if match else "" for match in found]


@pytest.fixture
def log_in(monkeypatch: pytest.MonkeyPatch) -> LogIn:
    def set_all(url: str, **others: str) -> None:
        for name, value in named(urlsplit(url).netloc, **others).items():
            monkeypatch.setenv(name, value)

    return set_all


BASIC = answer("", "401 No", WWW_Authenticate='Basic realm="x"')
DIGEST = answer("", "401 No", WWW_Authenticate='Digest realm="x", nonce="n", qop="auth", algorithm=MD5')


def test_a_bearer_token_is_told_at_once(log_in: LogIn) -> None:
    with serving(answer()) as server:
        log_in(server.url, TOKEN=SECRET)
        RemoteEngine(server.url, PATIENCE, graphs=()).answer(ROWS)
    assert told(server.asked) == [f"Bearer {SECRET}"]


@pytest.mark.parametrize(("challenge", "way"), [(BASIC, "Basic bWU6cHc="), (DIGEST, 'Digest username="me"')])
def test_a_password_is_told_as_the_server_wants_it_and_then_at_once(
    log_in: LogIn, challenge: Act, way: str
) -> None:
    with serving(challenge, answer()) as server:
        log_in(server.url, USER="me", PASSWORD="pw")
        engine = RemoteEngine(server.url, PATIENCE, graphs=())
        engine.answer(ROWS)
        engine.answer(YES.replace("ASK", "SELECT ?a"))
    first, second, third = told(server.asked)
    assert first == ""
    assert second.startswith(way)
    assert third.startswith(way)
    if way.startswith("Digest"):
        assert ("nc=00000001" in second, "nc=00000002" in third) == (True, True)


@pytest.mark.parametrize(
    "challenge",
    [
        "Digest",
        "Digest realm",
        'Digest realm="x", nonce="n", algorithm=FOO',
        'Digest realm="x", nonce="n", qop="y"',
        "Basic",
        "Negotiate",
        " ",
        'Digest realm="x", nonce="n", stale=true',
    ],
)
def test_a_login_that_is_not_taken_is_a_refusal_and_is_not_shown(log_in: LogIn, challenge: str) -> None:
    with serving(answer(f"no {SECRET}", "401 No", TEXT, WWW_Authenticate=challenge)) as server:
        log_in(server.url, USER="me", PASSWORD=SECRET)
        engine = RemoteEngine(server.url, PATIENCE, graphs=())
        with pytest.raises(EndpointError) as caught:
            engine.answer(ROWS)
    assert len(server.asked) <= 3
    assert SECRET not in str(caught.value) + repr(engine) + repr(vars(engine)) + repr(engine.server.address)


def test_a_login_is_told_to_its_own_host_alone(log_in: LogIn) -> None:
    with serving(BASIC) as server:
        log_in("http://127.0.0.1:1/", USER="me", PASSWORD=SECRET)
        with pytest.raises(EndpointRefusedError):
            RemoteEngine(server.url, PATIENCE, graphs=()).answer(ROWS)
    assert told(server.asked) == [""]


@pytest.mark.parametrize(
    "settings",
    [
        {"USER": "me"},
        {"PASSWORD": "x"},
        {"TOKEN": "x", "USER": "me", "PASSWORD": "y"},
        {"TOKEN": "a\nb"},
        {"HOST": "", "TOKEN": "x"},
        {"SECONDS": "soon"},
        {"SECONDS": "-1"},
        {"MB": "nan"},
    ],
)
def test_a_setting_that_cannot_be_is_a_usage_error(log_in: LogIn, settings: dict[str, str]) -> None:
    (port,) = free_ports(1)
    log_in(f"http://127.0.0.1:{port}/", **settings)
    with pytest.raises(UsageError, match="JUMELAGE_ENDPOINT_"):
        RemoteEngine(f"http://127.0.0.1:{port}/sparql")


# --- the command line

COMMANDS = {
    "query": ("query", "agreements"),
    "typed": ("query", ROWS, "-f", "json"),
    "show": ("show", "nancy"),
    "search": ("search", "nancy"),
    "conflicts": ("conflicts",),
    "analyse": ("analyse", "degree"),
    "draw": ("draw", "network"),
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.usefixtures("own_folder")
def test_each_command_asks_the_server_and_says_what_it_did(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(answer(ESCAPES, "500 No", TEXT)) as server:
        assert cli.run([*COMMANDS[name], "--endpoint", server.url]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"Error: http://127\.0\.0\.1:\d+/sparql failed \(500\): .*owned.*\n", err), err
    assert err.strip().isprintable()
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_an_empty_address_is_wrong_usage(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([*COMMANDS[name], "--endpoint", ""]) == 2
    assert 'Found the endpoint ""' in capsys.readouterr().err


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_no_sign_of_a_server_steers_the_terminal(tmp_path: Path) -> None:
    rows = table({"a": {"type": "literal", "value": ESCAPES}})
    ours, theirs = pty.openpty()
    with serving(answer(rows)) as server:
        query = ROWS.replace("{", "FROM <http://e.org/graph> {", 1)
        command = [sys.executable, "-m", "jumelage_graph", "query", query, "--endpoint", server.url]
        for form in ((), ("-f", "csv"), ("-f", "json")):
            subprocess.run([*command, *form], stdout=theirs, stderr=theirs, check=True, cwd=tmp_path)
    shown = os.read(ours, 100_000)
    assert shown.count(b"owned") == 3
    assert b"\x1b]0" not in shown
    assert b"\x07" not in shown


# --- what is kept


def test_answers_are_kept_for_who_asks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(answer(), answer("<html>", kind=HTML)) as server:
        monkeypatch.setenv("JUMELAGE_ENDPOINT_CACHE", "3600")
        for _ in range(2):
            kept = RemoteEngine(server.url, PATIENCE, graphs=(), cache=tmp_path / "answers")
            assert kept.answer(ROWS).serialise("csv") == b"a\r\nhttps://example.org/x\r\n"
        (file,) = (tmp_path / "answers").iterdir()
        file.write_bytes(file.read_bytes()[:-1])  # a broken one is asked for anew, and a fault is not kept
        for _ in range(2):
            with pytest.raises(EndpointAnswerError):
                RemoteEngine(server.url, PATIENCE, graphs=(), cache=tmp_path / "answers").answer(ROWS)
        assert len(server.asked) == 3
