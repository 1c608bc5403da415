"""Named queries on servers: through us beside the plain request, and the embedded engine beside the server."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator

import virtuoso
from bench import asking, servers
from bench.measuring import Pair, Plan, Section, elapsed, in_turn
from jumelage_graph import api, cache
from jumelage_graph.engines import Engine
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.engines.transport import Patience
from jumelage_graph.errors import EndpointError

LIMIT = 5.0
"""Seconds that a server has for one answer."""

QUERIES = ("partners", "agreements", "edition-report", "growth", "conflicts")


def missing() -> str:
    return virtuoso.missing()


def run(plan: Plan) -> Iterator[Section]:
    embedded = api.engine()
    texts = plan.few(asking.texts(embedded, QUERIES))
    for peer, start in plan.few(servers.peers()).items():
        with start(cache.nquads()) as service:
            remote = RemoteEngine(service.url, Patience(timeout=LIMIT, attempts=1), service.graphs)
            pairs, late = list[Pair](), list[str]()
            for name, text in texts.items():
                try:
                    _rows(remote, text)
                except EndpointError:
                    late.append(name)
                    break  # it goes on with what nobody waits for
                pairs += _pairs(name, peer, _works(embedded, remote, service, text), plan)
        note = f"No answer within {LIMIT:.0f} s, and the rest left out: {', '.join(late)}." if late else ""
        yield Section(f"Named queries on {peer}, elapsed", pairs, note=note)


def _works(
    embedded: Engine, remote: Engine, service: servers.Service, text: str
) -> dict[str, Callable[[], object]]:
    return {
        "embedded": lambda: _rows(embedded, text),
        "through us": lambda: _rows(remote, text),
        "plain request": lambda: _plain(service, text),
    }


def _pairs(name: str, peer: str, works: dict[str, Callable[[], object]], plan: Plan) -> Iterator[Pair]:
    taken = in_turn({kind: elapsed(work) for kind, work in works.items()}, plan.at_most(5))
    yield Pair(f"{name}, through us", "plain request", taken["through us"], taken["plain request"])
    yield Pair(f"{name}, embedded", peer, taken["embedded"], taken["plain request"])


def _rows(engine: Engine, text: str) -> int:
    return len(list(engine.answer(text).rows()))


def _plain(service: servers.Service, text: str) -> int:
    headers = {
        "Accept": "application/sparql-results+json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    asked = urllib.request.Request(service.url, service.form(text).encode(), headers)
    with urllib.request.urlopen(asked, timeout=60) as reply:
        return len(json.load(reply)["results"]["bindings"])
