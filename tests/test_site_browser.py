"""The explorer in a browser: search, facets, languages, questions answered in the page, and what axe finds."""

import csv
import functools
import hashlib
import http.server
import io
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph
import pytest
from starlette.testclient import TestClient

import serving
from browser import Browser
from jumelage_graph import names, queries, site
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.server.app import application
from jumelage_graph.server.service import Settings
from jumelage_graph.site import assets, offline
from jumelage_graph.site.rendering import spoken
from jumelage_graph.words import LANGUAGES

pytestmark = pytest.mark.xdist_group("site")
ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def engine(toy_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(toy_dataset.nquads)


@pytest.fixture(scope="module", params=["files", "server"])
def base(
    request: pytest.FixtureRequest,
    toy_dataset: Dataset,
    engine: EmbeddedEngine,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of the site: in a folder of a host of plain files, or on our server beside the endpoint."""
    if assets.lacking() or not AXE.exists():
        reason = "the editor and the engine are not bundled: make node"
        (pytest.fail if os.environ.get("JUMELAGE_REQUIRE_ALL") == "1" else pytest.skip)(reason)
    folder = tmp_path_factory.mktemp("host")
    site.write(engine, folder / "a" / "b")
    if request.param == "server":
        app = application(toy_dataset.nquads, Settings(workers=1, site=folder / "a" / "b"))
        with serving.running(app) as address:
            yield address
        return
    server = hosted(folder)
    yield f"http://127.0.0.1:{server.server_port}/a/b/"
    server.shutdown()


FILES = pytest.mark.parametrize("base", ["files"], indirect=True)
"""For what is the same on the server: a page by itself, and the engine that is asked without its page."""


def hosted(folder: Path, port: int = 0) -> http.server.ThreadingHTTPServer:
    """A host of plain files."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def page(chromium: Browser, base: str) -> Iterator[Callable[..., Browser]]:
    """Opens a page of the site; in the end nothing was asked of another host, and nothing went wrong."""

    def opened(path: str, **size: int) -> Browser:
        chromium.visit(base + path, **size)
        return chromium

    yield opened
    assert [url for url in chromium.requests() if not url.startswith(base)] == []
    assert [line for line in chromium.errors() if "favicon.ico" not in line] == []


def until(browser: Browser, script: str, *arguments: Any) -> Any:
    """What a script returns as soon as it is something."""
    for _ in range(600):
        if found := browser.run(script, *arguments):
            return found
        time.sleep(0.05)
    raise AssertionError(f"never: {script}")


TYPE = """const box = document.getElementById("searched"); box.focus(); box.value = arguments[0];
box.dispatchEvent(new Event("input"));"""
KEY = """document.getElementById("searched").dispatchEvent(
  new KeyboardEvent("keydown", {key: arguments[0], isComposing: arguments[1], cancelable: true, bubbles: true}))"""


def test_a_name_in_any_spelling_leads_to_its_page(page: Callable[..., Browser], base: str) -> None:
    browser = page("fr/index.html")
    browser.run(TYPE, "ＡＵＢＥＶ")
    shown = until(browser, "return [...document.querySelectorAll('[role=option]')].map((o) => o.textContent)")
    assert shown[0].startswith("Aubeville")
    browser.run(KEY, "ArrowDown", True)
    assert not browser.run("return document.querySelector('[aria-selected=true]')")
    browser.run(KEY, "ArrowDown", False)
    assert browser.run("return document.activeElement.getAttribute('aria-activedescendant')") == "hit-0"
    browser.run(KEY, "Enter", True)  # ends the word in an input method: goes nowhere
    assert browser.driver.current_url == f"{base}fr/index.html"
    browser.run(KEY, "Enter", False)
    until(browser, "return location.pathname.endsWith('/fr/government/aubeville.html')")


def test_a_search_without_a_choice_lists_all(page: Callable[..., Browser]) -> None:
    browser = page("ja/search.html?q=まる")
    links = until(
        browser, "return [...document.querySelectorAll('#hits a')].map((a) => a.getAttribute('href'))"
    )
    assert "government/maru.html" in links


ROWS = "return [...document.querySelectorAll('#rows tbody tr')].filter((row) => !row.hidden).length"


def test_facets_count_filter_and_stay_with_the_language(page: Callable[..., Browser]) -> None:
    browser = page("fr/government/index.html")
    whole = browser.run(ROWS)
    count = browser.run(
        "const box = document.querySelector('input[name=country][value=JP]'); box.click();"
        "return Number(box.parentElement.querySelector('.count').textContent)"
    )
    assert 0 < browser.run(ROWS) == count < whole
    assert browser.run("return location.search") == "?country=JP"
    browser.run("document.querySelector('.languages a[hreflang=ja]').click()")
    until(browser, "return document.documentElement.lang === 'ja' && document.readyState === 'complete'")
    assert (
        until(browser, f"return location.search === '?country=JP' && ({ROWS.removeprefix('return ')})")
        == count
    )
    browser.driver.back()
    until(browser, "return document.documentElement.lang === 'fr'")


@FILES
def test_a_list_sorts_by_numbers_with_the_unknown_last(page: Callable[..., Browser]) -> None:
    browser = page("en/government/index.html")
    browser.run(
        "[...document.querySelectorAll('th button')].find((b) => /opulation/.test(b.textContent)).click()"
    )
    column = "[...document.querySelectorAll('#rows tbody tr')].map((row) => row.cells[4].dataset.value ?? '')"
    values = browser.run(f"return {column}")
    known = [int(value) for value in values if value]
    assert len(known) > 3
    assert known == sorted(known)
    assert values[: len(known)] == [str(number) for number in known]


ASK = """const done = arguments[arguments.length - 1];
globalThis.asked ??= new Worker(new URL("../assets/worker.js", location.href), {type: "module"});
asked.onmessage = ({data}) => { if (!data.ready) done(data); };
asked.onerror = () => done({fault: "worker"});
asked.postMessage({sparql: arguments[0]});"""


@FILES
def test_the_browser_answers_as_the_package_does(
    page: Callable[..., Browser], engine: EmbeddedEngine
) -> None:
    browser = page("en/query.html")
    asked = 0
    for query in queries.catalogue().values():
        if queries.missing(query, {}):
            continue
        sparql = names.bind(engine, query, {})
        answer = engine.answer(sparql)
        told = browser.driver.execute_async_script(ASK, sparql)
        assert "fault" not in told, query.name
        rows = told["answer"]["results"]["bindings"]
        variables = told["answer"]["head"]["vars"]
        found = [[row.get(name, {}).get("value") for name in variables] for row in rows]
        assert found == [[None if cell is None else str(cell) for cell in row] for row in answer.rows()], (
            query.name
        )
        asked += 1
    assert asked > 30


def test_a_question_filled_in_is_the_named_query(
    page: Callable[..., Browser], engine: EmbeddedEngine
) -> None:
    browser = page("fr/query.html?name=partners&government=aubeville&endpoint=https://example.org/")
    until(browser, "return document.querySelector('#fields input')?.value")
    assert (
        browser.run("return document.getElementById('answer').childElementCount") == 0
    )  # a link runs nothing
    until(
        browser,
        "return document.querySelector('#editor').shadowRoot?.textContent.includes('gov:aubeville')"
        " || document.querySelector('#editor').shadowRoot?.textContent.includes('/aubeville>')",
    )
    browser.run("document.getElementById('question').requestSubmit()")
    cells = until(
        browser, "return [...document.querySelectorAll('#answer td:first-child')].map((td) => td.innerText)"
    )
    sparql = names.bind(engine, queries.find("partners"), {"government": "aubeville"}, "fr")
    assert cells == [str(row["id"]) for row in engine.answer(sparql).records()]
    files = browser.run("return [...document.querySelectorAll('#files a')].map((a) => a.download)")
    assert files == ["partners.csv", "partners.srj"]


def test_faults_name_their_line_and_a_running_query_stops(page: Callable[..., Browser]) -> None:
    wrong, endless = (
        "SELECT * {\n ?s foo:x ?o }",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    )
    run = "document.getElementById('question').requestSubmit()"
    browser = page(f"en/query.html?query={quote(wrong)}")
    until(browser, "return document.getElementById('editor').shadowRoot")
    browser.run(run)
    told = until(browser, "return document.querySelector('.fault')?.textContent")
    assert told.startswith("Line 2, column")
    assert len(told) <= 300
    browser = page(f"en/query.html?query={quote(endless)}")
    until(browser, "return document.getElementById('editor').shadowRoot")
    browser.run(run)
    until(browser, "return !document.getElementById('stop').hidden")
    browser.run("document.getElementById('stop').click()")
    assert browser.run("return document.getElementById('state').textContent") == "Stopped."
    assert not browser.run("return document.getElementById('run').hidden")


def test_what_is_offered_to_take_away_comes(
    page: Callable[..., Browser], base: str, engine: EmbeddedEngine, tmp_path: Path
) -> None:
    def taken(browser: Browser, link: str) -> str:
        """The content of the file that a click on a link brings."""
        settings = {"behavior": "allow", "downloadPath": str(tmp_path)}
        browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", settings)
        name = browser.run(
            "const link = document.querySelector(arguments[0]); link.click(); return link.href", link
        )
        file = tmp_path / (name.rpartition("/")[2] if not name.startswith("blob:") else "partners.csv")
        for _ in range(600):
            if file.exists() and file.stat().st_size:
                return file.read_text(encoding="utf-8-sig")
            time.sleep(0.05)
        raise AssertionError(f"never: {file}")

    browser = page("ja/government/aubeville.html")
    turtle = taken(browser, ".files a[href$=ttl]")
    said = {str(quad.predicate.value) for quad in pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE)}
    assert f"{PREFIXES['skos']}prefLabel" in said
    names_of = json.loads(taken(browser, ".files a[href$=jsonld]"))
    assert "オーブヴィル市" in json.dumps(names_of, ensure_ascii=False)
    browser = page("ja/query.html?name=partners&government=aubeville")
    until(browser, "return document.querySelector('#fields input')?.value")
    browser.run("document.getElementById('question').requestSubmit()")
    until(browser, "return document.querySelector('#files a')")
    rows = list(csv.DictReader(io.StringIO(taken(browser, "#files a[download$=csv]"))))
    sparql = names.bind(engine, queries.find("partners"), {"government": "aubeville"}, "ja")
    assert [row["id"] for row in rows] == [str(row["id"]) for row in engine.answer(sparql).records()]


CONTROLLED = "return navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"
COUNTING = """globalThis.begun = 0; globalThis.Worker = class extends Worker {
  constructor(...given) { super(...given); globalThis.begun += 1; } };"""
KEPT = """return caches.keys().then((names) => Promise.all(names.map((name) => arguments[0]
  ? caches.delete(name) : caches.open(name).then((kept) => kept.match("../assets/oxigraph.wasm")))))
  .then((found) => found.some(Boolean))"""


@FILES
def test_an_engine_that_is_kept_begins_before_one_asks(page: Callable[..., Browser]) -> None:
    browser = page("en/index.html")
    until(browser, CONTROLLED)
    browser.run(KEPT, True)
    script = browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": COUNTING})
    try:
        browser = page("en/query.html?name=kinds")
        until(browser, "return document.querySelector('#named').value === 'kinds'")
        assert browser.run("return begun") == 0  # nothing is loaded that nobody asked for
        browser.run("document.getElementById('question').requestSubmit()")
        until(browser, "return document.querySelector('#answer td')")
        until(browser, KEPT, False)
        browser = page("en/query.html?name=kinds")
        until(browser, "return begun === 1")
        browser.run("document.getElementById('question').requestSubmit()")
        until(browser, "return document.querySelector('#answer td')")
        assert browser.run("return begun") == 1
    finally:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


WAYS = "return [...document.querySelectorAll('#ways [data-way]')].filter((b) => !b.hidden).map((b) => b.dataset.way)"


def test_an_answer_is_shown_as_a_map_and_a_chart_and_copied_for_a_spreadsheet(
    page: Callable[..., Browser], engine: EmbeddedEngine
) -> None:
    browser = page("fr/query.html?name=most-partners&as=map")
    until(browser, "return document.querySelector('#named').value === 'most-partners'")
    browser.run("document.getElementById('question').requestSubmit()")
    until(browser, "return document.querySelector('#answer svg circle')")
    assert browser.run(WAYS) == ["table", "map", "chart"]
    answer = engine.answer(names.bind(engine, queries.find("most-partners"), {}, "fr"))
    listed = answer.records()
    placed = set(
        browser.run("return [...document.querySelectorAll('#answer circle title')].map((t) => t.textContent)")
    )
    assert placed
    assert placed <= {str(row["id"]) for row in listed}
    browser.run("document.querySelector('#ways [data-way=chart]').click()")
    bars = browser.run(
        "return [...document.querySelectorAll('.bar')].map((bar) => parseFloat(bar.style.width))"
    )
    assert len(bars) == len(listed)
    assert max(bars) == 100
    assert browser.run("return new URLSearchParams(location.search).get('as')") == "chart"
    browser.run("navigator.clipboard.writeText = (text) => { globalThis.taken = text; }")
    browser.run("document.getElementById('copy').click()")
    taken = until(browser, "return globalThis.taken").split("\r\n")
    assert taken[0].split("\t") == list(answer.variables)
    assert len(taken) == 1 + len(listed)
    browser.run("document.querySelector('#ways [data-way=table]').click()")
    assert len(browser.run("return [...document.querySelectorAll('#answer tbody tr')]")) == len(listed)


@FILES
def test_a_page_leads_to_the_pictures_with_its_thing_chosen_and_they_lead_back(
    page: Callable[..., Browser], base: str
) -> None:
    browser = page("fr/government/aubeville.html")
    links = browser.run("return [...document.querySelectorAll('#pictures + ul a')].map((a) => a.href)")
    assert [link.partition("pictures/")[2].partition(".")[0] for link in links] == [
        "network",
        "map",
        "timeline",
    ]
    for link in links:
        browser = page(link.removeprefix(base))
        until(browser, "return window.jumelage && document.querySelector('#card h2')")
        back = browser.run("return [...document.querySelectorAll('#card a')].at(-1).href")
        assert back == f"{base}fr/government/aubeville.html"


def test_a_list_is_copied_as_it_is_filtered(page: Callable[..., Browser]) -> None:
    browser = page("en/government/index.html?country=JP")
    until(browser, "return location.search && !document.getElementById('copy').hidden")
    shown = browser.run(ROWS)
    browser.run("navigator.clipboard.writeText = (text) => { globalThis.taken = text; }")
    browser.run("document.getElementById('copy').click()")
    rows = [row.split("\t") for row in until(browser, "return globalThis.taken").split("\r\n")]
    assert rows[0][0] == "Name"
    assert len(rows) == 1 + shown
    assert {row[1] for row in rows[1:]} == {"JP"}


def test_the_editor_is_left_by_the_tab_key(page: Callable[..., Browser]) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    browser = page("en/query.html")
    until(browser, "return document.getElementById('editor').shadowRoot")
    browser.run("document.getElementById('editor').shadowRoot.querySelector('.cm-content').focus()")
    ActionChains(browser.driver).send_keys(Keys.TAB).perform()
    assert browser.run("return document.activeElement.id") == "run"


HEADING = "return document.querySelector('h1')?.textContent"


def test_without_a_network_what_was_visited_goes_on_and_a_new_publication_takes_its_place(
    engine: EmbeddedEngine, chromium: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "host" / "a"
    site.write(engine, folder)
    host = hosted(tmp_path / "host")
    base = f"http://127.0.0.1:{host.server_port}/a/"
    chromium.visit(f"{base}fr/index.html")
    until(chromium, CONTROLLED)
    chromium.visit(f"{base}fr/government/aubeville.html")
    title = chromium.run(HEADING)
    chromium.visit(f"{base}ja/query.html?name=kinds")
    until(chromium, "return document.querySelector('#named').value === 'kinds'")
    chromium.run("document.getElementById('question').requestSubmit()")
    until(chromium, "return document.querySelector('#answer td')")
    host.shutdown()
    host.server_close()
    chromium.visit(f"{base}fr/government/aubeville.html")
    assert chromium.run(HEADING) == title
    chromium.run(TYPE, "まる")
    assert until(chromium, "return document.querySelector('[role=option]')?.dataset.to")
    chromium.visit(f"{base}ja/query.html?name=kinds")
    until(chromium, "return document.querySelector('#named').value === 'kinds'")
    chromium.run("document.getElementById('question').requestSubmit()")
    assert until(chromium, "return document.querySelector('#answer td')")
    chromium.visit(f"{base}ja/government/maru.html")  # it was never visited
    assert chromium.run(HEADING) == spoken("ja")["offline_title"]
    assert len(chromium.run("return caches.keys()")) == 1

    (old,) = chromium.run("return caches.keys()")
    renewed = (folder / "fr" / "government" / "aubeville.html").read_bytes().replace(b"</h1>", b" 2</h1>")
    (folder / "fr" / "government" / "aubeville.html").write_bytes(renewed)
    script = (folder / "sw.js").read_text(encoding="utf-8")
    (folder / "sw.js").write_text(script.replace(old.rpartition(":")[2], "another"), encoding="utf-8")
    host = hosted(tmp_path / "host", host.server_port)
    chromium.visit(f"{base}fr/government/aubeville.html")
    assert chromium.run(HEADING) == f"{title} 2"
    until(
        chromium,
        "return caches.keys().then((names) => names.join() !== arguments[0] && names.length === 1)",
        old,
    )
    host.shutdown()
    host.server_close()
    chromium.visit(f"{base}fr/index.html")
    assert chromium.run(HEADING) == spoken("fr")["title"]
    chromium.run("return navigator.serviceWorker.getRegistration().then((found) => found.unregister())")


def test_a_version_is_known_by_all_its_files() -> None:
    def version(*files: tuple[str, bytes]) -> str:
        made = offline.Version()
        for path, content in files:
            made.add(path, hashlib.sha256(content).digest())
        script = made.script().decode()
        assert "{{" not in script
        return script

    first = version(("en/index.html", b"a"), ("assets/oxigraph.wasm", b"b"), ("en/government/x.html", b"c"))
    assert '["en/index.html"]' in first
    assert first != version(
        ("en/index.html", b"a"), ("assets/oxigraph.wasm", b"d"), ("en/government/x.html", b"c")
    )


def test_on_a_server_the_page_of_queries_asks_that_server(
    engine: EmbeddedEngine, chromium: Browser, tmp_path: Path
) -> None:
    site.write(engine, tmp_path / "site")
    running = serving.start("--workers", "1", "--site", str(tmp_path / "site"))
    chromium.visit(
        f"{running.address}fr/query.html?query={quote('SELECT (COUNT(*) AS ?n) { ?a a jg:Agreement }')}"
    )
    until(chromium, "return document.getElementById('editor').shadowRoot")
    assert chromium.run("return document.getElementById('where').textContent") == spoken("fr")["query.there"]
    chromium.run("document.getElementById('question').requestSubmit()")
    counted = until(chromium, "return document.querySelector('#answer td')?.textContent")
    assert int(counted) > 80  # the server's record; the site here is of the toy world
    loaded = chromium.run("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert f"{running.address}sparql" in loaded
    assert not any("oxigraph" in address for address in loaded)
    chromium.run("return navigator.serviceWorker.getRegistration().then((found) => found?.unregister())")
    running.stop()


def test_the_server_shows_the_same_pages(
    toy_dataset: Dataset, engine: EmbeddedEngine, tmp_path: Path
) -> None:
    site.write(engine, tmp_path / "site")
    settings = Settings(workers=1, site=tmp_path / "site")
    with TestClient(application(toy_dataset.nquads, settings), base_url="http://here.example") as client:
        wanted = {"Accept": "text/html", "Accept-Language": "ja"}
        led = client.get("/id/government/aubeville", headers=wanted, follow_redirects=False)
        assert (led.status_code, led.headers["Location"]) == (
            303,
            "http://here.example/ja/government/aubeville.html",
        )
        shown = client.get(led.headers["Location"])
        assert shown.content == (tmp_path / "site" / "ja" / "government" / "aubeville.html").read_bytes()
        assert client.get("/", headers=wanted).url.path == "/ja/index.html"
        kinds = {path: client.get(path).headers["Content-Type"] for path in SERVED}
        assert {path: kind.partition(";")[0] for path, kind in kinds.items()} == SERVED
        assert client.get("/fr/nowhere.html").status_code == 404
        assert client.get("/id/government/aubeville.ttl").status_code == 200
    with pytest.raises(UsageError, match="holds no explorer"):
        application(toy_dataset.nquads, Settings(workers=1, site=tmp_path))


SERVED = {
    "/assets/query.js": "text/javascript",
    "/assets/oxigraph.wasm": "application/wasm",
    "/data/government/aubeville.ttl": "text/turtle",
    "/data/government/aubeville.jsonld": "application/ld+json",
    "/search.json": "application/json",
}
AXE_RUN = """const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0]}).then(({violations}) => done(violations.flatMap(
  ({id, nodes}) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)}`))))"""
SEEN = [
    "index.html",
    "government/index.html?country=JP",
    "government/aubeville.html",
    "agreement/aubeville-maru.html",
    "conflict/index.html",
    "query.html?name=partners",
    "search.html",
    "guide/index.html",
    "guide/cookbook.html",
    "guide/tools.html",
    "guide/ontology.html",
    "guide/notebook-01-sparql-for-researchers.html",
]


@FILES
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(lang: str, page: Callable[..., Browser]) -> None:
    for path in SEEN:
        browser = page(f"{lang}/{path}", width=390 if lang == "ja" else 1280)
        browser.run("return new Promise((done) => setTimeout(done, 200))")
        if path == "index.html":
            browser.run(TYPE, "a")
            until(browser, "return document.querySelector('[role=option]')")
        browser.run(AXE.read_text(encoding="utf-8"))
        assert browser.driver.execute_async_script(AXE_RUN, TAGS) == [], path


@FILES
def test_no_page_is_wider_than_a_phone(page: Callable[..., Browser]) -> None:
    for path in SEEN:
        browser = page(f"fr/{path}", width=390)
        assert browser.run("return document.documentElement.scrollWidth") <= 390, path
