"""Network files as programs write them: figures equal to those of NetworkX or igraph, or of links told by hand."""

import json
import math
import unicodedata
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import igraph
import networkx as nx
import pytest

from jumelage_graph import analyses, networks
from jumelage_graph.analyses import Study
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import DataError, UsageError
from jumelage_graph.networks import writing

FILES = Path(__file__).parent / "networks"


def by_igraph(read: Callable[[str], igraph.Graph]) -> Callable[[Path], nx.Graph]:
    return lambda path: read(str(path)).to_networkx()


def by_hand(kind: type[nx.Graph], *links: tuple[str, str, float]) -> Callable[[Path], nx.Graph]:
    def made(path: Path) -> nx.Graph:
        graph = kind()
        graph.add_weighted_edges_from(links)
        return graph

    return made


def node_link(path: Path) -> nx.Graph:
    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="links")


def konect(path: Path) -> nx.Graph:
    weight = [("weight", float)]
    return nx.read_edgelist(path, comments="%", data=weight, create_using=nx.DiGraph)


PEERS: dict[str, Callable[[Path], nx.Graph]] = {
    "gephi-0.7-gexf-1.1.gexf": lambda path: nx.read_gexf(path, version="1.1draft"),
    "gephi-0.9-gexf-1.3.gexf": by_hand(nx.MultiGraph, ("n", "k", 3), ("k", "n", 1), ("n", "c", 1)),
    "gephi-0.10-gexf-1.3.gexf": by_hand(
        nx.MultiDiGraph, ("a", "b", 1), ("a", "b", 1), ("b", "c", 1), ("c", "a", 1), ("c", "d", 1)
    ),
    "sigma-gexf-1.2.gexf": by_hand(nx.Graph, ("1", "2", 1), ("1a", "2", 1), ("3", "2", 0.5)),
    "networkx-gexf-1.2.gexf": nx.read_gexf,
    "rgexf-gexf-1.3.gexf": by_hand(nx.DiGraph, ("1", "2", 1), ("1", "3", 2), ("3", "1", 1)),
    "igraph.graphml": by_igraph(igraph.Graph.Read_GraphML),
    "yed.graphml": nx.read_graphml,
    "gephi.graphml": nx.read_graphml,
    "cytoscape.graphml": nx.read_graphml,
    "networkx.graphml": nx.read_graphml,
    "two-modes.net": by_hand(nx.Graph, ("1", "4", 1), ("2", "4", 1), ("2", "5", 2.5), ("3", "5", 1)),
    "relations.net": by_hand(
        nx.DiGraph, ("1", "2", 3), ("2", "1", 1), ("1", "3", 1), ("4", "1", 1), ("4", "2", 1)
    ),
    "networkx.net": lambda path: nx.Graph(nx.read_pajek(path)),
    "newman.gml": by_igraph(igraph.Graph.Read_GML),
    "igraph.gml": by_igraph(igraph.Graph.Read_GML),
    "networkx.gml": nx.read_gml,
    "yed.gml": nx.read_gml,
    "out.konect-directed": konect,
    "out.konect-two-modes": by_hand(nx.Graph, ("a", "x", 1), ("b", "x", 1), ("c", "y", 1), ("c", "x", 1)),
    "snap.txt": nx.read_edgelist,
    "snap-directed.txt": lambda path: nx.read_edgelist(path, create_using=nx.DiGraph),
    "networkx.edgelist": nx.read_edgelist,
    "networkx-weighted.edgelist": nx.read_weighted_edgelist,
    "networkx.json": node_link,
    "d3.json": by_hand(nx.Graph, ("Nancy", "Kanazawa", 1), ("Tours", "Kanazawa", 1)),
    "graphology.json": by_hand(nx.Graph, ("nancy", "kanazawa", 2), ("tours", "kanazawa", 1)),
    "cytoscape.json": by_hand(nx.Graph, ("nancy", "kanazawa", 1), ("tours", "kanazawa", 1)),
    "wikidata-p190.csv": by_hand(nx.MultiGraph, ("n", "k", 1), ("k", "n", 1), ("n", "c", 1)),
    "wikidata-p190.tsv": by_hand(nx.MultiGraph, ("n", "k", 1), ("k", "n", 1), ("n", "c", 1)),
    "gephi-table.csv": by_hand(nx.DiGraph, ("n", "k", 2), ("k", "n", 1), ("t", "h", 1)),
    "lists.tsv": by_hand(nx.Graph, ("a", "h", 1), ("s", "y", 1)),
}


