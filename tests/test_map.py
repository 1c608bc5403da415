"""The map: each agreement arrives at both its places, names stand apart, insets hold what lies far off."""

from __future__ import annotations

import math
import re
from itertools import combinations, pairwise

import pytest

from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.record import Record
from jumelage_graph.views.maps import atlas, labels
from jumelage_graph.views.maps.projection import great_circle


@pytest.fixture(scope="module")
def record(real_dataset: Dataset) -> Record:
    return Record(EmbeddedEngine.from_nquads(real_dataset.nquads))


@pytest.fixture(scope="module", params=["beside", "above", "world"])
def sheet(request: pytest.FixtureRequest, record: Record) -> atlas.Sheet:
    made: atlas.Sheet = getattr(atlas, request.param)(record)
    return made


def _ends(path: str) -> list[tuple[float, float]]:
    """First and last point of each stroke."""
    found = []
    for stroke in path.split("M")[1:]:
        values = [float(value) for value in re.findall(r"-?[\d.]+(?:e-?\d+)?", stroke)]
        found += [(values[0], values[1]), (values[-2], values[-1])]
    return found


def _depth(a: labels.Area, b: labels.Area) -> float:
    """How far two areas reach into each other."""
    return min(min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1]))


def test_every_agreement_arrives_at_both_its_places(sheet: atlas.Sheet, record: Record) -> None:
    """Guadeloupe and Okinawa too, whose great circle leaves the map at one side and comes in at the other."""
    known = atlas.located(record)
    assert {link.agreement for link in sheet.links} == {
        agreement for agreement, *_ in atlas.pairs(record, known)
    }
    for link in sheet.links:
        for party in (link.fr, link.jp):
            near = min(math.dist(sheet.places[party], end) for end in _ends(link.path))
            assert near < 0.5, (link.agreement, party)


def test_a_great_circle_over_the_cut_is_two_strokes(record: Record) -> None:
    links = {link.agreement: link for link in atlas.world(record).links}
    crossing = [link for link in links.values() if link.path.count("M") == 2]
    assert [link.fr for link in crossing] == ["guadeloupe-departement"]
    start, end = (
        record.governments[party].place for party in ("guadeloupe-departement", "okinawa-prefecture")
    )
    assert start
    assert end
    longitudes = [longitude for _, longitude in great_circle(start, end)]
    assert max(abs(b - a) for a, b in pairwise(longitudes)) > 180


def test_every_place_stands_in_one_panel(sheet: atlas.Sheet) -> None:
    for party, at in sheet.places.items():
        assert sum(panel.holds(at) for panel in sheet.panels) == 1, party


def test_what_lies_far_off_has_an_inset(record: Record) -> None:
    insets = {panel.region for panel in atlas.beside(record).panels if panel.region}
    assert insets == {"guadeloupe-region", "nouvelle-caledonie", "okinawa-prefecture", "polynesie-francaise"}


@pytest.mark.parametrize("lang", ["en", "fr", "ja"])
def test_no_name_covers_another_at_any_zoom(lang: str, sheet: atlas.Sheet, record: Record) -> None:
    for zoom in labels.ZOOMS[:-1]:
        areas = [
            labels.area(
                labels.Named(record.governments[party].names[lang], sheet.places[party], (0, 0, 0, 0)),
                side,
                zoom,
            )
            for party, (side, first) in sheet.names[lang].items()
            if first <= zoom
        ]
        high = labels.SIZE / zoom
        assert not [pair for pair in combinations(areas, 2) if _depth(*pair) > 0.35 * high]


def test_most_names_stand_at_once(record: Record) -> None:
    for names in atlas.beside(record).names.values():
        assert sum(zoom == 1 for _, zoom in names.values()) > len(names) / 2
