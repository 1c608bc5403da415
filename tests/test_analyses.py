"""Analyses: figures against values worked out by hand, igraph against NetworkX, the undefined cases."""

import json
import math
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jumelage_graph import analyses, networks, queries
from jumelage_graph.analyses import (
    Progress,
    Study,
    Table,
    _betweenness,
    community_fit,
    concentration,
    evidence_by_age,
    random_pairs,
)
from jumelage_graph.build import Dataset
from jumelage_graph.engines import Engine
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import DataError, UsageError
from jumelage_graph.words import entries, told

WORLD = Path(__file__).parent / "world"
NAMES = sorted(analyses.catalogue())


@pytest.fixture(scope="module")
def toy(toy_dataset: Dataset) -> Engine:
    return EmbeddedEngine.from_nquads(toy_dataset.nquads)


@pytest.fixture(scope="module")
def record(real_dataset: Dataset) -> Engine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


def run(name: str, subject: object) -> Table:
    return analyses.find(name).run(subject)


def measured(subject: object, progress: Progress | None = None) -> list[Table]:
    """The tables of all analyses that the subject allows."""
    study = Study.of(subject, progress=progress)
    return [found.run(study) for found in analyses.catalogue().values() if found.refused(study) is None]


@pytest.mark.parametrize(
    ("lang", "name"), [("en", "Aubeville"), ("fr", "Aubeville"), ("ja", "オーブヴィル市")]
)
def test_nodes_are_named_in_the_language_of_the_study(toy: Engine, lang: str, name: str) -> None:
    labels = {row[0]: row[1] for row in analyses.find("degree").run(Study.of(toy, lang=lang)).rows}
    assert labels["aubeville"] == name


def figures(table: Table) -> dict[object, object]:
    """The first column's values with the second's."""
    return {row[0]: row[1] for row in table.rows}


def groups(communities: dict[object, int]) -> list[set[object]]:
    return [
        {node for node, of in communities.items() if of == number} for number in set(communities.values())
    ]


def kite() -> nx.Graph:
    """A triangle 1-2-3 with a tail 3-4, and a pair 5-6 apart."""
    return nx.Graph([("1", "2"), ("1", "3"), ("2", "3"), ("3", "4"), ("5", "6")])