def figures(subject: nx.Graph) -> list[object]:
    """The figures of the whole, and the degrees and strengths in order: what does not hang on the names of nodes."""
    study = Study(subject)
    degrees = sorted(row[3:] for row in analyses.find("degree").run(study).rows)
    return [row[1] for row in analyses.find("overview").run(study).rows] + [*chain(*degrees)]


def test_every_file_has_a_peer() -> None:
    assert {path.name for path in FILES.iterdir()} == set(PEERS)


@pytest.mark.parametrize("name", PEERS)
def test_the_figures_of_a_file_are_those_of_its_peer(name: str) -> None:
    ours, theirs = networks.read(FILES / name), PEERS[name](FILES / name)
    assert ours.is_directed() == theirs.is_directed()
    assert figures(ours) == pytest.approx(figures(theirs))
    simple = nx.Graph(theirs)
    overview = {row[0]: row[1] for row in analyses.find("overview").run(ours).rows}
    assert overview["links, parallel ones apart"] == theirs.number_of_edges()
    assert (overview["transitivity"] or 0) == pytest.approx(nx.transitivity(simple))
    assert overview["density"] == pytest.approx(nx.density(simple))
    ranks = nx.pagerank(
        nx.DiGraph(theirs) if theirs.is_directed() else simple, weight=None, tol=1e-12, max_iter=1000
    )
    assert sorted(Study(ours).pagerank()) == pytest.approx(sorted(ranks.values()), abs=1e-8)
    strengths = dict(theirs.degree(weight="weight")).values()
    assert sorted(row[4] for row in analyses.find("degree").run(ours).rows) == pytest.approx(
        sorted(strengths)
    )


@pytest.mark.parametrize("name", PEERS)
def test_every_measure_of_a_file_is_there_and_finite(name: str) -> None:
    study = Study(networks.read(FILES / name))
    tables = [found.run(study) for found in analyses.catalogue().values() if found.refused(study) is None]
    assert len(tables) >= 8
    values = [value for table in tables for row in table.rows for value in row]
    assert all(math.isfinite(value) for value in values if isinstance(value, float))


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("gephi-0.7-gexf-1.1.gexf", {"Nancy", "金沢市", "Karlsruhe", "Tours", "高松市"}),
        ("sigma-gexf-1.2.gexf", {"Nancy", "Vandœuvre", "Kanazawa", "Tours"}),
        ("igraph.graphml", {"Nancy", "Kanazawa", "Karlsruhe", "Padova"}),
        ("yed.graphml", {"Nancy", "金沢市", "Tours"}),
        ("cytoscape.graphml", {"Nancy", "Kanazawa", "Tours"}),
        ("two-modes.net", {"Aix-les-Bains", "L'Isle-d'Abeau", "Nancy", "2008", "2010"}),
        ("newman.gml", {"Évian", "Shizuoka", "Cannes"}),
        ("d3.json", {"Nancy", "Kanazawa", "Tours"}),
        ("wikidata-p190.csv", {"Nancy", "Kanazawa", "Karlsruhe"}),
        ("wikidata-p190.tsv", {"Nancy", "Kanazawa", "Karlsruhe"}),
    ],
)
def test_the_labels_of_a_file_are_shown(name: str, labels: set[str]) -> None:
    table = analyses.find("degree").run(networks.read(FILES / name))
    assert {row[1] for row in table.rows} == labels


PLACES = {
    "gephi-0.9-gexf-1.3.gexf": {"nancy": (-201.5, -19.9)},  # y upwards
    "rgexf-gexf-1.3.gexf": {"1": (-100, -50), "2": (100, -50), "3": (0, 50)},
    "gephi.graphml": {"1": (-1.5, -3), "2": (4.5, 0), "3": (0, 2)},
    "yed.graphml": {"n0": (40, 15), "n1": (130, 15), "n2": (10, 55)},  # the middles of boxes, y downwards
    "two-modes.net": {"1": (0.1, 0.2), "2": (0.2, 0.2)},
    "networkx.net": {"1": (0.1, 0.2), "2": (0.9, 0.2), "3": (0.5, 0.8)},
    "yed.gml": {"0": (60, 40), "1": (260, 40), "2": (160, 140)},
    "cytoscape.json": {"nancy": (10, 20), "kanazawa": (110, 20.5), "tours": (10, 80)},
    "graphology.json": {"nancy": (0, -1), "kanazawa": (2, 0)},
}


@pytest.mark.parametrize("name", PEERS)
def test_the_places_of_a_file_are_read_with_y_downwards(name: str) -> None:
    assert networks.read(FILES / name).graph["places"] == PLACES.get(name, {})


