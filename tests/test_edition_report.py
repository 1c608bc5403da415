"""The report of an edition: each fact of the CLAIR Paris report on the 7th meeting is a value, and the page says it.

``report_facts.csv`` lists the facts one by one, each with the cell that holds its value.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from jumelage_graph import names, namespaces, queries, resources, tables
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.mapping.attributes import ATTRIBUTES
from jumelage_graph.tables import Tables
from virtuoso import Virtuoso

LANGUAGES = ("en", "fr", "ja")
REPORT = "clair-7rfj"
WRONG = {
    "en": "What the reports say wrongly",
    "fr": "Ce que les comptes rendus disent à tort",
    "ja": "報告の誤り",
}
Row = dict[str, str]

with (Path(__file__).parent / "report_facts.csv").open(encoding="utf-8", newline="") as _file:
    FACTS = list(csv.DictReader(_file))


@dataclass(frozen=True)
class Value:
    """The value of a fact: of which thing, the texts that its row on the page holds, and where it stands.

    ``stands`` is the start of the subject's path, the predicate and the value as the graph holds it; a date may stand
    there more finely than the report says it. ``aspect`` is what the row must say of the thing, if that is needed to
    tell it from others.
    """

    about: str
    texts: tuple[str, ...]
    stands: tuple[str, str, tuple[str, ...]]
    whole: bool = True
    aspect: str = ""

    def on(self, page: list[Row]) -> bool:
        """Whether a row of the page says it."""
        rows = [row for row in page if self.aspect in ("", row["aspect"])]
        return any(row["about"] == self.about and self._is(row["fact"]) for row in rows)

    def _is(self, fact: str) -> bool:
        return fact == self.texts[0] if self.whole else all(text in fact for text in self.texts)


class Record:
    """The tables as the facts point to them, and the names of things in each language."""

    def __init__(self, read: Tables, store: pyoxigraph.Store) -> None:
        self.rows: dict[str, dict[str, Any]] = {
            name: {str(row.id): row for row in getattr(read, name)}
            for name in ("sources", "editions", "sessions", "initiatives")
        }
        self.details = {f"{row.subject}|{row.number}": row for row in read.details}
        self.claims = {
            f"{row.subject}|{row.attribute}|{row.value}|{row.source}": row
            for row in read.claims
            if row.source == REPORT
        }
        self.roles = {f"{r.edition}|{r.government}|{r.role}|{r.session}": r for r in read.participations}
        self.store = store

    def text(self, iri: str, curie: str, lang: str) -> str:
        """The one text that a thing has under a property in a language."""
        node, predicate = pyoxigraph.NamedNode(iri), pyoxigraph.NamedNode(namespaces.expand(curie))
        quads: Iterator[Any] = self.store.quads_for_pattern(node, predicate, None)
        (found,) = [quad.object.value for quad in quads if quad.object.language == lang]
        return str(found)

    def value(self, fact: Row, lang: str) -> Value:
        """The value to which a fact points."""
        return getattr(self, f"_of_{fact['table']}", self._of_label)(fact, lang)

    def _of_details(self, fact: Row, lang: str) -> Value:
        row = self.details[fact["row_id"]]
        text = getattr(row, f"text_{lang}")
        return Value(row.subject, (text,), (f"{row.subject}/detail/{row.number}", "jg:text", (text,)))

    def _of_label(self, fact: Row, lang: str) -> Value:
        """A label in the language of the page, whichever of them the fact names."""
        row = self.rows[fact["table"]][fact["row_id"]]
        return self._label(f"{fact['table'].removesuffix('s')}/{row.id}", getattr(row, f"label_{lang}"))

    def _label(self, path: str, text: str) -> Value:
        return Value(path, (text,), (path, "skos:prefLabel", (text,)))

    def _of_sources(self, fact: Row, lang: str) -> Value:
        row, path = self.rows["sources"][fact["row_id"]], f"source/{fact['row_id']}"
        text = getattr(row, fact["column"])
        if fact["column"] == "publisher":
            return Value(path, (text,), (path, "dct:publisher", (namespaces.publisher(text),)))
        return Value(path, (text,), (path, {"title": "dct:title", "url": "sdo:url"}[fact["column"]], (text,)))

    def _of_participations(self, fact: Row, lang: str) -> Value:
        row = self.roles[fact["row_id"]]
        part = namespaces.involvement(row.edition, row.government, row.role, row.session)
        agent = namespaces.government(row.government)
        where = (part.removeprefix(namespaces.thing("")), "jg:agent", (agent,))
        role = self.text(namespaces.concept(row.role), "skos:prefLabel", lang)
        texts = (self.text(agent, "skos:prefLabel", lang),)
        return Value(f"session/{row.session}", texts, where, whole=False, aspect=role)

    def _of_claims(self, fact: Row, lang: str) -> Value:
        row = self.claims[fact["row_id"]]
        attribute = ATTRIBUTES[row.subject.partition("/")[0], row.attribute]
        if row.attribute in ("label_fr", "theme_fr"):
            text = self.text(namespaces.thing(row.subject), attribute.predicate, lang)
            return Value(row.subject, (text,), (row.subject, attribute.predicate, (text,)))
        if not attribute.node:
            where = (row.subject, attribute.predicate, (row.value,))
            return Value(row.subject, (row.value,), where, whole=not attribute.dated)
        nodes = tuple(token[1:-1] for token in attribute.write(tuple(row.value.split(";"))))
        texts = tuple(self.text(node, "skos:prefLabel", lang) for node in nodes)
        held = (row.subject, attribute.predicate, nodes)
        framed = attribute.predicate == "dct:subject"  # a borrowed term, which has no label here
        aspect = "" if framed else self.text(namespaces.expand(attribute.predicate), "rdfs:label", lang)
        return Value(row.subject, texts, held, whole=False, aspect=aspect)


@pytest.fixture(scope="module")
def store(real_dataset: Dataset) -> pyoxigraph.Store:
    filled = pyoxigraph.Store()
    filled.bulk_load(real_dataset.nquads, pyoxigraph.RdfFormat.N_QUADS)
    return filled


@pytest.fixture(scope="module")
def record(store: pyoxigraph.Store) -> Record:
    return Record(tables.read(resources.data()), store)


@pytest.fixture(scope="module")
def engine(real_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


def asked(engine: EmbeddedEngine, lang: str, edition: str = "7") -> str:
    return names.bind(engine, queries.find("edition-report"), {"edition": edition, "lang": lang})


@pytest.fixture(scope="module")
def pages(engine: EmbeddedEngine) -> dict[str, list[Row]]:
    """The page on the 7th meeting in each language."""
    return {lang: engine.answer(asked(engine, lang)).records() for lang in LANGUAGES}


# --- every fact is a value, and on the page


def test_the_114_facts_point_to_values_and_none_to_a_note() -> None:
    assert [int(fact["n"]) for fact in FACTS] == list(range(1, 115))
    assert {fact["column"] for fact in FACTS} == {"label", "publisher", "role", "text", "title", "value"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("fact", FACTS, ids=[fact["n"] for fact in FACTS])
def test_the_page_says_the_fact(pages: dict[str, list[Row]], record: Record, fact: Row, lang: str) -> None:
    value = record.value(fact, lang)
    assert all(value.texts), fact["fact_en"]
    assert value.on(pages[lang]), fact["fact_en"]


def standing(store: pyoxigraph.Store, value: Value) -> Iterator[pyoxigraph.Quad]:
    """The statements that hold a value: in the record, in the claims that say it, in the roles that repeat it."""
    path, curie, held = value.stands
    subject, wanted = namespaces.thing(path), namespaces.expand(curie)
    said = {wanted, *map(namespaces.expand, ("jg:claimValue", "jg:claimObject", "jg:agent"))}
    for quad in store:
        if quad.subject.value.startswith(subject) and quad.predicate.value in said:
            found = quad.object.value
            if found in held or (not value.whole and found.startswith(held)):
                yield quad


@pytest.mark.parametrize("fact", FACTS, ids=[fact["n"] for fact in FACTS])
def test_without_its_statement_the_page_does_not_say_the_fact(
    store: pyoxigraph.Store, engine: EmbeddedEngine, record: Record, fact: Row
) -> None:
    value = record.value(fact, "ja")
    taken = list(standing(store, value))
    assert taken, fact["fact_en"]
    if fact["table"] == "details":
        assert len(taken) == 1  # one statement alone carries the fact
    for quad in taken:
        store.remove(quad)
    try:
        assert not value.on(read(store, asked(engine, "ja"))), fact["fact_en"]
    finally:
        store.extend(taken)


def read(store: pyoxigraph.Store, sparql: str) -> list[Row]:
    solutions: Any = store.query(sparql, prefixes=dict(namespaces.PREFIXES), use_default_graph_as_union=True)
    variables = [variable.value for variable in solutions.variables]
    return [{name: row[name].value for name in variables} for row in solutions]


def test_both_round_tables_were_held_in_the_morning(pages: dict[str, list[Row]]) -> None:
    held = {row["about"] for row in pages["fr"] if row["fact"] == "matin"}
    assert held == {"session/7-round-table-1", "session/7-round-table-2"}


def test_what_the_report_says_wrongly_stands_apart(pages: dict[str, list[Row]]) -> None:
    told = {
        lang: [(r["about"], r["fact"]) for r in pages[lang] if r["section"] == WRONG[lang]]
        for lang in LANGUAGES
    }
    assert told["fr"] == [
        ("agreement/nancy-kanazawa", "50"),
        ("edition/7", "Chartres; Kanazawa; Kumamoto; Nancy; Tours"),
        ("edition/7", "2022/2022"),
        ("edition/8", "prévue"),
    ]
    assert [len(told[lang]) for lang in LANGUAGES] == [4, 4, 4]


def test_what_is_wrong_supports_no_value_of_the_record(pages: dict[str, list[Row]]) -> None:
    hosts = [row for row in pages["en"] if row["aspect"] == "previous host" and row["section"] != WRONG["en"]]
    assert len(hosts) == 6
    assert [row for row in hosts if REPORT in row["source"]] == []


# --- it reads as a page


def test_sections_and_sessions_come_in_the_order_of_a_page(pages: dict[str, list[Row]]) -> None:
    sections = list(dict.fromkeys(row["section"] for row in pages["en"]))
    assert sections == [
        "The edition",
        "Sessions",
        "Participants",
        "Initiatives",
        "Declaration",
        "What the reports say of other things",
        "What the reports say wrongly",
        "Reports and documents",
    ]
    sessions = list(dict.fromkeys(r["about"] for r in pages["en"] if r["section"] == "Sessions"))
    assert sessions[0] == "session/7-preparatory-meeting-1"
    assert sessions[5:] == [
        "session/7-opening",
        "session/7-round-table-1",
        "session/7-round-table-2",
        "session/7-workshop-1",
        "session/7-workshop-2",
        "session/7-workshop-3",
        "session/7-closing",
    ]


def test_a_thing_is_named_before_its_facts(pages: dict[str, list[Row]]) -> None:
    first = {
        row["about"]: row for row in reversed(pages["fr"]) if row["section"] in ("Séances", "Initiatives")
    }
    assert len(first) == 21
    assert first["session/7-opening"]["fact"] == "Cérémonie d’ouverture"
    assert {row["aspect"] for row in first.values()} >= {"atelier", "visite", "table ronde", "initiative"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_is_whole_and_no_fact_stands_twice(pages: dict[str, list[Row]], lang: str) -> None:
    page = pages[lang]
    assert len(page) > 200
    assert [row for row in page if not all(row.values())] == []
    facts = [(row["about"], row["section"], row["aspect"], row["fact"]) for row in page]
    assert len(set(facts)) == len(facts)


def test_the_japanese_page_names_its_details_in_japanese(pages: dict[str, list[Row]]) -> None:
    aspects = {row["aspect"] for row in pages["ja"]}
    assert {"質問", "回答", "時間帯", "日本の自治体数"} <= aspects
    assert [aspect for aspect in aspects if aspect.isascii() and aspect != "URL"] == []


def test_every_source_on_the_page_is_one_of_the_record(pages: dict[str, list[Row]]) -> None:
    known = {row.id for row in tables.read(resources.data()).sources}
    cited = {source for row in pages["en"] for source in row["source"].split("; ")}
    assert len(cited) > 10
    assert cited <= known


@pytest.mark.parametrize("edition", ["1", "2", "3", "4", "5", "6", "8", "9"])
def test_each_edition_has_its_page(engine: EmbeddedEngine, edition: str) -> None:
    page = engine.answer(asked(engine, "fr", edition)).records()
    assert page[0]["about"] == f"edition/{edition}"
    assert all(
        row["about"].startswith((f"edition/{edition}", f"session/{edition}-"))
        for row in page
        if row["section"] in ("L’édition", "Séances", "Participants")
    )


def test_an_edition_without_a_report_says_nothing_of_other_things(engine: EmbeddedEngine) -> None:
    sections = {row["section"] for row in engine.answer(asked(engine, "en", "4")).records()}
    assert "Sessions" in sections
    assert sections.isdisjoint({"What the reports say of other things", "Reports and documents"})


@pytest.mark.xdist_group("virtuoso")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_server_gives_the_same_page(
    real_dataset: Dataset, engine: EmbeddedEngine, virtuoso: Virtuoso, pages: dict[str, list[Row]], lang: str
) -> None:
    virtuoso.load(real_dataset.nquads)
    assert RemoteEngine(virtuoso.url).answer(asked(engine, lang)).records() == pages[lang]
