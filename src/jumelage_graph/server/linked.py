"""Linked data: each IRI of the dataset leads to a page or to its statements, by what the caller takes or by suffix."""

from __future__ import annotations

import urllib.parse

from starlette.requests import Request
from starlette.responses import Response

from jumelage_graph import resources
from jumelage_graph.engines.bounded.jobs import Job
from jumelage_graph.namespaces import BASE
from jumelage_graph.server import explorer, pages, things
from jumelage_graph.server.negotiation import GRAPHS, Offer, best, by_suffix
from jumelage_graph.server.protocol import RequestError
from jumelage_graph.server.replies import Entity, send, spoken
from jumelage_graph.server.service import Service, not_acceptable
from jumelage_graph.server.work import Call
from jumelage_graph.words import say

_PAGE = Offer("text/html", "html", "html")
OFFERS = (*GRAPHS, _PAGE)
"""In which forms a thing is told of; a program that takes anything gets its statements."""

FILES = {
    "context.jsonld": ("context.jsonld", "application/ld+json"),
    "shape": ("shapes.ttl", "text/turtle; charset=utf-8"),
    "shape/": ("shapes.ttl", "text/turtle; charset=utf-8"),
    "shapes.ttl": ("shapes.ttl", "text/turtle; charset=utf-8"),
    "ontology.ttl": ("ontology.ttl", "text/turtle; charset=utf-8"),
    "concepts.ttl": ("concepts.ttl", "text/turtle; charset=utf-8"),
}
"""Documents that are served as they stand in the ontology's folder."""


async def thing(request: Request) -> Response:
    """The IRI at this path: a redirection (303) to what tells of it, or that, where a suffix names its form."""
    service: Service = request.app.state.service
    path = request.path_params["path"]
    bare, _, suffix = path.rpartition(".")
    if (offer := by_suffix(suffix, OFFERS)) and (iri := _known(service, bare)):
        return await _told(request, iri, offer)
    if not (iri := _known(service, path)):
        raise RequestError(404, say("server.not_found", path=f"/{path[:200]}"))
    wanted = best(request.headers.get("accept", ""), OFFERS)
    if wanted is None:
        raise not_acceptable(OFFERS)
    ending = wanted.suffix or next(each.suffix for each in GRAPHS if each.form == wanted.form)
    place = f"{_address(request, iri)}.{ending}"
    vary = "Accept, Accept-Language" if service.settings.site else "Accept"
    if wanted is _PAGE and (shown := explorer.page(service.settings.site, iri, spoken(request))):
        place = service.base(request) + shown
    headers = {"Location": place, "Vary": vary, "Cache-Control": "public, max-age=300"}
    return Response(status_code=303, headers=headers)


def _known(service: Service, path: str) -> str:
    """The IRI at a path, with or without a slash at its end; empty where the dataset says nothing of it."""
    slashless = BASE + path.rstrip("/")
    return next((iri for iri in (slashless, f"{slashless}/") if iri in service.known), "")


def _address(request: Request, iri: str) -> str:
    """The address of an IRI on this server, without suffix."""
    base: str = request.app.state.service.base(request)
    return base + urllib.parse.quote(iri.removeprefix(BASE).rstrip("/"))


async def _told(request: Request, iri: str, offer: Offer) -> Response:
    service: Service = request.app.state.service
    lang = spoken(request) if offer is _PAGE else ""
    tag = service.tag("thing", iri, offer, lang)
    entity = service.cache.get(tag)
    if entity is None:
        content = await (_page(request, iri, lang) if offer is _PAGE else _statements(request, iri, offer))
        entity = Entity(content, offer.content_type, tag)
        service.keep(entity)
    here = _address(request, iri)
    links = [
        f'<{here}.{each.suffix}>; rel="alternate"; type="{each.media}"' for each in OFFERS if each.suffix
    ]
    headers = {"Link": ", ".join([f'<{iri}>; rel="describes"', *links])}
    if offer is _PAGE:
        headers["Content-Security-Policy"] = pages.POLICY
    return send(request, entity, "Accept-Language" if offer is _PAGE else "", headers)


async def _statements(request: Request, iri: str, offer: Offer) -> bytes:
    service: Service = request.app.state.service
    return (await service.work(request, Job(things.statements(iri), {"graph": offer.form}))).body


async def _page(request: Request, iri: str, lang: str) -> bytes:
    service: Service = request.app.state.service
    reply = await service.work(request, Call("facts", {"thing": iri, "lang": lang}))
    return pages.thing(reply.body, iri, lang)


async def document(request: Request) -> Response:
    """A file of the ontology as it stands."""
    service: Service = request.app.state.service
    name, media = FILES[request.url.path.lstrip("/")]
    content = (resources.ontology() / name).read_bytes()
    return send(request, Entity(content, media, service.tag(name, content)), "")


async def home(request: Request) -> Response:
    """What is found here."""
    service: Service = request.app.state.service
    lang = spoken(request)
    if service.settings.site:
        headers = {"Location": f"{service.base(request)}{lang}/index.html", "Vary": "Accept-Language"}
        return Response(status_code=303, headers=headers)
    entity = Entity(pages.home(lang), "text/html; charset=utf-8", service.tag("home", lang))
    return send(request, entity, "Accept-Language", {"Content-Security-Policy": pages.POLICY})
