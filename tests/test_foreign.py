"""The page of a network from a file: its places, what it says, and what a reader does with it."""

from __future__ import annotations

import itertools
import json
import math
import re
import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from axe import violations
from browser import Browser
from jumelage_graph import api, cli, networks, views
from jumelage_graph.errors import UsageError
from jumelage_graph.views.graphs import foreign, foreign_plot
from jumelage_graph.views.graphs.discs import discs
from jumelage_graph.views.graphs.placed import placed
from jumelage_graph.views.plots import plot

EDGES = """source,target,weight
Nancy,金沢市,3
Nancy,Karlsruhe,1
Nancy,Karlsruhe,1
Nancy,<b>Liège</b>,2
Nancy,Newcastle,1
Tours,Takamatsu,1
"""


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("network") / "towns.csv"
    path.write_text(EDGES, encoding="utf-8")
    return path


@pytest.fixture(scope="module", autouse=True)
def library(tmp_path_factory: pytest.TempPathFactory) -> None:
    if not foreign.LIBRARY.is_file():
        pytest.skip("nothing bundled: make node")


def data_of(html: str) -> dict[str, Any]:
    block = re.search(r'id="data">([^<]+)', html)
    assert block
    found: dict[str, Any] = json.loads(zlib.decompress(b64decode(block.group(1))))
    return found


def test_the_page_holds_the_network_of_the_file(edges: Path) -> None:
    html = api.draw(network=api.foreign(edges))
    assert isinstance(html, str)
    assert html == api.draw(network=api.foreign(edges))
    assert "default-src" in html
    held = data_of(html)
    network, names = held["foreign"], held["foreign"]["names"]["en"]
    linked = {
        (*sorted((names[a], names[b])), weight)
        for a, b, weight in zip(network["from"], network["to"], network["weights"], strict=True)
    }
    assert linked == {
        ("Nancy", "金沢市", 3),
        ("Karlsruhe", "Nancy", 2),  # two links of weight 1
        ("<b>Liège</b>", "Nancy", 2),
        ("Nancy", "Newcastle", 1),
        ("Takamatsu", "Tours", 1),
    }
    assert (names[0], network["links"][0]) == ("Nancy", 4)
    assert held["record"]["governments"] == {}
    assert "6" in held["coverage"]["ja"]
    assert held["words"]["title_foreign"]["fr"] == "Réseau\u00a0: towns.csv"


def test_names_follow_the_language_and_attributes_become_groups() -> None:
    graph = nx.Graph([("a", "b"), ("c", "d"), ("a", "d")])
    nx.set_node_attributes(graph, {"a": "Lyon", "b": "Kobe"}, "label_fr")
    nx.set_node_attributes(graph, {"b": "神戸市"}, "label_ja")
    nx.set_node_attributes(graph, {"a": "FR", "b": "JP", "c": "FR"}, "country")
    held = data_of(views.draw_foreign(graph))
    names = held["foreign"]["names"]
    assert names["en"] == ["Lyon", "d", "Kobe", "c"]
    assert names["ja"] == ["Lyon", "d", "神戸市", "c"]
    assert "fr" not in names
    country = held["foreign"]["columns"][0]
    assert country == {"name": "by:country", "values": ["FR", "JP"], "of": [0, -1, 1, 0]}
    assert [one["name"] for one in held["record"]["filters"]] == ["by:country", "community", "links"]


@pytest.mark.parametrize(
    "graph",
    [
        nx.disjoint_union_all([nx.path_graph(2)] * 61),
        nx.connected_caveman_graph(8, 70),
        nx.star_graph(300),
        nx.disjoint_union(nx.random_regular_graph(4, 200, seed=1), nx.cycle_graph(5)),
    ],
    ids=["pairs", "caves", "star", "regular"],
)
def test_nodes_lie_apart_and_no_disc_lies_on_another(graph: nx.Graph[int]) -> None:
    of = networks.communities(graph).of
    places = discs(graph, of)
    assert places == discs(graph, of)
    assert set(places) == set(graph)
    nearest = min(math.dist(places[a], places[b]) for a, b in itertools.combinations(graph, 2))
    assert nearest > 0.05
    groups: dict[int, list[tuple[float, float]]] = {}
    for node, place in places.items():
        groups.setdefault(of[node], []).append(place)
    circles = []
    for own in groups.values():
        middle = tuple(sum(at[axis] for at in own) / len(own) for axis in (0, 1))
        circles.append((middle, max(math.dist(middle, at) for at in own)))
    for (a, reach), (b, other) in itertools.combinations(circles, 2):
        assert math.dist(a, b) > reach + other


FILES = sorted((Path(__file__).parent / "networks").iterdir())


def test_every_kind_of_file_that_is_read_is_drawn() -> None:
    assert len(FILES) > 20
    for file in FILES:
        graph = networks.read(file)
        network = data_of(views.draw_foreign(graph))["foreign"]
        assert len(network["names"]["en"]) == len(graph), file.name
        pairs = {(a, b) if graph.is_directed() else frozenset((a, b)) for a, b in graph.edges()}
        assert len(network["from"]) == len(pairs), file.name
        assert network["directed"] == graph.is_directed(), file.name


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["map"], 'Only "network" draws a network from a file, not "map".'),
        (["network", "-o", "x.svgz"], "Did you mean svg"),
        (["network", "-o", "x.svg", "--dpi", "5"], "dpi"),
        (["network", "--kind", "twinning", "--year", "1990"], "kind, year select from the record"),
    ],
)
def test_what_a_foreign_network_has_not_is_refused(
    edges: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["draw", *options, "--network", str(edges)]) == 2
    assert message in capsys.readouterr().err


