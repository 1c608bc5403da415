"""What is known of a government or an edition, as the attributes of a node; what is unknown has no key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jumelage_graph.record import Record
from jumelage_graph.words import LANGUAGES

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine
    from jumelage_graph.record.things import Agreement, Edition, Government

Attributes = dict[str, Any]


def governments(source: Engine | Record) -> dict[str, Attributes]:
    """The attributes of every government, by its id.

    ``country`` (FR, JP), ``side`` (the same), ``type``, ``level`` (``municipal``, ``intermunicipal`` or
    ``upper``: région, département, prefecture, special-status collectivity), ``label_fr``, ``label_ja``,
    ``label_en``, ``population`` (inhabitants), ``lat``, ``lon`` (WGS 84, degrees), ``wikidata``,
    ``dissolved`` (EDTF text), ``region``: the id of the région of today, of the overseas collectivity, or of
    the prefecture that it is or lies in.
    """
    return {name: government(known) for name, known in Record.of(source).governments.items()}


def government(known: Government) -> Attributes:
    """The attributes of one government."""
    lat, lon = known.place or (None, None)
    return _known(
        country=known.country,
        type=known.type,
        **labels(known),
        population=known.population,
        wikidata=known.wikidata,
        lat=lat,
        lon=lon,
        dissolved=known.dissolved,
        side=known.country,
        level=known.level,
        region=known.region,
    )


def edition(known: Edition) -> Attributes:
    """The attributes of one edition; ``start`` only where it was held."""
    start = known.start if known.held else ""
    return _known(position=known.id, start=start, host=known.host, **labels(known))


def labels(known: Agreement | Edition | Government) -> dict[str, str]:
    """The names of a thing in each language in which it has one of its own."""
    return {
        f"label_{language}": known.names[language] for language in LANGUAGES if language not in known.borrowed
    }


def _known(**attributes: Any) -> Attributes:
    return {name: value for name, value in attributes.items() if value not in (None, "")}
