"""The application: which address is answered by what."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from jumelage_graph import queries
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import JumelageError
from jumelage_graph.server import description, endpoint, explorer, linked, reconciliation, things
from jumelage_graph.server.cache import Cache
from jumelage_graph.server.clients import Budget
from jumelage_graph.server.door import Door, failed
from jumelage_graph.server.pool import Pool
from jumelage_graph.server.protocol import RequestError, status
from jumelage_graph.server.service import Service, Settings
from jumelage_graph.server.work import Work
from jumelage_graph.words import say

_BOTH = ["GET", "POST"]


def _routes(settings: Settings) -> list[BaseRoute]:
    documents = [Route(f"/{name}", linked.document) for name in linked.FILES]
    return [
        Route("/", linked.home),
        Route("/sparql", endpoint.sparql, methods=_BOTH),
        Route("/query", endpoint.catalogue),
        Route("/query/{name}", endpoint.named),
        Route("/openapi.json", endpoint.contract),
        Route("/health", endpoint.health),
        Route("/.well-known/void", endpoint.well_known),
        Route("/{lang}/reconcile", reconciliation.service, methods=_BOTH),
        Route("/{lang}/reconcile/suggest/{kind}", reconciliation.suggest, methods=_BOTH),
        Route("/{lang}/reconcile/properties", reconciliation.properties, methods=_BOTH),
        Route("/{lang}/reconcile/preview", reconciliation.preview),
        *documents,
        *(explorer.routes(settings.site) if settings.site else ()),
        Route("/{path:path}", linked.thing),
    ]


def application(nquads: bytes, settings: Settings) -> ASGIApp:
    """The application on a dataset. Its processes are forked when it starts, and ended when it stops.

    Errors: ``DataError`` where the dataset is none.
    """
    engine = EmbeddedEngine.from_nquads(nquads)
    work = Work(engine, settings.limits)
    pool = Pool(work, settings.limits, settings.workers, settings.queue)
    digest = hashlib.sha256(nquads).hexdigest()
    service = Service(
        settings=settings,
        pool=pool,
        digest=digest,
        described=description.dataset(engine),
        known=things.known(nquads),
        catalogue=queries.catalogue(),
        cache=Cache(settings.cache),
        budget=Budget(settings.budget),
    )

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            pool.stop()

    app = Starlette(
        routes=_routes(settings),
        lifespan=lifespan,
        exception_handlers={HTTPException: _http_error, JumelageError: _our_error, Exception: _fault},  # type: ignore[dict-item]
    )
    app.state.service = service
    return Door(app, settings.cache)


async def _http_error(request: Request, error: HTTPException) -> Response:
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        message = say("server.method", found=request.method, allowed=allowed)
    else:
        message = say("server.not_found", path=request.url.path)
    return failed(request, error.status_code, message, dict(error.headers or {}))


async def _fault(request: Request, _: Exception) -> Response:
    return failed(request, 500, say("server.fault"))


async def _our_error(request: Request, error: JumelageError) -> Response:
    headers = error.headers if isinstance(error, RequestError) else {}
    return failed(request, status(error), error.args[0] if error.args else "", headers)
