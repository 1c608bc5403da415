"""What the dataset says of one IRI: as SPARQL for its statements, and as names and values to read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jumelage_graph import names
from jumelage_graph.engines import Engine
from jumelage_graph.namespaces import BASE, contract
from jumelage_graph.words import FALLBACKS

_WHOLE = {
    f"{BASE}def": "?s rdfs:isDefinedBy <{base}def> ; ?p ?o",
    f"{BASE}concept": "?s a ?kind ; ?p ?o VALUES ?kind {{ skos:Concept skos:ConceptScheme }} "
    "FILTER(STRSTARTS(STR(?s), '{base}concept/'))",
}
"""Documents that hold more than one thing: the ontology, the concepts."""


def known(nquads: bytes) -> frozenset[str]:
    """All IRIs under our base that the dataset says something of, and the documents that hold several."""
    subjects = re.finditer(rb"^<(" + re.escape(BASE.encode()) + rb"[^>]*)> ", nquads, re.MULTILINE)
    return frozenset({each[1].decode() for each in subjects} | set(_WHOLE))


def statements(thing: str) -> str:
    """SPARQL for all statements that begin or end with a thing, and those of its own parts (``…/act/signature-1``)."""
    whole = _WHOLE.get(thing)
    more = f"UNION {{ {whole.format(base=BASE)} }}" if whole else ""
    return f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
      {{ VALUES ?s {{ <{thing}> }} ?s ?p ?o }} UNION {{ VALUES ?o {{ <{thing}> }} ?s ?p ?o }}
      UNION {{ <{thing}> ?link ?s . ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{thing}/")) }} {more} }}"""


def facts(engine: Engine, thing: str, lang: str) -> dict[str, Any]:
    """The title of a thing and its facts: each a heading and its values, as texts and addresses.

    There are no facts where the dataset says nothing of it.
    """
    rows = engine.answer(f"SELECT ?p ?o WHERE {{ <{thing}> ?p ?o }} ORDER BY STR(?p) STR(?o)").records()
    iris = {row["p"] for row in rows} | {row["o"] for row in rows if row["o"].kind == "iri"}
    known = labels(engine, {thing, *iris}, lang)
    said: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        value, link = row["o"], row["o"] if row["o"].kind == "iri" else ""
        tag = f" ({value.language})" if value.language else ""
        said.setdefault(row["p"], []).append(
            (known.get(value, contract(value)) if link else f"{value}{tag}", link)
        )
    return {
        "title": known.get(thing, contract(thing)),
        "facts": [(known.get(predicate, contract(predicate)), values) for predicate, values in said.items()],
    }


def labels(engine: Engine, iris: Iterable[str], lang: str) -> dict[str, str]:
    """The name of each thing that has one, in the first language of the reader's order that it has."""
    listed = " ".join(f"<{each}>" for each in sorted(iris) if not re.search(r'[\s<>"{}|^`\\]', each))
    order = {tag: place for place, tag in enumerate((*FALLBACKS[lang], ""))}
    paths = "skos:prefLabel|rdfs:label|dct:title"
    best: dict[str, tuple[int, str]] = {}
    for row in engine.answer(f"SELECT ?s ?l WHERE {{ VALUES ?s {{ {listed} }} ?s {paths} ?l }}").records():
        offer = (order.get(row["l"].language, len(order)), str(row["l"]))
        best[row["s"]] = min(offer, best.get(row["s"], offer))
    return {thing: label for thing, (_, label) in best.items()}


def search(engine: Engine, text: str, lang: str) -> list[dict[str, str]]:
    """Everything of which a name, in any spelling, is, begins with or contains the text: the best fifty."""
    hits = names.search(engine, text, lang)[:50]
    return [
        {"iri": hit.iri, "kind": hit.kind, "id": hit.id, "label": hit.label, "match": hit.match}
        for hit in hits
    ]


CALLS: Mapping[str, Callable[..., Any]] = {"facts": facts, "search": search}
"""What a process of the pool can be asked by name."""
