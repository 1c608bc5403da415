"""The dataset on a server: sent in batches, compared, and only then put in the place of what stood there.

Each graph is gathered in a graph beside it, whose name holds the digest of what it shall hold; where a server holds no
graph of the dataset, in its place, and a graph of such a name stands there until it is whole. A push that breaks off
leaves what is served as it was; the next one goes on where it stopped, told by the number of statements that are there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jumelage_graph.engines import settings
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.errors import EndpointAnswerError, EndpointError
from jumelage_graph.loading.course import Course, Progress
from jumelage_graph.loading.holding import Holding
from jumelage_graph.loading.parts import Part, lines, parts, spelt
from jumelage_graph.loading.target import SLOW, Target
from jumelage_graph.namespaces import GRAPHS, contract, staging
from jumelage_graph.words import say

__all__ = ["Loaded", "Target", "fetched", "push"]


class Loaded(NamedTuple):
    """A graph that the server now holds: its statements and their digest; ``sent``, unless it held them before."""

    graph: str
    statements: int
    digest: str
    sent: bool


def push(path: Path, target: Target, progress: Progress = lambda _, __: None) -> list[Loaded]:
    """Put the dataset of a file of canonical N-Quads on a server, and tell what it holds.

    A graph that the server holds as it is stays untouched; the others change places at the end, in one update where the
    server takes updates. A server that holds none of them has nothing to keep: it is sent them to their places, where
    what a push of the same dataset has begun goes on. Errors: ``DataError`` for a file of another form;
    ``EndpointError`` where the server fails or does not hold what was sent: what it held before is then still there.
    """
    whole = parts(path)
    new = [part for part in _largest(whole) if not target.holds(part.graph, part)]
    target.sweep(GRAPHS, [name for part in whole for name in (_beside(part), _sign(part))])
    straight = all(target.count(_sign(part)) or not target.count(part.graph) for part in whole)
    places = {part: part.graph if straight else _beside(part) for part in new}
    for part in new if straight else ():
        target.add(_sign(part), [f"<{_sign(part)}> <{_sign(part)}> <{part.graph}> .\n".encode()])
    course = Course(progress, sum(part.statements for part in new))
    works = [partial(_gathered, path, part, places[part], target.again(), course) for part in new]
    same = course.side_by_side(works, 2)  # one is sent while the one before is compared
    if wrong := [part for part, is_same in zip(new, same, strict=True) if not is_same]:
        for graph in (graph for part in wrong for graph in (places[part], _sign(part))):
            target.drop(graph)
        raise _other(target, wrong[0])
    if not straight:
        course.tell(say("loading.moving"))
        target.replace({part.graph: (places[part], _all(path, part)) for part in new})
        for part in new:
            if target.count(part.graph) != part.statements:
                raise _other(target, part)
    for part in whole if straight else ():
        target.drop(_sign(part))
    return [Loaded(part.graph, part.statements, part.digest, part in new) for part in whole]


def _beside(part: Part) -> str:
    """Where a graph is gathered beside the one that is served."""
    return staging(part.graph, part.mark)


def _sign(part: Part) -> str:
    """The graph that is there as long as what stands in the place of this one is a part of it."""
    return staging(part.graph, f"{part.mark}-begun")


def _largest(found: Iterable[Part]) -> list[Part]:
    return sorted(found, key=lambda part: -part.statements)


def _other(target: Target, part: Part) -> EndpointAnswerError:
    return EndpointAnswerError(say("loading.other", url=target.shown, graph=part.graph))


def _gathered(path: Path, part: Part, place: str, target: Target, course: Course) -> bool:
    """Whether a place has just the statements of a graph, when those that it lacked are sent."""
    with course.writing:
        for more in _sent(path, part, place, target):
            course.tell(say("loading.sending", graph=part.graph), more)
    course.tell(say("loading.comparing", graph=part.graph))
    return target.holds(place, part)


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


def _sent(path: Path, part: Part, place: str, target: Target) -> Iterator[int]:
    """How many statements more the place holds, after each batch; those that it has are not sent again."""
    there = target.count(place)
    if there > part.statements:  # by whatever hand: nothing of it can be trusted
        target.drop(place)
        there = 0
    at = there - there % target.batch if there < part.statements else there
    if at:
        yield at
    left = lines(path, part.graph, at)
    while batch := list(islice(left, target.batch)):
        target.add(place, batch)
        yield len(batch)


def _all(path: Path, part: Part) -> Callable[[], Sequence[bytes]]:
    return lambda: list(lines(path, part.graph))
