"""Networks: the partnerships, the meetings and the goals as graphs, and any network read from a file."""

import gzip
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest

from jumelage_graph import build, networks, resources
from jumelage_graph.build import Dataset
from jumelage_graph.engines import Engine
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.errors import DataError, UsageError
from test_analyses import two_sided
from virtuoso import Virtuoso


@pytest.fixture(scope="module")
def toy_engine(toy_dataset: Dataset) -> Engine:
    return EmbeddedEngine.from_nquads(toy_dataset.nquads)


@pytest.fixture(scope="module")
def real_engine(real_dataset: Dataset) -> Engine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


def agreements(graph: nx.MultiGraph) -> set[str]:
    return {key for *_, key in graph.edges(keys=True)}


# --- partnerships


def test_each_agreement_and_pair_is_one_edge(toy_engine: Engine) -> None:
    graph = networks.partnerships(toy_engine)
    # Nine agreements of one pair each, one of boisville and jouet-departement with tsuki: 9 + 2 = 11.
    assert graph.number_of_edges() == 11
    assert len(agreements(graph)) == 10
    shared = {frozenset(edge[:2]) for edge in graph.edges(keys=True) if edge[2] == "boisville-jouet-tsuki"}
    assert shared == {frozenset({"boisville", "tsuki"}), frozenset({"jouet-departement", "tsuki"})}
    assert not graph.has_edge("boisville", "jouet-departement")


def test_two_agreements_of_the_same_two_stay_apart(toy_data: Path) -> None:
    table = toy_data / "agreements.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    lines.insert(2, "aubeville-maru-2,aubeville;maru,memorandum,,,eau,in-force,2024,toy-register,")
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    engine = EmbeddedEngine.from_nquads(build.dataset(toy_data, resources.ontology()).nquads)
    graph = networks.partnerships(engine)
    assert set(graph["aubeville"]["maru"]) == {"aubeville-maru", "aubeville-maru-2"}
    assert graph["aubeville"]["maru"]["aubeville-maru-2"]["kind"] == "memorandum"


def test_a_node_carries_what_is_known_and_no_key_for_what_is_not(toy_engine: Engine) -> None:
    nodes = networks.partnerships(toy_engine).nodes
    assert nodes["aubeville"] == {
        "country": "FR",
        "side": "FR",
        "type": "commune",
        "level": "municipal",
        "label_fr": "Aubeville",
        "label_ja": "オーブヴィル市",
        "label_en": "Aubeville",
        "population": 100000,
        "lat": 48.0,
        "lon": 6.0,
        "region": "jouet-region",
    }
    assert nodes["maru-prefecture"]["region"] == "maru-prefecture"
    assert nodes["maru-prefecture"]["level"] == "upper"
    assert "population" not in nodes["epiville"]
    assert nodes["clairville"]["region"] == "dunes-collectivite"
    assert "sora" not in nodes  # no partner


