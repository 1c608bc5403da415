"""Reconciliation Service API 0.2 over HTTP, one service for each language."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.server import matching, pages, protocol
from jumelage_graph.server.protocol import RequestError
from jumelage_graph.server.replies import Entity, send
from jumelage_graph.server.service import Service, body
from jumelage_graph.server.work import Call
from jumelage_graph.words import LANGUAGES, say, word

_CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.ASCII)
_BATCH = 50
_MOST = 200
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors *"


async def service(request: Request) -> Response:
    """The manifest, the candidates of a batch of queries, or the values of columns, by what is asked."""
    given = await _given(request)
    lang = request.path_params["lang"]
    if "queries" in given:
        batch = _json("queries", given["queries"])
        _need("queries", isinstance(batch, dict) and len(batch) <= _MOST)
        _need("queries", all(_is_query(query) for query in batch.values()))
        return await _called(request, given, Call("reconcile", {"queries": batch, "lang": lang}))
    if "extend" in given:
        wanted = _json("extend", given["extend"])
        _need("extend", isinstance(wanted, dict))
        ids, columns = wanted.get("ids"), wanted.get("properties")
        _need(
            "extend",
            isinstance(ids, list) and all(isinstance(each, str) for each in ids) and len(ids) <= _MOST,
        )
        _need("extend", isinstance(columns, list) and all(isinstance(each, dict) for each in columns))
        names = [str(each.get("id")) for each in columns]
        _need("extend", all(name in matching.EXTENSIONS for name in names))
        return await _called(request, given, Call("extend", {"ids": ids, "properties": names, "lang": lang}))
    return _sent(request, given, _manifest(request, lang))


def _is_query(query: object) -> bool:
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
        return False
    told, kinds = query.get("properties") or [], query.get("type") or []
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        return False
    return isinstance(kinds, str) or (
        isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds)
    )


def _manifest(request: Request, lang: str) -> dict[str, Any]:
    here = f"{request.app.state.service.base(request)}{lang}/reconcile"
    page = f"{request.app.state.service.base(request)}id/government/{{{{id}}}}"
    suggested = {
        kind: {"service_url": here, "service_path": f"/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": word("server.reconciliation.name", lang),
        "identifierSpace": matching.SPACE,
        "schemaSpace": PREFIXES["jg"],
        "defaultTypes": [{"id": matching.ANY, "name": word("server.reconciliation.any", lang)}],
        "view": {"url": page},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 430, "height": 200},
        "suggest": suggested,
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": _BATCH,
    }


async def suggest(request: Request) -> Response:
    """Entities, types or properties that begin with or contain what was typed."""
    given = await _given(request)
    lang, kind = request.path_params["lang"], request.path_params["kind"]
    prefix = given.get("prefix", "")
    if kind == "entity":
        return await _called(request, given, Call("suggest", {"prefix": prefix, "lang": lang}), "result")
    if kind == "type":
        reply = await request.app.state.service.work(request, Call("types", {"lang": lang}))
        listed = json.loads(reply.body)
    else:
        listed = [matching.property_named(name, lang) for name in matching.CONDITIONS]
    wanted = prefix.casefold()
    fitting = [
        each for each in listed if wanted in each["name"].casefold() or wanted in each["id"].casefold()
    ]
    return _sent(request, given, {"result": fitting})


async def properties(request: Request) -> Response:
    """The columns by which a table can be extended."""
    given = await _given(request)
    lang = request.path_params["lang"]
    listed = [matching.property_named(name, lang) for name in matching.EXTENSIONS]
    return _sent(request, given, {"type": given.get("type", matching.ANY), "properties": listed})


async def preview(request: Request) -> Response:
    """A small page about a government, to be shown inside another."""
    lang, identifier = request.path_params["lang"], request.query_params.get("id", "")
    reply = await request.app.state.service.work(
        request, Call("preview", {"identifier": identifier, "lang": lang})
    )
    document = json.loads(reply.body)
    if document is None:
        raise RequestError(404, say("server.not_found", path=identifier))
    content = pages.preview(document["name"], document["description"], document["iri"], lang)
    return send(
        request, Entity(content, "text/html; charset=utf-8"), "", {"Content-Security-Policy": _POLICY}
    )


async def _given(request: Request) -> dict[str, str]:
    """The parameters of the address and of a form. Errors: ``RequestError`` with 404 for another language."""
    if request.path_params["lang"] not in LANGUAGES:
        raise RequestError(404, say("server.not_found", path=request.url.path))
    given = dict(protocol.pairs(request.scope["query_string"]))
    if request.method == "POST":
        given |= dict(protocol.pairs(await body(request)))
    if "callback" in given and not _CALLBACK.fullmatch(given["callback"]):
        raise RequestError(400, say("server.shape", name="callback"))
    return given


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RequestError(400, say("server.json", name=name, reason=str(error)[:100])) from None


def _need(name: str, fits: bool) -> None:
    if not fits:
        raise RequestError(400, say("server.shape", name=name))


async def _called(request: Request, given: dict[str, str], call: Call, under: str = "") -> Response:
    service: Service = request.app.state.service
    document = json.loads((await service.work(request, call)).body)
    return _sent(request, given, {under: document} if under else document)


def _sent(request: Request, given: dict[str, str], told: Any) -> Response:
    content = json.dumps(told, ensure_ascii=False)
    if callback := given.get("callback"):
        entity = Entity(f"/**/{callback}({content});".encode(), "text/javascript; charset=utf-8")
    else:
        entity = Entity(content.encode(), "application/json")
    return send(request, entity, "")
