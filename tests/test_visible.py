"""What a query can see: never less than it asks, and then the same answer from a part of the dataset as from all."""

import csv
import io
from pathlib import Path

import pytest

from examples import VALUES
from jumelage_graph import names, queries
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.engines.sections import canonical, grouped
from jumelage_graph.engines.visible import predicates
from jumelage_graph.errors import DataError
from jumelage_graph.namespaces import expand

ANY = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?a jg:party ?b ; ?p ?c }",
    "ASK { [ ?p 3 ] }",
    "ASK { [] ?p 3 }",
    "SELECT * { (1 2) ?p ?o }",
    "SELECT * { _:b ?p true }",
    "SELECT * { <x:y> ?p -3 }",
    "SELECT * { ?s ?p [] }",
    "SELECT * { ?s jg:a ?o FILTER NOT EXISTS { ?o ?q ?z } }",
    "SELECT * { ?s jg:a ?o FILTER(EXISTS { ?o ?q ?z }) }",
    "SELECT * { BIND(jg:a AS ?q) ?s ?q ?o }",
    "SELECT * { ?s !jg:a ?o }",
    "SELECT * { ?s !(jg:a|jg:b) ?o }",
    "SELECT * { ?s !a ?o }",
    "SELECT * { ?s (!^jg:a)+ ?o }",
    "SELECT * { ?s jg:a* ?o }",
    "SELECT * { ?s jg:a? ?o }",
    "SELECT * { ?s (jg:a/jg:b)* ?o }",
    "SELECT * { GRAPH ?g { ?s jg:a ?o } }",
    "DESCRIBE gov:nancy",
    "BASE <https://w3id.org/jumelage/def/> SELECT * { ?s <party> ?o }",
    "CONSTRUCT { ?s jg:a ?o } WHERE { ?s ?p ?o }",
]

SOME = [
    ("SELECT * { ?s jg:party ?o }", {"jg:party"}),
    ("SELECT * { ?s a jg:Act }", {"rdf:type", "jg:Act"}),
    ("SELECT * { ?s jg:a/^jg:b|jg:c+ ?o }", {"jg:a", "jg:b", "jg:c"}),
    ("SELECT ?a ?b ?c { ?a jg:a ?b FILTER(?b * 2 > 3 && !BOUND(?c)) ?a jg:b ?c }", {"jg:a", "jg:b"}),
    ("PREFIX x: <x:> SELECT * { ?s x:y <z:z> }", {}),
]


@pytest.mark.parametrize("query", ANY)
def test_a_doubtful_query_sees_everything(query: str) -> None:
    assert predicates(query) is None


@pytest.mark.parametrize(("query", "seen"), SOME)
def test_a_query_that_names_its_predicates_sees_those(query: str, seen: set[str]) -> None:
    found = predicates(query)
    assert found is not None
    assert found >= {expand(name) for name in seen}


def test_a_prefix_of_the_query_wins_over_ours() -> None:
    assert predicates("PREFIX jg: <x:> SELECT * { ?s jg:y ?o }") == {"x:", "x:y"}


@pytest.fixture(scope="session")
def packed(real_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "dataset.nq"
    path.write_bytes(grouped(real_dataset.nquads))
    return path


@pytest.fixture(scope="session")
def whole(real_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


@pytest.mark.parametrize("name", sorted(queries.catalogue()))
def test_a_named_query_answers_the_same_from_what_it_sees(
    name: str, packed: Path, whole: EmbeddedEngine
) -> None:
    query = queries.find(name)
    values = {p.name: VALUES.get(p.name, p.default) for p in query.parameters if p.required}
    sparql = names.bind(whole, query, values)
    part = EmbeddedEngine.from_file(packed).answer(sparql).serialise("csv")
    assert part == whole.answer(sparql).serialise("csv")
    assert list(csv.reader(io.StringIO(part.decode())))


def test_most_named_queries_load_a_part_only(packed: Path) -> None:
    narrow = [name for name, query in queries.catalogue().items() if predicates(query.text) is not None]
    assert len(narrow) > len(queries.catalogue()) / 2


def test_the_grouped_file_holds_the_canonical_lines(real_dataset: Dataset) -> None:
    packed = grouped(real_dataset.nquads)
    assert packed != real_dataset.nquads
    assert canonical(packed) == real_dataset.nquads


def test_the_store_holds_everything(packed: Path, real_dataset: Dataset) -> None:
    engine = EmbeddedEngine.from_file(packed)
    engine.answer("ASK { ?s jg:party ?o }")
    assert len(engine.store) == real_dataset.nquads.count(b"\n")


@pytest.mark.parametrize("broken", [b"", b"# sections {}\n", b"not a dataset\n"])
def test_a_broken_cache_file_says_what_to_do(broken: bytes, tmp_path: Path) -> None:
    path = tmp_path / "dataset.nq"
    path.write_bytes(broken)
    with pytest.raises(DataError, match="jumelage build"):
        EmbeddedEngine.from_file(path)


def test_a_truncated_cache_file_is_noticed(packed: Path, tmp_path: Path) -> None:
    path = tmp_path / "dataset.nq"
    path.write_bytes(packed.read_bytes()[:-100])
    with pytest.raises(DataError, match="breaks off"):
        EmbeddedEngine.from_file(path)
