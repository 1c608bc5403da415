"""The templates, and what every page knows: where it stands, its languages, its menu."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from jumelage_graph import words
from jumelage_graph.site import values
from jumelage_graph.words import LANGUAGES, word

MENU = ("government", "agreement", "edition", "goal", "conflict", "source")
"""The lists that the head of each page names; the first page names all."""

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
"""What a page may load: files of its own host; no script, style or handler written into it runs."""

LOCALES = {"en": "en_GB", "fr": "fr_FR", "ja": "ja_JP"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its address in the folder of a language, and the address of the site (may be empty)."""

    lang: str
    path: str
    base: str = ""

    @property
    def root(self) -> str:
        """The way to the root of the site."""
        return "../" * (self.path.count("/") + 1)

    @property
    def home(self) -> str:
        """The way to the folder of the page's language."""
        return "../" * self.path.count("/") or "./"

    def address(self, lang: str) -> str:
        """The address of the page in a language: absolute where the site has one, else as one gets there."""
        return f"{self.base or self.root}{lang}/{self.path}"


@cache
def environment() -> jinja2.Environment:
    """The templates, with what all of them know."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    made.globals |= {
        "languages": LANGUAGES,
        "policy": POLICY,
        "locales": LOCALES,
        "menu": MENU,
        "said": word,
        "spoken": values.spoken,
        "listed": values.listed,
    }
    return made


@cache
def spoken(lang: str) -> Mapping[str, str]:
    """The words of the pages in a language."""
    return words.of("site", lang)


def render(template: str, at: Place, **shown: Any) -> bytes:
    """A page."""
    page = environment().get_template(template)
    return page.render(at=at, lang=at.lang, words=spoken(at.lang), **shown).encode()
