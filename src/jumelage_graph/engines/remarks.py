"""What a reader should know of a query that was answered: a misspelt term, a graph that is not there, a trap."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Protocol

from jumelage_graph.engines.asked import Asked
from jumelage_graph.namespaces import BASE, GRAPHS, PREFIXES, contract
from jumelage_graph.words import say

_ENTRY = ("FROM", "NAMED", "GRAPH")


class Known(Protocol):
    """What a dataset knows: whether it holds an IRI, and those that begin alike."""

    def holds(self, iri: str) -> bool:
        """Whether the IRI stands anywhere in the dataset."""
        ...

    def beginning(self, start: str) -> Iterable[str]:
        """The IRIs of the dataset that begin so."""
        ...


def remarks(asked: Asked, known: Known) -> list[str]:
    """Sentences on the terms of our namespaces and the graphs that the dataset lacks, and on doubtful aggregates."""
    places = {iri: before for before, iri in asked.iris()}
    return [*_missing(places, known), *_aggregates(asked)]


def _missing(places: dict[str, str], known: Known) -> Iterator[str]:
    for iri, before in places.items():
        if before in _ENTRY:
            if iri not in GRAPHS:
                yield say("remarks.graph", graph=_shown(iri), graphs=list(map(contract, GRAPHS)))
        elif iri.startswith(BASE) and not known.holds(iri):
            near = _nearest(iri, known)
            yield say("remarks.term", term=_shown(iri), hint=say("errors.near", names=near) if near else "")


def _nearest(iri: str, known: Known) -> list[str]:
    space = max((space for space in PREFIXES.values() if iri.startswith(space)), key=len, default=BASE)
    names = {
        known_iri.removeprefix(space).casefold(): known_iri.removeprefix(space)
        for known_iri in known.beginning(space)
    }
    wanted = iri.removeprefix(space).casefold()
    return [_shown(space + names[name]) for name in difflib.get_close_matches(wanted, names, n=1, cutoff=0.7)]


def _shown(iri: str) -> str:
    short = contract(iri)
    return f"<{iri}>" if short == iri or "/" in short else short


def _aggregates(asked: Asked) -> Iterator[str]:
    for aggregate in asked.patterns.doubtful if asked.patterns else ():
        line = asked.text.count("\n", 0, aggregate.name.start) + 1
        names = [f"?{name}" for name in sorted(aggregate.variables)]
        yield say("remarks.aggregate", line=line, name=aggregate.name.text.upper(), variables=names)