def test_places_of_networkx_and_d3_are_read_and_what_is_no_number_is_none(tmp_path: Path) -> None:
    nodes = [
        {"id": "a", "pos": [1, 2]},
        {"id": "b", "x": 3, "y": "4.5"},
        {"id": "c", "x": "left", "y": 1},
        {"id": "d", "pos": [1, float("nan")]},
        {"id": "E\u0301vian", "pos": [0, 0]},
    ]
    text = json.dumps({"nodes": nodes, "links": [{"source": "a", "target": "b"}]})
    assert read(tmp_path, "a.json", text).graph["places"] == {"a": (1, -2), "b": (3, 4.5), "Évian": (0, 0)}


def test_an_answer_in_sparql_tsv_gives_plain_names(tmp_path: Path) -> None:
    rows = '?city\t?twin\t?since\n<http://x.org/1>\t"say \\"hi\\", all\\tof you"@en\t"1973"^^<http://x.org/year>\n'
    assert set(read(tmp_path, "a.tsv", rows)) == {"http://x.org/1", 'say "hi", all of you'}
    named = read(tmp_path, "b.tsv", rows, source_column="city", target_column="since")
    assert set(named) == {"http://x.org/1", "1973"}
    with pytest.raises(DataError, match=r"c\.tsv:3: 2 cells"):
        read(tmp_path, "c.tsv", rows + "<http://x.org/2>\t5\n")


def test_what_a_file_says_of_two_sides_is_kept() -> None:
    assert {
        side: len(nodes) for side, nodes in networks.sides(networks.read(FILES / "two-modes.net")).items()
    } == {
        "rows": 3,
        "columns": 2,
    }
    sides = networks.sides(networks.read(FILES / "out.konect-two-modes"))
    assert sides["right"] == ["right 1", "right 2"]


def test_links_with_and_without_direction_in_one_file_are_said() -> None:
    reading = networks.read(FILES / "gephi-0.9-gexf-1.3.gexf").graph["reading"]
    assert "2 of 3 links have a direction" in str(reading)


# --- the product's own files


@pytest.fixture(scope="module")
def toy_graph(toy_dataset: object) -> nx.MultiGraph:
    return networks.partnerships(EmbeddedEngine.from_nquads(toy_dataset.nquads))  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_the_record_comes_back_from_its_own_file(toy_graph: nx.MultiGraph, tmp_path: Path, kind: str) -> None:
    twice = toy_graph.copy()
    twice.add_edge("aubeville", "maru", key="again", kind="memorandum", status="in-force", fields=())
    data = writing.graphml(twice, {}) if kind == "graphml" else writing.gexf(twice, {}, "2026-01-02")
    (tmp_path / f"a.{kind}").write_bytes(data)
    back = networks.read(tmp_path / f"a.{kind}")
    assert figures(back) == figures(twice)
    assert networks.sides(back) == networks.sides(twice)
    for name in ("bipartite", "nestedness", "assortativity"):
        assert analyses.find(name).run(back).rows == analyses.find(name).run(twice).rows


def test_the_edges_of_the_record_come_back_with_their_sides(toy_graph: nx.MultiGraph, tmp_path: Path) -> None:
    edges = writing.plain(toy_graph).edges(keys=True)  # French ends first, as in the export network-csv
    rows = [f"{key},{fr},{jp}," for fr, jp, key in edges]
    back = read(tmp_path, "edges.csv", "\n".join(["id,source,target,suspensions", *rows]))
    assert figures(back) == figures(toy_graph)
    for name in ("bipartite", "nestedness"):
        ours, theirs = (analyses.find(name).run(graph).rows for graph in (back, toy_graph))
        assert [row[2:] for row in ours] == [row[2:] for row in theirs]


# --- edge lists


def read(tmp_path: Path, name: str, text: str, **options: str) -> nx.Graph:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return networks.read(tmp_path / name, **options)


@pytest.mark.parametrize(
    ("name", "text", "nodes"),
    [
        (
            "a.csv",
            "Nice, FR;Kobe, JP\nLyon, FR;Yokohama, JP\n",
            {"Nice, FR", "Kobe, JP", "Lyon, FR", "Yokohama, JP"},
        ),
        ("a.txt", "New York\tTōkyō\nSaint Malo\tNew York\n", {"New York", "Tōkyō", "Saint Malo"}),
        ("a.csv", '"a;b;c;d",e\n"f;g;h;i",j\n', {"a;b;c;d", "e", "f;g;h;i", "j"}),
        ("a.csv", '"a\nb", "c"\n', {"a\nb", "c"}),
        ("a.txt", "  a   b \n\tc\td\n", {"a", "b", "c", "d"}),
        ("a.txt", "New York;Kobe\nParis;Kyoto\n", {"New York", "Kobe", "Paris", "Kyoto"}),
    ],
)
def test_the_delimiter_is_told_outside_quotes_over_several_lines(
    tmp_path: Path, name: str, text: str, nodes: set[str]
) -> None:
    assert set(read(tmp_path, name, text)) == nodes