PLACED = {
    "nodes": [{"id": "a", "x": 0, "y": 0}, {"id": "b", "x": 50, "y": 0}, {"id": "c", "x": 0, "y": 25}],
    "links": [{"source": "a", "target": "b"}, {"source": "b", "target": "c"}],
}


def placed_file(folder: Path, **last: Any) -> nx.Graph[str]:
    nodes = [*PLACED["nodes"][:2], PLACED["nodes"][2] | last]
    (folder / "placed.json").write_text(json.dumps(PLACED | {"nodes": nodes}), encoding="utf-8")
    return networks.read(folder / "placed.json")


def test_places_of_the_file_are_kept_where_all_nodes_have_one(tmp_path: Path) -> None:
    held = data_of(str(views.draw_foreign(placed_file(tmp_path))))
    network = held["foreign"]
    found = dict(zip(network["names"]["en"], zip(network["x"], network["y"], strict=True), strict=True))
    assert found == {"a": (0, 0), "b": (20000, 0), "c": (0, 10000)}
    assert held["words"]["foreign_places"]["en"] == "Places are those of the file."
    assert "place" not in held["coverage"]["en"]


def test_places_of_some_nodes_are_none_and_it_is_said(tmp_path: Path) -> None:
    held = data_of(str(views.draw_foreign(placed_file(tmp_path, x="left"))))
    assert "The file places 2 of 3 nodes only: all were placed anew." in held["coverage"]["en"]
    assert "discs" in held["words"]["foreign_places"]["en"]


@pytest.mark.parametrize("spot", [(3.0, 3.0), (1e308, -1e308)])
def test_places_in_one_spot_or_beyond_numbers_are_none(spot: tuple[float, float]) -> None:
    graph = nx.path_graph(3)
    graph.graph["places"] = {0: (spot[0], spot[0]), 1: (spot[1], spot[1]), 2: (spot[0], spot[1])}
    network = placed(graph)
    assert not network.given
    assert len(set(network.places.values())) == 3


def test_a_network_from_a_file_is_plotted_in_every_static_form(edges: Path, tmp_path: Path) -> None:
    for form, start in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        path = tmp_path / f"towns.{form}"
        assert cli.run(["draw", "network", "--network", str(edges), "--lang", "fr", "-o", str(path)]) == 0
        assert path.read_bytes().startswith(start)
    svg = api.draw(network=api.foreign(edges), form="svg", editable=True)
    assert isinstance(svg, bytes)
    assert svg == api.draw(network=api.foreign(edges), form="svg", editable=True)
    for text in (
        "Network: towns.csv",
        "7 nodes, 5 links",
        "&lt;b&gt;Liège&lt;/b&gt;",
        "金沢市",
        "Community 1 (5)",
    ):
        assert text.encode() in svg, text
    assert b"The links have weights." in svg


def test_letters_without_a_font_are_said_below_the_plot(recwarn: pytest.WarningsRecorder) -> None:
    graph = nx.Graph([("Nancy", "서울"), ("Nancy", "金沢市")])
    plain, editable = (
        foreign_plot.drawn(graph, "svg", "en", plot.Paper(editable=editable)).count(b"<use")
        for editable in (False, True)
    )
    assert plain > editable
    assert plot.unwritable(["Nancy", "서울", "金沢市"]) == ["서울"]
    assert [str(one.message) for one in recwarn if "Glyph" in str(one.message)] == []


def test_without_the_library_the_error_names_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "LIBRARY", foreign.LIBRARY.with_name("no.js"))
    with pytest.raises(UsageError, match="make node"):
        views.draw_foreign(nx.path_graph(2))


def test_a_reader_searches_filters_and_opens_a_node(edges: Path, tmp_path: Path, chromium: Browser) -> None:
    page = tmp_path / "towns.html"
    page.write_text(str(api.draw(network=api.foreign(edges), lang="fr")), encoding="utf-8")
    chromium.open(page)
    assert (chromium.errors(), chromium.requests()) == ([], [])
    assert chromium.run("return Boolean(jumelage.picture.painted)"), "no WebGL"
    told = "return document.getElementById('summary').textContent"
    assert chromium.run(told) == "7 nœuds, 5 liens"
    (found,) = chromium.run("return jumelage.matches('金澤')")
    chromium.run("jumelage.picture.open(arguments[0])", found)
    assert "金沢市" in chromium.run("return document.getElementById('card').textContent")
    assert chromium.run("return location.hash") == f"#card=node%2F{found}"
    chromium.run("jumelage.change({links: '2'})")
    assert chromium.run(told) == "Liens, au moins\u00a0: 2 – 1 nœuds sur 7, 0 liens"
    assert violations(chromium) == []
    chromium.run("jumelage.change({links: null}); document.getElementById('table').open = true")
    chromium.run("return new Promise((done) => setTimeout(done, 50))")
    assert violations(chromium) == []
    saved = chromium.run("return jumelage.svgText()")
    assert "&lt;b&gt;Liège&lt;/b&gt;" in saved
    assert "Communauté" in saved


def test_a_long_table_comes_in_pages(tmp_path: Path, chromium: Browser) -> None:
    page = tmp_path / "star.html"
    page.write_text(str(api.draw(network=nx.star_graph(449))), encoding="utf-8")
    chromium.open(page)
    shown = """const box = document.getElementById('table'); box.open = true;
    return new Promise(done => setTimeout(() => done(box.querySelectorAll('tbody tr').length), 50))"""
    assert chromium.run(shown) == 200
    turn = "document.querySelector('#table-pages button:last-child').click();"
    assert chromium.run(f"{turn} {turn} return document.querySelectorAll('#table tbody tr').length") == 50
    assert chromium.run("return document.getElementById('table-pages').textContent") == "‹401–450›"
