"""Our governments as Wikidata may know them: by item, by official code, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jumelage_graph.comparisons.wikidata import shape
from jumelage_graph.record import Record

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.record.things import Government

_CODES = """SELECT ?id ?scheme ?code WHERE { ?thing jg:country ?any ; dct:identifier ?id ; jg:officialCode ?dated .
  ?dated jg:codeScheme ?scheme ; skos:notation ?code } ORDER BY ?id ?scheme ?code"""


@dataclass(frozen=True, slots=True)
class Identity:
    """A government with its official codes, (property of Wikidata, code), and the keys that a search finds it by."""

    government: Government
    codes: frozenset[tuple[str, str]]
    keys: frozenset[str]

    @property
    def isos(self) -> frozenset[str]:
        """The codes of ISO 3166-2 that follow from its own."""
        schemes = {prop: scheme for scheme, prop in shape.CODES.items()}
        return frozenset(filter(None, (shape.iso(schemes[prop], code) for prop, code in self.codes)))

    @property
    def names(self) -> dict[str, str]:
        """Its names by language, without those that another language lends."""
        each = self.government
        return {lang: text for lang, text in each.names.items() if lang not in each.borrowed}


def identities(engine: Engine, record: Record) -> dict[str, Identity]:
    """Every government by its id."""
    codes: dict[str, set[tuple[str, str]]] = {}
    for row in engine.answer(_CODES).records():
        if prop := shape.CODES.get(row["scheme"].rpartition("/")[2]):
            codes.setdefault(row["id"], set()).add((prop, str(row["code"])))
    return {
        id_: Identity(each, frozenset(codes.get(id_, ())), frozenset(record.search_keys[id_].split("|")))
        for id_, each in record.governments.items()
    }