def two_sided() -> nx.MultiGraph:
    """a–x twice, a–y, b–x, b–y, c–x."""
    graph = nx.MultiGraph()
    graph.add_nodes_from("abc", side="FR")
    graph.add_nodes_from("xy", side="JP")
    graph.add_edges_from([("a", "x"), ("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("c", "x")])
    return graph


# --- finding one


def test_every_file_is_an_analysis_that_explains_itself() -> None:
    assert len(NAMES) >= 20
    for analysis in analyses.catalogue().values():
        for entry in (analysis.summary, analysis.reading, analysis.explanation):
            assert list(entry) == ["en", "fr", "ja"], analysis.name
        assert analysis.measures
        assert unlike(analysis.module.__doc__, analysis.explanation) == [], analysis.name


def unlike(docstring: str, entry: Mapping[str, str]) -> list[str]:
    """The languages that explain other figures or name other sources, or are not the docstring's (below its title)."""
    own = " ".join(docstring.partition("\n\n")[2].split())
    known = re.compile(r"``[^`]+``|\b(?:1[89]|20)\d\d\b")  # figures, and years of sources
    wanted = set(known.findall(own))
    assert wanted
    strange = [lang for lang, text in entry.items() if set(known.findall(text)) != wanted]
    return strange if " ".join(entry["en"].split()) == own else [*strange, "docstring"]


def test_an_explanation_of_other_figures_is_noticed() -> None:
    entry = {"en": "``a`` (0 to 1), Freeman 1977.", "fr": "``a`` (0 à 1), Freeman 1978.", "ja": "``b`` 1977"}
    assert unlike("Title.\n\n``a`` (0 to\n1), Freeman 1977.", entry) == ["fr", "ja"]
    assert unlike("Title.\n\n``a`` (0 to 2), Freeman 1977.", entry) == ["fr", "ja", "docstring"]


def test_each_note_of_an_analysis_is_said_in_the_language_of_its_reader(record: Engine) -> None:
    notes = {note for table in measured(record) for note in table.notes}
    assert len(notes) > 15
    assert [note for note in notes if told(note, "fr") == note] == []


def test_a_new_file_is_a_new_analysis(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pairs_counted.py").write_text(
        '"""Counted."""\n'
        "from jumelage_graph.analyses import Table\n"
        'NEEDS = "any"\nMEASURES = ("pairs",)\n'
        'def run(study):\n    return Table(("pairs",), ((study.simple.number_of_edges(),),))\n',
        encoding="utf-8",
    )
    for group in ("summaries", "readings"):
        monkeypatch.setitem(entries("analyses"), f"{group}.pairs-counted", {"en": "e", "fr": "f", "ja": "j"})  # type: ignore[arg-type]
    monkeypatch.setattr(analyses, "__path__", [*analyses.__path__, str(tmp_path)])
    analyses.catalogue.cache_clear()
    try:
        assert run("pairs-counted", kite()).rows == ((5,),)
    finally:
        analyses.catalogue.cache_clear()
        sys.modules.pop("jumelage_graph.analyses.pairs_counted", None)


def test_an_unknown_analysis_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match=r'no analysis "degre"\. Did you mean degree'):
        analyses.find("degre")
    with pytest.raises(UsageError, match='"betweenness" is a figure of the analysis centrality'):
        analyses.find("betweenness")


def test_an_analysis_of_the_record_refuses_a_foreign_network() -> None:
    needing = [name for name in NAMES if analyses.find(name).needs == "record"]
    assert len(needing) >= 8
    for name in needing:
        with pytest.raises(UsageError, match=f"{name} needs the record"):
            run(name, kite())


def test_an_analysis_of_two_sides_names_what_breaks_them() -> None:
    needing = [name for name in NAMES if analyses.find(name).needs == "two-sided"]
    assert set(needing) == {"bipartite", "nestedness", "projections"}
    for name in needing:
        with pytest.raises(DataError, match="cycle of odd length"):
            run(name, kite())


def test_a_table_refuses_a_row_of_another_width() -> None:
    with pytest.raises(ValueError, match="1 values for the 2 columns"):
        Table(("a", "b"), ((1,),))


def test_csv_is_unrounded_and_leaves_the_undefined_empty() -> None:
    table = Table(("name", "value"), (("a, b", 2 / 3), ("c", None)))
    assert table.to_csv() == 'name,value\n"a, b",0.6666666666666666\nc,\n'
    assert table.records() == [{"name": "a, b", "value": 2 / 3}, {"name": "c", "value": None}]


# --- any network


def test_the_overview_of_a_kite() -> None:
    # n = 6, m = 5; degrees 2 2 3 1 1 1. Wedges 1 + 1 + 3 = 5, one triangle: transitivity 3 / 5. Clustering
    # 1, 1, 1/3, 0, 0, 0: mean 7/18. Pairs joined: 6 + 1 = 7 of 15; distances 1 (five pairs) and 2 (1-4,
    # 2-4): mean 9/7. Assortativity: ends minus their mean 2, link by link: 0·0, 0·1, 0·1, 1·(-1),
    # (-1)·(-1): their sum is 0.
    found = figures(run("overview", kite()))
    assert found["nodes"] == 6
    assert found["links"] == 5
    assert found["density"] == pytest.approx(1 / 3)
    assert found["mean degree"] == pytest.approx(10 / 6)
    assert found["maximum degree"] == 3
    assert found["degree assortativity"] == pytest.approx(0)
    assert (found["wedges"], found["triangles"]) == (5, 1)
    assert found["transitivity"] == pytest.approx(3 / 5)
    assert found["average clustering"] == pytest.approx(7 / 18)
    assert (found["components"], found["largest component"]) == (2, 4)
    assert found["largest component, share"] == pytest.approx(4 / 6)
    assert found["connected pairs"] == pytest.approx(7 / 15)
    assert found["mean distance"] == pytest.approx(9 / 7)
    assert found["diameter"] == 2


def test_transitivity_is_not_average_clustering() -> None:
    found = figures(run("overview", kite()))
    assert found["transitivity"] != found["average clustering"]
    assert found["transitivity"] == pytest.approx(nx.transitivity(kite()))
    assert found["average clustering"] == pytest.approx(nx.average_clustering(kite()))


def test_strength_counts_parallel_links_and_degree_does_not() -> None:
    rows = {row[0]: row for row in run("degree", two_sided()).rows}
    # a: partners x and y, links a–x twice and a–y. x: partners a, b, c, links 4.
    assert rows["a"][2:] == ("FR", 2, 3)
    assert rows["x"][2:] == ("JP", 3, 4)
    assert [row[0] for row in run("degree", two_sided()).rows] == ["a", "b", "c", "x", "y"]


def test_the_degrees_of_each_side() -> None:
    table = run("degree-by-side", two_sided())
    # FR: c has 1, a and b have 2: mean 5/3. JP: y has 2, x has 3: mean 5/2.
    assert table.rows == (
        ("FR", 1, 1, 1 / 3),
        ("FR", 2, 2, 2 / 3),
        ("JP", 2, 1, 0.5),
        ("JP", 3, 1, 0.5),
    )
    assert f"mean degree {5 / 3}, maximum 2" in table.notes[0]
    assert [row[0] for row in run("degree-by-side", kite()).rows] == ["all"] * 3


def test_components_count_nodes_of_each_side() -> None:
    graph = two_sided()
    graph.add_edge("d", "z")
    graph.nodes["d"]["side"], graph.nodes["z"]["side"] = "FR", "JP"
    table = run("components", graph)
    assert table.columns == ("component", "nodes", "links", "FR", "JP", "share", "members")
    assert table.rows == ((1, 5, 5, 3, 2, 5 / 7, "a;b;c;x;y"), (2, 2, 1, 1, 1, 2 / 7, "d;z"))


def test_the_distances_of_a_kite() -> None:
    table = run("distances", kite())
    # Five pairs at 1, two at 2, 15 - 7 = 8 that nothing joins.
    assert table.rows == ((1, 5, 5 / 15), (2, 2, 2 / 15), (None, 8, 8 / 15))
    assert table.notes[0] == f"Mean distance {9 / 7}, diameter 2."


def test_the_centrality_of_a_path() -> None:
    rows = {row[0]: row[3:] for row in run("centrality", nx.path_graph(["l", "m", "r"])).rows}
    # The one pair of others, l and r, is joined through m alone: 1. Closeness: m reaches both at 1: 2/2; l
    # reaches m at 1 and r at 2: 2/3. PageRank p of an end: p = 0.15/3 + 0.85 (1 - 2p)/2, so p = 0.475/1.85.
    assert rows["m"] == pytest.approx((2, 1.0, 1.0, 1 - 2 * 0.475 / 1.85))
    assert rows["l"] == pytest.approx((1, 0.0, 2 / 3, 0.475 / 1.85))


GRAPHS = {
    "sparse": nx.gnm_random_graph(40, 30, seed=1),
    "dense": nx.gnm_random_graph(30, 120, seed=2),
    "karate": nx.karate_club_graph(),
    "star": nx.star_graph(6),
    "cycle": nx.cycle_graph(7),
    "isolated": nx.disjoint_union(nx.path_graph(4), nx.empty_graph(2)),
    "bipartite": nx.bipartite.random_graph(12, 9, 0.2, seed=3),
    "one link": nx.path_graph(2),
}


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")  # NetworkX divides by 0 on regular graphs
@pytest.mark.parametrize("name", GRAPHS)
def test_igraph_and_networkx_agree(name: str) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(GRAPHS[name])
    graph.add_edges_from(GRAPHS[name].edges())
    study = Study(graph)
    by_node = [
        (study.betweenness(), nx.betweenness_centrality(graph)),
        (study.closeness(), nx.closeness_centrality(graph)),
        (study.pagerank(), nx.pagerank(graph, tol=1e-12, max_iter=1000)),
    ]
    for ours, theirs in by_node:
        assert ours == pytest.approx([theirs[node] for node in study.nodes], abs=1e-9)
    overview = figures(run("overview", graph))
    assert overview["average clustering"] == pytest.approx(nx.average_clustering(graph))
    assert (overview["transitivity"] or 0) == pytest.approx(nx.transitivity(graph))
    assert overview["triangles"] == sum(nx.triangles(graph).values()) // 3
    lengths = [d for a, row in nx.all_pairs_shortest_path_length(graph) for b, d in row.items() if a != b]
    assert overview["mean distance"] == pytest.approx(sum(lengths) / len(lengths))
    assert overview["diameter"] == max(lengths)
    assert overview["modularity"] == pytest.approx(
        nx.community.modularity(graph, groups(study.communities.of), weight=None)
    )
    theirs = nx.degree_assortativity_coefficient(graph)
    ours = overview["degree assortativity"]
    assert math.isnan(theirs) if ours is None else ours == pytest.approx(theirs)


@st.composite
def shapes(draw: st.DrawFn) -> nx.Graph:
    """Trees, bridges, cycles, parallel links, loops, isolated nodes, several components."""
    count = draw(st.integers(1, 14))
    ends = st.integers(0, count - 1)
    graph = nx.MultiGraph()
    graph.add_nodes_from(range(count))
    for node in range(1, count):
        if draw(st.booleans()):  # a branch on what is there
            graph.add_edge(node, draw(st.integers(0, node - 1)))
    graph.add_edges_from(draw(st.lists(st.tuples(ends, ends), max_size=12)))
    return graph


@settings(max_examples=100, deadline=None, derandomize=True)
@given(shapes())
def test_shortest_paths_agree_with_networkx_on_every_shape(graph: nx.MultiGraph) -> None:
    study = Study(graph)
    simple = nx.Graph(graph)
    simple.remove_edges_from(nx.selfloop_edges(graph))
    between, close = nx.betweenness_centrality(simple), nx.closeness_centrality(simple)
    assert study.betweenness() == pytest.approx([between[node] for node in study.nodes], abs=1e-12)
    assert study.closeness() == pytest.approx([close[node] for node in study.nodes], abs=1e-12)
    apart = Counter(
        d for a, row in nx.all_pairs_shortest_path_length(simple) for b, d in row.items() if a < b
    )
    assert study.distances.pairs == apart
    assert sum(study.distances.sums) == 2 * sum(length * count for length, count in apart.items())


def test_large_networks_rank_alike_in_every_call() -> None:
    graph = nx.gnm_random_graph(3_000, 6_000, seed=1)
    study = Study(graph)
    assert study.pagerank() == study.pagerank()
    ranks = nx.pagerank(graph, tol=1e-17, max_iter=1000)
    assert study.pagerank() == pytest.approx([ranks[node] for node in study.nodes], rel=1e-9)
    assert sum(study.pagerank()) == pytest.approx(1, abs=1e-12)


def test_more_than_one_round_of_searches_gives_the_same_distances() -> None:
    graph = nx.disjoint_union(nx.random_regular_graph(3, 1_200, seed=1), nx.path_graph(3))
    pairs = Counter(d for a, row in nx.all_pairs_shortest_path_length(graph) for b, d in row.items() if a < b)
    assert Study(graph).distances.pairs == pairs


def test_other_processes_give_the_same_betweenness_to_the_last_digit() -> None:
    graph = Study(nx.barabasi_albert_graph(300, 2, seed=1)).indexed
    graph.add_vertices(40)
    graph.add_edges((300 + number, number // 3) for number in range(40))
    alone, shared = (_betweenness.betweenness(graph, lambda _: None, processes) for processes in (1, 2))
    assert shared == alone
    assert alone == pytest.approx(graph.betweenness(directed=False))


def test_a_process_that_fails_is_stood_in_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_betweenness, "_WORKER", "import sys; sys.stdin.buffer.read(10)")
    graph = Study(nx.cycle_graph(6)).indexed
    assert _betweenness.betweenness(graph, lambda _: None, 2) == graph.betweenness(directed=False)


def test_communities_are_the_two_triangles() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e"), ("e", "f"), ("d", "f"), ("c", "d")])
    study = Study(graph)
    assert study.communities.of == {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2}
    # Each side: 3 of 7 links inside, half of all ends: 2 (3/7 - 1/4) = 5/14.
    assert study.communities.modularity == pytest.approx(5 / 14)
    assert run("communities", graph).notes[0].startswith("2 communities, modularity 0.357")


def test_equal_seeds_give_equal_communities() -> None:
    graph = nx.gnm_random_graph(60, 90, seed=5)
    assert Study(graph, seed=7).communities.of == Study(graph, seed=7).communities.of
    assert len({tuple(Study(graph, seed=seed).communities.of.values()) for seed in range(20)}) > 1


def test_assortativity_across_the_sides() -> None:
    graph = nx.Graph([("a", "x"), ("b", "y"), ("c", "z")])
    sizes = {"a": 10, "b": 100, "c": 1000, "x": 100, "y": 1000, "z": 10000}
    for node, population in sizes.items():
        level = "upper" if node in "cz" else "municipal"
        graph.add_node(node, population=population, level=level, side="FR" if node in "abc" else "JP")
    rows = {row[0]: row[1:] for row in run("assortativity", graph).rows}
    # Logarithms (1,2), (2,3), (3,4): r across = 1. Both ways the mean is 2.5, the deviations (-1.5,-.5),
    # (-.5,.5), (.5,1.5): products .75, -.25, .75, sum 2 · 1.25; squares 2 (2.25 + .25 + .25 + .25 + .25 +
    # 2.25)/2 = 5.5.
    assert rows["population"] == (3, pytest.approx(2.5 / 5.5), pytest.approx(1.0))
    # Links: two within municipal, one within upper, none between: 1.
    assert rows["level"] == (3, pytest.approx(1.0), None)
    assert rows["degree"] == (3, None, None)  # every degree is 1


def test_level_assortativity_of_a_mixed_network() -> None:
    graph = nx.Graph([("a", "x"), ("b", "y")])
    nx.set_node_attributes(
        graph, {"a": "municipal", "x": "municipal", "b": "municipal", "y": "upper"}, "level"
    )
    # Ends: 3/4 municipal, 1/4 upper. Within: 1/2. By chance: 9/16 + 1/16 = 5/8. (1/2 - 5/8) / (1 - 5/8) =
    # -1/3.
    assert {row[0]: row[2] for row in run("assortativity", graph).rows}["level"] == pytest.approx(-1 / 3)
    assert nx.attribute_assortativity_coefficient(graph, "level") == pytest.approx(-1 / 3)


# --- two sides


def test_bipartite_density_and_clustering() -> None:
    rows = {row[:2]: row[2] for row in run("bipartite", two_sided()).rows}
    assert rows["density", "both"] == pytest.approx(5 / 6)
    # N(a) = N(b) = {x, y}, N(c) = {x}: c(a, b) = 1, c(a, c) = c(b, c) = 1/2: nodes 3/4, 3/4, 1/2, mean 2/3.
    assert rows["clustering", "FR"] == pytest.approx(2 / 3)
    # N(x) = {a, b, c}, N(y) = {a, b}: 2/3 for both.
    assert rows["clustering", "JP"] == pytest.approx(2 / 3)
    # One cycle a-x-b-y; paths of three links, by their middle one, (k - 1)(k' - 1): 2 + 1 + 2 + 1 + 0 = 6.
    assert rows["closure", "both"] == pytest.approx(4 / 6)


def test_closure_is_undefined_without_a_path_of_three() -> None:
    rows = {row[:2]: row[2] for row in run("bipartite", nx.path_graph(["a", "b", "c"])).rows}
    assert rows["closure", "both"] is None
    assert rows["density", "both"] == 1.0


def test_nestedness() -> None:
    rows = {row[0]: row[1:] for row in run("nestedness", two_sided()).rows}
    # FR: a and b have equal degrees: 0; c's only partner x is a's and b's: 100 each; 200 / 3 pairs.
    # JP: y's partners a, b are x's: 100 / 1 pair. Both: 300 / 4.
    assert rows == {"FR": (3, pytest.approx(200 / 3)), "JP": (1, 100.0), "both": (4, 75.0)}
    # In a matching all degrees are equal: 0. One link alone has no pairs.
    assert figures(run("nestedness", nx.Graph([("a", "x"), ("b", "y")])))["both"] == 2
    assert [row[2] for row in run("nestedness", nx.Graph([("a", "x"), ("b", "y")])).rows] == [0, 0, 0]
    assert [row[2] for row in run("nestedness", nx.path_graph(2)).rows] == [None, None, None]


def test_projections_list_shared_partners() -> None:
    assert run("projections", two_sided()).rows == (
        ("FR", "a", "b", 2, 1.5, "x;y"),
        ("FR", "a", "c", 1, 0.5, "x"),
        ("FR", "b", "c", 1, 0.5, "x"),
        ("JP", "x", "y", 2, 2.0, "a;b"),
    )


# --- the record


def test_goals_by_edition(toy: Engine) -> None:
    table = run("goals-by-edition", toy)
    # Edition 1: one initiative (goal 11). Edition 2: a session (6), an initiative (6, 13), the edition
    # (17).
    assert table.rows == ((1, 11, 0, 1, 0, 1), (2, 6, 1, 1, 0, 2), (2, 13, 0, 1, 0, 1), (2, 17, 0, 0, 1, 1))
    assert table.notes[0] == "Links to goals: 2 stated by a source, 4 by an editor."


def test_goals_of_governments(toy: Engine) -> None:
    table = run("goals-of-governments", toy)
    rows = {(row[0], row[2]): row[3:] for row in table.rows}
    assert rows == {
        ("boisville", 13): (0, 1, 0, 1),
        ("clairville", 6): (1, 0, 1, 2),
        ("clairville", 13): (1, 0, 0, 1),
        ("jouet-departement", 13): (0, 1, 0, 1),
        ("maru", 11): (1, 0, 0, 1),
        ("tsuki", 13): (0, 1, 0, 1),
    }
    # 6 links; 5 governments, 3 goals.
    assert table.notes[0] == f"Density {6 / 15}."
    assert table.notes[1] == "Governments of each goal: goal 6: 1, goal 11: 1, goal 13: 4."


def test_concentration_counts_units_without_agreement(toy: Engine) -> None:
    rows = {row[0]: row[1:] for row in run("concentration", toy).rows}
    # Jouet region 7 agreements, the Dunes collectivity 2: (-1 · 2 + 1 · 7) / (2 · 9). dunes-departement is
    # in no unit.
    assert rows["FR"] == (2, 9, 0, pytest.approx(5 / 18), "jouet-region", pytest.approx(7 / 9))
    assert rows["JP"] == (1, 10, 0, 0.0, "maru-prefecture", 1.0)
    assert concentration.gini([0, 0, 0, 8]) == pytest.approx(3 / 4)


def test_lorenz_points_run_from_nothing_to_all(toy: Engine) -> None:
    points = [row[3:] for row in run("lorenz", toy).rows if row[0] == "FR"]
    assert points == [(0.0, 0.0), (0.5, pytest.approx(2 / 9)), (1.0, 1.0)]


def test_every_region_and_prefecture_is_a_unit(record: Engine) -> None:
    rows = {row[0]: row[1:] for row in run("concentration", record).rows}
    assert rows["JP"][0] == 47
    assert rows["FR"][0] >= 18
    assert all(0 < row[3] < 1 for row in rows.values())


def test_growth_year_by_year(toy: Engine) -> None:
    table = run("growth", toy)
    rows = {row[0]: row[1:] for row in table.rows}
    assert list(rows) == list(range(1973, 2027))
    assert rows[1973] == (1, 0, 1, 1)
    assert rows[1974] == (0, 0, 1, 1)
    # In force at the end of 1990: aubeville-maru, -tsuki, epiville-maru, clairville-sankaku; the third
    # rests from 1995.
    assert (rows[1990], rows[1995]) == ((1, 0, 4, 4), (0, 0, 3, 4))
    assert rows[2018][:2] == (0, 1)  # 2018-06-05?
    assert table.notes[0] == "1 of 10 agreements cannot be placed in one year."


@pytest.mark.parametrize("world", ["toy", "record"])
def test_growth_agrees_with_the_query_of_that_name(world: str, request: pytest.FixtureRequest) -> None:
    engine = request.getfixturevalue(world)
    years = {row[0]: (row[1], row[2], row[4]) for row in run("growth", engine).rows}
    asked = {
        int(row["year"]): (int(row["new"]), int(row["uncertain"]), int(row["total"]))
        for row in engine.answer(queries.find("growth").text).records()
    }
    assert len(asked) > 3
    assert asked.items() <= years.items()
    assert {year for year, (new, uncertain, _) in years.items() if new or uncertain} == set(asked)


def test_evidence_of_life_by_age(toy: Engine) -> None:
    table = run("evidence-by-age", toy)
    # On 2026-01-02. 52 years: aubeville-maru, seen 2024. 45 and 40: epiville-maru (2022), aubeville-tsuki
    # (2016). 35: clairville-sankaku (2020). 20 to 25: boisville-jouet-tsuki (2017), clairville-yama and
    # jouet-region (ended). 11: dunes (ended). Without certain date: boisville-yama, jouet-departement.
    # Alive: seen since 2021-01-02.
    assert table.rows == (
        ("10–19", 1, 0, 0.0, 1),
        ("20–29", 3, 0, 0.0, 2),
        ("30–39", 1, 0, 0.0, 0),
        ("40–49", 2, 1, 0.5, 0),
        ("50–59", 1, 1, 1.0, 0),
        (None, 2, 0, 0.0, 0),
    )
    leap = evidence_by_age.datetime.date(2024, 2, 29)
    assert evidence_by_age.years_before(leap, 5).isoformat() == "2019-02-28"


def test_attendance_and_partnership_conclude_no_absence_from_a_partial_list(toy: Engine) -> None:
    table = run("attendance-and-partnership", toy)
    first, second = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    # 2008-10-27: eight pairs in force. aubeville-maru, aubeville-tsuki, boisville-tsuki came whole;
    # epiville-maru and jouet-departement-tsuki with one end. French end came in 3 pairs, Japanese in 5:
    # 15/8.
    assert (first["complete"], first["fr"], first["jp"], first["met"]) == (True, 2, 2, 4)
    assert (first["linked"], first["both"], first["one"], first["neither"]) == (8, 3, 2, 3)
    assert first["expected"] == pytest.approx(15 / 8)
    assert (second["complete"], second["both"]) == (False, 1)  # clairville-sankaku
    assert (second["one"], second["neither"], second["expected"]) == (None, None, None)


def test_co_attendance_names_editions_and_agreements(toy: Engine) -> None:
    rows = {row[:2]: row[2:] for row in run("co-attendance", toy).rows}
    # Edition 1 had four: 1/3. Edition 2 had three: 1/2.
    assert rows["aubeville", "maru"] == (1, pytest.approx(1 / 3), "1", "aubeville-maru")
    assert rows["aubeville", "clairville"] == (1, pytest.approx(1 / 2), "2", "")
    assert len(rows) == math.comb(4, 2) + math.comb(3, 2)


def test_random_pairs_find_what_is_paired_by_size(record: Engine) -> None:
    rows = {
        row[:2]: dict(zip(random_pairs.COLUMNS, row, strict=True)) for row in run("random-pairs", record).rows
    }
    ratio = rows["all", "population ratio"]
    assert 1 <= ratio["observed"] < ratio["random_mean"]
    assert ratio["p_lower"] == 1 / (1 + random_pairs.SHUFFLES)
    assert ratio["p"] == 2 / (1 + random_pairs.SHUFFLES)
    assert all(0 < row["p"] <= 1 for row in rows.values())
    assert run("random-pairs", record) == run("random-pairs", record)
    assert analyses.find("random-pairs").run(record, seed=2) != run("random-pairs", record)


def town(population: int, country: str) -> dict[str, object]:
    level = {"lat": 0.0, "lon": 0.0, "level": "municipal"}
    return {**level, "population": population, "country": country, "side": country}


def test_two_pairs_are_as_good_as_chance(toy: Engine) -> None:
    graph = nx.MultiGraph()
    for fr, jp, population in (("a", "x", 10), ("b", "y", 1000)):
        graph.add_node(fr, **town(population, "FR"))
        graph.add_node(jp, **town(population, "JP"))
        graph.add_edge(fr, jp, key=fr + jp)
    rows = {row[:2]: row[2:] for row in run("random-pairs", Study(graph, toy)).rows}
    # Two ways to pair: the observed one (ratio 1) and the crossed one (100), each half of the time.
    pairs, observed, mean, _, lower, upper, p = rows["all", "population ratio"]
    assert (pairs, observed) == (2, pytest.approx(1.0))
    assert mean == pytest.approx(50.5, rel=0.05)
    assert lower == pytest.approx(0.5, abs=0.03)
    assert (upper, p) == (1.0, pytest.approx(2 * lower if lower < 0.5 else 1.0))
    graph.remove_nodes_from(["b", "y"])
    assert run("random-pairs", Study(graph, toy)).rows[0][2:] == (1, *(None,) * 6)


def test_community_fit_is_corrected_for_chance() -> None:
    assert community_fit.agreement([(1, "a"), (1, "a"), (2, "b")]) == pytest.approx((1.0, 1.0))
    # Two halves crossed: no information; pairs together in both 0, expected 2·2/6, at most 2: -2/3 / (4/3)
    # = -1/2.
    assert community_fit.agreement([(1, "a"), (1, "b"), (2, "a"), (2, "b")]) == pytest.approx((0.0, -0.5))
    # Each alone in one division, halves in the other: NMI = 2 ln 2 / (ln 4 + ln 2) = 2/3, and yet ARI = 0.
    assert community_fit.agreement([(1, "a"), (2, "a"), (3, "b"), (4, "b")]) == pytest.approx((2 / 3, 0.0))
    assert community_fit.agreement([(1, "a"), (1, "b")]) == (None, None)
    assert community_fit.agreement([(1, "a"), (2, "b")]) == (None, None)
    assert community_fit.agreement([]) == (None, None)


def test_a_suggestion_is_the_mean_of_its_parts(toy: Engine) -> None:
    table = run("suggestions", toy)
    rows = {row[1:3]: row for row in table.rows}
    # clairville {eau, culture, goals 6, 13} and tsuki {culture, goal 13}: 2/4. Size 20,000 / 60,000. One
    # path of three links, over yama and boisville with two partners each: x = 1/2, 1/3. They never met: 0.
    assert rows["clairville", "tsuki"] == (
        pytest.approx((1 / 2 + 1 / 3 + 1 / 3 + 0) / 4),
        "clairville",
        "tsuki",
        0.5,
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
        0.0,
        "culture;goal/13",
    )
    assert [row[0] for row in table.rows] == sorted((row[0] for row in table.rows), reverse=True)


def test_suggestions_leave_out_partners_the_dissolved_and_other_levels(record: Engine) -> None:
    rows = run("suggestions", record).rows
    known = networks.governments(record)
    linked = {frozenset(edge) for edge in networks.partnerships(record).edges()}
    assert len(rows) == 100
    for row in rows:
        fr, jp = known[row[1]], known[row[2]]
        assert (fr["country"], jp["country"]) == ("FR", "JP")
        assert fr["level"] == jp["level"]
        assert "dissolved" not in fr
        assert "dissolved" not in jp
        assert frozenset(row[1:3]) not in linked
        assert row[0] == pytest.approx(sum(row[3:7]) / 4)


# --- all of them


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_selection_is_measured_and_explained(toy: Engine, name: str) -> None:
    table = analyses.find(name).run(Study(networks.partnerships(toy, year=1950), toy))
    assert any("No agreement meets: year 1950" in note for note in table.notes)


@pytest.mark.parametrize("nodes", range(4))
@pytest.mark.parametrize("make", [nx.empty_graph, nx.path_graph])
def test_the_smallest_networks_are_measured(make: Callable[[int], nx.Graph], nodes: int) -> None:
    tables = measured(make(nodes))
    assert len(tables) == sum(analyses.find(name).needs != "record" for name in NAMES)
    values = [value for table in tables for row in table.rows for value in row]
    assert not any(isinstance(value, float) and math.isnan(value) for value in values)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_of_the_record_carries_its_coverage(record: Engine, name: str) -> None:
    table = run(name, record)
    assert table.rows
    assert table.coverage is not None
    assert table.coverage.complete == (1, 5, 7)
    assert table.notes[-1] == table.coverage.sentence()


def test_the_same_record_gives_the_same_tables(record: Engine) -> None:
    assert measured(record) == measured(record)


def test_the_default_measures_of_the_record_are_all_there(record: Engine) -> None:
    assert len(measured(record)) == len(NAMES)


def test_progress_rises_to_one_for_what_is_heavy() -> None:
    seen: dict[str, list[float]] = {}
    graph = nx.gnm_random_graph(400, 800, seed=1)

    def note(what: str, share: float) -> None:
        seen.setdefault(what, []).append(share)

    assert measured(graph, note)
    assert set(seen) == {"betweenness", "communities", "distances"}
    for shares in seen.values():
        assert (shares[0], shares[-1]) == (0.0, 1.0)
        assert shares == sorted(shares)
    assert len(seen["betweenness"]) > 10


def test_the_other_networks_of_the_record_are_measured_alike(toy: Engine) -> None:
    attended = figures(run("overview", networks.attendance(toy)))
    # Editions 1 and 2 with four and three governments, aubeville at both: 8 nodes, 7 links, one component.
    assert (attended["nodes"], attended["links"], attended["components"]) == (8, 7, 1)
    goals = run("bipartite", networks.goals_network(toy))
    assert {row[:2]: row[2] for row in goals.rows}["density", "both"] == pytest.approx(6 / 15)


def test_a_note_tells_what_was_dropped_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\nb,a\nc,c\n", encoding="utf-8")
    notes = run("degree", networks.read(path)).notes
    assert any("self-loops dropped: 1; parallel links kept: 1" in note for note in notes)


def test_the_world_is_measured_whole_within_2_gigabytes() -> None:
    done = subprocess.run(
        [sys.executable, str(WORLD / "measure.py")], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    figures = found["figures"]
    assert (figures["nodes"], figures["links"]) == (17_717, 25_914)
    assert found["rows"]["centrality"] == 17_717
    assert figures["mean degree"] == pytest.approx(2 * 25_914 / 17_717)
    assert figures["transitivity"] == pytest.approx(3 * figures["triangles"] / figures["wedges"])
    assert figures["mean distance"] == pytest.approx(7.624238451287605)
    assert found["megabytes"] < 2_000


DIGEST = """
import hashlib, sys
from pathlib import Path
from jumelage_graph import analyses
from jumelage_graph.engines.embedded import EmbeddedEngine
study = analyses.Study.of(EmbeddedEngine.from_nquads(Path(sys.argv[1]).read_bytes()))
found = [each.run(study) for each in analyses.catalogue().values()]
print(len(found), hashlib.sha256(repr(found).encode()).hexdigest())
"""


def test_each_run_gives_the_same_figures_to_the_last_digit(real_dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "record.nq"
    path.write_bytes(real_dataset.nquads)
    runs = {
        subprocess.run(
            [sys.executable, "-c", DIGEST, str(path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert runs.pop().startswith(f"{len(NAMES)} ")
