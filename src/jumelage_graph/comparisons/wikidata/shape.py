"""How Wikidata says what is compared: its properties, its two countries, and the codes of each scheme.

Source: Wikidata, "RDF Dump Format" (MediaWiki, Wikibase/Indexing/RDF_Dump_Format) and the pages of the properties.
"""

from __future__ import annotations

import re

from jumelage_graph.namespaces import PREFIXES, WIKIDATA
from jumelage_graph.tables.codes import japanese_check_digit

COUNTRIES = {"FR": "Q142", "JP": "Q17"}
CODES = {
    "insee-cog": "P374",
    "insee-departement": "P2586",
    "insee-region": "P2585",
    "siren": "P1616",
    "jp-lgcode": "P429",
}
"""The property that holds the codes of each scheme."""

ISO = "P300"
COUNTRY, KIND, WITHIN, POINT, DISSOLVED, HEIR = "P17", "P31", "P131", "P625", "P576", "P1366"
TWIN, START, END, MOMENT = "P190", "P580", "P582", "P585"
DIRECT = (COUNTRY, KIND, WITHIN, POINT, DISSOLVED, HEIR, ISO, *CODES.values())
"""What is asked of each item beside its labels and its twins."""

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in {**WIKIDATA, "rdfs": PREFIXES["rdfs"]}.items())
"""The prefixes that every query declares, for other servers than Wikidata's know none."""


def spellings(scheme: str, code: str) -> list[str]:
    """The ways in which an item may write an official code: Japanese ones also without their check digit."""
    return [code, code[:5]] if scheme == "jp-lgcode" else [code]


def code_of(prop: str, text: str) -> str:
    """An official code as the record writes it.

    >>> code_of("P429", "17201"), code_of("P429", "17201-4"), code_of("P374", "2A004")
    ('172014', '172014', '2A004')
    """
    bare = text.strip().upper()
    if prop != CODES["jp-lgcode"]:
        return bare
    digits = re.sub(r"\D", "", bare)
    return digits + japanese_check_digit(digits) if len(digits) == 5 else digits


def iso(scheme: str, code: str) -> str:
    """The code of ISO 3166-2 that follows from an official one: départements and prefectures; else empty.

    >>> iso("insee-departement", "54"), iso("jp-lgcode", "170003"), iso("jp-lgcode", "172014")
    ('FR-54', 'JP-17', '')
    """
    if scheme == "insee-departement":
        return f"FR-{code}"
    return f"JP-{code[:2]}" if scheme == "jp-lgcode" and code[2:5] == "000" else ""
