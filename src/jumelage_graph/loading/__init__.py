"""The dataset on a server: sent in batches, compared, and only then put in the place of what stood there.

Each graph is gathered in a graph beside it, whose name holds the digest of what it shall hold. A push that breaks off
leaves what is served as it was; the next one goes on where it stopped, told by the number of statements that are there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jumelage_graph.engines import settings
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.errors import EndpointAnswerError, EndpointError
from jumelage_graph.loading.holding import Holding
from jumelage_graph.loading.parts import Part, lines, parts, spelt
from jumelage_graph.loading.target import SLOW, Target
from jumelage_graph.namespaces import GRAPHS, contract, staging
from jumelage_graph.words import Said, say

__all__ = ["Loaded", "Target", "fetched", "push"]

Progress = Callable[[Said, float], None]
"""What is told of how far it is: what is done, and how much of all (0 to 1)."""


class Loaded(NamedTuple):
    """A graph that the server now holds: its statements and their digest; ``sent``, unless it held them before."""

    graph: str
    statements: int
    digest: str
    sent: bool


def push(path: Path, target: Target, progress: Progress = lambda _, __: None) -> list[Loaded]:
    """Put the dataset of a file of canonical N-Quads on a server, and tell what it holds.

    A graph that the server holds as it is stays untouched; the others change places at the end, in one update where the
    server takes updates. Errors: ``DataError`` for a file of another form; ``EndpointError`` where the server fails or
    does not hold what was sent: what it held before is then still there.
    """
    whole = parts(path)
    new = [part for part in whole if not target.holds(part.graph, part)]
    target.sweep(GRAPHS, [staging(part.graph, part.mark) for part in new])
    done, total = 0, sum(part.statements for part in new)
    for part in new:
        for sent in _sent(path, part, target):
            progress(say("loading.sending", graph=part.graph), (done + sent) / (total + 1))
        done += part.statements
        progress(say("loading.comparing", graph=part.graph), done / (total + 1))
        if not target.holds(staging(part.graph, part.mark), part):
            target.drop(staging(part.graph, part.mark))
            raise EndpointAnswerError(say("loading.other", url=target.shown, graph=part.graph))
    progress(say("loading.moving"), total / (total + 1))
    target.replace({part.graph: (staging(part.graph, part.mark), _all(path, part)) for part in new})
    for part in new:
        if target.count(part.graph) != part.statements:
            raise EndpointAnswerError(say("loading.other", url=target.shown, graph=part.graph))
    return [Loaded(part.graph, part.statements, part.digest, part in new) for part in whole]


def fetched(endpoint: str) -> bytes:
    """The dataset that a server holds in the four named graphs, as sorted N-Quads.

    Errors: ``EndpointError`` where it fails, or holds none of them.
    """
    held = Holding(RemoteEngine(endpoint, settings.patience(os.environ, SLOW), graphs=()))
    found = [
        b"%s <%s> .\n" % (spelt(statement), graph.encode())
        for graph in GRAPHS
        for statement in held.statements(graph, held.count(graph))
    ]
    if not found:
        graphs = list(map(contract, GRAPHS))
        raise EndpointError(say("engines.servers.nothing", url=held.engine.endpoint, graphs=graphs))
    return b"".join(sorted(found))


def _sent(path: Path, part: Part, target: Target) -> Iterable[int]:
    """How many statements the graph beside holds, after each batch; those that it has are not sent again."""
    beside = staging(part.graph, part.mark)
    there = target.count(beside)
    if there > part.statements:  # by whatever hand: nothing of it can be trusted
        target.drop(beside)
        there = 0
    at = there - there % target.batch if there < part.statements else there
    left = lines(path, part.graph, at)
    while batch := list(islice(left, target.batch)):
        target.add(beside, batch)
        at += len(batch)
        yield at


def _all(path: Path, part: Part) -> Callable[[], Sequence[bytes]]:
    return lambda: list(lines(path, part.graph))
