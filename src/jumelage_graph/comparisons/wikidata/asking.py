"""Asks a server for all that is compared: SPARQL 1.1 alone, in batches, one at a time; what comes is a snapshot.

The rules of Wikimedia: an agent that names a contact (the engine's), no requests side by side, a pause between them,
and ``Retry-After`` obeyed (the engine's patience).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jumelage_graph.comparisons.wikidata import shape
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.statements.cells import Cell
from jumelage_graph.words import LANGUAGES

if TYPE_CHECKING:
    from jumelage_graph.comparisons.wikidata.identities import Identity
    from jumelage_graph.engines import Engine
    from jumelage_graph.statements import Statement

BATCH = 100
"""Items, codes or names in one request."""
PAUSE = 1.0
"""Seconds between two requests."""
_VALUE = "wikibase:timeValue ?time ; wikibase:timePrecision ?precision"
_TWINS = f"""CONSTRUCT {{ ?one p:{shape.TWIN} ?statement .
    ?statement ps:{shape.TWIN} ?other ; wikibase:rank ?rank ; ?when ?value . ?value {_VALUE} }}
WHERE {{ ?one wdt:{shape.COUNTRY} wd:%s ; p:{shape.TWIN} ?statement .
  ?statement ps:{shape.TWIN} ?other ; wikibase:rank ?rank . ?other wdt:{shape.COUNTRY} wd:%s
  OPTIONAL {{ VALUES ?when {{ pqv:{shape.START} pqv:{shape.END} pqv:{shape.MOMENT} }}
    ?statement ?when ?value . ?value {_VALUE} }} }}"""
_FACTS = """CONSTRUCT { ?item ?property ?value } WHERE { VALUES ?item { %s } VALUES ?property { %s }
  ?item ?property ?value }"""
_LABELS = """CONSTRUCT { ?item rdfs:label ?label } WHERE { VALUES ?item { %s }
  ?item rdfs:label ?label FILTER(LANG(?label) IN (%s)) }"""
_CODED = "CONSTRUCT { ?item wdt:%s ?code } WHERE { VALUES ?code { %s } ?item wdt:%s ?code }"
_NAMED = """CONSTRUCT { ?item rdfs:label ?label } WHERE { VALUES ?label { %s }
  ?item rdfs:label ?label ; wdt:%s wd:%s }"""

Progress = Callable[[str, float], None]


@dataclass(slots=True)
class Asker:
    """Asks for triples, with a pause between two requests, and keeps all that it was told."""

    engine: Engine
    pause: float = PAUSE
    sleep: Callable[[float], None] = time.sleep
    told: set[Statement] = field(default_factory=set)
    requests: int = 0

    def ask(self, query: str) -> list[tuple[Cell, Cell, Cell]]:
        """The triples of one answer. Errors: ``EndpointError`` where the server fails."""
        if self.requests:
            self.sleep(self.pause)
        self.requests += 1
        triples = self.engine.answer(shape.HEAD + query).triples()
        self.told.update(("", one.token, prop.token, value.token) for one, prop, value in triples)
        return triples


def ask(asker: Asker, known: Iterable[Identity], progress: Progress) -> None:
    """Ask for every twinning of the two countries, and for the items of the governments and of their partners.

    ``progress`` is told what is asked and how much of the whole is done.
    """
    governments = list(known)
    progress("P190", 0.0)
    items = {f"wd:{each.government.wikidata}" for each in governments if each.government.wikidata}
    for one, other in (("FR", "JP"), ("JP", "FR")):
        twins = asker.ask(_TWINS % (shape.COUNTRIES[one], shape.COUNTRIES[other]))
        items |= set(_items(cell for triple in twins for cell in triple))
    lacking = [each for each in governments if not each.government.wikidata]
    items |= set(_coded(asker, lacking, progress))
    items |= set(_named(asker, lacking, progress))
    beside = set(_facts(asker, sorted(items), progress, 0.4, 0.8)) - items
    set(_facts(asker, sorted(beside), progress, 0.8, 1.0))


def _coded(asker: Asker, lacking: Sequence[Identity], progress: Progress) -> Iterator[str]:
    """The items that bear a code of a government without one."""
    wanted: dict[str, set[str]] = {}
    for each in lacking:
        for prop, code in each.codes:
            scheme = next(name for name, known in shape.CODES.items() if known == prop)
            wanted.setdefault(prop, set()).update(shape.spellings(scheme, code))
        wanted.setdefault(shape.ISO, set()).update(each.isos)
    asked = [(prop, batch) for prop, codes in sorted(wanted.items()) for batch in batches(sorted(codes))]
    for place, (prop, batch) in enumerate(asked):
        progress(prop, 0.1 + 0.1 * place / len(asked))
        answer = asker.ask(_CODED % (prop, " ".join(f'"{code}"' for code in batch), prop))
        yield from _items(subject for subject, _, _ in answer)


def _named(asker: Asker, lacking: Sequence[Identity], progress: Progress) -> Iterator[str]:
    """The items of the country that are called like a government without one."""
    for country, item in shape.COUNTRIES.items():
        here = [each for each in lacking if each.government.country == country]
        labels = {Cell(text, language=lang).token for each in here for lang, text in each.names.items()}
        asked = list(batches(sorted(labels)))
        for place, batch in enumerate(asked):
            progress("rdfs:label", 0.2 + 0.2 * place / len(asked))
            answer = asker.ask(_NAMED % (" ".join(batch), shape.COUNTRY, item))
            yield from _items(subject for subject, _, _ in answer)


def _facts(asker: Asker, items: Sequence[str], progress: Progress, done: float, end: float) -> Iterator[str]:
    """Asks for the facts and labels of items; the items that these name as place, heir or kind."""
    properties = " ".join(f"wdt:{prop}" for prop in shape.DIRECT)
    asked = list(batches(items))
    for place, batch in enumerate(asked):
        progress("wd:", done + (end - done) * place / len(asked))
        values = " ".join(batch)
        asker.ask(_LABELS % (values, ", ".join(f'"{lang}"' for lang in LANGUAGES)))
        yield from _items(value for _, _, value in asker.ask(_FACTS % (values, properties)))


def _items(cells: Iterable[Cell]) -> Iterator[str]:
    """Those of the cells that are items, as ``wd:Q…``."""
    space = PREFIXES["wd"]
    for cell in cells:
        if cell.kind == "iri" and cell.startswith(f"{space}Q") and cell.removeprefix(f"{space}Q").isdigit():
            yield f"wd:{cell.removeprefix(space)}"


def batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in parts of at most ``BATCH``."""
    yield from (values[start : start + BATCH] for start in range(0, len(values), BATCH))
