"""Texts of the guide as HTML: Markdown, and code with its words marked by class, since no style may stand in a page."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name


class Code(NamedTuple):
    """Some lines to copy, what is written above them, and the name of their language as Pygments knows it."""

    label: str
    text: str
    language: str

    @property
    def marked(self) -> Markup:
        """The lines with their words marked."""
        return marked(self.text, self.language)


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def markdown(text: str) -> Markup:
    """A text; markup in it is shown, never run."""
    return Markup(_reader().render(text))


def titled(text: str) -> tuple[str, Markup]:
    """The heading, which is the first line of a text, and the rest."""
    heading, _, rest = text.partition("\n")
    return heading, markdown(rest)


@cache
def marked(text: str, language: str) -> Markup:
    """Lines of code, each word with the class of its kind."""
    lexer = get_lexer_by_name(language, stripnl=False)
    return Markup(highlight(text, lexer, HtmlFormatter(nowrap=True)))
