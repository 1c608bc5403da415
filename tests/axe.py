"""axe-core in a browser: what a page lacks of WCAG 2.2 AA."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from browser import Browser

SCRIPT = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """return axe.run(document, {runOnly: arguments[0]}).then(({violations, passes}) => [passes.length,
  violations.flatMap(({id, nodes}) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)}`))])"""


def violations(browser: Browser) -> list[str]:
    """Rule and mark-up of what axe finds on the page that is open now, by the rules tagged ``TAGS``."""
    if not SCRIPT.exists():
        reason = "no axe-core: make node"
        (pytest.fail if os.environ.get("JUMELAGE_REQUIRE_ALL") == "1" else pytest.skip)(reason)
    browser.run(SCRIPT.read_text(encoding="utf-8"))
    passed, found = browser.run(_RUN, TAGS)
    assert passed > 5, "axe saw nothing that it could judge"
    return list(found)
