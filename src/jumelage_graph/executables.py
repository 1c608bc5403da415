"""``queries.ttl``: the named queries as data, which editors of SPARQL offer as examples.

Each is an executable of SHACL in the shape that the Swiss Institute of Bioinformatics gave its collections (what it
asks, its text, its prefixes, its key words), with words in three languages. Sources: W3C, SHACL Advanced Features
(2017), section 6; https://github.com/sib-swiss/sparql-examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jumelage_graph import namespaces as ns
from jumelage_graph import queries
from jumelage_graph.statements import Statement, lines
from jumelage_graph.statements.syntaxes import serialise
from jumelage_graph.statements.terms import Tokens, describe, iri, labels, name, text, typed
from jumelage_graph.words import LANGUAGES, told

NAME = "queries.ttl"
MEDIA = "text/turtle"

_FORMS = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct"}
_FORM = re.compile(rf"^({'|'.join(_FORMS)})\b", re.M)


def render() -> bytes:
    """All named queries as Turtle."""
    said = [*_prefixes(), *(each for query in queries.catalogue().values() for each in _executable(query))]
    return serialise(lines.write_all(said), "turtle", ns.PREFIXES)


def _executable(query: queries.Query) -> Iterator[Statement]:
    form = _FORMS[_found(query.text)]
    about = {
        "rdf:type": name("sh:SPARQLExecutable", f"sh:SPARQL{form.capitalize()}Executable"),
        "dct:identifier": text(query.name),
        "rdfs:label": labels(**query.summary),
        "rdfs:comment": _described(query),
        "sdo:keywords": text(*query.tags),
        "sh:prefixes": iri(ns.QUERIES),
        f"sh:{form}": text(shown(query)),
    }
    yield from describe("", ns.query(query.name), about)


def _described(query: queries.Query) -> Tokens:
    """The description in each language; where there is none, the summary says all."""
    if not query.description:
        return labels(**query.summary)
    return labels(**{lang: told(query.description, lang) for lang in LANGUAGES})


def shown(query: queries.Query) -> str:
    """The SPARQL of a query with the values that it has by itself; what else it takes restricts nothing."""
    given = tuple(each._replace(required=False) for each in query.parameters)
    values = queries.tokens(query._replace(parameters=given), {}, _nothing)
    return queries.bare(queries.bind(query, values))


def _nothing(found: str, kind: str) -> str:
    """No named query names a thing by itself."""
    raise AssertionError(found, kind)


def _found(sparql: str) -> str:
    found = _FORM.search(sparql)
    assert found is not None  # a test reads all named queries
    return found[1]


def _prefixes() -> Iterator[Statement]:
    yield from describe(
        "", ns.QUERIES, {"sh:declare": iri(*(f"{ns.QUERIES}#{prefix}" for prefix in ns.PREFIXES))}
    )
    for prefix, space in ns.PREFIXES.items():
        declared = {"sh:prefix": text(prefix), "sh:namespace": typed(space, "xsd:anyURI")}
        yield from describe("", f"{ns.QUERIES}#{prefix}", declared)
