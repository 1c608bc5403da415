"""The dataset on real servers: whole or not at all, whatever breaks off on the way."""

from __future__ import annotations

import itertools
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from faulty import TEXT, answer, serving
from jumelage_graph import cli, loading
from jumelage_graph.build import Dataset
from jumelage_graph.engines.connecting.address import Address
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.engines.transport import Server as Asked
from jumelage_graph.errors import (
    DataError,
    EndpointAnswerError,
    EndpointError,
    EndpointRefusedError,
    UsageError,
)
from jumelage_graph.loading.holding import Holding
from jumelage_graph.loading.parts import Sum, lines, parts
from jumelage_graph.loading.target import Target
from jumelage_graph.loading.ways import GraphStore, Updates
from jumelage_graph.namespaces import GRAPHS, RECORD
from test_everywhere import BIN, end
from test_everywhere import serving as process_of
from virtuoso import free_ports, missing, require, running

ALL = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Oxigraph's own server, empty: the address of its query service."""
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    process = process_of(
        [BIN / "oxigraph", "serve", "--bind", f"127.0.0.1:{port}"], url, tmp_path_factory.mktemp("o")
    )
    yield f"{url}/query"
    end(process)


@pytest.fixture
def empty(oxigraph: str) -> str:
    """The same, emptied."""
    target = Target(oxigraph)
    for row in RemoteEngine(oxigraph, graphs=()).answer(ALL).records():
        target.drop(row["g"])
    return oxigraph


@pytest.fixture
def new(toy_dataset: Dataset, tmp_path: Path) -> Path:
    """The toy world as a file."""
    path = tmp_path / "new.nq"
    path.write_bytes(toy_dataset.nquads)
    return path


@pytest.fixture
def old(toy_dataset: Dataset, tmp_path: Path) -> Path:
    """A version of it that lacks every third statement and has one more."""
    kept = [line for number, line in enumerate(toy_dataset.nquads.splitlines(True)) if number % 3]
    more = f'<http://e.org/a> <http://e.org/b> "c" <{RECORD}> .\n'.encode()
    path = tmp_path / "old.nq"
    path.write_bytes(b"".join(sorted([*kept, more])))
    return path


def served(url: str) -> dict[str, int]:
    """The graphs of a server, with the numbers of their statements."""
    return {row["g"]: int(row["n"]) for row in RemoteEngine(url, graphs=()).answer(ALL).records()}


def numbers(path: Path) -> dict[str, int]:
    return {part.graph: part.statements for part in parts(path)}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of a few statements."""
    monkeypatch.setattr(GraphStore, "batch", 700)


def test_a_pushed_dataset_is_there_and_a_second_push_sends_nothing(empty: str, new: Path) -> None:
    told: list[tuple[str, float]] = []
    loaded = loading.push(new, Target(empty), lambda what, share: told.append((str(what), share)))
    assert served(empty) == numbers(new)
    assert set(numbers(new)) == set(GRAPHS)
    assert [each.sent for each in loaded] == [True] * 4
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert 0 < told[0][1] < told[-1][1] <= 1
    again = loading.push(new, Target(empty))
    assert again == [each._replace(sent=False) for each in loaded]


def test_another_version_takes_the_place_of_the_former(empty: str, old: Path, new: Path) -> None:
    for path in (old, new, old):
        loading.push(path, Target(empty))
        assert served(empty) == numbers(path)


class Broken(Exception):
    """Whatever ends a push."""


@pytest.mark.usefixtures("small")
def test_a_push_that_breaks_off_leaves_what_is_served_and_goes_on_later(
    empty: str, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each of its steps in turn, with one target and version after the other; each step is reached."""
    loading.push(old, Target(empty))
    sizes: list[int] = []
    add = GraphStore.add
    monkeypatch.setattr(GraphStore, "add", lambda s, g, lines: (sizes.append(len(lines)), add(s, g, lines)))
    for last in itertools.count():
        try:
            loading.push(new, Target(empty), breaking(last))
        except Broken:
            kept = {graph: count for graph, count in served(empty).items() if graph in GRAPHS}
            assert kept == numbers(old)
        else:
            break
    assert last > 5
    assert sum(sizes) < sum(numbers(new).values()) + last * (700 + 2)
    assert served(empty) == numbers(new)


def breaking(last: int) -> Callable[[str, float], None]:
    """A progress that ends the push at its step of this number."""
    steps = itertools.count()

    def progress(_: str, __: float) -> None:
        if next(steps) == last:
            raise Broken

    return progress


