"""Replies of HTTP: an entity tag, a compressed body where it is taken, a short one for what the caller has."""

from __future__ import annotations

import gzip
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from jumelage_graph.server.negotiation import Offer, best, language, takes_gzip
from jumelage_graph.words import LANGUAGES

NOTES = "Jumelage-Notes"
"""The header with what the reader should know of an answer: a list of Display Strings, in the reader's language."""

LASTING = "jumelage.lasting"
"""Set in the scope of a request where the reply depends on nothing but the dataset, the address and what it names
in ``Vary``."""

_SMALLEST = 500  # bytes below which compression does not pay
_TEXT = (
    "text/",
    "application/json",
    "application/xml",
    "application/trig",
    "application/n-",
    "application/problem+",
)
_PROBLEMS = (
    Offer("text/plain", "text"),
    Offer("application/problem+json", "json"),
    Offer("application/json", "json"),
    Offer("text/html", "html"),
)


@dataclass(frozen=True)
class Entity:
    """A body with its type; ``tag`` names its content, and is empty for what is never the same twice.

    ``notes`` is what the reader should know of it.
    """

    body: bytes
    content_type: str
    tag: str = ""
    notes: tuple[str, ...] = ()

    @cached_property
    def compressed(self) -> bytes:
        """The body, compressed by gzip."""
        return gzip.compress(self.body, 6, mtime=0)

    @property
    def worth_compressing(self) -> bool:
        """Whether it is a text of some length."""
        text = (
            self.content_type.startswith(_TEXT) or "+json" in self.content_type or "+xml" in self.content_type
        )
        return text and len(self.body) > _SMALLEST


def has(request: Request, *tags: str) -> bool:
    """Whether the caller says that it has the content of one of these tags (RFC 9110, section 13.1.2)."""
    held = [
        name.strip().removeprefix("W/").strip('"')
        for name in request.headers.get("if-none-match", "").split(",")
    ]
    return any(tag and tag in (name, name.removesuffix("-gzip")) for name in held for tag in tags)


def unchanged(tag: str, vary: str) -> Response:
    """The reply to a caller who has the content."""
    return Response(status_code=304, headers={"ETag": f'"{tag}"', **_kept(tag), "Vary": vary})


def _kept(tag: str) -> dict[str, str]:
    return {"Cache-Control": "public, max-age=300" if tag else "no-store"}


def send(
    request: Request, entity: Entity, vary: str = "Accept", headers: Mapping[str, str] | None = None
) -> Response:
    """The reply with an entity; ``vary`` names the headers on which it depends beside the compression."""
    vary = f"{vary}, Accept-Encoding" if vary else "Accept-Encoding"
    if has(request, entity.tag, "*"):
        return unchanged(entity.tag, vary)
    sent = {"Vary": vary, **_kept(entity.tag), **(headers or {})}
    if entity.notes:
        sent[NOTES] = ", ".join(map(display_string, entity.notes))
    body, tag = entity.body, entity.tag
    if entity.worth_compressing and takes_gzip(request.headers.get("accept-encoding", "")):
        body, tag = entity.compressed, tag and f"{tag}-gzip"
        sent["Content-Encoding"] = "gzip"
    if tag:
        sent["ETag"] = f'"{tag}"'
        request.scope[LASTING] = True
    return Response(body, headers={**sent, "Content-Type": entity.content_type})


def display_string(text: str) -> str:
    """A text as a header carries it: a Display String (RFC 9651, section 3.3.8).

    >>> display_string("50 % été")
    '%"50 %25 %c3%a9t%c3%a9"'
    """
    kept = (
        chr(byte) if 0x20 <= byte < 0x7F and byte not in b'%"' else f"%{byte:02x}" for byte in text.encode()
    )
    return f'%"{"".join(kept)}"'


def spoken(request: Request) -> str:
    """The language of the reader: the one that the address names, else the one that the browser asks for."""
    named = request.query_params.get("lang", "") if b"lang=" in request.scope["query_string"] else ""
    return named if named in LANGUAGES else language(request.headers.get("accept-language", ""))


def problem(
    request: Request, status: int, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """What went wrong, in the form that the caller likes best (RFC 9457 in JSON); a sentence where it likes none."""
    offer = best(request.headers.get("accept", ""), _PROBLEMS) or _PROBLEMS[0]
    title = HTTPStatus(status).phrase
    bodies = {
        "text": f"{message}\n",
        "json": json.dumps({"title": title, "status": status, "detail": message}, ensure_ascii=False),
        "html": f"<!doctype html><meta charset=utf-8><title>{status} {title}</title><pre>{html.escape(message)}</pre>",
    }
    sent = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language", **(headers or {})}
    return Response(bodies[offer.form].encode(), status, headers={**sent, "Content-Type": offer.content_type})
