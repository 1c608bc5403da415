"""What a query can see: never less than it asks, and then the same answer from a part of the dataset as from all."""

import csv
import io
import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings

import generated
from conftest import grouped
from examples import VALUES
from jumelage_graph import names, queries
from jumelage_graph.build import Dataset
from jumelage_graph.engines import sections
from jumelage_graph.engines.asked import read
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.engines.sections import Grouped, Sections, canonical
from jumelage_graph.errors import DataError, UsageError
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
    "SELECT * { VALUES ?p { jg:a UNDEF } ?s ?p ?o }",
    "SELECT * { VALUES (?p ?q) { (jg:a jg:b) (UNDEF jg:b) } ?s ?p ?o }",
    "SELECT * { VALUES ?p { jg:a } OPTIONAL { ?s ?p ?o } }",
    "SELECT * { VALUES ?p { jg:a } { SELECT ?s { ?s ?p ?o } } }",
    "SELECT * { { VALUES ?p { jg:a } ?s jg:b ?p } ?s ?p ?o }",
    "SELECT * { ?s ?p ?o VALUES ?q { jg:a } }",
    "SELECT * { VALUES (?p ?q) { (jg:a) } ?s ?p ?o }",
    "SELECT * { ?s !jg:a ?o }",
    "SELECT * { ?s !(jg:a|jg:b) ?o }",
    "SELECT * { ?s !a ?o }",
    "SELECT * { ?s (!^jg:a)+ ?o }",
    "SELECT * { ?s jg:a* ?o }",
    "SELECT * { ?s jg:a? ?o }",
    "SELECT * { ?s (jg:a/jg:b)* ?o }",
    "SELECT * { GRAPH ?g { ?s jg:a ?o } }",
    "SELECT * { GRAPH graph:claims { OPTIONAL { jg:b jg:a 'c' } } }",
    "ASK { GRAPH graph:record { } }",
    "SELECT * { GRAPH graph:record { VALUES ?s { jg:b } ?s jg:a ?o } }",
    "DESCRIBE gov:nancy",
    "BASE <https://w3id.org/jumelage/def/> SELECT * { ?s <party> ?o }",
    "CONSTRUCT { ?s jg:a ?o } WHERE { ?s ?p ?o }",
    "SELECT * { << ?s jg:a ?o >> jg:b ?c }",
    "SELECT * { ?s jg:a ?o {| jg:b ?c |} }",
    "SELECT * { BIND(<<( ?s jg:a ?o )>> AS ?t) }",
    "SELECT * { ?s jg:a ?o LATERAL { ?s jg:b ?c } }",
    "SELECT * { FILTER(?s<'>') ?s ?p ?o FILTER(?o='b' && ?s<'>') }",
    "SELECT * { ?s jg:a ?項・目 ; ?項・目 ?o }",
    "SELECT * { " + "{" * 70 + "?s jg:a ?o" + "}" * 70 + " }",
]

SOME = [
    ("SELECT * { ?s jg:party ?o }", {"jg:party"}),
    ("SELECT * { ?s a jg:Act }", {"rdf:type"}),
    ("SELECT * { ?s jg:a/^jg:b|jg:c+ ?o }", {"jg:a", "jg:b", "jg:c"}),
    ("SELECT ?a ?b ?c { ?a jg:a ?b FILTER(?b * 2 > 3 && !BOUND(?c)) ?a jg:b ?c }", {"jg:a", "jg:b"}),
    ("SELECT * { ?s jg:\\u0061 'x' , <https://w3id.org/jumelage/def/\\u0061> }", {"jg:a"}),
    ("SELECT * { ?s <https://w3id.org/jumelage/def/\\u0061> 1. ?s jg:b 'a ?p ?o' }", {"jg:a", "jg:b"}),
    ("SELECT * { { SELECT ?a ?b ?c { ?a jg:a ?b } GROUP BY ?a ?b ?c HAVING(COUNT(*) > 1) } }", {"jg:a"}),
    ("SELECT * { { SELECT DISTINCT ?a (?b AS ?d) ?c WHERE { ?a jg:a ?b } } ?a jg:b ?c }", {"jg:a", "jg:b"}),
    ("CONSTRUCT { ?s ?p ?o } WHERE { ?s jg:a ?o VALUES (?p) { (jg:b) } }", {"jg:a"}),
    (
        "SELECT * { VALUES ?p { jg:a jg:b 'c' } VALUES ?s { jg:d } ?s ?p ?o ; jg:e ?f }",
        {"jg:a", "jg:b", "jg:e"},
    ),
    ("SELECT * { VALUES (?q ?p) { (UNDEF jg:a) (jg:c jg:b) } ?s ?p ?o }", {"jg:a", "jg:b"}),
    ("SELECT * { VALUES ?p {} ?s ?p ?o }", set()),
    ("CONSTRUCT WHERE { ?s jg:a [ jg:b ?o ] }", {"jg:a", "jg:b"}),
    ("ASK FROM graph:record { ?s jg:a (1 ?x) }", {"jg:a", "rdf:first", "rdf:rest"}),
    (
        "ASK { GRAPH graph:record { ?s jg:a ?o MINUS { ?o jg:b 1 } FILTER EXISTS { ?o jg:c -1 } } }",
        {"jg:a", "jg:b", "jg:c"},
    ),
    ("SELECT * { ?s jg:a/(jg:b|^jg:c)+ ?項・目 # ?s ?p ?o\n }", {"jg:a", "jg:b", "jg:c"}),
]


