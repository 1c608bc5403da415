"""Pictures: what the pages hold, and what they do in a real browser with the network off."""

from __future__ import annotations

import base64
import html
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest

from browser import Browser
from jumelage_graph import __version__, views
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.folding import fold
from jumelage_graph.networks import goals_by_edition, partnerships, projection
from jumelage_graph.record import Record
from jumelage_graph.record.choice import Choice, choose
from jumelage_graph.record.selection import chosen

HOSTILE = {
    "Nancy": "<img src=x onerror=\"window.struck='img'\">",
    "Kanazawa": "</script><script>window.struck='script'</script>",
    "Tours": "\"'><svg onload=window.struck='svg'>",
    "Orléans": "\u202eRIGHT\u202c to \u2067left\u2069 & {{ 7*7 }} ${struck}",
}
"""English labels that try to leave the text; the page must show them as they are."""


@pytest.fixture(scope="module")
def nquads(real_dataset: Dataset) -> bytes:
    return real_dataset.nquads


@pytest.fixture(scope="module")
def engine(nquads: bytes) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(nquads)


@pytest.fixture(scope="module")
def pages(engine: EmbeddedEngine, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of every view, written to disk."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name in views.names():
        found[name] = folder / f"{name}.html"
        found[name].write_text(str(views.find(name).draw(engine)), encoding="utf-8")
    assert "network" in found
    return found


def _hostile(nquads: bytes) -> EmbeddedEngine:
    text = nquads.decode()
    for label, attack in HOSTILE.items():
        escaped = attack.replace("\\", "\\\\").replace('"', '\\"')
        assert f'"{label}"@en' in text
        text = text.replace(f'"{label}"@en', f'"{escaped}"@en')
    return EmbeddedEngine.from_nquads(text.encode())


def _column(engine: EmbeddedEngine, sparql: str) -> list[str]:
    """The first column of an answer."""
    return [str(row[0]).rsplit("/", 1)[-1] for row in engine.answer(sparql).rows()]


PAIRS = """PREFIX jg: <https://w3id.org/jumelage/def/>
SELECT (CONCAT(STR(?a), "|", STR(?fr), "|", STR(?jp)) AS ?pair) WHERE {
  ?a a jg:Agreement ; jg:party ?fr, ?jp . ?fr jg:country "FR" . ?jp jg:country "JP" }"""

VISIBLE = "return jumelage.picture.edges.get({filter: (e) => !e.hidden}).map((e) => e.id)"


def test_a_picture_is_the_same_bytes_twice(engine: EmbeddedEngine, pages: dict[str, Path]) -> None:
    for name, path in pages.items():
        assert views.find(name).draw(engine) == path.read_text(encoding="utf-8"), name


def test_a_page_loads_nothing_and_stays_under_two_megabytes(pages: dict[str, Path]) -> None:
    for name, path in pages.items():
        text = path.read_text(encoding="utf-8")
        markup = re.sub(r"(<script[^>]*>).*?(?=</script>)", r"\1", text, flags=re.S)
        loaded = re.findall(r"""(?:src|href|url|action|data)\s*[=(]\s*["']?([^"'\s>)]+)""", markup)
        assert [address for address in loaded if address != "data:,"] == [], name
        assert "default-src 'none'" in html.unescape(text), name
        assert len(text.encode()) < 2_000_000, name


def test_every_page_opens_offline_without_request_or_error(pages: dict[str, Path], chromium: Browser) -> None:
    for name, path in pages.items():
        chromium.open(path)
        assert chromium.run("return document.querySelector('h1').textContent").strip(), name
        assert chromium.run("return document.getElementById('summary').textContent").strip(), name
        assert chromium.errors() == [], name
        assert chromium.requests() == [], name


def test_the_check_for_requests_sees_a_page_that_makes_one(tmp_path: Path, chromium: Browser) -> None:
    page = tmp_path / "loud.html"
    page.write_text('<img src="http://127.0.0.1:9/x.png"><script>console.error("loud")</script>')
    chromium.open(page)
    assert chromium.requests() == ["http://127.0.0.1:9/x.png"]
    assert any("loud" in message for message in chromium.errors())


def test_the_network_shows_every_agreement_as_an_edge_of_each_pair(
    engine: EmbeddedEngine, pages: dict[str, Path], chromium: Browser
) -> None:
    rows = [str(row[0]).split("|") for row in engine.answer(PAIRS).rows()]
    expected = sorted("|".join(iri.rsplit("/", 1)[-1] for iri in row) for row in rows)
    assert len(expected) > 80
    chromium.open(pages["network"])
    assert sorted(chromium.run(VISIBLE)) == expected
    agreements = _column(
        engine, "PREFIX jg: <https://w3id.org/jumelage/def/> SELECT ?a WHERE { ?a a jg:Agreement }"
    )
    assert {pair.split("|")[0] for pair in expected} == set(agreements)


def test_two_agreements_of_the_same_two_are_two_bent_edges(
    nquads: bytes, tmp_path: Path, chromium: Browser
) -> None:
    base = "https://w3id.org/jumelage/"
    graph = f"<{base}graph/record>"
    twin = f"<{base}id/agreement/nancy-kanazawa-second>"
    kind, status = f"<{base}concept/memorandum>", f"<{base}concept/unknown>"
    more = [
        f"{twin} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{base}def/Agreement> {graph} .",
        f"{twin} <{base}def/party> <{base}id/government/nancy> {graph} .",
        f"{twin} <{base}def/party> <{base}id/government/kanazawa> {graph} .",
        f"{twin} <{base}def/agreementKind> {kind} {graph} .",
        f"{twin} <{base}def/status> {status} {graph} .",
    ]
    page = tmp_path / "parallel.html"
    engine = EmbeddedEngine.from_nquads(nquads + "\n".join([*more, ""]).encode())
    page.write_text(str(views.find("network").draw(engine)), encoding="utf-8")
    chromium.open(page)
    found = chromium.run(
        "return jumelage.picture.edges.get().filter((e) => e.from === 'nancy').map((e) => e.smooth)"
    )
    assert len(found) == 2
    assert found[0] != found[1]
    assert chromium.errors() == []


@pytest.mark.parametrize("year", [1957, 1958, 1973, 1995, 2012, 2026])
def test_the_slider_shows_what_sparql_says_was_in_force_that_year(
    year: int, engine: EmbeddedEngine, pages: dict[str, Path], chromium: Browser
) -> None:
    stands = chosen(Record(engine), Choice(), year)  # held to the query in test_standing
    assert bool(stands) == (year >= 1958)
    pairs = [str(row[0]).split("|")[0].rsplit("/", 1)[-1] for row in engine.answer(PAIRS).rows()]
    chromium.open(pages["network"])
    chromium.run(
        "const s = document.getElementById('year'); s.value = arguments[0];"
        "s.dispatchEvent(new Event('input'))",
        year,
    )
    assert sorted(edge.split("|")[0] for edge in chromium.run(VISIBLE)) == sorted(
        a for a in pairs if a in stands
    )
    assert chromium.run("return Object.fromEntries(jumelage.chosen())") == stands
    assert chromium.run("return document.getElementById('empty').hidden") == bool(stands)


def test_an_empty_selection_is_explained(engine: EmbeddedEngine, tmp_path: Path, chromium: Browser) -> None:
    page = tmp_path / "empty.html"
    for name in views.names():
        page.write_text(str(views.find(name).draw(engine, year=1900)), encoding="utf-8")
        chromium.open(page)
        if name in {"network", "map"}:
            assert "1958" in chromium.run("return document.getElementById('empty').innerText"), name
        assert chromium.errors() == [], name


def test_a_record_without_agreements_is_explained_too(
    toy_dataset: Dataset, tmp_path: Path, chromium: Browser
) -> None:
    lines = [line for line in toy_dataset.nquads.splitlines() if b"def/Agreement>" not in line]
    engine = EmbeddedEngine.from_nquads(b"\n".join([*lines, b""]))
    page = tmp_path / "none.html"
    for name in views.names():
        page.write_text(str(views.find(name).draw(engine)), encoding="utf-8")
        chromium.open(page)
        assert chromium.run("return document.getElementById('empty').hidden") == (name == "goals"), name
        assert chromium.errors() == [], name
    page.write_text(str(views.find("network").draw(engine)), encoding="utf-8")
    for view in ("attendance_view", "goals_view", "projection_fr", "projection_jp"):
        chromium.open(page)
        chromium.run("jumelage.change({view: arguments[0]})", view)
        assert chromium.errors() == [], view


def test_undated_agreements_are_listed_apart_and_counted(
    engine: EmbeddedEngine, pages: dict[str, Path], chromium: Browser
) -> None:
    undated = """PREFIX jg: <https://w3id.org/jumelage/def/>
    SELECT ?a WHERE { ?a a jg:Agreement FILTER NOT EXISTS { ?a jg:datingAct ?act } }"""
    count = len(_column(engine, undated))
    assert count
    chromium.open(pages["network"])
    chromium.run("jumelage.change({year: 2000})")
    assert (
        len(chromium.run("return [...document.querySelectorAll('#undated li')].map((li) => li.textContent)"))
        == count
    )
    assert f"({count})" in chromium.run("return document.querySelector('#undated summary').textContent")


@pytest.mark.parametrize("spelling", ["金沢", "かなざわ", "カナザワ", "KANAZAWA", "kanazawa"])
def test_a_place_is_found_by_any_spelling(spelling: str, pages: dict[str, Path], chromium: Browser) -> None:
    chromium.open(pages["network"])
    assert "kanazawa" in chromium.run("return jumelage.matches(arguments[0])", spelling)


@pytest.mark.parametrize(
    ("former", "party"),
    [("塩山", "koshu"), ("Enzan", "koshu"), ("外海", "nagasaki"), ("金澤", "kanazawa")],
)
def test_a_former_party_and_an_old_form_find_the_place_of_today(
    former: str, party: str, pages: dict[str, Path], chromium: Browser
) -> None:
    chromium.open(pages["network"])
    assert party in chromium.run("return jumelage.matches(arguments[0])", former)


def test_the_page_folds_names_as_the_dataset_does(
    engine: EmbeddedEngine, pages: dict[str, Path], chromium: Browser
) -> None:
    sparql = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX jg: <https://w3id.org/jumelage/def/>
    SELECT DISTINCT (STR(?l) AS ?name) WHERE { ?g a jg:LocalGovernment ; skos:prefLabel|skos:altLabel ?l }"""
    names = [str(row[0]) for row in engine.answer(sparql).rows()]
    assert len(names) > 1000
    chromium.open(pages["network"])
    assert chromium.run("return arguments[0].map(jumelage.fold)", names) == [fold(name) for name in names]


def test_hostile_labels_do_nothing_and_are_shown_as_text(
    nquads: bytes, tmp_path: Path, chromium: Browser
) -> None:
    engine = _hostile(nquads)
    page = tmp_path / "hostile.html"
    for name in views.names():
        page.write_text(str(views.find(name).draw(engine)), encoding="utf-8")
        chromium.open(page)
        for place in ("nancy", "kanazawa", "tours", "orleans"):
            chromium.run("jumelage.showPlace(arguments[0])", place)
            shown = chromium.run("return document.querySelector('#card h2').textContent")
            assert shown in HOSTILE.values(), name
        chromium.run("jumelage.showAgreement('nancy-kanazawa')")
        text = chromium.run("return jumelage.svgText()")
        assert not re.search(r"<(img|script)\b|<svg [^>]*onload", text), name
        assert chromium.run("return window.struck ?? null") is None, name
        assert chromium.errors() == [], name
        assert chromium.requests() == [], name


@pytest.mark.parametrize("lang", ["en", "fr", "ja"])
def test_the_language_switch_changes_every_word(lang: str, pages: dict[str, Path], chromium: Browser) -> None:
    expected = {"en": "Kanazawa", "fr": "Kanazawa", "ja": "金沢市"}
    for name, path in pages.items():
        chromium.open(path)
        chromium.run("document.querySelector(`[data-lang=${arguments[0]}]`).click()", lang)
        assert chromium.run("return document.documentElement.lang") == lang
        title = chromium.run("return document.querySelector('h1').textContent")
        assert title == chromium.run(
            "return jumelage.data.words['title_' + arguments[0]][arguments[1]]", name, lang
        )
        chromium.run("jumelage.showPlace('kanazawa')")
        assert chromium.run("return document.querySelector('#card h2').textContent") == expected[lang], name


def test_every_word_of_the_pages_is_there_in_three_languages(pages: dict[str, Path]) -> None:
    text = pages["network"].read_text(encoding="utf-8")
    found = re.search(r'<script type="application/octet-stream" id="data">(.*?)</script>', text, re.S)
    assert found
    words = json.loads(zlib.decompress(base64.b64decode(found.group(1))))["words"]
    assert len(words) > 80
    for key, texts in words.items():
        assert sorted(texts) == ["en", "fr", "ja"], key
        assert all(texts.values()), key
        braces = {tuple(sorted(re.findall(r"\{\w+\}", text))) for text in texts.values()}
        assert len(braces) == 1, key


def test_the_play_button_goes_through_the_years_and_stops_at_the_last(
    pages: dict[str, Path], chromium: Browser
) -> None:
    chromium.open(pages["network"])
    last = chromium.run(
        "jumelage.change({year: +document.getElementById('year').max - 2}); return jumelage.state.year + 2"
    )
    seen = chromium.run(
        """const slider = document.getElementById('year'), play = document.getElementById('play'), seen = [];
        play.click();
        return new Promise((done) => new MutationObserver(() => {
          seen.push(slider.getAttribute('aria-valuetext'));
          if (play.getAttribute('aria-pressed') === 'false') done(seen);
        }).observe(document.getElementById('time'), {attributes: true, subtree: true}));"""
    )
    assert {str(last - 1), str(last)} <= set(seen)
    assert chromium.run("return jumelage.state.year") == last


def test_a_page_opens_with_what_was_chosen(engine: EmbeddedEngine, tmp_path: Path, chromium: Browser) -> None:
    page = tmp_path / "chosen.html"
    options: dict[str, Any] = {
        "lang": "ja",
        "year": 1995,
        "kind": "friendship",
        "region": "hyogo-prefecture",
        "measure": "betweenness",
    }
    page.write_text(str(views.find("network").draw(engine, **options)), encoding="utf-8")
    chromium.open(page)
    values = chromium.run(
        "return ['year', 'kind', 'region', 'size'].map((id) => document.getElementById(id).value)"
    )
    assert values == ["1995", "friendship", "hyogo-prefecture", "betweenness"]
    assert chromium.run("return document.documentElement.lang") == "ja"
    assert {edge.split("|")[0] for edge in chromium.run(VISIBLE)} == {
        "agen-nishinomiya",
        "indre-et-loire-departement-hyogo-prefecture",
    }


def test_a_page_works_inside_another_page(pages: dict[str, Path], tmp_path: Path, chromium: Browser) -> None:
    """As a notebook shows it: in an inner frame without an address of its own."""
    host = tmp_path / "host.html"
    inner = html.escape(pages["network"].read_text(encoding="utf-8"))
    host.write_text(
        f'<!doctype html><meta charset="utf-8"><iframe width="900" height="600" srcdoc="{inner}"></iframe>'
    )
    chromium.open(host)
    count = """return new Promise((done) => {
      const look = () => (frames[0].jumelage ? done(frames[0].jumelage.picture.edges.length) : setTimeout(look, 5));
      look();
    })"""
    assert chromium.run(count) > 80
    assert chromium.errors() == []


def test_the_picture_is_saved_as_svg_and_png(pages: dict[str, Path], chromium: Browser) -> None:
    for name, path in pages.items():
        chromium.open(path)
        svg = chromium.run("return jumelage.svgText()")
        assert svg.startswith("<svg"), name
        flat = re.sub(r"<[^>]*>|\s", "", svg)
        assert f"jumelage-graph{__version__},CCBY4.0" in flat, name
        size = chromium.run("return jumelage.paint().then((blob) => [blob.type, blob.size])")
        assert size[0] == "image/png", name
        assert size[1] > 10_000, name


def test_the_keyboard_steps_through_places_and_opens_the_card(
    pages: dict[str, Path], chromium: Browser
) -> None:
    press = """document.getElementById('picture').dispatchEvent(
        new KeyboardEvent('keydown', {key: arguments[0], bubbles: true}))"""
    for name in sorted({"network", "map"} & set(pages)):
        chromium.open(pages[name])
        chromium.run(press, "ArrowDown")
        chromium.run(press, "Enter")
        assert chromium.run("return !document.getElementById('card').hidden"), name
        assert chromium.run("return document.querySelector('#card h2').textContent.length > 1"), name
        chromium.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
        assert chromium.run("return document.getElementById('card').hidden"), name


def test_pages_and_plots_select_the_same_agreements(
    engine: EmbeddedEngine, pages: dict[str, Path], chromium: Browser
) -> None:
    record = Record(engine)
    chromium.open(pages["curve"])
    choices: list[dict[str, Any]] = [
        {},
        {"kind": "twinning"},
        {"status": "unknown"},
        {"field": "culture"},
        {"goal": 11},
        {"edition": 7},
        {"region": "hyogo-prefecture"},
        {"kind": "friendship", "region": "ile-de-france-region"},
    ]
    for options in choices:
        choice = choose(record, options)  # type: ignore[arg-type]
        chromium.run("Object.assign(jumelage.state, {kind: null, status: null, field: null, goal: null})")
        chromium.run("Object.assign(jumelage.state, {edition: null, region: null}, arguments[0])", options)
        for year in (None, 1958, 1989, 2012, 2026):
            found = chosen(record, choice, year)
            assert found or year == 1958, (options, year)
            assert dict(chromium.run("return [...jumelage.chosen(arguments[0])]", year)) == found, (
                options,
                year,
            )


@pytest.mark.parametrize("name", ["map", "timeline", "matrix"])
def test_the_other_pictures_show_every_agreement_that_they_can_place(
    name: str, engine: EmbeddedEngine, pages: dict[str, Path], chromium: Browser
) -> None:
    record = Record(engine)
    placed = {
        a.id
        for a in record.agreements.values()
        if {record.governments[p].country for p in a.parties if record.governments[p].place} == {"FR", "JP"}
    }
    assert 75 < len(placed) <= len(record.agreements)
    chromium.open(pages[name])
    shown = set(chromium.run("return jumelage.picture.shownAgreements()"))
    whole = set(record.agreements)
    regional = {
        a.id
        for a in record.agreements.values()
        if {record.governments[p].country for p in a.parties if record.governments[p].region} == {"FR", "JP"}
    }
    assert shown == {"map": placed, "matrix": regional, "timeline": whole}[name]


def test_a_party_without_coordinates_is_named_beside_the_map(
    nquads: bytes, tmp_path: Path, chromium: Browser
) -> None:
    lines = [line for line in nquads.splitlines() if b"id/territory/nancy" not in line]
    assert 0 < len(nquads.splitlines()) - len(lines) < 20
    page = tmp_path / "map.html"
    engine = EmbeddedEngine.from_nquads(b"\n".join([*lines, b""]))
    page.write_text(str(views.find("map").draw(engine)), encoding="utf-8")
    chromium.open(page)
    assert "Nancy" in chromium.run("return document.getElementById('legend').textContent")
    assert "nancy-kanazawa" not in chromium.run("return jumelage.picture.shownAgreements()")


def test_the_goals_are_counted_as_in_the_dataset(
    engine: EmbeddedEngine, pages: dict[str, Path], chromium: Browser
) -> None:
    expected = {key: sum(ways.values()) for key, ways in goals_by_edition(engine).items()}
    assert len(expected) > 40
    chromium.open(pages["goals"])
    ribbons = chromium.run("return jumelage.picture.ribbons()")
    assert {(r["edition"], r["goal"]): r["count"] for r in ribbons} == expected


def test_the_networks_beside_the_agreements_agree_with_their_projections(
    engine: EmbeddedEngine, pages: dict[str, Path], chromium: Browser
) -> None:
    graph = partnerships(engine)
    chromium.open(pages["network"])
    for side, view in (("FR", "projection_fr"), ("JP", "projection_jp")):
        chromium.run("jumelage.change({view: arguments[0]})", view)
        shown = {tuple(sorted(edge.split("|"))) for edge in chromium.run(VISIBLE)}
        assert shown == {tuple(sorted(edge)) for edge in projection(graph, side).edges()}
        assert shown


def test_a_card_links_its_sources_and_no_other_address(
    engine: EmbeddedEngine, pages: dict[str, Path], chromium: Browser
) -> None:
    record = Record(engine)
    chromium.open(pages["network"])
    chromium.run("jumelage.showAgreement('nancy-kanazawa')")
    links = chromium.run(
        "return [...document.querySelectorAll('#card a')].map((a) => a.getAttribute('href'))"
    )
    assert links == [record.sources[source].url for source in record.agreements["nancy-kanazawa"].sources]
    assert "12 October 1973" in chromium.run("return document.getElementById('card').textContent")
    chromium.run("jumelage.data.record.sources['clair-719'].url = 'javascript:window.struck=1'")
    chromium.run("jumelage.showAgreement('nancy-kanazawa')")
    assert "javascript:" not in chromium.run("return document.getElementById('card').innerHTML")


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(width: int, pages: dict[str, Path], chromium: Browser) -> None:
    for name, path in pages.items():
        chromium.open(path, width, 844)
        assert chromium.run("return document.documentElement.scrollWidth") <= width, name
