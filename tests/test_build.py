"""The build: the same bytes everywhere, nothing written where something is wrong."""

import csv
import datetime
import errno
import hashlib
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest

from conftest import World, toy_folder
from jumelage_graph import build, namespaces, resources, tables
from jumelage_graph.build import Dataset, vocabulary
from jumelage_graph.errors import DataError, FaultsError
from jumelage_graph.mapping.attributes import ATTRIBUTES
from jumelage_graph.records import TABLES
from jumelage_graph.statements import lines
from jumelage_graph.tables.description import describe

FACTS = Path(__file__).parent / "report_facts.csv"

SCRIPT = """
import hashlib, sys
from pathlib import Path
from jumelage_graph import build, resources
made = build.dataset(Path(sys.argv[1]), resources.ontology())
print(hashlib.sha256(made.nquads).hexdigest())
"""


def test_the_same_bytes_on_every_run(toy_dataset: Dataset, tmp_path: Path):
    data = toy_folder(tmp_path)
    for table in data.glob("*.csv"):
        os.utime(table, (0, 86400))  # another day
    surroundings = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "America/Noumea", "PYTHONUTF8": "0"},
    ]
    for surrounding in surroundings:
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(data)],
            env={**os.environ, **surrounding},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == hashlib.sha256(toy_dataset.nquads).hexdigest()


def test_today_comes_from_the_tables_alone(real_dataset: Dataset, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(time, "time", lambda: 0.0)
    again = build.dataset(resources.data(), resources.ontology())
    assert again.nquads == real_dataset.nquads
    assert again.as_of == real_dataset.as_of == describe(resources.data()).as_of


def test_lines_are_sorted_and_unique_without_blank_nodes(real_dataset: Dataset):
    lines = real_dataset.nquads.splitlines(keepends=True)
    assert len(lines) > 40_000
    assert lines == sorted(set(lines))
    assert not [
        line for line in lines if line.startswith(b"_:") or b" _:" in re.sub(rb'"(\\.|[^"\\])*"', b"", line)
    ]


def test_a_store_gives_back_the_same_spelling(real_dataset: Dataset):
    store = pyoxigraph.Store()
    store.bulk_load(real_dataset.nquads, pyoxigraph.RdfFormat.N_QUADS)
    dumped = store.dump(format=pyoxigraph.RdfFormat.N_QUADS)
    assert sorted(dumped.splitlines(keepends=True)) == real_dataset.nquads.splitlines(keepends=True)


def test_the_spelling_test_would_notice_a_number_that_is_not_canonical():
    line = b'<http://a> <http://b> "33.841660"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://g> .\n'
    store = pyoxigraph.Store()
    store.bulk_load(line, pyoxigraph.RdfFormat.N_QUADS)
    assert store.dump(format=pyoxigraph.RdfFormat.N_QUADS) != line


def test_only_the_four_graphs_are_used(real_dataset: Dataset):
    quads = pyoxigraph.parse(real_dataset.nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    assert {quad.graph_name.value for quad in quads} == set(namespaces.GRAPHS)


def test_no_date_of_the_calendar_is_impossible(real_dataset: Dataset):
    days = set(
        re.findall(r'"([^"]*)"\^\^<http://www.w3.org/2001/XMLSchema#date>', real_dataset.nquads.decode())
    )
    assert len(days) > 300
    assert all(datetime.date.fromisoformat(day) for day in days)


def test_everything_of_ours_that_is_named_is_described(real_dataset: Dataset):
    quads = list(pyoxigraph.parse(real_dataset.nquads, format=pyoxigraph.RdfFormat.N_QUADS))
    subjects = {quad.subject for quad in quads}
    ours = {
        term
        for quad in quads
        for term in (quad.predicate, quad.object)
        if isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(namespaces.BASE)
    }
    assert len(ours) > 3000
    undescribed = {term.value for term in ours - subjects}
    assert {iri for iri in undescribed if not re.fullmatch(r".*/def/(\d+\.\d+\.\d+)?", iri)} == set()


# --- where things come from


def test_each_thing_knows_its_file_and_line(toy_dataset: Dataset, toy_tables: tables.Tables):
    origin = toy_dataset.origins
    (agreement,) = [row for row in toy_tables.agreements if row.id == "aubeville-maru"]
    assert origin[namespaces.agreement("aubeville-maru")] == ("agreements.csv", agreement.line)
    assert origin[namespaces.act("aubeville-maru", "signature-1")][0] == "acts.csv"
    assert origin[namespaces.session("2-workshop-1")][0] == "sessions.csv"
    assert origin[namespaces.headcount(1, "fr")][0] == "editions.csv"
    assert origin[namespaces.claim("edition/2", "host-toy-press")][0] == "claims.csv"


def test_every_row_is_the_origin_of_something(real_dataset: Dataset):
    read = tables.read(resources.data())
    found = Counter(file for file, _ in set(real_dataset.origins.values()))
    named = set(TABLES) - {"goals"}  # a goal speaks of a session, an initiative … that has a row of its own
    for name in sorted(named):
        assert found[f"{name}.csv"] == len(getattr(read, name)) > 0, name


# --- the report on the 7th meeting, fact by fact


def test_every_claim_of_the_report_is_in_the_graph(real: World):
    with FACTS.open(encoding="utf-8", newline="") as file:
        facts = [row for row in csv.DictReader(file) if row["table"] == "claims"]
    assert len(facts) > 25
    sources, attributes = real.having("prov:hadPrimarySource"), real.having("jg:attribute")
    of_the_report = {path for path, found in sources.items() if found == {"source/clair-7rfj"}}
    for fact in facts:
        subject, attribute, _, _ = fact["row_id"].split("|")
        found = [
            p for p in of_the_report if p.startswith(f"{subject}/claim/") and attributes[p] == {attribute}
        ]
        assert found, fact["fact_en"]
        values = real.having("jg:claimObject" if _is_node(subject, attribute) else "jg:claimValue")
        assert any(values.get(path) for path in found), fact["fact_en"]


def _is_node(subject: str, attribute: str) -> bool:
    return ATTRIBUTES[subject.partition("/")[0], attribute].node


# --- the dataset describes itself


def test_the_figures_are_those_of_the_data(real: World, real_dataset: Dataset):
    quads = list(pyoxigraph.parse(real_dataset.nquads, format=pyoxigraph.RdfFormat.N_QUADS))
    triples = {(q.subject, q.predicate, q.object) for q in quads}
    own = {namespaces.contract(p): v for (s, p), v in real.values.items() if s == namespaces.DATASET}
    assert own["void:triples"] == {str(len(triples))}
    assert own["void:distinctSubjects"] == {str(len({s for s, _, _ in triples}))}
    assert own["void:properties"] == {str(len({p for _, p, _ in triples}))}
    sizes = Counter(quad.graph_name.value for quad in quads)
    assert len(sizes) == 4
    for graph, size in sizes.items():
        assert real.values[graph, namespaces.expand("void:triples")] == {str(size)}
    agreements = namespaces.partition("class", namespaces.expand("jg:Agreement"))
    assert real.values[agreements, namespaces.expand("void:entities")] == {
        str(len(real.having("jg:agreementKind")))
    }


def test_the_dataset_names_its_licence_version_and_day(real: World, real_dataset: Dataset):
    own = {namespaces.contract(p): v for (s, p), v in real.values.items() if s == namespaces.DATASET}
    assert own["dct:license"] == {"https://creativecommons.org/licenses/by/4.0/"}
    assert own["dcat:version"] == {real_dataset.version}
    assert own["dct:modified"] == {real_dataset.as_of.isoformat()}
    assert {text.rpartition("@")[2] for text in own["dct:title"]} == {"en", "fr", "ja"}


# --- what is wrong


def test_a_wrong_table_stops_the_build(toy_data: Path):
    table = toy_data / "acts.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1973-10-12", "1973-10-32"), encoding="utf-8")
    with pytest.raises(FaultsError, match=r"acts.csv:\d+: date"):
        build.dataset(toy_data, resources.ontology())


