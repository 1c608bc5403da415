"""Queries that somebody typed run where they can be ended: limits, crashes, interruptions, nothing opened."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from jumelage_graph import api
from jumelage_graph.cli import run
from jumelage_graph.engines.bounded import child
from jumelage_graph.engines.bounded.engine import BoundedEngine
from jumelage_graph.engines.bounded.jobs import PASSED_ON, Job, reply
from jumelage_graph.engines.bounded.limits import LOCAL, PUBLIC, Limits
from jumelage_graph.engines.bounded.worker import Worker, ask_once
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import CrashError, LimitError, UsageError

LINES = "".join(f'<x:{n}> <x:p> "{n}" <x:g> .\n' for n in range(300)).encode()
LONG = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(5)) + " }"


@pytest.fixture(scope="module")
def embedded() -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(LINES)


def bounded(embedded: EmbeddedEngine, **limits: float) -> BoundedEngine:
    return BoundedEngine(embedded, replace(Limits(), **limits))  # type: ignore[arg-type]


def worker_on(embedded: EmbeddedEngine, limits: Limits) -> Worker:
    return Worker(partial(reply, embedded.store, limits), limits)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o ?none { ?s <x:p> ?o } ORDER BY ?s",
        "SELECT ?s { ?s <x:q> ?o }",
        "ASK { ?s <x:p> '7' }",
        "CONSTRUCT { ?s <x:q> [ <x:r> ?o ] } WHERE { ?s <x:p> ?o FILTER(?o < '11') }",
        "SELECT (<<( <x:s> <x:p> 'é\\n' )>> AS ?t) ('a'@ja AS ?u) {}",
    ],
)
def test_an_answer_is_the_same_from_a_process_of_its_own(embedded: EmbeddedEngine, query: str) -> None:
    ours, theirs = bounded(embedded).answer(query), embedded.answer(query)
    assert (ours.form, ours.variables) == (theirs.form, theirs.variables)
    for form in ours.formats:
        assert ours.serialise(form) == theirs.serialise(form)


@pytest.mark.parametrize(
    "query",
    ["SELEC * {}", "ASK { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "CLEAR ALL", "ASK { é:é ?p ?o }"],
)
def test_what_is_refused_is_refused_alike(embedded: EmbeddedEngine, query: str) -> None:
    with pytest.raises(UsageError) as expected:
        embedded.answer(query)
    with pytest.raises(UsageError) as caught:
        bounded(embedded).answer(query)
    assert str(caught.value) == str(expected.value)


def test_a_query_that_takes_too_long_is_ended(embedded: EmbeddedEngine) -> None:
    with pytest.raises(LimitError, match=r"ran for 0\.3 seconds.*Ask for less"):
        bounded(embedded, seconds=0.3).answer(LONG)


def test_the_system_ends_a_query_that_nobody_watches(embedded: EmbeddedEngine) -> None:
    worker = worker_on(embedded, replace(LOCAL, seconds=0.5))
    worker.connection.sendall(child.frame(Job(LONG, PASSED_ON)))
    assert worker.connection.recv(1) == b""  # it waits for the end without a limit of its own
    assert isinstance(worker.ended(), LimitError)


def test_a_process_ends_when_its_caller_is_gone(embedded: EmbeddedEngine) -> None:
    worker = worker_on(embedded, LOCAL)
    worker.connection.close()
    assert os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1]) == 0
    worker.pid = 0


@pytest.mark.parametrize(("rows", "allowed"), [(300, True), (299, False)])
@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_an_answer_with_too_many_rows_is_an_error(
    embedded: EmbeddedEngine, form: str, rows: int, allowed: bool
) -> None:
    query = "SELECT ?o ('\"}},{\"<result>\\n{}' AS ?odd) { ?s <x:p> ?o }"
    job, limits = Job(query, {"select": form}), replace(LOCAL, rows=rows)
    if allowed:
        assert ask_once(embedded.store, job, limits).body
        return
    with pytest.raises(LimitError, match=r"has 300 rows; at most 299 are given"):
        ask_once(embedded.store, job, limits)


@pytest.mark.parametrize("query", ["SELECT ?none { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_rows_without_values_and_triples_are_counted_too(embedded: EmbeddedEngine, query: str) -> None:
    assert bounded(embedded, rows=300).answer(query)
    with pytest.raises(LimitError, match="at most 299"):
        bounded(embedded, rows=299).answer(query)


def test_an_answer_of_too_many_bytes_is_an_error(embedded: EmbeddedEngine) -> None:
    with pytest.raises(LimitError, match="MB are given in one answer"):
        bounded(embedded, size=1000).answer("SELECT * { ?s ?p ?o }")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells the memory of a process")
def test_a_query_that_needs_too_much_memory_is_ended(embedded: EmbeddedEngine) -> None:
    query = "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(LimitError, match="more than 32 MB of memory"):
        bounded(embedded, memory=32 << 20, seconds=60).answer(query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK {" * 120 + "}" * 120, "nests 120 brackets"),
        ("ASK { ?s ?p '" + "x" * 1_000_000 + "' }", "has 1,000,0"),
        ("ASK { ?s ?p '" + "{" * 1000 + "' }", ""),
    ],
)
def test_long_and_deep_queries_are_refused_before_they_are_parsed(
    embedded: EmbeddedEngine, query: str, message: str
) -> None:
    if not message:
        assert not bounded(embedded).answer(query).boolean
        return
    with pytest.raises(LimitError, match=message):
        bounded(embedded).answer(query)


def test_an_end_of_the_process_is_told_and_the_next_query_is_answered(embedded: EmbeddedEngine) -> None:
    worker = worker_on(embedded, LOCAL)
    threading.Timer(0.2, os.kill, (worker.pid, signal.SIGABRT)).start()
    with pytest.raises(CrashError, match=r"broke down over this query \(SIGABRT\).*without ORDER BY"):
        worker.ask(Job(LONG, PASSED_ON))
    assert bounded(embedded).answer("ASK { ?s <x:p> '7' }").boolean


# --- what the process holds


def test_the_process_can_open_neither_a_file_nor_a_socket(embedded: EmbeddedEngine, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.touch()
    ours, theirs = socket.socketpair()
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        child.confine(theirs, writing, PUBLIC)
        told = []
        for attempt in (note.open, socket.socket, os.pipe):
            try:
                attempt()
                told.append("opened")
            except OSError as error:
                told.append(str(error.errno))
        theirs.sendall(" ".join(told).encode())
        os._exit(0)
    theirs.close()
    os.close(writing)
    assert ours.recv(100).decode().split() == ["24"] * 3  # too many open files
    os.waitpid(pid, 0)
    assert os.read(reading, 100) == b""
    os.close(reading)
    ours.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux lists the files of a process")
def test_the_process_holds_nothing_but_its_own_connection(embedded: EmbeddedEngine, tmp_path: Path) -> None:
    with (tmp_path / "held.txt").open("w"), socket.create_server(("127.0.0.1", 0)):
        worker = worker_on(embedded, PUBLIC)
        assert worker.ask(Job("ASK {}", PASSED_ON)).form == "ask"
        held = {str(link.readlink()) for link in Path(f"/proc/{worker.pid}/fd").iterdir()}
    worker.kill()
    assert len([name for name in held if name.startswith("socket:")]) == 1
    assert {name.split(":")[0] for name in held} == {"socket", "pipe", "/dev/null"}


# --- doors


def test_a_typed_query_runs_in_a_process_of_its_own_and_a_named_one_does_not(
    embedded: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    forks = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: forks.append(1) or fork())
    api.answer(api.adhoc("ASK {}"), {}, embedded)
    assert len(forks) == 1
    api.answer(api.queries.find("coverage"), {}, embedded)
    assert len(forks) == 1


def test_ctrl_c_ends_a_running_query_at_once(tmp_path: Path) -> None:
    """What a shell starts in the background does not heed Ctrl-C, so the handler of Python is set anew."""
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    console = [sys.executable, "-c", f"{heeding}\nfrom jumelage_graph.cli import main; main()", "query"]
    written = tmp_path / "errors.txt"
    with written.open("w") as errors:
        running = subprocess.Popen([*console, LONG], stdout=subprocess.PIPE, stderr=errors)
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        while not (children.exists() and children.read_text()) and running.poll() is None:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=300) == 130
    assert written.read_text().endswith("Error: Interrupted.\n")


def test_the_text_of_a_query_is_taken_as_such(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["query", "ASK { ?a a jg:Agreement }", "-f", "csv"]) == 0
    assert run(["query", "DESCRIBE gov:nancy"]) == 0
    assert run(["query", "insert data { <x:a> <x:b> 1 }"]) == 2
    out, errors = capfdbinary.readouterr()
    assert out.startswith(b"true\n@prefix")
    assert b"INSERT is an update" in errors
