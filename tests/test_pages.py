"""What a reader does with a page: points at it, reads its table, sends its address, saves and prints it."""

from __future__ import annotations

import base64
import re
from itertools import combinations
from pathlib import Path

import pytest

from browser import Browser
from jumelage_graph import views
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.words import LANGUAGES


@pytest.fixture(scope="module")
def pages(real_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of every view, written to disk."""
    engine = EmbeddedEngine.from_nquads(real_dataset.nquads)
    folder = tmp_path_factory.mktemp("pages")
    found = {name: folder / f"{name}.html" for name in views.names()}
    for name, path in found.items():
        path.write_text(str(views.find(name).draw(engine)), encoding="utf-8")
    return found


def _go(chromium: Browser, page: Path, fragment: str) -> None:
    chromium.open(page)
    chromium.run("location.hash = arguments[0]", fragment)
    chromium.run("return new Promise((done) => setTimeout(done))")


def test_an_address_shows_again_what_was_chosen(pages: dict[str, Path], chromium: Browser) -> None:
    for page in pages.values():
        chromium.open(page)
        chromium.run("jumelage.change({year: 1995, kind: 'friendship', lang: 'fr'})")
        chromium.run("jumelage.showPlace('nancy')")
        fragment = chromium.run("return location.hash.slice(1)")
        assert fragment == "lang=fr&year=1995&kind=friendship&card=government%2Fnancy"
        summary = chromium.run("return document.getElementById('summary').textContent")
        _go(chromium, page, fragment)
        assert chromium.run("return document.getElementById('summary').textContent") == summary
        assert chromium.run("return document.querySelector('#card h2').textContent") == "Nancy"
        assert chromium.run("return document.documentElement.lang") == "fr"


def test_the_way_back_closes_the_card_and_leaves_the_year(pages: dict[str, Path], chromium: Browser) -> None:
    _go(chromium, pages["curve"], "year=1990")
    chromium.run("jumelage.showPlace('nancy')")
    assert not chromium.run("return document.getElementById('card').hidden")
    chromium.run(
        "return new Promise((done) => { addEventListener('popstate', () => setTimeout(done)); history.back(); })"
    )
    assert chromium.run("return document.getElementById('card').hidden")
    assert chromium.run("return jumelage.state.year") == 1990


def test_a_broken_address_is_no_error(pages: dict[str, Path], chromium: Browser) -> None:
    _go(chromium, pages["map"], "lang=xx&year=soon&kind=nothing&card=government/nowhere&more=1")
    assert chromium.errors() == []
    assert chromium.run("return [jumelage.state.lang, jumelage.state.year]") == ["en", None]


@pytest.mark.parametrize("name", ["map", "matrix", "timeline"])
def test_choosing_a_place_dims_what_is_not_its_own(
    name: str, pages: dict[str, Path], chromium: Browser
) -> None:
    chromium.open(pages[name])
    lit = """const marks = [...document.querySelectorAll('#picture [data-of]')];
    return [marks.length, marks.filter((mark) => !mark.classList.contains('dim')).length,
      marks.filter((mark) => !mark.classList.contains('dim'))
        .every((mark) => mark.dataset.of.includes('nancy-kanazawa'))]"""
    marks, bright, _ = chromium.run(lit)
    assert marks == bright > 5
    chromium.run("jumelage.showPlace('nancy')")
    marks, bright, own = chromium.run(lit)
    assert 0 < bright < marks
    assert own
    chromium.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    marks, bright, _ = chromium.run(lit)
    assert marks == bright


def test_the_keyboard_reaches_every_mark(pages: dict[str, Path], chromium: Browser) -> None:
    """From the picture to its first mark, from each to the next, from the last to the first; Enter opens a card."""
    walk = """const box = document.getElementById('picture'), marks = [...box.querySelectorAll('[role=button]')];
    const press = (key) => (box.contains(document.activeElement) ? document.activeElement : box)
      .dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
    const reached = Array.from({length: 8}, () => {
      press('ArrowRight');
      return marks.indexOf(document.activeElement);
    });
    marks.at(-1).focus();
    press('ArrowRight');
    reached.push(marks.indexOf(document.activeElement));
    press('Enter');
    const named = marks.every((mark) => mark.getAttribute('aria-label') && mark.tabIndex === -1);
    return [marks.length, reached, named, !document.getElementById('card').hidden]"""
    for name in ("map", "timeline", "matrix", "goals"):
        chromium.open(pages[name])
        marks, reached, named, opened = chromium.run(walk)
        assert marks > 30, name
        assert reached == [*range(8), 0], name
        assert (named, opened) == (True, True), name


def test_beside_every_picture_stands_its_data(pages: dict[str, Path], chromium: Browser) -> None:
    for name, page in pages.items():
        chromium.open(page)
        chromium.run("document.getElementById('table').open = true")
        chromium.run("return new Promise((done) => setTimeout(done))")
        rows = "return document.querySelectorAll('#table tbody tr').length"
        count = chromium.run(rows)
        assert count > 30, name
        summary = chromium.run("return document.querySelector('#table summary').textContent")
        assert f"({count})" in summary, name


TEXTS = """return [...document.querySelectorAll('#picture svg text')]
  .filter((text) => text.textContent && !text.getAttribute('transform')).map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return [text.textContent, left, right, top, bottom];
  })"""
"""The texts of a picture that are not written aslant, and where they stand (px)."""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["curve", "goals", "matrix", "timeline"])
def test_no_name_is_cut_and_none_lies_on_another(
    name: str, width: int, pages: dict[str, Path], chromium: Browser
) -> None:
    chromium.open(pages[name], width, 844)
    for lang in LANGUAGES:
        chromium.run(f"document.querySelector('[data-lang={lang}]').click()")
        found = chromium.run(TEXTS)
        assert len(found) > 15, name
        assert [one[0] for one in found if "…" in one[0]] == [], lang
        crossing = [
            f"{a} / {b}"
            for (a, *box), (b, *other) in combinations(found, 2)
            if min(box[1], other[1]) - max(box[0], other[0]) > 2
            and min(box[3], other[3]) - max(box[2], other[2]) > 4
        ]
        assert crossing == [], lang


def test_the_heads_of_a_matrix_stand_apart(pages: dict[str, Path], chromium: Browser) -> None:
    """Japanese signs are as high as wide: aslant they lay on each other, upright they stand apart."""
    chromium.open(pages["matrix"])
    chromium.run("document.querySelector('[data-lang=ja]').click()")
    heads = chromium.run(
        "return [...document.querySelectorAll('#picture text')].filter((text) => text.textContent.endsWith('県'))"
        ".map((text) => [text.getAttribute('transform'), text.querySelectorAll('tspan').length, text.textContent])"
    )
    assert len(heads) > 40
    assert {turned for turned, *_ in heads} == {None}
    assert all(lines == len(name) for _, lines, name in heads)


def test_the_names_that_stay_have_the_ground_of_the_page_in_the_dark(
    pages: dict[str, Path], chromium: Browser
) -> None:
    """A picture is turned from light to dark: the ground of the names must be what turns into the paper of the page."""
    chromium.dark(True)
    try:
        for name in ("matrix", "timeline"):
            chromium.open(pages[name])
            assert (
                chromium.run("return getComputedStyle(document.querySelector('.held')).fill")
                == "rgb(226, 230, 233)"
            )
    finally:
        chromium.dark(False)
    chromium.open(pages["matrix"])
    assert (
        chromium.run("return getComputedStyle(document.querySelector('.held')).fill") == "rgb(255, 255, 255)"
    )


def test_the_legend_of_the_curve_has_the_bands_that_are_shown(
    pages: dict[str, Path], chromium: Browser
) -> None:
    legend = "return [...document.querySelectorAll('#legend p')].map((p) => p.textContent)"
    chromium.open(pages["curve"])
    assert not any("letter of intent" in line for line in chromium.run(legend))
    marks = "return [...document.querySelectorAll('#legend rect')].map((mark) => mark.getAttribute('fill'))"
    assert "url(#hatch)" in chromium.run(marks)
    last = chromium.run("return jumelage.picture.counts().at(-1).kinds")
    assert last["letter-of-intent"] == 0
    chromium.run("jumelage.change({kind: 'letter-of-intent'})")
    assert not any("(0)" in line for line in chromium.run(legend))


def test_the_curve_shows_shares_too(pages: dict[str, Path], chromium: Browser) -> None:
    chromium.open(pages["curve"])
    last = chromium.run("return jumelage.picture.counts().at(-1)")
    labels = "return [...document.querySelectorAll('#picture text')].map((text) => text.textContent)"
    assert f"twinning {last['kinds']['twinning']}" in chromium.run(labels)
    chromium.run(
        "const scale = document.getElementById('scale'); scale.value = 'share';"
        "scale.dispatchEvent(new Event('change'))"
    )
    share = round(100 * last["kinds"]["twinning"] / last["all"])
    assert {f"twinning {share}\u00a0%", "100\u00a0%"} <= set(chromium.run(labels))
    assert chromium.run("return location.hash") == "#scale=share"
    assert "share of the agreements of the year" in chromium.run("return jumelage.svgText()")


def test_a_french_colon_has_its_space(pages: dict[str, Path], chromium: Browser) -> None:
    for name, page in pages.items():
        chromium.open(page)
        chromium.run("document.querySelector('[data-lang=fr]').click()")
        said = chromium.run(
            "return [...document.querySelectorAll('#legend p, #summary, #picture [aria-label]')]"
            ".map((one) => one.getAttribute('aria-label') ?? one.textContent)"
        )
        assert len(said) > 2, name
        assert [text for text in said if re.search(r"[^\s\d]:|[^\u00a0]: ", text)] == [], name


def test_a_saved_picture_holds_its_legend_and_its_filters(pages: dict[str, Path], chromium: Browser) -> None:
    for name, page in pages.items():
        chromium.open(page)
        legend = chromium.run("return [...document.querySelectorAll('#legend p')].map((p) => p.textContent)")
        flat = "return new DOMParser().parseFromString(jumelage.svgText(), 'text/xml').documentElement.textContent"
        text = re.sub(r"\s", "", chromium.run(flat))
        assert len(legend) > 1, name
        assert [line for line in legend if re.sub(r"\s", "", line) not in text] == [], name
        chromium.run("jumelage.change({kind: 'friendship', goal: 11, year: 2020})")
        assert name == "goals" or "Kind:friendship" in re.sub(r"\s", "", chromium.run(flat)), name


def test_a_saved_picture_has_its_own_patterns_and_clips(pages: dict[str, Path], chromium: Browser) -> None:
    """In print the page is hidden, and with it every pattern that its copy would borrow."""
    borrowed = 0
    for name in ("curve", "map"):
        chromium.open(pages[name])
        page, saved, used = chromium.run(
            """const saved = jumelage.svgText(), found = (text, what) => [...text.matchAll(what)].map((one) => one[1]);
            return [[...document.querySelectorAll('[id]')].map((one) => one.id),
              found(saved, /\\bid="([^"]+)"/g), found(saved, /url\\(#([^)]+)\\)/g)]"""
        )
        assert set(used) <= set(saved), name
        assert set(saved) & set(page) == set(), name
        borrowed += len(used)
    assert borrowed > 3