@pytest.mark.parametrize("query", ANY)
def test_a_doubtful_query_sees_everything(query: str) -> None:
    assert read(query).reads is None


@pytest.mark.parametrize(("query", "seen"), SOME)
def test_a_query_that_names_its_predicates_sees_those(query: str, seen: set[str]) -> None:
    found = read(query).reads
    assert found is not None
    assert set(found) == {expand(name) for name in seen}


def test_a_prefix_of_the_query_wins_over_ours() -> None:
    assert read("PREFIX jg: <x:> SELECT * { ?s jg:y ?o }").reads == {"x:y": None}


NARROWED = [
    ("SELECT * { ?s a jg:Act ; jg:a ?o }", {"rdf:type": {"jg:Act"}, "jg:a": None}),
    ("SELECT * { gov:nancy jg:a ?o ; jg:b jg:c }", {"jg:a": {"gov:nancy"}, "jg:b": {"gov:nancy"}}),
    ("SELECT * { ?s jg:a jg:b , jg:c }", {"jg:a": {"jg:b", "jg:c"}}),
    ("SELECT * { ?s jg:a jg:b . ?o jg:a ?c }", {"jg:a": None}),
    ("SELECT * { ?s jg:a ?c . ?o jg:a jg:b }", {"jg:a": None}),
    ('SELECT * { ?s jg:a "b" }', {"jg:a": {'"b"'}}),
    ("SELECT * { VALUES ?o { jg:b jg:c } ?s jg:a ?o }", {"jg:a": {"jg:b", "jg:c"}}),
    ("SELECT * { VALUES (?s ?o) { (jg:b UNDEF) } ?s jg:a ?o }", {"jg:a": {"jg:b"}}),
    ("SELECT * { VALUES ?s { jg:b } VALUES ?p { jg:a } ?s ?p ?o }", {"jg:a": {"jg:b"}}),
    ("SELECT * { VALUES ?s { jg:b } OPTIONAL { ?s jg:a ?o } }", {"jg:a": {"jg:b"}}),
    (
        "SELECT * { VALUES ?s { jg:b } { ?s jg:a ?o } UNION { ?o jg:c ?s } }",
        {"jg:a": {"jg:b"}, "jg:c": {"jg:b"}},
    ),
    # what is doubtful reads all statements of the predicate
    ("SELECT * { OPTIONAL { ?s jg:a ?o } VALUES ?s { jg:b } }", {"jg:a": None}),
    (
        "SELECT * { VALUES ?s { jg:b } ?s jg:c ?t OPTIONAL { OPTIONAL { ?s jg:a ?o } } }",
        {"jg:a": None, "jg:c": {"jg:b"}},
    ),
    ("SELECT * { VALUES ?s { jg:b } { SELECT ?s { ?s jg:a ?o } } }", {"jg:a": None}),
    ("SELECT * { VALUES ?s { jg:b } MINUS { ?s jg:a ?o } }", {"jg:a": None}),
    ("SELECT * { VALUES ?s { jg:b UNDEF } ?s jg:a ?o }", {"jg:a": None}),
    ("SELECT * { VALUES ?s { jg:b 1 } ?o jg:a ?s }", {"jg:a": None}),
    ("SELECT * { VALUES ?s {} ?s jg:a ?o }", {"jg:a": None}),
    ("SELECT * { { VALUES ?s { jg:b } } ?s jg:a ?o }", {"jg:a": None}),
    ("SELECT * { jg:b jg:a/jg:c jg:d }", {"jg:a": None, "jg:c": None}),
    ("SELECT * { jg:b ^jg:a ?o ; jg:c+ ?o ; (jg:d) ?o }", {"jg:a": None, "jg:c": None, "jg:d": None}),
    (
        "SELECT * { ?s jg:a [ jg:c jg:b ] . (jg:b) jg:d ?o }",
        {"jg:a": None, "jg:c": {"jg:b"}, "jg:d": None, "rdf:first": None, "rdf:rest": None},
    ),
    *(
        (f"SELECT * {{ ?s jg:a {literal} }}", {"jg:a": None})
        for literal in (
            "1",
            "-1",
            "true",
            "'b'",
            '""',
            '"b"@en',
            '"b"^^jg:c',
            r'"\u0062"',
            '"\u00a0"',
            '"""b"""',
            "_:b",
        )
    ),
]
"""Queries with the statements that they read: by predicate those with some terms, or all."""


