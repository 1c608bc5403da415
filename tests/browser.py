"""Headless Chromium with the network off, for the tests of pages.

Where Chromium is missing the test is skipped loudly; with ``JUMELAGE_REQUIRE_ALL=1`` it fails.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

PACKAGES = {"chromium": "chromium", "chromedriver": "chromium-driver"}
"""The programs that are needed, and the Debian packages that bring them."""

_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --enable-unsafe-swiftshader --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage "
    "--hide-scrollbars"
)
_READY = """const ends = Date.now() + 20000;
return new Promise((done) => {
  const look = () => (!document.getElementById("data") || window.jumelage || Date.now() > ends
    ? done() : setTimeout(look, 5));
  look();
})"""
"""Waits until a page of ours has unpacked its data; any other page is ready at once."""

_SILENT = ("file:", "data:", "blob:", "about:")


class Browser:
    """One window. ``open`` shows a page; ``requests`` and ``errors`` say what it tried to load, what went wrong."""

    def __init__(self, profile: Path) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = str(shutil.which("chromium"))
        for flag in [*_FLAGS.split(), f"--user-data-dir={profile}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
        self.driver.set_script_timeout(30)
        self._command("Network.enable")
        self._network(offline=True)

    def _command(self, name: str, **parameters: Any) -> None:
        self.driver.execute_cdp_cmd(name, parameters)

    def open(self, page: Path, width: int = 1280, height: int = 800) -> None:
        """Show a page from the disk in a window of this size; the logs start anew."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
        self._command("Emulation.setDeviceMetricsOverride", **size)
        self._network(offline=True)
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(page.as_uri())
        self.run(_READY)

    def visit(self, address: str, width: int = 1280, height: int = 800) -> None:
        """Show a page of a server on this computer; the network is on until the next ``open``, the logs start anew."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
        self._command("Emulation.setDeviceMetricsOverride", **size)
        self._network(offline=False)
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(address)

    def _network(self, *, offline: bool) -> None:
        conditions = {"offline": offline, "latency": 0, "downloadThroughput": 0 if offline else -1}
        self._command("Network.emulateNetworkConditions", uploadThroughput=0 if offline else -1, **conditions)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a JavaScript function body returns; a promise is awaited."""
        return self.driver.execute_script(script, *arguments)

    def dark(self, wanted: bool) -> None:
        """Whether the reader likes pages dark, for all pages opened from now on."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if wanted else "light"}
        self._command("Emulation.setEmulatedMedia", features=[scheme])

    def requests(self) -> list[str]:
        """Addresses that were asked for since ``open`` or ``visit``, but for files of this computer."""
        messages = [json.loads(line["message"])["message"] for line in self.driver.get_log("performance")]
        asked = [
            m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"
        ]
        assert any(url.startswith(("file:", "http://127.0.0.1")) for url in asked), (
            "the log of requests does not even hold the page"
        )
        return [url for url in asked if not url.startswith(_SILENT)]

    def errors(self) -> list[str]:
        """Warnings and errors on the console since ``open``, but for those of the software that stands for a GPU."""
        lines = [line["message"] for line in self.driver.get_log("browser") if line["level"] != "INFO"]
        return [line for line in lines if "GL Driver Message" not in line]


def missing() -> list[str]:
    """The Debian packages to install."""
    return [package for program, package in PACKAGES.items() if shutil.which(program) is None]


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser, once for all tests of a process."""
    if missing():
        reason = f"no browser: apt-get install {' '.join(missing())}"
        (pytest.fail if os.environ.get("JUMELAGE_REQUIRE_ALL") == "1" else pytest.skip)(reason)
    browser = Browser(tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.driver.quit()
