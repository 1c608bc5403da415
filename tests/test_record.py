"""The record is read once, each part when it is asked for, and says what the dataset says."""

import subprocess
import sys

import pytest
import rdflib
from rdflib.namespace import SKOS

from jumelage_graph import networks, resources, views
from jumelage_graph.build import Dataset
from jumelage_graph.engines import Answer
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.levels import level
from jumelage_graph.namespaces import expand
from jumelage_graph.record import Record


class Counting(EmbeddedEngine):
    """An engine that keeps what it was asked."""

    asked: list[str]

    def answer(self, sparql: str) -> Answer:
        """The answer, as ever."""
        self.asked.append(sparql)
        return super().answer(sparql)


@pytest.fixture
def counting(toy_dataset: Dataset) -> Counting:
    engine = Counting.from_nquads(toy_dataset.nquads)
    assert isinstance(engine, Counting)
    engine.asked = []
    return engine


@pytest.mark.parametrize("name", views.names())
def test_a_picture_asks_a_dozen_questions_at_most_and_none_twice(counting: Counting, name: str) -> None:
    views.find(name).draw(counting)
    assert 3 < len(counting.asked) <= 12
    assert len(set(counting.asked)) == len(counting.asked)


def test_a_part_is_read_when_it_is_asked_for_and_once(counting: Counting) -> None:
    record = Record(counting)
    assert counting.asked == []
    assert record.last_day == "2026-11-24"
    assert len(counting.asked) == 1
    networks.partnerships(record)
    before = len(counting.asked)
    networks.partnerships(record, year=1996)
    assert Record.of(record) is record
    assert len(counting.asked) == before


def test_a_thing_has_its_own_names_and_says_which_are_lent(counting: Counting) -> None:
    record = Record(counting)
    agreement = record.agreements["aubeville-maru"]
    assert agreement.names["en"] == "Aubeville – Maru"
    lent = {g.id: g.borrowed for g in record.governments.values() if g.borrowed}
    assert lent
    for name, languages in lent.items():
        attributes = networks.governments(record)[name]
        assert not {f"label_{language}" for language in languages} & set(attributes)


def test_an_agreement_holds_its_parts(counting: Counting) -> None:
    # From tests/toy: renewed in September 2023; the distance is that of the table of distances.
    agreement = Record(counting).agreements["aubeville-maru"]
    assert [(act.id, act.edtf) for act in agreement.acts] == [
        ("council-vote-1", "1972-09-30"),
        ("signature-1", "1973-10-12"),
        ("renewal-1", "2023-09"),
    ]
    assert agreement.dated is not None
    assert agreement.dated.id == "signature-1"
    assert agreement.parties == ["aubeville", "maru"]
    assert [(fr, jp) for fr, jp, _ in agreement.distances] == [("aubeville", "maru")]


def test_the_network_page_is_made_without_ipython() -> None:
    code = "import sys; from jumelage_graph.views.network import _pyvis; _pyvis(); print('IPython' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout == "False\n"


def test_each_type_of_government_has_its_level() -> None:
    above = {"region", "departement", "prefecture", "special-status-collectivity", "wide-area-union"}
    graph = rdflib.Graph().parse(resources.ontology() / "concepts.ttl")
    scheme = rdflib.URIRef(expand("jgk:government-types"))
    types = {str(graph.value(c, SKOS.notation)) for c in graph.subjects(SKOS.inScheme, scheme)}
    assert above < types
    assert {kind for kind in types if level(kind) == "upper"} == above
    assert {kind for kind in types if level(kind) == "intermunicipal"} == {"epci"}
