"""Where things lie: one map of both countries for all pages, and what a page marks on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jumelage_graph.site.rendering import environment
from jumelage_graph.views.maps import atlas
from jumelage_graph.views.maps.projection import Point, path, project

if TYPE_CHECKING:
    from jumelage_graph.record import Record

GROUND = "assets/ground.svg"
"""The map without marks, in the site."""

PLACES = "places.json"
"""Where each government stands on it, for answers that name some."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map: its government, where it stands, and whether the page is about it."""

    id: str
    country: str
    x: float
    y: float
    chief: bool


@dataclass(frozen=True, slots=True)
class Location:
    """What a page marks: places, the chief ones last, and the lines of agreements as SVG paths."""

    marks: tuple[Mark, ...]
    lines: tuple[str, ...]
    size: tuple[float, float]


class Locator:
    """Knows where the things of a record lie."""

    def __init__(self, record: Record) -> None:
        """The places of this record."""
        self._record = record

    @cached_property
    def _sheet(self) -> atlas.Sheet:
        return atlas.beside(self._record)

    @cached_property
    def _places(self) -> dict[str, Point]:
        """Each government that the map can show: a party where the picture has it, any other in its country."""
        home = {panel.coast: panel for panel in self._sheet.panels if not panel.region}
        places = {}
        for government in self._record.governments.values():
            if government.place and government.country in home:
                at = home[government.country].place(project(*government.place))
                if home[government.country].holds(at):
                    places[government.id] = at
        return places | self._sheet.places

    def of(self, kind: str, name: str) -> Location | None:
        """What the page of a government, an agreement or a meeting marks; ``None`` where nothing is known."""
        chief = [each for each in self._chief(kind, name) if each in self._places]
        if not chief:
            return None
        links = [link for link in self._sheet.links if self._shown(link, kind, name)]
        others = {end for link in links for end in (link.fr, link.jp)} - set(chief)
        marks = (*self._marks(sorted(others), chief=False), *self._marks(chief, chief=True))
        return Location(marks, tuple(link.path for link in links), self._sheet.size)

    def whole(self) -> Location:
        """All parties and all agreements."""
        ends = sorted({end for link in self._sheet.links for end in (link.fr, link.jp)})
        lines = tuple(link.path for link in self._sheet.links)
        return Location(tuple(self._marks(ends, chief=False)), lines, self._sheet.size)

    def drawn(self, name: str) -> bool:
        """Whether the pictures show a government: it is a party of an agreement."""
        return any(name in each.parties for each in self._record.agreements.values())

    def _chief(self, kind: str, name: str) -> Iterable[str]:
        if kind == "government":
            return [name]
        if kind == "agreement" and name in self._record.agreements:
            return self._record.agreements[name].parties
        if kind == "edition" and name.isdecimal() and int(name) in self._record.editions:
            return [self._record.editions[int(name)].host]
        return []

    @staticmethod
    def _shown(link: atlas.Link, kind: str, name: str) -> bool:
        return (
            name in (link.fr, link.jp)
            if kind == "government"
            else kind == "agreement" and link.agreement == name
        )

    def _marks(self, places: Iterable[str], *, chief: bool) -> Iterator[Mark]:
        for each in places:
            x, y = self._places[each]
            yield Mark(each, self._record.governments[each].country, x, y, chief)

    def places(self) -> bytes:
        """Where each government stands, as JSON."""
        document = {"size": self._sheet.size, "places": self._places}
        return json.dumps(document, separators=(",", ":"), sort_keys=True).encode()

    def ground(self) -> bytes:
        """The map without marks, as SVG, light or dark as its reader wishes."""
        coasts = {
            name: "".join(path(ring, 2, closed=True) for ring in rings)
            for name, rings in atlas.coasts().items()
        }
        template = environment().get_template("ground.svg")
        return template.render(sheet=self._sheet, coasts=coasts).encode()
