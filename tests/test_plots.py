"""Plots: the pictures as SVG and PNG, and what all pictures refuse."""

from __future__ import annotations

import re
import warnings
from itertools import pairwise
from pathlib import Path

import matplotlib
import pytest
from fontTools.ttLib import TTFont

from jumelage_graph import geodesy, views
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import UsageError
from jumelage_graph.record import Record
from jumelage_graph.record.choice import choose
from jumelage_graph.views.maps import projection as projection_of_map
from jumelage_graph.views.plots import plot
from jumelage_graph.views.shared import captions, palette


@pytest.fixture(scope="module")
def engine(real_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


def test_an_unknown_picture_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match="network"):
        views.find("netwrok")


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"kind": "twining"}, "twinning"),
        ({"measure": "degre"}, "degree"),
        ({"lang": "de"}, "en"),
        ({"year": 0}, "9999"),
    ],
)
def test_an_unknown_option_suggests_the_nearest(
    engine: EmbeddedEngine, options: dict[str, object], hint: str
) -> None:
    with pytest.raises(UsageError, match=hint):
        views.find("network").draw(engine, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def plots(engine: EmbeddedEngine) -> tuple[dict[str, bytes], list[str]]:
    """Every picture as SVG in Japanese, and what matplotlib warned of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        drawn = {name: bytes(views.find(name).draw(engine, "svg", lang="ja")) for name in views.names()}  # type: ignore[arg-type]
    return drawn, [str(warning.message) for warning in caught]


def test_every_picture_is_drawn_as_svg_the_same_bytes_twice(
    engine: EmbeddedEngine, plots: tuple[dict[str, bytes], list[str]]
) -> None:
    assert len(plots[0]) >= 6
    for name, svg in plots[0].items():
        assert svg.startswith(b"<?xml"), name
        assert svg == views.find(name).draw(engine, "svg", lang="ja"), name


def test_every_picture_is_drawn_as_png(engine: EmbeddedEngine) -> None:
    for name in views.names():
        png = views.find(name).draw(engine, "png", lang="fr", year=2016, measure="degree")
        assert isinstance(png, bytes)
        assert png.startswith(b"\x89PNG"), name


def test_a_plot_has_text_as_paths_and_asks_for_nothing(plots: tuple[dict[str, bytes], list[str]]) -> None:
    for name, svg in plots[0].items():
        assert b"<text" not in svg, name
        assert re.findall(rb'href="(?!#)[^"]*"', svg) == [], name


def test_no_glyph_is_missing_from_any_japanese_plot(plots: tuple[dict[str, bytes], list[str]]) -> None:
    assert plots[0]
    assert [message for message in plots[1] if "missing" in message] == []


def test_kanazawa_in_kanji_has_its_glyphs_in_the_font_of_the_plots_and_not_in_the_usual_one() -> None:
    glyphs = TTFont(plot.japanese_font()).getBestCmap()
    assert all(ord(character) in glyphs for character in "金沢市")
    usual = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    assert ord("金") not in TTFont(usual).getBestCmap()


def test_the_check_for_glyphs_sees_a_plot_that_lacks_one(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(plot._STYLE, "font.family", ["DejaVu Sans"])
    with pytest.warns(UserWarning, match="Glyph .* missing"):
        views.find("curve").draw(engine, "svg", lang="ja")


def test_an_unknown_format_suggests_the_nearest(engine: EmbeddedEngine) -> None:
    for name in views.names():
        with pytest.raises(UsageError, match="svg"):
            views.find(name).draw(engine, "svgg")


def test_an_empty_plot_says_why_it_is_empty(engine: EmbeddedEngine) -> None:
    record = Record(engine)
    text = captions.summary(record, choose(record, {"year": 1900}))
    assert text == "No agreement meets this choice. The first agreement of the record dates from 1958."
    for name in ("curve", "network", "timeline"):
        assert views.find(name).draw(engine, "svg", year=1900)


def test_a_great_circle_is_the_shortest_way() -> None:
    """Paris to Tokyo, with the haversine formula: 9,712 km on a sphere of 6,371 km; all steps are equal."""
    paris, tokyo = (48.8567, 2.3522), (35.6895, 139.6917)
    line = projection_of_map.great_circle(paris, tokyo, 32)
    steps = [geodesy.angle(*a, *b) * 6371 for a, b in pairwise(line)]
    assert sum(steps) == pytest.approx(9712, abs=3)
    assert max(steps) == pytest.approx(min(steps))


def test_a_small_dataset_and_one_without_agreements_are_drawn_too(toy_dataset: Dataset) -> None:
    lines = [line for line in toy_dataset.nquads.splitlines() if b"def/Agreement>" not in line]
    assert 0 < len(lines) < len(toy_dataset.nquads.splitlines())
    for nquads in (toy_dataset.nquads, b"\n".join([*lines, b""])):
        for name in views.names():
            for form in ("html", "svg"):
                assert views.find(name).draw(EmbeddedEngine.from_nquads(nquads), form), (name, form)


def test_a_picture_is_written_as_pdf_the_same_bytes_twice(engine: EmbeddedEngine) -> None:
    curve = views.find("curve")
    pdf = curve.draw(engine, "pdf", lang="ja")
    assert isinstance(pdf, bytes)
    assert pdf.startswith(b"%PDF")
    assert pdf == curve.draw(engine, "pdf", lang="ja")


def test_a_picture_is_as_wide_as_asked_and_its_text_stays_text_if_asked(engine: EmbeddedEngine) -> None:
    """180 mm are 510.24 points."""
    svg = views.find("curve").draw(engine, "svg", width=180, editable=True, kind="friendship")
    assert isinstance(svg, bytes)
    assert re.search(rb'<svg [^>]*width="510\.2\d+pt"', svg)
    assert b"<text" in svg
    assert b"<title>Agreements over time, by kind</title>" in svg
    assert re.search(rb"<desc>Kind: friendship [^<]+ of \d+ agreements", svg)


@pytest.mark.parametrize("options", [{"width": 5}, {"dpi": 5000}])
def test_a_width_or_density_that_no_printer_has_is_refused(
    options: dict[str, int], engine: EmbeddedEngine
) -> None:
    with pytest.raises(UsageError, match=next(iter(options))):
        views.find("curve").draw(engine, "png", **options)  # type: ignore[arg-type]


def test_no_group_has_the_colour_of_a_kind_or_a_country_and_none_is_grey() -> None:
    kinds = {hue for hue, _ in palette.KINDS.values()}
    assert len({*palette.GROUPS}) == len(palette.GROUPS) >= 8
    assert not {*palette.GROUPS} & (kinds | {*palette.COUNTRIES.values(), palette.UNGROUPED})
    for hue in palette.GROUPS:
        channels = [int(hue[place : place + 2], 16) for place in (1, 3, 5)]
        assert max(channels) - min(channels) > 40, hue