def test_an_edge_carries_the_dating_act_and_its_bounds(toy_engine: Engine) -> None:
    graph = networks.partnerships(toy_engine)
    assert graph["clairville"]["sankaku"]["clairville-sankaku"] == {
        "kind": "decentralised-cooperation",
        "status": "in-force",
        "fields": ("eau",),
        "date": "1990-05",
        "earliest": "1990-05-01",
        "latest": "1990-05-31",
        "certain": True,
        "in_force_from": "1990-05-31",
        # Signed in May; nothing is certain after the day as of which the record tells.
        "periods": "possible 1990-05-01/1990-05-30; certain 1990-05-31/2026-11-24; possible 2026-11-25/..",
        "last_evidence": "2020",
        "last_evidence_earliest": "2020-01-01",
        "last_evidence_latest": "2020-12-31",
        "distance_km": 10007.6,  # a quarter of a great circle: 2 pi 6371.0088 / 4 = 10007.56
    }
    undated = graph["boisville"]["yama"]["boisville-yama"]
    assert not {"date", "earliest", "in_force_from", "distance_km"} & set(undated)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ({"kind": "twinning"}, {"aubeville-maru", "aubeville-tsuki"}),
        ({"status": "suspended"}, {"jouet-region-maru-prefecture"}),
        ({"field": "eau"}, {"clairville-sankaku"}),
        ({"region": "dunes-collectivite"}, {"clairville-sankaku", "clairville-yama"}),
        ({"kind": "twinning", "field": "jeunesse"}, {"aubeville-maru"}),
        # In 1996: aubeville-maru, -tsuki, clairville-sankaku (1990); epiville-maru rests from 1995 to 2003.
        ({"year": 1996}, {"aubeville-maru", "aubeville-tsuki", "clairville-sankaku"}),
        ({"year": 2003, "kind": "friendship"}, {"epiville-maru", "boisville-jouet-tsuki"}),
        # The end of clairville-yama is its suspension "2016", which may be as early as 1 January.
        ({"year": 2015, "kind": "memorandum"}, {"clairville-yama", "dunes-departement-maru-prefecture"}),
        ({"year": 2016, "kind": "memorandum"}, {"dunes-departement-maru-prefecture"}),
        ({"year": 2021, "kind": "memorandum"}, set()),
        ({"year": 1973}, {"aubeville-maru"}),
    ],
)
def test_a_selection_keeps_what_meets_every_condition(
    toy_engine: Engine, selection: dict[str, str], expected: set[str]
) -> None:
    graph = networks.partnerships(toy_engine, **selection)
    assert agreements(graph) == expected
    assert all(degree for _, degree in graph.degree())


