"""Plain pages for people: a thing with its facts, and what is found at the server."""

from __future__ import annotations

import json
from html import escape

from jumelage_graph.namespaces import BASE
from jumelage_graph.words import LANGUAGES, word

POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
_STYLE = """:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
th{text-align:left;vertical-align:top;padding-right:2rem;font-weight:600}td{padding-bottom:.4rem}"""


def _page(lang: str, title: str, content: str) -> bytes:
    others = " · ".join(
        f'<a href="?lang={tag}" lang="{tag}" hreflang="{tag}">{word("languages.name", tag)}</a>'
        for tag in LANGUAGES
    )
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{escape(title)}</title><style>{_STYLE}</style></head>'
        f"<body><nav>{others}</nav><main><h1>{escape(title)}</h1>{content}</main></body></html>\n"
    ).encode()


def thing(told: bytes, iri: str, lang: str) -> bytes:
    """The page of a thing, from what a process told of it."""
    document = json.loads(told)
    rows = "".join(
        f"<tr><th scope=row>{escape(heading)}</th><td>{'<br>'.join(_value(*value) for value in values)}</td></tr>"
        for heading, values in document["facts"]
    )
    name = iri.rstrip("/").rpartition("/")[2]
    forms = " · ".join(
        f'<a href="{escape(name)}.{suffix}">{suffix}</a>' for suffix in ("ttl", "nt", "jsonld", "rdf")
    )
    other = escape(word("server.home.other_forms", lang))
    return _page(lang, document["title"], f"<p>{escape(iri)}</p><table>{rows}</table><p>{other}: {forms}</p>")


def _value(text: str, link: str) -> str:
    if not link.startswith(("http://", "https://")):
        return escape(text)
    address = "/" + link.removeprefix(BASE) if link.startswith(BASE) else link
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def home(lang: str) -> bytes:
    """The first page: where the doors are."""
    doors = {
        "sparql": "endpoint",
        "query": "queries",
        "dataset": "description",
        f"{lang}/reconcile": "reconciliation",
        "openapi.json": "",
    }
    listed = "".join(
        f'<li><a href="/{path}">{escape(word(f"server.home.{key}", lang) if key else "OpenAPI")}</a> /{path}</li>'
        for path, key in doors.items()
    )
    return _page(lang, word("server.home.title", lang), f"<ul>{listed}</ul>")


def preview(name: str, description: str, iri: str, lang: str) -> bytes:
    """A small page about a government, to be shown inside another."""
    link = f'<p><a href="{escape(iri)}" target="_blank">{escape(iri)}</a></p>'
    return _page(lang, name, f"<p>{escape(description)}</p>{link}")