def test_a_wrong_claim_stops_the_build(toy_data: Path):
    table = toy_data / "claims.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("sankaku;maru", "sankaku;atlantis"), encoding="utf-8"
    )
    with pytest.raises(FaultsError, match=r'data/claims.csv:\d+: value: found "government/atlantis"'):
        build.dataset(toy_data, resources.ontology())


@pytest.mark.parametrize(
    ("content", "message"),
    [("jg:a jg:b jg:c .", "cannot be read as Turtle"), ("[] a <http://a> .", "holds a blank node")],
)
def test_a_broken_ontology_is_refused(tmp_path: Path, content, message):
    (tmp_path / "ontology.ttl").write_text(content)
    with pytest.raises(DataError, match=message):
        vocabulary.read(tmp_path)


def test_the_shapes_are_no_part_of_the_vocabulary(real: World):
    assert (resources.ontology() / "shapes.ttl").exists()
    assert namespaces.expand("sh:path") not in real.predicates


# --- writing


def test_a_dataset_is_written_whole(toy_dataset: Dataset, tmp_path: Path):
    build.write(toy_dataset, tmp_path / "dataset.nq")
    assert (tmp_path / "dataset.nq").read_bytes() == toy_dataset.nquads
    assert [path.name for path in tmp_path.iterdir()] == ["dataset.nq"]


def test_a_full_disk_leaves_the_old_file_untouched(
    toy_dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "dataset.nq"
    path.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="No space left on device"):
        build.write(toy_dataset, path)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["dataset.nq"]


# --- speed and size


def test_the_build_needs_little_memory():
    script = (
        "from jumelage_graph import build, resources\n"
        "build.dataset(resources.data(), resources.ontology())\n"
        "print(open('/proc/self/status').read())"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    peak = re.search(r"^VmHWM:\s+(\d+) kB$", run.stdout, re.M)
    assert peak
    assert 0 < int(peak.group(1)) < 300_000


def test_the_mapping_needs_no_slow_library():
    script = "import sys; from jumelage_graph.mapping import computed; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "jumelage_graph.statements.terms" in loaded
    assert not {"rdflib", "csvw", "edtf", "pyoxigraph"} & set(loaded)


@pytest.mark.parametrize("world", ["toy_dataset", "real_dataset"])
def test_no_statement_stands_in_two_graphs(world: str, request: pytest.FixtureRequest):
    made: Dataset = request.getfixturevalue(world)
    graphs = Counter(statement[1:] for statement in lines.parse_all(made.nquads))
    assert len(graphs) > 1000
    assert [triple for triple, count in graphs.items() if count > 1] == []