@pytest.mark.usefixtures("small")
def test_a_first_push_that_breaks_off_goes_on_in_its_place_and_gives_way_to_another_version(
    empty: str, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that holds nothing has nothing to keep; what has begun there is told from a graph that is served."""
    sizes: list[int] = []
    add = GraphStore.add
    monkeypatch.setattr(GraphStore, "add", lambda s, g, lines: (sizes.append(len(lines)), add(s, g, lines)))
    with pytest.raises(Broken):
        loading.push(old, Target(empty), breaking(2))
    begun = {graph for graph, count in served(empty).items() if graph.endswith("-begun")}
    assert len(begun) == len(numbers(old))
    assert served(empty).keys() - begun
    loading.push(old, Target(empty))
    assert served(empty) == numbers(old)
    assert sum(sizes) < sum(numbers(old).values()) + 4 * 700
    for row in RemoteEngine(empty, graphs=()).answer(ALL).records():
        Target(empty).drop(row["g"])
    with pytest.raises(Broken):
        loading.push(old, Target(empty), breaking(2))
    kept = {graph: count for graph, count in served(empty).items() if graph in GRAPHS}
    with pytest.raises(Broken):
        loading.push(new, Target(empty), breaking(2))
    assert kept == {graph: count for graph, count in served(empty).items() if graph in GRAPHS}
    loading.push(new, Target(empty))
    assert served(empty) == numbers(new)


@pytest.mark.usefixtures("small")
def test_what_a_push_of_another_version_left_is_swept(empty: str, old: Path, new: Path) -> None:
    with pytest.raises(Broken):
        loading.push(old, Target(empty), breaking(1))
    assert served(empty)
    loading.push(new, Target(empty))
    assert served(empty) == numbers(new)


def test_a_process_that_is_killed_leaves_what_is_served(empty: str, old: Path, new: Path) -> None:
    loading.push(old, Target(empty))
    code = (
        "import sys; from jumelage_graph import api; from jumelage_graph.loading.ways import GraphStore; "
        "GraphStore.batch = 300; "
        "api.push(sys.argv[1], file=__import__('pathlib').Path(sys.argv[2]), progress=lambda *_: print(flush=True))"
    )
    for steps in (1, 4, 9):
        command = [sys.executable, "-c", code, empty, str(new)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for _ in range(steps):
                process.stdout.readline()
            os.kill(process.pid, signal.SIGKILL)
        kept = {graph: count for graph, count in served(empty).items() if graph in GRAPHS}
        assert kept == numbers(old)
    loading.push(new, Target(empty))
    assert served(empty) == numbers(new)


def test_a_server_that_loses_a_statement_is_found_out(
    empty: str, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading.push(old, Target(empty))
    add = GraphStore.add
    monkeypatch.setattr(GraphStore, "add", lambda s, g, lines: add(s, g, lines[:-1] or lines))
    with pytest.raises(EndpointAnswerError, match=r"does not hold what was sent"):
        loading.push(new, Target(empty))
    assert served(empty) == numbers(old)


def test_a_server_that_changes_a_statement_is_found_out(
    empty: str, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = GraphStore.add

    def changing(store: GraphStore, graph: str, lines: Sequence[bytes]) -> None:
        add(store, graph, [line.replace(b"Nancy", b"Nency") for line in lines])

    monkeypatch.setattr(GraphStore, "add", changing)
    path = new.with_name("one.nq")
    path.write_bytes(f'<http://e.org/a> <http://e.org/b> "Nancy" <{RECORD}> .\n'.encode())
    with pytest.raises(EndpointAnswerError, match=r"compared"):
        loading.push(path, Target(empty))
    assert served(empty) == {}


def test_what_a_server_holds_is_fetched_as_it_was_sent(empty: str, new: Path, toy_dataset: Dataset) -> None:
    with pytest.raises(EndpointError, match=r"holds none of the graphs"):
        loading.fetched(empty)
    loading.push(new, Target(empty))
    assert loading.fetched(empty) == toy_dataset.nquads


def test_a_server_that_gives_a_few_at_a_time_is_read_to_the_end(
    empty: str, new: Path, toy_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading.push(new, Target(empty))
    found = Holding._found
    monkeypatch.setattr(Holding, "_found", lambda *asked: found(*asked)[:150])
    assert loading.fetched(empty) == toy_dataset.nquads


# --- ways


def test_a_server_that_cannot_move_graphs_is_put_them_whole(
    empty: str, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = Updates._send

    def unable(way: Updates, text: str) -> None:
        send(way, text.replace("MOVE GRAPH", "MOVE SHAPE"))

    loading.push(old, Target(empty))
    monkeypatch.setattr(Updates, "_send", unable)
    loading.push(new, Target(empty))
    assert served(empty) == numbers(new)
    with pytest.raises(UsageError):  # and without a graph store nothing else is tried
        loading.push(old, Target(empty, store=f"{empty}/none"))
    assert {graph: count for graph, count in served(empty).items() if graph in GRAPHS} == numbers(new)


def test_a_server_that_takes_updates_alone_is_sent_updates(empty: str, new: Path) -> None:
    target = Target(empty, store=f"{empty}/none")
    assert isinstance(target._way, Updates)
    loading.push(new, target)
    assert served(empty) == numbers(new)


def test_a_server_that_takes_graphs_alone_is_put_them_whole(empty: str, old: Path, new: Path) -> None:
    for path in (old, new):
        loading.push(path, Target(empty, update=f"{empty}/none"))
        assert served(empty) == numbers(path)


def test_an_update_that_is_too_large_is_sent_in_halves() -> None:
    with serving(answer("too much", "400 Bad", TEXT), answer("", "204 No Content")) as server:
        Updates(Asked(Address.of(server.url))).add("http://e.org/g", [b"<a:a> <a:b> <a:c> .\n"] * 200)
    assert len(server.asked) == 3


def test_a_server_that_only_answers_says_so() -> None:
    yes, no = answer('{"head":{},"boolean":true}'), answer("", "405 No")
    with serving(yes, no) as server, pytest.raises(EndpointError, match=r"--update, --graph-store"):
        Target(server.url)
    with serving(yes, answer("", "401 No")) as server, pytest.raises(EndpointRefusedError, match="_TOKEN"):
        Target(server.url)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "<http://e.org/a> <http://e.org/b> <http://e.org/c> .",
        "_:a <http://e.org/b> <http://e.org/c> <http://e.org/g> .",
        "<http://e.org/a> <http://e.org/b> _:c <http://e.org/g> .",
        "{",
    ],
)
def test_a_file_of_another_form_is_refused_before_anything_is_sent(line: str, tmp_path: Path) -> None:
    path = tmp_path / "dataset.nq"
    path.write_text(f'<http://e.org/a> <http://e.org/b> "c" <http://e.org/g> .\n{line}\n', encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        parts(path)


def test_the_digest_knows_no_order_and_levels_what_servers_spell_otherwise() -> None:
    boolean = b"<http://www.w3.org/2001/XMLSchema#boolean>"
    lines = [b'<a:a> <a:b> "1"^^' + boolean, b'<a:a> <a:b> "x"@fr-FR', b'<a:a> <a:b> "1"']
    other = [b'<a:a> <a:b> "x"@fr-fr', b'<a:a> <a:b> "1"', b'<a:a> <a:b> "true"^^' + boolean]
    assert summed(lines) == summed(other)
    for change in (b'<a:a> <a:b> "0"^^' + boolean, b'<a:a> <a:b> "X"@fr-FR', b'<a:a> <a:b> "true"'):
        assert summed([change, *lines[1:]]) != summed(lines)
    assert summed([*lines, lines[0]]) != summed(lines)


def summed(lines: Sequence[bytes]) -> str:
    found = Sum()
    for line in lines:
        found.add(line)
    return found.digest


# --- Virtuoso, and the command


def points(nquads: bytes) -> bytes:
    """Lines without what stands in points, sorted."""
    return b"\n".join(sorted(re.sub(rb'"POINT[^"]*"', b"", nquads).splitlines()))


@pytest.mark.xdist_group("virtuoso")
def test_virtuoso_takes_it_with_a_login_and_gives_it_back(
    tmp_path: Path, old: Path, new: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    require(missing())
    (tmp_path / "virtuoso").mkdir()
    with running(tmp_path / "virtuoso") as server:
        assert cli.run(["push", server.url, "--file", str(old)]) == 1
        assert "JUMELAGE_ENDPOINT_HOST" in capsys.readouterr().err
        for name, value in {"HOST": f"127.0.0.1:{server.http}", "USER": "dba", "PASSWORD": "dba"}.items():
            monkeypatch.setenv(f"JUMELAGE_ENDPOINT_{name}", value)
        for path in (old, new):
            assert cli.run(["push", server.url, "--file", str(path), "--lang", "fr"]) == 0
            found = {graph: count for graph, count in served(server.url).items() if graph in GRAPHS}
            assert found == numbers(path)
        given = loading.fetched(server.url)  # but for the digits of its points
        assert points(given) == points(new.read_bytes())
        out, err = capsys.readouterr()
        assert out.count("envoyé") == 8
        assert "--endpoint" in err
        target = Target(server.url, store=f"{server.url}/none")
        target.add("http://e.org/halves", list(lines(new, RECORD))[:1000])
        assert target.count("http://e.org/halves") == 1000