def test_an_empty_selection_is_explained(toy_engine: Engine) -> None:
    graph = networks.partnerships(toy_engine, year=1950)
    assert not graph
    assert graph.graph["selection"] == "year 1950"
    assert "in force from 1973-10-12 to" in graph.graph["explanation"]
    # Without a certain date: boisville-yama (none) and jouet-departement-maru-prefecture ("2018-06-05?").
    assert graph.graph["left_out_undated"] == 2
    assert "explanation" not in networks.partnerships(toy_engine).graph


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        ({"kind": "twining"}, 'There is no kind "twining". Did you mean twinning?'),
        ({"status": "activ"}, 'There is no status "activ"'),
        ({"field": "cultur"}, 'There is no field "cultur". Did you mean culture'),
        ({"region": "jouet-regio"}, 'There is no region "jouet-regio". Did you mean jouet-region?'),
        ({"region": "aubeville"}, 'There is no region "aubeville"'),
    ],
)
def test_an_unknown_condition_names_the_nearest(
    toy_engine: Engine, selection: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        networks.partnerships(toy_engine, **selection)
    assert message in str(caught.value)


def test_a_known_kind_without_agreement_is_no_error(toy_engine: Engine) -> None:
    assert not networks.partnerships(toy_engine, status="in-force", kind="letter-of-intent")


def test_the_record_is_two_sided_with_85_agreements(real_engine: Engine) -> None:
    graph = networks.partnerships(real_engine)
    assert len(agreements(graph)) == len(networks.coverage(real_engine).agreements) >= 85
    sides = networks.sides(graph)
    assert set(sides) == {"FR", "JP"}
    assert graph["nancy"]["kanazawa"]["nancy-kanazawa"]["date"] == "1973-10-12"


# --- two sides


def test_an_edge_within_a_side_is_named() -> None:
    graph = nx.Graph([("nancy", "kanazawa"), ("nancy", "tours")])
    nx.set_node_attributes(graph, {"nancy": "FR", "tours": "FR", "kanazawa": "JP"}, "side")
    with pytest.raises(DataError) as caught:
        networks.sides(graph)
    assert "1 edges lie within one side: nancy – tours (FR)" in str(caught.value)


def test_an_odd_cycle_is_named_whole() -> None:
    graph = nx.cycle_graph(["a", "b", "c", "d", "e"])
    graph.add_edge("e", "f")
    with pytest.raises(DataError) as caught:
        networks.sides(graph)
    cycle = str(caught.value).split("odd length: ")[1].rstrip(".").split(" – ")
    assert cycle[0] == cycle[-1]
    assert len(cycle) - 1 == 5
    assert all(graph.has_edge(*edge) for edge in pairwise(cycle))


def test_a_self_loop_breaks_the_sides() -> None:
    with pytest.raises(DataError) as caught:
        networks.sides(nx.Graph([("a", "b"), ("b", "b")]))
    assert "b is linked with itself" in str(caught.value)


def test_a_third_side_is_refused() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c")])
    nx.set_node_attributes(graph, {"a": "FR", "b": "JP", "c": "DE"}, "side")
    with pytest.raises(DataError) as caught:
        networks.sides(graph)
    assert "3 sides (DE, FR, JP)" in str(caught.value)


def test_a_network_without_sides_is_coloured() -> None:
    assert networks.sides(nx.path_graph(["a", "b", "c"])) == {"A": ["a", "c"], "B": ["b"]}
    assert networks.sides(nx.Graph()) == {}


def test_a_projection_counts_shared_partners_and_weighs_them() -> None:
    # a and b share x (3 partners) and y (2): shared 2, Newman 1/(3-1) + 1/(2-1) = 1.5. c shares only x: 1,
    # and 0.5.
    shared = networks.projection(two_sided(), "FR")
    newman = networks.projection(two_sided(), "FR", "newman")
    assert {(a, b): w for a, b, w in shared.edges(data="weight")} == {
        ("a", "b"): 2,
        ("a", "c"): 1,
        ("b", "c"): 1,
    }
    weights = {(a, b): w for a, b, w in newman.edges(data="weight")}
    assert weights == {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5}
    library = nx.bipartite.collaboration_weighted_projected_graph(nx.Graph(two_sided()), ["a", "b", "c"])
    assert weights == {(a, b): w for a, b, w in library.edges(data="weight")}
    assert shared.nodes["a"]["side"] == "FR"


def test_an_unknown_side_or_weight_is_refused() -> None:
    with pytest.raises(UsageError, match='no side "DE"'):
        networks.projection(two_sided(), "DE")
    with pytest.raises(UsageError, match=r'no weight "newmann"\. Did you mean newman'):
        networks.projection(two_sided(), "FR", "newmann")
    with pytest.raises(UsageError, match="An empty network"):
        networks.projection(nx.Graph(), "FR")


# --- meetings, goals, coverage


def test_attendance_leaves_out_planned_editions_and_next_hosts(toy_engine: Engine) -> None:
    graph = networks.attendance(toy_engine)
    parts = networks.sides(graph)
    assert parts["edition"] == ["edition/1", "edition/2"]  # the 3rd is planned
    assert set(graph["edition/1"]) == {"aubeville", "boisville", "maru", "tsuki"}
    assert set(graph["edition/2"]) == {"aubeville", "clairville", "sankaku"}  # epiville is next host only
    assert graph["maru"]["edition/1"]["roles"] == ("participant", "speaker")


def test_goals_reach_governments_by_three_ways(toy_engine: Engine) -> None:
    graph = networks.goals_network(toy_engine)
    # clairville: presented 2-clairville-water (goals 6, 13) and took part in 2-workshop-1 (goal 6).
    assert graph["clairville"]["goal/6"] == {"initiative": 1, "session": 1, "weight": 2}
    assert graph["clairville"]["goal/13"] == {"initiative": 1, "weight": 1}
    # The project of boisville-jouet-tsuki addresses goal 13: all three parties.
    project = networks.goals_network(toy_engine, ["project"])
    assert set(project) == {"boisville", "jouet-departement", "tsuki", "goal/13"}
    assert project.degree("goal/13") == 3
    with pytest.raises(UsageError, match=r'"projekt"\. Did you mean project'):
        networks.goals_network(toy_engine, ["projekt"])


def test_coverage_is_computed(toy_engine: Engine) -> None:
    coverage = networks.coverage(toy_engine)
    assert (len(coverage.agreements), coverage.dated, coverage.undated) == (10, 9, ("boisville-yama",))
    first, second = coverage.editions
    assert (first.known_fr, first.stated_fr, first.known_jp, first.stated_jp) == (2, 2, 2, 2)
    assert (second.known_fr, second.stated_fr, second.known_jp, second.stated_jp) == (2, 3, 1, 4)
    assert (coverage.complete, coverage.partial) == ((1,), (2,))
    assert coverage.sentence() == (
        "9 of 10 agreements are dated; "
        "the lists of participants are complete for editions 1 and known in part for 2."
    )
    assert {coverage.sentence(language) for language in ("en", "fr", "ja")} > {coverage.sentence("fr")}


@pytest.mark.xdist_group("virtuoso")
def test_a_server_gives_the_same_networks(
    toy_engine: Engine, toy_dataset: Dataset, virtuoso: Virtuoso
) -> None:
    virtuoso.load(toy_dataset.nquads)
    remote = RemoteEngine(virtuoso.url)
    makers: list[Callable[[Engine], nx.Graph]] = [
        networks.partnerships,
        networks.attendance,
        networks.goals_network,
    ]
    for make in makers:
        ours, theirs = make(toy_engine), make(remote)
        assert ours.edges
        assert nx.utils.graphs_equal(ours, theirs), make.__name__
    assert networks.coverage(toy_engine) == networks.coverage(remote)
    assert networks.goals_by_edition(toy_engine) == networks.goals_by_edition(remote)
    assert networks.goal_bases(toy_engine) == networks.goal_bases(remote)


# --- files


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plain.csv", "nancy,kanazawa\ntours,takamatsu\n"),
        ("header.csv", "source,target\nnancy,kanazawa\ntours,takamatsu\n"),
        ("header.csv", "note,To,From\n,nancy,kanazawa\n,tours,takamatsu\n"),
        ("semicolon.csv", "nancy;kanazawa\r\ntours;takamatsu\r\n"),
        ("tabs.tsv", "nancy\tkanazawa\n\ntours\ttakamatsu\n"),
        ("spaces.txt", "nancy kanazawa\ntours takamatsu\n"),
        ("bom.csv", "\ufeffsource,target\nnancy,kanazawa\ntours,takamatsu\n"),
        ("quoted.csv", '"nancy","kanazawa"\n"tours","takamatsu"\n'),
    ],
)
def test_an_edge_list_is_read_with_and_without_header(tmp_path: Path, name: str, text: str) -> None:
    graph = networks.read(write(tmp_path / name, text))
    assert {frozenset(edge) for edge in graph.edges()} == {
        frozenset({"nancy", "kanazawa"}),
        frozenset({"tours", "takamatsu"}),
    }
    reading = graph.graph["reading"]
    assert (reading.links, reading.self_loops, reading.parallel) == (2, 0, 0)


