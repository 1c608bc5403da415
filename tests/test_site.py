"""The explorer as files: every page leads somewhere, speaks its language, and runs nothing that the data says."""

import gzip
import itertools
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pyoxigraph
import pytest

from jumelage_graph import exports, site
from jumelage_graph.build import Dataset
from jumelage_graph.cards import card
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import UsageError
from jumelage_graph.site import addresses, asking, copies
from jumelage_graph.site.explorer import Explorer
from jumelage_graph.site.lists import UNKNOWN, Lister
from jumelage_graph.site.timeline import Event, timeline
from jumelage_graph.told import Told
from jumelage_graph.words import LANGUAGES

pytestmark = pytest.mark.xdist_group("site")
DATA_BLOCKS = {"application/ld+json", "application/json"}
"""Types of scripts that no browser runs."""
BASE = "https://example.org/a/b/"
HOSTILE = '</script><script>alert(1)</script>"onload=x <b>'
GOV = "https://w3id.org/jumelage/id/government/"


class Page(HTMLParser):
    """The links, the anchors and the tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def links(self) -> list[str]:
        names = ("href", "src")
        return [attrs[name] for tag, attrs in self.tags for name in names if name in attrs and tag != "html"]

    def anchors(self) -> set[str]:
        return {attrs["id"] for _, attrs in self.tags if "id" in attrs}

    def of(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [a for name, a in self.tags if name == tag and all(a.get(k) == v for k, v in wanted.items())]


@pytest.fixture(scope="module")
def written(toy_dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explorer") / "site"
    assert site.write(EmbeddedEngine.from_nquads(toy_dataset.nquads), folder, BASE) > 300
    return folder


@pytest.fixture(scope="module")
def pages(written: Path) -> dict[str, Page]:
    files = [
        written / "index.html",
        *(path for lang in LANGUAGES for path in (written / lang).rglob("*.html")),
    ]
    return {path.relative_to(written).as_posix(): Page(path.read_text(encoding="utf-8")) for path in files}


@pytest.fixture(scope="module")
def explorer(real_dataset: Dataset) -> Explorer:
    return Explorer(EmbeddedEngine.from_nquads(real_dataset.nquads), BASE)


def dead(pages: dict[str, Page], files: set[str]) -> list[str]:
    """Each link that leads to no file of the site, or to no place on its page."""
    found = []
    for name, page in pages.items():
        for link in page.links():
            address, part = urldefrag(urljoin(BASE + name, link))
            to = unquote(address.removeprefix(BASE).partition("?")[0])
            if not address.startswith(BASE):
                continue
            if to not in files or (part and to in pages and part not in pages[to].anchors()):
                found.append(f"{name}: {link}")
    return found


def test_no_link_is_dead(pages: dict[str, Page], written: Path) -> None:
    files = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    assert sum(len(page.links()) for page in pages.values()) > 5000
    assert dead(pages, files) == []
    assert dead({"fr/x.html": Page('<a href="y.html">')}, files) == ["fr/x.html: y.html"]


def test_every_page_names_the_other_languages_and_they_name_it(pages: dict[str, Page]) -> None:
    kept = {name: page for name, page in pages.items() if "/" in name}
    for name, page in kept.items():
        lang, _, path = name.partition("/")
        assert page.of("html") == [{"lang": lang}]
        named = {a["hreflang"]: a["href"] for a in page.of("link", rel="alternate") if "hreflang" in a}
        assert named == {tag: f"{BASE}{tag}/{path}" for tag in LANGUAGES} | {"x-default": f"{BASE}en/{path}"}
        assert page.of("link", rel="canonical")[0]["href"] == named[lang]
        (locale,) = page.of("meta", property="og:locale")
        assert locale["content"].partition("_")[0] == lang
        assert all(f"{tag}/{path}" in kept for tag in LANGUAGES)
    assert len(kept) % 3 == 0


def test_no_page_loads_anything_from_elsewhere_or_holds_a_script_that_runs(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for tag, attributes in page.tags:
            assert not {name for name in attributes if name.startswith("on") or name == "style"}
            if tag in ("script", "img", "iframe") and "src" in attributes:
                assert not attributes["src"].startswith(("http", "//", "data:"))
            assert tag != "style"
            assert tag != "script" or "src" in attributes or attributes["type"] in DATA_BLOCKS
        (policy,) = page.of("meta", **{"http-equiv": "Content-Security-Policy"})
        assert "default-src 'none'" in policy["content"]
        assert "unsafe-inline" not in policy["content"]


def test_what_the_data_says_is_never_markup(toy_dataset: Dataset) -> None:
    iri = Explorer(EmbeddedEngine.from_nquads(toy_dataset.nquads)).things["government"][0]
    hostile = pyoxigraph.Quad(
        pyoxigraph.NamedNode(iri),
        pyoxigraph.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
        pyoxigraph.Literal(HOSTILE, language="en"),
        pyoxigraph.NamedNode("https://w3id.org/jumelage/graph/record"),
    )
    engine = EmbeddedEngine.from_nquads(toy_dataset.nquads + f"{hostile} .\n".encode())
    explorer = Explorer(engine)
    place = addresses.path(iri)
    for path in (place, "government/index.html"):
        text = (explorer.page(path, "en") or b"").decode()
        assert "alert(1)" in text
        assert "<script>alert" not in text
        assert "<b>" not in text


def test_a_page_and_the_terminal_tell_the_same_facts(explorer: Explorer) -> None:
    told = explorer.told
    for iri in (f"{GOV}nancy", "https://w3id.org/jumelage/id/agreement/nancy-kanazawa"):
        near = Told.around(explorer.engine, iri, ())
        assert near.name(iri, "ja") == told.name(iri, "ja")
        made = card(told, iri, "fr")
        page = Page((explorer.page(addresses.path(iri), "fr") or b"").decode())
        assert len(page.of("dt")) >= len(made.facts) > 5


def test_the_data_of_a_thing_are_beside_its_page(pages: dict[str, Page], written: Path) -> None:
    checked = 0
    for name, page in pages.items():
        for link in page.of("link", rel="alternate"):
            if (
                link.get("type") not in ("text/turtle", "application/ld+json")
                or "queries.ttl" in link["href"]
            ):
                continue
            content = written / urljoin(BASE + name, link["href"]).removeprefix(BASE)
            (iri,) = [a["href"] for a in page.of("link", rel="describes")]
            if name.startswith("ja/"):
                form = pyoxigraph.RdfFormat.from_media_type(link["type"])
                terms = {t.subject.value for t in pyoxigraph.parse(content.read_bytes(), format=form)}
                assert iri in terms, name
                checked += 1
    assert checked > 100


def test_the_counts_of_a_facet_with_the_unknown_are_the_whole(explorer: Explorer) -> None:
    lister = Lister(explorer.told, explorer._region)
    made = lister.make("government", explorer.things["government"], "fr")
    assert len(made.rows) > 500
    for facet, place in zip(made.facets, range(4), strict=True):
        single = all(" " not in row.facets[place] for row in made.rows)
        assert single == (facet.name != "attended")
        counted = {slug: count for slug, _, count in facet.choices}
        assert facet.choices[-1][0] == UNKNOWN or UNKNOWN not in counted
        if single:
            assert sum(counted.values()) == len(made.rows), facet.name


def test_each_page_marks_what_it_shows(pages: dict[str, Page], written: Path) -> None:
    text = (written / "fr/index.html").read_text(encoding="utf-8")
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    (marked,) = map(json.loads, found)
    assert marked["@type"] == "Dataset"
    assert 50 <= len(marked["description"]) <= 5000
    assert marked["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "French" not in marked["name"]
    assert len(pages) > 300


def test_the_pictures_stand_beside_the_pages(pages: dict[str, Page], written: Path) -> None:
    drawn = {path.name for path in (written / "pictures").iterdir()}
    linked = {
        link.partition("#")[0].rpartition("/")[2]
        for link in pages["ja/index.html"].links()
        if "pictures/" in link
    }
    assert linked == drawn - {"pictures.html"}
    assert len(linked) == 6


def test_a_conflict_says_the_ranks_in_the_language_of_its_reader(explorer: Explorer) -> None:
    about = "conflict/agreement--nancy-kanazawa.html"
    said = {lang: (explorer.page(about, lang) or b"").decode() for lang in LANGUAGES}
    assert "<td>retenue</td>" in said["fr"]
    assert "<td>採用</td>" in said["ja"]
    assert not any("<td>preferred</td>" in said[lang] for lang in ("fr", "ja"))


def test_the_map_of_a_page_marks_what_it_is_about_and_its_partners(explorer: Explorer) -> None:
    nancy, pair = (
        explorer.locator.of("government", "nancy"),
        explorer.locator.of("agreement", "nancy-kanazawa"),
    )
    assert nancy is not None
    assert pair is not None
    assert [(mark.id, mark.chief) for mark in nancy.marks] == [("kanazawa", False), ("nancy", True)]
    assert sorted((mark.id, mark.country) for mark in pair.marks if mark.chief) == [
        ("kanazawa", "JP"),
        ("nancy", "FR"),
    ]
    assert len(pair.lines) == len(nancy.lines) == 1
    fr, jp = ({mark.id: mark for mark in pair.marks}[name] for name in ("nancy", "kanazawa"))
    assert 0 < fr.x < 480 < 570 < jp.x < 1000
    assert explorer.locator.of("edition", "7") is not None
    assert explorer.locator.of("goal", "11") is None
    page = (explorer.page("government/nancy.html", "fr") or b"").decode()
    assert "pictures/network.html#lang=fr&amp;card=government/nancy" in page
    assert ">Nancy</text>" in page


def test_a_site_with_an_address_and_copies_shows_a_picture_and_names_its_files(real_dataset: Dataset) -> None:
    engine = EmbeddedEngine.from_nquads(real_dataset.nquads)
    ttl = copies.Copy("jumelage.ttl", exports.summary("turtle"), "text/turtle", b"")
    page = (Explorer(engine, BASE, [ttl], preview=True).page("index.html", "ja") or b"").decode()
    assert f'<meta property="og:image" content="{BASE}assets/preview-ja.png">' in page
    (marked,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    (download,) = json.loads(marked)["distribution"]
    assert download["contentUrl"] == f"{BASE}copies/jumelage.ttl"
    assert download["encodingFormat"] == "text/turtle"
    plain = (Explorer(engine, "", [ttl], preview=True).page("index.html", "ja") or b"").decode()
    assert "og:image" not in plain
    assert "contentUrl" not in plain


def test_a_year_is_a_bar_and_a_day_a_mark() -> None:
    events = [Event("1973-10-12", "", "b", "#1"), Event("1958", "", "a", "#2"), Event("", "", "c", "#3")]
    made = timeline(events)
    assert made is not None
    year, day = made.marks
    assert (year.event.label, day.event.label) == ("a", "b")
    assert year.width > 3 * day.width
    assert [event.label for event in made.undated] == ["c"]
    assert timeline(events[:1]) is None


def test_a_page_that_is_not_there_is_said_in_three_languages(written: Path, explorer: Explorer) -> None:
    page = Page((written / "404.html").read_text(encoding="utf-8"))
    assert [a["lang"] for a in page.of("section")] == list(LANGUAGES)
    assert all(link.startswith(BASE) for link in page.links() if not link.startswith("#"))
    for path in ("government/nowhere.html", "x/y.html", "government/nancy", "goal/../nancy.html"):
        assert explorer.page(path, "fr") is None


@pytest.mark.parametrize("base", ["example.org", "ftp://example.org/", "jumelage/"])
def test_a_base_that_is_no_address_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="allowed is an address"):
        site.writing.address(base)


def test_a_folder_that_holds_something_else_is_left_alone(toy_dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="new or empty"):
        site.write(EmbeddedEngine.from_nquads(toy_dataset.nquads), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_dataset_of_the_query_page_is_the_whole(real_dataset: Dataset) -> None:
    engine = EmbeddedEngine.from_nquads(real_dataset.nquads)
    terms, runs = asking.data(engine).decode().split("\n\n")
    names = terms.split("\n")
    columns = [list(map(int, line.split(" "))) for line in runs.split("\n")]
    found = []
    for (graph, predicate), *steps in zip(columns[::3], columns[1::3], columns[2::3], strict=True):
        for ends in zip(*map(itertools.accumulate, steps), strict=True):
            subject, value = (names[end] for end in ends)
            found.append(f"{subject} {names[predicate]} {value} {names[graph]} .")
    assert sorted(found) == sorted(real_dataset.nquads.decode().splitlines())
    assert sorted(gzip.decompress(asking.whole(engine)).decode().splitlines()) == sorted(found)


def test_a_meeting_is_found_by_its_year(written: Path) -> None:
    entries = json.loads((written / "search.json").read_text(encoding="utf-8"))["entries"]
    keys = {path: found for path, _, *found in entries if path.startswith("edition/")}
    assert [path for year in ("2008", "2012", "2027") for path in keys if year in keys[path]] == [
        "edition/1",
        "edition/2",
        "edition/3",
    ]
