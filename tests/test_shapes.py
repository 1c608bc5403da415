"""Each shape: three languages, one example that conforms, one that does not."""

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, SKOS, Graph, URIRef

import judge
from jumelage_graph import resources, validation

EXAMPLES = Path(__file__).parent / "shapes"
SHAPES = Graph().parse(resources.ontology() / "shapes.ttl")
NAMES = sorted(str(shape).removeprefix(validation.SHAPES) for shape in SHAPES.subjects(SH.severity))
LANGUAGES = {"en", "fr", "ja"}


@pytest.fixture(scope="module")
def world() -> Graph:
    """The small world, and of the vocabulary what shapes look at: which terms there are, in which scheme."""
    vocabulary = Graph()
    for path in sorted(resources.ontology().glob("*.ttl")):
        if path.name != "shapes.ttl":
            vocabulary.parse(path)
    kept = Graph().parse(EXAMPLES / "world.ttl")
    for predicate in (RDF.type, SKOS.inScheme):
        for triple in vocabulary.triples((None, predicate, None)):
            kept.add(triple)
    return kept


def test_there_are_shapes_for_every_part_of_the_record() -> None:
    assert len(NAMES) >= 60
    for part in (
        "agreement",
        "act",
        "edition",
        "session",
        "government",
        "code",
        "change",
        "claim",
        "label",
        "goal",
    ):
        assert any(name.startswith(part) for name in NAMES), part


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_speaks_three_languages_and_has_one_severity(name: str) -> None:
    shape = URIRef(validation.SHAPES + name)
    for predicate in (RDFS.label, SH.message):
        texts = list(SHAPES.objects(shape, predicate))
        assert len(texts) == 3
        assert {text.language for text in texts} == LANGUAGES
    assert len(set(SHAPES.objects(shape, SH.severity)) & {SH.Violation, SH.Warning, SH.Info}) == 1


@pytest.mark.parametrize("kind", ["conforms", "violates"])
def test_every_shape_has_an_example_and_every_example_a_shape(kind: str) -> None:
    assert sorted(path.stem for path in (EXAMPLES / kind).glob("*.ttl")) == NAMES


def found(graph: Graph, *only: str) -> list[validation.Result]:
    """What the validation reports on a graph."""
    return validation.results(graph.serialize(format="nt", encoding="utf-8"), SHAPES, only)


def test_the_small_world_conforms_to_all_shapes(world: Graph) -> None:
    assert found(world) == judge.results(world, SHAPES) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_conforming_example_conforms(world: Graph, name: str) -> None:
    example = Graph().parse(EXAMPLES / "conforms" / f"{name}.ttl")
    assert len(example) > 0
    assert found(world + example, name) == judge.results(world + example, SHAPES, only=[name]) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_other_example_is_reported_once_and_by_this_shape_alone(world: Graph, name: str) -> None:
    graph = world + Graph().parse(EXAMPLES / "violates" / f"{name}.ttl")
    results = found(graph)
    assert [result.shape for result in results] == [name]
    assert results == judge.results(graph, SHAPES)


@pytest.mark.parametrize("name", NAMES)
def test_the_message_names_the_thing_at_fault(world: Graph, name: str) -> None:
    graph = world + Graph().parse(EXAMPLES / "violates" / f"{name}.ttl")
    report = validation.Report(tuple(found(graph, name)), b"", SHAPES, {})
    messages = {language: report.faults(language)[0].allowed for language in LANGUAGES}
    assert len(set(messages.values())) == 3
    assert all(": " in message and "{" not in message for message in messages.values())
