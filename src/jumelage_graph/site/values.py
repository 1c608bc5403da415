"""Values as HTML: each with its language where it differs from the page's, and a link to what it names."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from jumelage_graph.cards import Value
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.site import addresses

_TAGS = {"ja-latn": "ja-Latn", "ja-hrkt": "ja-Hrkt"}
_LONG = 60


def spoken(language: str, lang: str) -> Markup:
    """The attribute ``lang`` of a text in a language, on a page in another."""
    return (
        Markup(f' lang="{escape(_TAGS.get(language, language))}"') if language not in ("", lang) else Markup()
    )


def shown(value: Value, home: str, lang: str) -> str:
    """One value; ``home`` is the way to the folder of the page's language."""
    text, tag = escape(value.text), spoken(value.language, lang)
    if value.cell.kind == "iri":
        if value.named and (inner := addresses.path(value.cell)):
            return f'<a href="{escape(home + inner)}"{tag}>{text}</a>'
        if value.cell.startswith(("http://", "https://")) and not value.cell.startswith(PREFIXES["id"]):
            return f'<a href="{escape(value.cell)}" rel="external"{tag}>{text}</a>'
    if len(value.text) > _LONG:
        return f'<span class="long"{tag}>{text}</span>'
    return f"<span{tag}>{text}</span>" if tag else str(text)


def _tagged(value: Value, several: bool) -> str:
    """The tag of a text beside it, where a property has texts in several languages."""
    return (
        f" <small>{escape(value.language)}</small>"
        if several and value.cell.kind == "literal" and value.language
        else ""
    )


def listed(values: Sequence[Value], home: str, lang: str) -> Markup:
    """The values of one property: one by itself, several as a list."""
    if len(values) < 2:
        return Markup("".join(shown(value, home, lang) for value in values))
    several = len({value.language for value in values}) > 1
    items = "".join(f"<li>{shown(value, home, lang)}{_tagged(value, several)}</li>" for value in values)
    return Markup(f'<ul class="values">{items}</ul>')
