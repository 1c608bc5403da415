"""The validation room: where a result points, in which words, and what it refuses."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from rdflib import Graph

from jumelage_graph import build, resources, validation
from jumelage_graph.errors import DataError

SHAPES = resources.ontology() / "shapes.ttl"
ID = "https://w3id.org/jumelage/id"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DEF = "https://w3id.org/jumelage/def"


@dataclass
class Made:
    """A dataset of a few lines."""

    lines: list[str] = field(default_factory=list)
    origins: dict[str, tuple[str, int]] = field(default_factory=dict)
    as_of: datetime.date = datetime.date(2026, 11, 22)

    @property
    def nquads(self) -> bytes:
        return "".join(f"{line} <https://w3id.org/jumelage/graph/record> .\n" for line in self.lines).encode()


def _edition(host: str = "") -> Made:
    """The ninth edition with a headcount below zero; nothing else about it is wrong but a missing series (and host)."""
    node, count = f"<{ID}/edition/9>", f"<{ID}/edition/9/headcount/people>"
    made = Made([f"{node} <{TYPE}> <{DEF}/Edition>", f"{count} <{TYPE}> <{DEF}/Headcount>"])
    made.lines.append(f'{count} <{DEF}/count> "-3"^^<http://www.w3.org/2001/XMLSchema#integer>')
    made.lines += [f"{node} <{DEF}/host> <{ID}/government/{host}>"] if host else []
    made.origins[f"{ID}/edition/9"] = ("editions.csv", 10)
    return made


@pytest.fixture(scope="module")
def shipped() -> validation.Report:
    return validation.report(build.dataset(resources.data(), resources.ontology()), SHAPES)


def test_the_shipped_record_has_no_violation(shipped: validation.Report) -> None:
    assert shipped.triples.count(b"\n") > 40_000
    assert [str(fault) for fault in shipped.faults() if fault.severity == "violation"] == []


def test_each_warning_and_note_on_the_shipped_record_names_a_row_of_a_table(
    shipped: validation.Report,
) -> None:
    faults = shipped.faults()
    assert faults
    assert all(fault.path.startswith("data/") and fault.line > 1 for fault in faults)


def test_counts_add_up_to_the_results_and_begin_with_the_gravest(shipped: validation.Report) -> None:
    counts = shipped.counts("fr")
    assert sum(count for *_, count in counts) == len(shipped.results) > 0
    order = [validation.SEVERITIES.index(severity) for severity, *_ in counts]
    assert order == sorted(order)


def test_a_missing_host_is_reported_at_the_row_of_the_edition() -> None:
    faults = [fault for fault in validation.validate(_edition(), SHAPES) if fault.column == "host"]
    assert [(fault.path, fault.line, fault.severity) for fault in faults] == [
        ("data/editions.csv", 10, "violation")
    ]
    assert faults[0].allowed == "edition/9: an edition has a host"
    assert not [fault for fault in validation.validate(_edition("cannes"), SHAPES) if fault.column == "host"]


def test_a_node_that_hangs_under_a_row_is_reported_at_that_row_with_its_value() -> None:
    faults = [fault for fault in validation.validate(_edition("cannes"), SHAPES) if fault.value == "-3"]
    assert [(fault.path, fault.line) for fault in faults] == [("data/editions.csv", 10)]
    assert faults[0].allowed.startswith("edition/9/headcount/people: ")


def test_a_term_that_is_not_in_the_ontology_is_reported_at_the_last_row_that_uses_it() -> None:
    made = _edition("cannes")
    made.lines += [f'<{ID}/edition/{number}> <{DEF}/thene> "x"' for number in (7, 9)]
    made.origins[f"{ID}/edition/7"] = ("editions.csv", 8)
    faults = [fault for fault in validation.validate(made, SHAPES) if fault.allowed.startswith("jg:thene: ")]
    assert [(fault.path, fault.line) for fault in faults] == [("data/editions.csv", 10)]


def test_a_thing_of_no_table_is_reported_by_its_own_name() -> None:
    made = _edition("cannes")
    made.origins.clear()
    assert ("edition/9", 0) in [(fault.path, fault.line) for fault in validation.validate(made, SHAPES)]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "has a host"), ("fr", "collectivité hôte"), ("ja", "開催自治体"), ("de", "has a host")],
)
def test_messages_come_in_the_language_that_is_asked_for_or_in_english(language: str, words: str) -> None:
    faults = validation.validate(_edition(), SHAPES, language)
    assert any(words in fault.allowed for fault in faults)


def test_the_folder_of_the_tables_stands_before_the_file() -> None:
    assert {fault.path for fault in validation.validate(_edition(), SHAPES, folder="copy")} >= {
        "copy/editions.csv"
    }


@pytest.mark.parametrize("lines", [[], [f'<{ID}/x> <http://example.org/p> "no shape is about this"']])
def test_a_validation_of_nothing_is_refused(lines: list[str]) -> None:
    with pytest.raises(DataError, match="nothing to validate"):
        validation.validate(Made(lines), SHAPES)


def test_shapes_that_are_no_turtle_are_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text("this is { no Turtle")
    with pytest.raises(DataError, match=r"shapes\.ttl"):
        validation.validate(_edition(), tmp_path / "shapes.ttl")
    with pytest.raises(DataError, match="missing"):
        validation.validate(_edition(), tmp_path / "missing.ttl")


@pytest.mark.parametrize("select", ["SELECT ?this WHERE {", "DROP ALL"])
def test_a_shape_that_is_not_sparql_is_one_clear_error(tmp_path: Path, select: str) -> None:
    (tmp_path / "shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix jgs: <https://w3id.org/jumelage/shape/> .\n"
        f"@prefix jg: <{DEF}/> . jgs:all a sh:NodeShape ; sh:targetClass jg:Edition ; sh:nodeKind sh:IRI .\n"
        f'jgs:broken a sh:NodeShape ; sh:nodeKind sh:IRI ; sh:target [ a sh:SPARQLTarget ; sh:select "{select}" ] .'
    )
    with pytest.raises(DataError, match="cannot be used"):
        validation.validate(_edition(), tmp_path / "shapes.ttl")


def test_only_the_shapes_that_are_named_are_used() -> None:
    shapes = Graph().parse(SHAPES)
    triples = validation.union(_edition())
    assert {result.shape for result in validation.results(triples, shapes)} > {"edition-host"}
    assert {result.shape for result in validation.results(triples, shapes, only=["edition-host"])} == {
        "edition-host"
    }
