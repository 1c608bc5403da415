"""Every static form of every picture in each language: no text outside the sheet, none on another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from jumelage_graph import networks, views
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.record import Record
from jumelage_graph.record.choice import choose
from jumelage_graph.views.graphs import foreign_plot
from jumelage_graph.views.graphs.placed import placed
from jumelage_graph.views.plots import plot
from jumelage_graph.views.shared import captions
from jumelage_graph.words import LANGUAGES

CHOICES: list[dict[str, Any]] = [
    {},
    {"year": 2012, "kind": "friendship", "region": "ile-de-france-region", "measure": "population"},
]


@pytest.fixture(scope="module")
def record(real_dataset: Dataset) -> Record:
    return Record(EmbeddedEngine.from_nquads(real_dataset.nquads))


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """The texts that are seen, and where they stand (px)."""
    FigureCanvasAgg(figure).draw()
    labels = {label for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) for label in _unseen(axis)}
    halos = {text for text in figure.findobj(Text) if text.get_path_effects()}
    shown = (text for text in figure.findobj(Text) if text.get_visible() and text not in labels | halos)
    return [(text.get_text(), _box(text)) for text in shown if text.get_text().strip()]


def _unseen(axis: Any) -> Iterator[Text]:
    """Tick labels of an axis that is off, or beyond its ends."""
    low, high = sorted(axis.get_view_interval())
    for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
        if not (axis.axes.axison and low <= tick.get_loc() <= high):
            yield from (tick.label1, tick.label2)


def _box(text: Text) -> Bbox:
    """A turned text takes less room than the box around it: only its middle line is asked."""
    box = text.get_window_extent()
    if not text.get_rotation() % 90:
        return box
    return Bbox.from_bounds(box.x0, box.y0, text.get_fontsize(), text.get_fontsize())


def _cross(a: Bbox, b: Bbox) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 1.5 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5


def faults(figure: Figure, least: int = 10) -> list[str]:
    found = boxes(figure)
    assert len(found) > least
    sheet = figure.bbox
    outside = [
        text for text, box in found if box.x0 < 0 or box.y0 < 0 or box.x1 > sheet.x1 or box.y1 > sheet.y1
    ]
    crossing = [f"{a} / {b}" for (a, box), (b, other) in combinations(found, 2) if _cross(box, other)]
    return [*(f"outside: {text}" for text in outside), *crossing]


@pytest.mark.parametrize(("name", "lang"), list(product(views.names(), LANGUAGES)))
def test_no_text_of_a_plot_is_cut_or_covered(name: str, lang: str, record: Record) -> None:
    view: Any = views.find(name)
    for options in CHOICES:
        choice = choose(record, options | {"lang": lang})  # type: ignore[arg-type]
        with plot.styled():
            figure = plot.figure(captions.of_record(name, record, choice), view.plan(record, choice))
            assert faults(figure) == [], options


FILES = sorted((Path(__file__).parent / "networks").iterdir())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_of_a_plot_of_a_foreign_network_is_cut_or_covered(lang: str) -> None:
    large = nx.relabel_nodes(nx.connected_caveman_graph(12, 9), lambda node: f"Ville-sur-Mer n° {node}")
    graphs = [*(networks.read(file) for file in FILES), large, nx.les_miserables_graph(), nx.star_graph(80)]
    assert len(graphs) > 25
    for graph in graphs:
        network = placed(graph)
        with plot.styled():
            figure = plot.figure(foreign_plot.caption(network, lang), foreign_plot.plan(network, lang))
            assert faults(figure, least=6) == [], graph


def test_a_text_that_is_cut_or_covered_is_found(record: Record) -> None:
    choice = choose(record, {})
    view: Any = views.find("curve")
    with plot.styled():
        figure = plot.figure(captions.of_record("curve", record, choice), view.plan(record, choice))
        figure.text(0.99, 0.5, "beyond the edge")
        figure.text(0.5, 0.5, "below")
        figure.text(0.5, 0.5, "above")
        assert [fault for fault in faults(figure) if "beyond" in fault] == ["outside: beyond the edge"]
        assert "below / above" in faults(figure)


def test_a_narrower_picture_is_the_same_picture(record: Record) -> None:
    choice = choose(record, {"kind": "friendship"})
    view: Any = views.find("timeline")
    plan = view.plan(record, choice)
    with plot.styled():
        caption = captions.of_record("timeline", record, choice)
        whole, narrow = (plot.figure(caption, plan) for _ in range(2))
        plot._scale(narrow, 0.5)
        for figure in (whole, narrow):
            figure.set_dpi(400)
        before, after = boxes(whole), boxes(narrow)
        assert [text for text, _ in before] == [text for text, _ in after]
        widths = [sum(box.width for _, box in found) for found in (before, after)]
        assert widths[1] == pytest.approx(widths[0] / 2, rel=0.05)
