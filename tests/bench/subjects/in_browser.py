"""The explorer in a browser: how much its first page weighs, how soon search and engine answer."""

from __future__ import annotations

import gzip
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import browser
from bench.measuring import Plan, Section, whole
from bench.subjects.start_up import JUMELAGE
from examples import VALUES
from jumelage_graph import api, names, queries
from jumelage_graph.site import asking, assets
from test_site_browser import ASK, TYPE, hosted, until

Row = tuple[str, ...]

STROKE = f"""const start = performance.now();
{TYPE}
return new Promise(requestAnimationFrame).then(() => performance.now() - start)"""
"""Types a text; the milliseconds until the list is drawn."""


def weighed(folder: Path) -> list[Row]:
    """What a reader loads with a first page, packed as a host sends it."""
    page = (folder / "fr" / "index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'(?:src|href)="\.\./(assets/[\w.]+)"', page))
    loaded = {f"assets/{name}" for name in assets.names() if name in ("search.js", "fold.js")} | linked
    sizes = {name: len(gzip.compress((folder / name).read_bytes())) for name in loaded | {"fr/index.html"}}
    vendored = (folder / "assets" / name for name in ("oxigraph.js", "oxigraph.wasm"))
    engine = sum(len(gzip.compress(path.read_bytes())) for path in vendored)
    data = len(gzip.compress((folder / asking.DATA).read_bytes()))
    return [
        ("first page with all that it loads, gzip", f"{sum(sizes.values()) / 1000:.0f} kB", "150 kB"),
        ("engine of the query page, gzip", f"{engine / 1000:.0f} kB", ""),
        ("dataset of the query page, gzip", f"{data / 1000:.0f} kB", ""),
        ("both", f"{(engine + data) / 1000:.0f} kB", "1,800 kB"),
    ]


def answered(folder: Path) -> list[Row]:
    """In Chromium; a profile of its own, so that nothing was kept."""
    host = hosted(folder)
    address = f"http://127.0.0.1:{host.server_port}/fr/query.html"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        chromium = browser.Browser(Path(profile))
        chromium.visit(address)
        until(chromium, "return !document.getElementById('question').hidden")
        usable = chromium.run(
            "return performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart"
        )
        first = _asked(chromium, "SELECT * { ?a ?b ?c } LIMIT 1")
        chromium.visit(address)
        again = _asked(chromium, "SELECT * { ?a ?b ?c } LIMIT 1")
        engine, taken = api.open().engine, {}
        for query in queries.catalogue().values():
            values = {p.name: VALUES[p.name] for p in query.parameters if p.required}
            taken[query.name] = _asked(chromium, names.bind(engine, query, values))
        slowest = max(taken, key=lambda name: taken[name])
        chromium.visit(f"{address}?search")
        strokes = [_typed(chromium, text) for text in ("ka", "kan", "金", "金沢", "saint", "lyon")]
        chromium.driver.quit()
    host.shutdown()
    return [
        ("query page usable", f"{usable:.0f} ms", "1,000 ms"),
        ("first answer, new profile", f"{first:.0f} ms", "1,500 ms"),
        ("first answer after a reload", f"{again:.0f} ms", "600 ms"),
        ("median of the named queries", f"{statistics.median(taken.values()):.0f} ms", ""),
        (f"slowest of them ({slowest})", f"{taken[slowest]:.0f} ms", "250 ms"),
        ("search, slowest of the keystrokes", f"{max(strokes):.0f} ms", "30 ms"),
    ]


def _asked(chromium: browser.Browser, sparql: str) -> float:
    """Milliseconds from the question to the answer, the start of the engine included where it has not begun."""
    start = time.perf_counter()
    told = chromium.driver.execute_async_script(ASK, sparql)
    assert "fault" not in told, told
    return (time.perf_counter() - start) * 1000


def _typed(chromium: browser.Browser, text: str) -> float:
    """Milliseconds from a keystroke to the list that it leaves, once the index is read."""
    chromium.run(TYPE, text)
    until(chromium, "return document.querySelector('[role=option]')")
    return float(chromium.run(STROKE, text))


def missing() -> str:
    """What has to be installed first."""
    lacking = [*browser.missing(), *assets.lacking()]
    return f"missing: {', '.join(lacking)} (make system node)" if lacking else ""


def run(plan: Plan) -> Iterator[Section]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "site"
        whole([JUMELAGE, "site", str(folder)])
        head = ("what", "measured", "asked")
        yield Section("The explorer in a browser", facts=[head, *weighed(folder), *answered(folder)])
