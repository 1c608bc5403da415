"""Pages: bytes and CPU beside a page that pyvis writes alone of the same network; each step of a picture's size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial

import networkx as nx
from pyvis.network import Network

import jumelage_graph as jg
from bench.measuring import Pair, Plan, Section, cpu, in_turn
from jumelage_graph import views


def run(plan: Plan) -> Iterator[Section]:
    opened = jg.open()
    graph = opened.network()
    draw = partial(views.find("network").draw, opened.engine)
    taken = in_turn({"ours": cpu(draw), "pyvis": cpu(partial(_alone, graph))}, plan.at_most(3))
    ours, theirs = str(draw()).encode(), _alone(graph).encode()
    yield Section(
        "The network's page beside one that pyvis writes alone",
        [
            Pair("CPU", "pyvis alone", taken["ours"], taken["pyvis"]),
            Pair("bytes", "pyvis alone", [len(ours)], [len(theirs)], unit="bytes"),
            Pair("bytes, compressed", "pyvis alone", [_packed(ours)], [_packed(theirs)], unit="bytes"),
        ],
    )
    pages = {
        name: str(views.find(name).draw(opened.engine)).encode()
        for name in (views.names()[:1] if plan.quick else views.names())
    }
    rows = [(name, f"{len(page):,}", f"{_packed(page):,}") for name, page in pages.items()]
    yield Section("Pages", facts=[("page", "bytes", "compressed"), *rows])


def _alone(graph: nx.Graph[str]) -> str:
    page = Network(cdn_resources="in_line")
    page.from_nx(nx.Graph(graph))
    return str(page.generate_html(notebook=False))


def _packed(page: bytes) -> int:
    return len(zlib.compress(page, 9))
