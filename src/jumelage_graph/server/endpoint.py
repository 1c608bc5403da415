"""The SPARQL endpoint and the named queries."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from jumelage_graph.engines.bounded.jobs import Job
from jumelage_graph.errors import unknown
from jumelage_graph.server import description, openapi, protocol
from jumelage_graph.server.negotiation import GRAPHS, best
from jumelage_graph.server.protocol import RequestError
from jumelage_graph.server.replies import Entity, send, spoken
from jumelage_graph.server.service import Service, body, choose, formats, not_acceptable
from jumelage_graph.server.work import Named
from jumelage_graph.words import say


async def sparql(request: Request) -> Response:
    """SPARQL 1.1 Protocol: a query as GET, POST of a form, or POST of the query itself; else, what this service is."""
    service: Service = request.app.state.service
    content_type = request.headers.get("content-type", "")
    sent = await body(request) if request.method == "POST" else b""
    asked = protocol.asked(request.method, request.scope["query_string"], content_type, sent)
    if asked is None:
        return described(request)
    chosen = choose(request.headers.get("accept", ""), asked.format)
    job = Job(asked.query, formats(chosen), asked.default_graphs, asked.named_graphs)
    return await service.answer(request, job, chosen, "Accept, Accept-Language")


def described(request: Request) -> Response:
    """What this service and its dataset are: SPARQL 1.1 Service Description, DCAT and VoID."""
    service: Service = request.app.state.service
    offer = best(request.headers.get("accept", ""), GRAPHS)
    if offer is None:
        raise not_acceptable(list(GRAPHS))
    base = service.base(request)
    said = [*description.service(f"{base}sparql"), *service.described]
    content = description.written(said, offer.form)
    return send(request, Entity(content, offer.content_type, service.tag("service", base, offer)))


async def well_known(request: Request) -> Response:
    """The description of the dataset, where VoID says that it is found (section 7.2)."""
    return described(request)


async def named(request: Request) -> Response:
    """The answer to a named query, its parameters in the address; a suffix of the name chooses the format."""
    service: Service = request.app.state.service
    name, _, suffix = request.path_params["name"].partition(".")
    if name not in service.catalogue:
        raise RequestError(404, unknown("query", name, service.catalogue).args[0])
    chosen = choose(request.headers.get("accept", ""), suffix=suffix)
    lang = spoken(request)
    texts = _texts(protocol.pairs(request.scope["query_string"]))
    parameters = {parameter.name for parameter in service.catalogue[name].parameters}
    if "lang" not in parameters:
        texts.pop("lang", None)
    task = Named(name, texts, lang, formats(chosen))
    return await service.answer(request, task, chosen, "Accept, Accept-Language")


def _texts(given: protocol.Pairs) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, value in given:
        if name in texts:
            raise RequestError(400, say("server.repeated", name=name))
        texts[name] = value
    return texts


async def catalogue(request: Request) -> Response:
    """All named queries, with their parameters and addresses, as JSON."""
    service: Service = request.app.state.service
    base, lang = service.base(request), spoken(request)
    listed = [
        {
            "name": query.name,
            "summary": query.summary[lang],
            "description": query.description,
            "tags": query.tags,
            "parameters": [parameter.name for parameter in query.parameters],
            "url": f"{base}query/{query.name}",
        }
        for query in service.catalogue.values()
    ]
    content = json.dumps({"queries": listed}, ensure_ascii=False).encode()
    entity = Entity(content, "application/json", service.tag("queries", base, lang))
    return send(request, entity, "Accept-Language")


async def contract(request: Request) -> Response:
    """The named queries as OpenAPI 3.1."""
    service: Service = request.app.state.service
    base = service.base(request)
    content = json.dumps(openapi.document(service.catalogue, base), ensure_ascii=False).encode()
    return send(request, Entity(content, "application/json", service.tag("openapi", base)), "")


async def health(request: Request) -> Response:
    """Whether the server answers: it asks one of its processes."""
    service: Service = request.app.state.service
    await service.pool.ask(Job("ASK {}", {"ask": "json"}))
    told = {
        "status": "ok",
        "dataset": service.digest[:16],
        "workers": len(service.pool.pids()),
        "waiting": service.pool.waiting,
    }
    return Response(json.dumps(told), media_type="application/json", headers={"Cache-Control": "no-store"})
