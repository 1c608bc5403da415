"""Cards: one thing on one page, its facts in the reader's language, then the named queries that continue them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jumelage_graph import names, queries, words
from jumelage_graph.engines import Answer, Engine
from jumelage_graph.namespaces import PREFIXES, expand, shorten
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import FALLBACKS

FACTS = tuple(
    """
    org:classification jg:agreementKind jg:actKind jg:sessionKind jg:changeKind jg:sourceKind jg:organisationKind
    jg:country jg:party jg:signatory jg:status jg:statusAsOf jg:edtf jg:datingAct jg:inForceFrom jg:inForceUntil
    jg:lastEvidenceDate jg:designation jg:field skos:prefLabel skos:altLabel jg:partOf jg:officialCode jg:population
    jg:populationYear jg:founded jg:dissolved jg:predecessor jg:successor jg:attended jg:host jg:nextHost jg:planned
    jg:start jg:end
    jg:theme jg:venue sdo:superEvent jg:inEdition jg:inSession jg:inAgreement jg:presentedBy jg:topic jg:addressesGoal
    jg:adoptedAt jg:commitment org:originalOrganization org:resultingOrganization jg:actBy jg:place jg:counted jg:scope
    jg:count jg:asOf jg:partiesAsRead jg:reason jg:organisationRole dct:publisher dct:language jg:published sdo:url
    foaf:homepage sdo:sameAs skos:definition skos:note
    """.split()  # noqa: SIM905  (a hundred quotes and commas would read worse)
)
"""What a card says, in this order, as far as the thing has it."""

SECTIONS = {
    "government": (("partners", "government"), ("successors", "government")),
    "agreement": (("acts", "agreement"), ("conflicts", "thing"), ("sources", "thing")),
    "edition": (("edition-report", "edition"), ("sources", "thing")),
}
"""The named queries that continue the card of a thing of that kind, each with the parameter that takes the thing."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card: its heading and its values, ready to be read."""

    heading: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing: its IRI, its name, its facts, and the named queries that continue it, with what they answer."""

    iri: str
    title: str
    facts: tuple[Fact, ...]
    sections: tuple[tuple[queries.Query, Answer], ...]


def card(engine: Engine, text: str, lang: str) -> Card:
    """The card of the thing that ``text`` names, in language ``lang`` (``en``, ``fr`` or ``ja``).

    Errors: ``UsageError`` where nothing, or several things, are called so.
    """
    iri = names.resolve(engine, text, "thing")
    said = _said(engine, iri)
    values = {value for cells in said.values() for value in cells if value.kind == "iri"}
    known = _labels(engine, {iri, *values, *map(expand, FACTS)}, lang)
    facts = (
        Fact(_heading(curie, known, lang), tuple(_value(cell, known, lang) for cell in said[expand(curie)]))
        for curie in FACTS
        if expand(curie) in said
    )
    return Card(iri, known.get(iri, shorten(iri)), tuple(facts), tuple(_sections(engine, iri, lang)))


def _said(engine: Engine, iri: str) -> dict[str, list[Cell]]:
    said: dict[str, list[Cell]] = {}
    sparql = f"""SELECT ?predicate ?value WHERE {{ VALUES ?predicate {{ {" ".join(FACTS)} }}
      <{iri}> ?predicate ?value }} ORDER BY ?predicate STR(?value)"""
    for row in engine.answer(sparql).records():
        said.setdefault(row["predicate"], []).append(row["value"])
    return said


def _labels(engine: Engine, iris: Iterable[str], lang: str) -> dict[str, str]:
    """The name of each thing that has one, in the first language of the reader's order that it has."""
    listed = " ".join(f"<{iri}>" for iri in sorted(iris) if " " not in iri)
    paths = "skos:prefLabel|rdfs:label|dct:title|jg:edtf|skos:notation"
    sparql = f"SELECT ?thing ?label WHERE {{ VALUES ?thing {{ {listed} }} ?thing {paths} ?label }}"
    order = {tag: place for place, tag in enumerate((*FALLBACKS[lang], ""))}
    best: dict[str, tuple[int, str]] = {}
    for row in engine.answer(sparql).records():
        thing, label = row["thing"], row["label"]
        offer = (order.get(label.language, len(order)), label)
        best[thing] = min(offer, best.get(thing, offer))
    return {thing: label for thing, (_, label) in best.items()}


def _heading(curie: str, known: dict[str, str], lang: str) -> str:
    """What a term is called: ours by its label in the ontology, one of another vocabulary by our word for it."""
    return words.of("terms", lang).get(curie) or known.get(expand(curie), curie)


def _value(cell: Cell, known: dict[str, str], lang: str) -> str:
    if cell.kind == "iri":
        name, short = known.get(cell), shorten(cell)
        return f"{name} ({short})" if name and short.count("/") else name or short
    return cell if cell.language in ("", lang) else f"{cell} ({cell.language})"


def _sections(engine: Engine, iri: str, lang: str) -> Iterable[tuple[queries.Query, Answer]]:
    kind, _, rest = iri.removeprefix(PREFIXES["id"]).partition("/")
    for name, parameter in SECTIONS.get(kind, ()) if "/" not in rest else ():
        query = queries.find(name)
        answer = engine.answer(names.bind(engine, query, {parameter: iri}, lang))
        if answer:
            yield query, answer