def test_columns_make_keys_and_conditions_choose_rows(tmp_path: Path) -> None:
    text = "a,a_land,b,b_land,source\nLagoa,Azores,Vila,PT,x\nLagoa,Algarve,Vila,PT,x\nA,B,C,D,y\n"
    graph = networks.read(
        write(tmp_path / "a.csv", text),
        source_column="a,a_land",
        target_column="b,b_land",
        where=["source=x"],
    )
    assert set(graph) == {"Lagoa | Azores", "Lagoa | Algarve", "Vila | PT"}


def test_columns_of_a_file_without_header_go_by_number(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "x,nancy,kanazawa\ny,tours,takamatsu\n")
    graph = networks.read(path, source_column="2", target_column="3", where=["1=y"])
    assert set(graph) == {"tours", "takamatsu"}


def test_self_loops_are_dropped_and_parallel_links_kept_and_both_reported(tmp_path: Path) -> None:
    graph = networks.read(write(tmp_path / "a.csv", "source,target\na,b\nb,b\nb,a\na,b\nb,c\n"))
    reading = graph.graph["reading"]
    assert (reading.links, reading.self_loops, reading.parallel) == (5, 1, 2)
    assert reading.examples == ("line 3: b – b", "line 4: b – a", "line 5: a – b")
    assert str(reading).startswith(
        "5 links read, without direction; self-loops dropped: 1; parallel links kept: 2"
    )
    assert sorted(map(sorted, graph.edges())) == [["a", "b"]] * 3 + [["b", "c"]]


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_graphml_and_gexf_are_read_with_their_attributes(tmp_path: Path, kind: str) -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("c", "c")])
    graph.add_node("alone", country="FR")
    path = tmp_path / f"a.{kind}"
    (nx.write_graphml if kind == "graphml" else nx.write_gexf)(graph, path)
    back = networks.read(path)
    assert back.is_directed()
    assert sorted(back.edges()) == [("a", "b"), ("b", "a"), ("b", "c")]
    assert back.nodes["alone"]["country"] == "FR"
    assert (back.graph["reading"].self_loops, back.graph["reading"].parallel) == (1, 0)