def test_every_view_prints_on_one_page(pages: dict[str, Path], chromium: Browser) -> None:
    for name, page in pages.items():
        chromium.open(page)
        options = {"printBackground": True, "preferCSSPageSize": True}
        pdf = base64.b64decode(chromium.driver.execute_cdp_cmd("Page.printToPDF", options)["data"])
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, name


def test_pages_that_stand_together_lead_to_each_other(
    real_dataset: Dataset, tmp_path: Path, chromium: Browser
) -> None:
    engine = EmbeddedEngine.from_nquads(real_dataset.nquads)
    for name in ("curve", "goals"):
        page = str(views.find(name).draw(engine, linked=["curve", "goals"]))
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    (tmp_path / "pictures.html").write_text(views.contents(), encoding="utf-8")
    chromium.open(tmp_path / "curve.html")
    chromium.run("jumelage.change({lang: 'fr', year: 2016, kind: 'friendship'})")
    link = "const a = document.querySelector('#pages a[href^=\"goals\"]'); a.focus(); return a.href"
    assert chromium.run(link).endswith("goals.html#lang=fr&year=2016&kind=friendship")
    chromium.open(tmp_path / "pictures.html")
    hrefs = chromium.run(
        "return [...document.querySelectorAll('article a')].map((a) => a.getAttribute('href'))"
    )
    assert hrefs == [f"{name}.html#lang={lang}" for name in views.names() for lang in ("en", "fr", "ja")]
    assert chromium.errors() == []


CUT = """const box = document.createElement('div');
box.innerHTML = jumelage.svgText();
document.body.append(box);
const svg = box.firstElementChild;
const whole = svg.getBoundingClientRect();
const cut = [...svg.querySelectorAll('text')].filter((text) => {
  const { left, right, top, bottom } = text.getBoundingClientRect();
  const clear = left > whole.left - 1 && right < whole.right + 1 && top > whole.top - 1 && bottom < whole.bottom + 1;
  return !clear;
}).map((text) => text.textContent);
box.remove();
return [svg.querySelectorAll('text').length, cut];"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_saved_picture_cuts_no_text(pages: dict[str, Path], chromium: Browser, lang: str) -> None:
    for view, page in pages.items():
        chromium.open(page)
        chromium.run(f"jumelage.change({{lang: '{lang}'}})")
        texts, cut = chromium.run(CUT)
        assert texts > 20, view
        assert cut == [], view
