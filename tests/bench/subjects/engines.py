"""Whole answers as CSV through us, beside rdflib alone and rdflib on the store of Oxigraph (oxrdflib)."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator
from multiprocessing.pool import Pool

from bench import asking
from bench.measuring import Pair, Plan, Section
from jumelage_graph import api, cache
from jumelage_graph.statements.syntaxes import union

PEERS = ("rdflib", "oxrdflib")
LIMIT = 10.0
"""Seconds that a peer has for one answer."""


def run(plan: Plan) -> Iterator[Section]:
    engine = api.engine()
    texts = asking.texts(engine, asking.FEW[: 1 if plan.quick else None])
    for peer in PEERS:
        with _Peer(peer) as other:
            pairs, late = [], []
            for name, text in texts.items():
                ours, theirs = _rounds(
                    lambda text=text: engine.answer(text).serialise("csv"), other, text, plan
                )  # type: ignore[misc]
                pairs.append(Pair(name, peer, ours, theirs))
                late += [] if theirs else [name]
        note = f"No answer within {LIMIT:.0f} s, or an error: {', '.join(late)}." if late else ""
        yield Section(f"Answers as CSV, beside {peer}", pairs, note=note)


def _rounds(
    ours: Callable[[], object], peer: _Peer, text: str, plan: Plan
) -> tuple[list[float], list[float]]:
    found: tuple[list[float], list[float]] = [], []
    for _ in range(plan.at_most(3)):
        theirs = peer.seconds(text)
        if theirs is None:
            return [], []
        start = time.thread_time()
        ours()
        found[0].append(time.thread_time() - start)
        found[1].append(theirs)
    return found


class _Peer:
    """An engine in a process of its own, which is ended where an answer takes too long."""

    def __init__(self, kind: str) -> None:
        self._loaded = (kind, union(cache.nquads()))

    def __enter__(self) -> _Peer:
        self._pool: Pool = multiprocessing.Pool(1, _load, self._loaded)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.terminate()

    def seconds(self, text: str) -> float | None:
        """Seconds of CPU for one answer, ``None`` where there is none in time."""
        try:
            return self._pool.apply_async(_ask, (text,)).get(LIMIT)
        except multiprocessing.TimeoutError:
            self._pool.terminate()
            self.__enter__()
        except Exception:  # whatever stops the peer, the report says that it gave no answer
            pass
        return None


def _load(kind: str, triples: bytes) -> None:
    import rdflib
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    graph = (
        rdflib.Graph(store="Oxigraph", identifier=DATASET_DEFAULT_GRAPH_ID)
        if kind == "oxrdflib"
        else rdflib.Graph()
    )
    globals()["graph"] = graph.parse(data=triples, format="ox-nt" if kind == "oxrdflib" else "nt")


def _ask(text: str) -> float:
    start = time.process_time()
    globals()["graph"].query(text).serialize(format="csv")
    return time.process_time() - start