def test_a_gzipped_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n"))
    assert set(networks.read(path)) == {"a", "b"}
    path.write_bytes(gzip.compress(b"a,b\n" * 9)[:-9])
    with pytest.raises(DataError, match="truncated or damaged"):
        networks.read(path)
    path.write_bytes(b"a,b\n")
    with pytest.raises(DataError, match="cannot be read"):
        networks.read(path)


@pytest.mark.parametrize(
    ("name", "text", "options", "error", "message"),
    [
        ("a.csv", "", {}, DataError, "a.csv: the file is empty"),
        ("a.csv", "source,target\n", {}, DataError, "a.csv: no link was found"),
        ("a.csv", "source,target\na,a\n", {}, DataError, "no link was found (1 self-loops)"),
        ("a.csv", "a\nb\n", {}, DataError, "a.csv:1: one column only; a link"),
        ("a.csv", "source,target\na,b\na\n", {}, DataError, "a.csv:3: 1 cells; the first row has 2"),
        ("a.csv", "source,target\na,\n", {}, DataError, "a.csv:2: an end of the link is empty"),
        ("a.csv", 'source,target\n"a,b\n', {}, DataError, "a.csv:2: is no row of a table"),
        ("a.gexf", "<gexf><graph>", {}, DataError, "a.gexf:1:14: broken XML"),
        ("a.graphml", "<a></b>", {}, DataError, "a.graphml:1:6: broken XML"),
        ("a.graphml", "<svg/>", {}, DataError, "is not GRAPHML"),
        ("a.gexf", "<svg/>", {}, DataError, "is not GEXF"),
        ("a.xlsx", "", {}, UsageError, "allowed: .csv, .tsv, .txt, .edges"),
        (
            "a.csv",
            "von,nach\na,b\n",
            {"source_column": "van", "target_column": "nach"},
            UsageError,
            'a.csv: There is no column "van". Did you mean von?',
        ),
        ("a.csv", "von,nach\na,b\n", {"source_column": "von"}, UsageError, "both ends, or of neither"),
        ("a.csv", "von,nach\na,b\n", {"where": ["von"]}, UsageError, 'condition "von" is no column=value'),
        (
            "a.csv",
            "von,nach\na,b\n",
            {"where": ["vom=x"]},
            UsageError,
            'a.csv: There is no column "vom". Did you mean von?',
        ),
        ("a.csv", "a,b\n", {"source_column": "1", "target_column": "3"}, UsageError, "Known: 1, 2."),
        ("a.gexf", "", {"source_column": "a", "target_column": "b"}, UsageError, "for edge lists"),
    ],
)
def test_a_bad_file_is_one_clear_error(
    tmp_path: Path, name: str, text: str, options: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        networks.read(write(tmp_path / name, text), **options)
    assert message in str(caught.value)


def test_a_wrong_encoding_is_found_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "source,target\nNancy,金沢\nÉvian,b\n".replace("金沢", "x"), "latin-1")
    with pytest.raises(DataError, match=r"a\.csv:3: byte 0xc9 is not UTF-8"):
        networks.read(path)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read: No such file"):
        networks.read(tmp_path / "a.csv")