def test_the_delimiter_can_be_given(tmp_path: Path) -> None:
    text = "Nice, FR;Kobe, JP\n"
    assert set(read(tmp_path, "a.csv", "a;b,c;d\n", delimiter="comma")) == {"a;b", "c;d"}
    assert set(read(tmp_path, "a.csv", "a b,c\n", delimiter="space")) == {"a", "b,c"}
    with pytest.raises(UsageError, match=r'no delimiter "semicolons"\. Did you mean semicolon'):
        read(tmp_path, "a.csv", text, delimiter="semicolons")
    with pytest.raises(UsageError, match="for edge lists"):
        read(tmp_path, "a.gml", "", delimiter="comma")


@pytest.mark.parametrize(
    ("heading", "ends"),
    [
        ("Source,Target,Weight", (0, 1)),
        ("city,cityLabel,sisterCity,sisterCityLabel", (0, 2)),
        ("townLabel,twinLabel,x", (0, 1)),
        ("year,commune,jumelle", (1, 2)),
        ("自治体名,都道府県,姉妹都市", (0, 2)),
        (":START_ID,:END_ID,:TYPE", (0, 1)),
        ("town_1,town_2,since", (0, 1)),
        ("Stadt,Land,Partnerstadt", (0, 2)),
    ],
)
def test_headings_of_the_field_are_known(tmp_path: Path, heading: str, ends: tuple[int, int]) -> None:
    cells = [f"cell{place}" for place in range(heading.count(",") + 1)]
    graph = read(tmp_path, "a.csv", f"{heading}\n{','.join(cells)}\n")
    assert [*graph.edges()] == [(cells[ends[0]], cells[ends[1]])]


def test_a_heading_may_follow_comments_and_a_weight_may_be_left_empty(tmp_path: Path) -> None:
    graph = read(tmp_path, "a.csv", "# made by hand\nsource,target,weight\na,b,2\nb,c,\n")
    assert graph.edges["a", "b"] == {"weight": 2}
    assert graph.edges["b", "c"] == {}


def test_columns_of_unknown_headings_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"a\.csv: Which columns hold .* land \| ort_von \| ort_nach.*--source-column"
    ):
        read(tmp_path, "a.csv", "land,ort_von,ort_nach\nDE,Bonn,Oxford\n")
    reading = read(tmp_path, "b.csv", "von,nach\nBonn,Oxford\n").graph["reading"]
    assert '"von – nach", was taken for a link' in str(reading)


def test_columns_are_the_sides_where_no_node_stands_in_both(tmp_path: Path) -> None:
    two = read(tmp_path, "a.csv", "source,target\nb,x\na,y\nb,y\n")
    assert networks.sides(two) == {"source": ["a", "b"], "target": ["x", "y"]}
    assert not any("side" in data for _, data in read(tmp_path, "b.csv", "a,b\nb,c\n").nodes(data=True))


def test_sides_that_are_matched_at_will_are_said() -> None:
    graph = nx.Graph([("a", "x"), ("b", "y"), ("c", "y")])
    assert any("each of the 2 components" in note for note in analyses.find("bipartite").run(graph).notes)
    assert not any("components" in note for note in analyses.find("bipartite").run(nx.path_graph(3)).notes)


def test_one_name_in_two_forms_is_one_town(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "Évian,豊橋市\n") + unicodedata.normalize("NFC", "Évian,ぎふ\n")
    assert set(read(tmp_path, "a.csv", text)) == {"Évian", "豊橋市", unicodedata.normalize("NFC", "ぎふ")}


