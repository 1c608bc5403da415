"""Cards: one thing on one page, its facts in the reader's language, then the named queries that continue them.

A card is made from what the dataset says (``Told``), the thing and the language, and asks nothing: terminal, Python and
the pages of the explorer show the same facts in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from jumelage_graph import names, queries, words
from jumelage_graph.engines import Answer, Engine
from jumelage_graph.namespaces import EDTF_DATE, PREFIXES, expand, shorten
from jumelage_graph.statements.cells import Cell
from jumelage_graph.told import Name, Told
from jumelage_graph.words import forms

FACTS = tuple(
    """
    org:classification jg:agreementKind jg:actKind jg:sessionKind jg:changeKind jg:sourceKind jg:organisationKind
    jg:country jg:overseas jg:party jg:signatory jg:status jg:statusAsOf jg:edtf jg:datingAct jg:inForceFrom
    jg:inForceUntil jg:lastEvidenceDate jg:lastRead jg:designation jg:field skos:prefLabel skos:altLabel jg:partOf
    jg:officialCode jg:population jg:populationYear jg:founded jg:dissolved jg:predecessor jg:successor jg:attended
    jg:host jg:previousHost jg:nextHost jg:planned jg:start jg:end jg:signer jg:signedFor jg:office jg:hostTown
    jg:registered jg:sport jg:grewFrom jg:grewInto jg:member jg:body jg:theme jg:venue sdo:superEvent jg:inEdition
    jg:inSession jg:inAgreement jg:presentedBy jg:topic jg:addressesGoal jg:adoptedAt jg:commitment
    org:originalOrganization org:resultingOrganization jg:actBy jg:place jg:counted jg:scope jg:count jg:asOf
    jg:partiesAsRead jg:reason jg:organisationRole dct:publisher dct:language jg:published sdo:url jg:archive
    jg:opened jg:gone foaf:homepage sdo:sameAs skos:definition skos:note
    """.split()  # noqa: SIM905  (a hundred quotes and commas would read worse)
)
"""What a card says, in this order, as far as the thing has it."""

SECTIONS = {
    "government": (("partners", "government"), ("successors", "government")),
    "agreement": (
        ("acts", "agreement"),
        ("signers", "agreement"),
        ("conflicts", "thing"),
        ("sources", "thing"),
    ),
    "person": (("signers", "person"),),
    "edition": (("edition-report", "edition"), ("sources", "thing")),
}
"""The named queries that continue the card of a thing of that kind, each with the parameter that takes the thing."""


WORDED = {"jg:country": "countries", "dct:language": "languages"}
"""The properties whose values are codes, with the group of words that says them."""

_DATES = (EDTF_DATE, expand("xsd:date"))
_INTEGER = expand("xsd:integer")


class Value(str):
    """One value of a fact, as a terminal shows it.

    ``text`` is what a page shows: without tag or path, a date or a number in the reader's form. ``language`` is the tag
    of the text where it has one, ``cell`` the term of the dataset; ``named``: the dataset has a name for it.
    """

    text: str
    language: str
    cell: Cell
    named: bool

    @classmethod
    def of(cls, cell: Cell, told: Told, lang: str, curie: str = "") -> Value:
        """The value that a term is, for a reader of a language; ``curie`` is the property that it has."""
        name = told.name(cell, lang) if cell.kind == "iri" else Name(_read(cell, lang, curie), cell.language)
        made = cls(_shown(cell, name, lang))
        made.text, made.cell = name.text if name else shorten(cell), cell
        made.language, made.named = name.language if name else "", name is not None
        return made


def _read(cell: Cell, lang: str, curie: str) -> str:
    """A literal in the reader's form."""
    if curie in WORDED:
        return _codes(WORDED[curie], lang).get(cell, str(cell))
    if cell.datatype in _DATES:
        return forms.date(cell, lang)
    return forms.number(int(cell), lang) if cell.datatype == _INTEGER else str(cell)


def _shown(cell: Cell, name: Name | None, lang: str) -> str:
    if cell.kind == "iri":
        short = shorten(cell)
        return f"{name.text} ({short})" if name and short.count("/") else name.text if name else short
    return cell if cell.language in ("", lang) else f"{cell} ({cell.language})"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card: the property, its heading and its values, ready to be read."""

    term: str
    heading: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing: its IRI, its name, its facts, and the named queries that continue it, with what they answer.

    ``notes`` say, in words for ``told``, how an ambiguous name was understood.
    """

    iri: str
    title: str
    facts: tuple[Fact, ...]
    sections: tuple[tuple[queries.Query, Answer], ...] = ()
    notes: tuple[str, ...] = ()


def card(told: Told, iri: str, lang: str) -> Card:
    """The facts of a thing in language ``lang`` (``en``, ``fr`` or ``ja``), without the queries that continue them."""
    facts = (fact(told, iri, curie, lang) for curie in FACTS if told.values(iri, curie))
    return Card(iri, told.called(iri, lang).text, tuple(facts))


def find(engine: Engine, text: str, lang: str) -> Card:
    """The card of the thing that ``text`` names, with the answers of the queries that continue it.

    Errors: ``UsageError`` where nothing, or several things, are called so.
    """
    iri, notes = names.find(engine, text, "thing")
    made = card(Told.around(engine, iri, FACTS), iri, lang)
    return replace(made, sections=tuple(_sections(engine, iri, lang)), notes=notes)


def fact(told: Told, iri: str, curie: str, lang: str) -> Fact:
    """One property of a thing."""
    values = tuple(Value.of(cell, told, lang, curie) for cell in told.values(iri, curie))
    return Fact(curie, heading(told, curie, lang), values)


def heading(told: Told, curie: str, lang: str) -> str:
    """What a term is called: ours by its label in the ontology, one of another vocabulary by our word for it."""
    known = told.name(expand(curie), lang)
    return _terms(lang).get(curie) or (known.text if known else curie)


@cache
def _terms(lang: str) -> dict[str, str]:
    return words.of("terms", lang)


@cache
def _codes(group: str, lang: str) -> dict[str, str]:
    return words.of(f"answers.words.{group}", lang)


def _sections(engine: Engine, iri: str, lang: str) -> Iterable[tuple[queries.Query, Answer]]:
    kind, _, rest = iri.removeprefix(PREFIXES["id"]).partition("/")
    for name, parameter in SECTIONS.get(kind, ()) if "/" not in rest else ():
        query = queries.find(name)
        answer = engine.answer(names.bind(engine, query, {parameter: iri}, lang))
        if answer:
            yield query, answer