@pytest.mark.parametrize(("query", "seen"), NARROWED)
def test_a_query_that_names_terms_sees_the_statements_with_them(
    query: str, seen: Mapping[str, set[str] | None]
) -> None:
    def whole(term: str) -> str:
        return term if term.startswith('"') else f"<{expand(term)}>"

    assert read(query).reads == {
        expand(name): None if terms is None else set(map(whole, terms)) for name, terms in seen.items()
    }


def test_a_group_is_searched_a_few_times_and_then_taken_whole(packed: Path) -> None:
    predicate = expand("jg:party")
    part = Sections(packed)
    whole = Sections(packed).take({predicate: None})
    towns = sorted(set(re.findall(rb"> (<[^>]*/government/[^>]*>) <", whole)))[:6]
    taken = [part.take({predicate: {town.decode()}}) for town in towns]
    for town, lines in zip(towns[:4], taken, strict=False):
        assert set(lines.splitlines()) == {line for line in whole.splitlines() if town in line} != set()
    assert taken[4:] == [whole, b""]


@pytest.mark.parametrize("spare", [0, 9])
def test_the_lines_of_a_term_are_found_at_either_end(spare: int) -> None:
    """One after the other, and where there are many terms line by line."""
    lines = [b"<x:a> <x:p> <x:b> <x:g> .\n", b'<x:b> <x:p> "a" <x:g> .\n', b'<x:c> <x:p> "<x:a>" <x:g> .\n']
    others = {b"<x:none-%d>" % number for number in range(spare)}
    assert sections.among(b"".join(lines), {b"<x:b>", *others}) == b"".join(lines[:2])
    assert sections.among(b"".join(lines), {b'"a"', *others}) == lines[1]
    assert sections.among(b"".join(lines), {b"<x:c>", b'"<x:a>"', *others}) == lines[2]
    assert sections.among(b"".join(lines), {b"<x:d>", *others}) == b""


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


def test_only_named_queries_with_free_predicates_or_empty_paths_load_everything() -> None:
    everything = {name for name, query in queries.catalogue().items() if read(query.text).reads is None}
    assert everything == {"goals-by-region"}


def test_the_grouped_file_holds_the_canonical_lines(real_dataset: Dataset) -> None:
    packed = grouped(real_dataset.nquads)
    assert packed != real_dataset.nquads
    assert canonical(packed) == real_dataset.nquads


def test_the_pieces_of_a_grouped_file_can_be_had_again_and_are_small(
    real_dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache folder that fills up on the way is given up for another, which is written from the beginning."""
    packed = grouped(real_dataset.nquads)
    for name, most in (("_BLOCK", 1_000), ("_PIECE", 5_000)):
        monkeypatch.setattr(sections, name, most)
    pieces = Grouped(real_dataset.text)
    assert b"".join(pieces) == b"".join(pieces) == packed
    assert sum(len(piece) > 5_000 for piece in pieces) == 1  # the line of places


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


@pytest.mark.parametrize("query", ["ASK { gov:nancy jg:population ?o }", "SELECT * { ?s jg:population ?o }"])
def test_a_damaged_group_is_noticed_when_it_is_read(packed: Path, tmp_path: Path, query: str) -> None:
    path = tmp_path / "dataset.nq"
    whole = packed.read_bytes()
    at = re.search(rb"/def/population> \"\d", whole)
    assert at
    path.write_bytes(whole[: at.end() - 1] + b"x" + whole[at.end() :])
    engine = EmbeddedEngine.from_file(path)
    assert engine.answer("ASK { ?s jg:party ?o }").boolean
    with pytest.raises(DataError, match="damaged"):
        engine.answer(query)


# --- queries made at random

EXAMPLES = int(os.environ.get("JUMELAGE_EXAMPLES", "300"))
"""How many queries are made; a seed of its own each run unless it is the default number."""


def outcome(engine: EmbeddedEngine, query: str) -> list[str]:
    """The rows, triples or truth of an answer, in an order of their own, or the error."""
    try:
        answer = engine.answer(query)
    except UsageError as error:
        return [str(error)]
    if answer.form == "graph":
        return answer.serialise("ntriples").decode().splitlines()
    found = json.loads(answer.serialise("json"))
    return sorted(map(str, found["results"]["bindings"])) if "results" in found else [str(found["boolean"])]


def test_the_part_that_a_query_sees_answers_as_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "world.nq"
    path.write_bytes(grouped(generated.world()))
    everything = EmbeddedEngine.from_nquads(generated.world())
    seen: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=EXAMPLES == 300)
    @given(generated.queries())
    def compare(query: str) -> None:
        expected = outcome(everything, query)
        assert outcome(EmbeddedEngine.from_file(path), query) == expected
        part = read(query).reads is not None
        seen["valid"] += not any(line.startswith("SPARQL, line") for line in expected)
        seen["pruned"] += part
        seen["pruned, with an answer"] += part and expected not in ([], ["False"])
        seen["all"] += 1

    compare()
    print(dict(seen))
    assert seen["all"] >= EXAMPLES
    assert seen["valid"] > 0.7 * seen["all"]
    assert seen["pruned, with an answer"] > 0.05 * seen["all"]