def test_a_weight_that_is_none_counts_as_one_and_is_said(tmp_path: Path) -> None:
    graph = read(tmp_path, "a.csv", "source,target,weight\na,b,2\nb,c,NaN\nc,a,viel\n")
    assert "2 weights are no finite numbers" in str(graph.graph["reading"])
    assert {row[0]: row[4] for row in analyses.find("degree").run(graph).rows} == {"a": 3, "b": 3, "c": 2}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.gexf", "<gexf/>", "it has no <graph>"),
        ("a.gexf", "<gexf><graph/></gexf>", "a.gexf: no link was found"),
        ("a.gexf", "<gexf><graph><nodes><node/></nodes></graph></gexf>", "a <node> has no id"),
        ("a.graphml", "<graphml><graph><hyperedge/></graph></graphml>", "hyperedges"),
        ("a.gml", "graph [ node [ id", "is not GML"),
        ("a.net", "*Arcs\n1 2\n", "a.net:2: '1 2' does not belong under *arcs"),
        ("a.net", "*Vertices\n", "a.net:1: *Vertices needs"),
        ("a.net", "", "it has no *Vertices"),
        ("a.json", '{"nodes": [],\n "links": [}', "a.json:2:12: broken JSON"),
        ("a.json", "[1]", 'no list "nodes"'),
        ("a.json", '{"nodes": [1], "links": []}', "node 0 is 1, no object"),
        ("a.json", '{"nodes": [], "links": [{"source": 1}]}', "link 0 has no source or no target"),
        ("a.edgelist", "a b {}\nc d {'x': }\n", "a.edgelist:2: is no link"),
    ],
)
def test_a_broken_file_is_one_clear_error(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path, name, text)
    assert message in str(caught.value)


# --- attributes that are not ours


@pytest.mark.parametrize("value", [0, True, "", "many", -5, math.nan, math.inf, None, [1], {"a": 1}])
@pytest.mark.parametrize("name", ["side", "population", "level"])
def test_a_foreign_attribute_of_any_value_is_measured(name: str, value: object) -> None:
    graph = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")])
    nx.set_node_attributes(graph, {"a": value, "b": value, "d": "x"}, name)
    study = Study(graph)
    tables = [found.run(study) for found in analyses.catalogue().values() if found.refused(study) is None]
    assert len(tables) >= 8
    values = [cell for table in tables for row in table.rows for cell in row]
    assert all(math.isfinite(cell) for cell in values if isinstance(cell, float))
    assert graph.nodes["a"][name] is value  # what was given stays as it was


def test_what_counts_as_missing_is_said() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c")])
    nx.set_node_attributes(graph, {"a": -5, "b": "1000", "c": 100}, "population")
    table = analyses.find("assortativity").run(graph)
    assert {row[0]: row[1] for row in table.rows}["population"] == 1  # "1000" is a number, -5 is none
    assert "population: 1 values are no number above 0 and count as missing (first: -5)." in table.notes
    assert any("decimal logarithm" in note for note in table.notes)


def test_zero_and_one_are_two_sides() -> None:
    graph = nx.Graph([("a", "x"), ("b", "y")])
    nx.set_node_attributes(graph, {"a": 0, "b": 0, "x": 1, "y": 1}, "side")
    assert Study(graph).sides == {"0": ["a", "b"], "1": ["x", "y"]}


# --- what a measure does not use, or cannot tell


def test_direction_is_used_or_said() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("c", "a")])
    degree = analyses.find("degree").run(graph)
    assert degree.columns[-2:] == ("in", "out")
    assert {row[0]: row[5:] for row in degree.rows} == {"a": (2, 1), "b": (1, 1), "c": (0, 1)}
    assert not any("direction" in note for note in degree.notes)
    assert any("leaves aside" in note for note in analyses.find("distances").run(graph).notes)


def test_a_measure_that_tells_nothing_apart_says_so() -> None:
    pairs = nx.Graph([("a", "x"), ("b", "y"), ("c", "z")])
    notes = analyses.find("centrality").run(pairs).notes
    assert [note.split(" is ")[0] for note in notes if "tells nothing apart" in note] == [
        "betweenness",
        "closeness",
        "pagerank",
    ]
    assert any("connected components" in note for note in analyses.find("communities").run(pairs).notes)
    star = analyses.find("centrality").run(nx.star_graph(3)).notes
    assert not any("tells nothing apart" in note for note in star)


def test_the_exponent_and_the_inequality_of_degrees() -> None:
    graph = nx.barabasi_albert_graph(400, 2, seed=1)
    overview = {row[0]: row[1] for row in analyses.find("overview").run(graph).rows}
    assert 2 < overview["power-law exponent"] < 4
    degrees = sorted(degree for _, degree in graph.degree())
    # Gini as the mean difference of two nodes, over twice the mean.
    differences = sum(abs(a - b) for a in degrees for b in degrees) / len(degrees) ** 2
    assert overview["Gini of degrees"] == pytest.approx(differences / (2 * sum(degrees) / len(degrees)))
    cycle = {row[0]: row[1] for row in analyses.find("overview").run(nx.cycle_graph(5)).rows}
    assert (cycle["power-law exponent"], cycle["power-law cutoff"], cycle["Gini of degrees"]) == (
        None,
        None,
        0,
    )
