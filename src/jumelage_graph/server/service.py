"""What all addresses of the server share: the pool, the cache of answers, the budgets of callers."""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from jumelage_graph import queries
from jumelage_graph.engines.answers import Form
from jumelage_graph.engines.bounded.jobs import Job, Reply
from jumelage_graph.engines.bounded.limits import PUBLIC, Limits
from jumelage_graph.server import negotiation
from jumelage_graph.server.cache import Cache
from jumelage_graph.server.clients import Budget
from jumelage_graph.server.negotiation import OFFERS, Offer
from jumelage_graph.server.pool import Pool
from jumelage_graph.server.protocol import RequestError
from jumelage_graph.server.replies import Entity, has, send, spoken, unchanged
from jumelage_graph.server.work import Named
from jumelage_graph.statements import Statement
from jumelage_graph.words import say, told

LARGEST = 1 << 20
"""The bytes of a request's body that are read."""

_FRAME = 1000  # bytes that an entity takes beside its body, about

_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")

Chosen = Mapping[Form, Offer | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the server serves.

    ``address`` is its public address (empty: as each request names it), ``workers`` the number of processes, ``queue``
    how many requests may wait for one, ``budget`` the seconds of work for one caller in a minute (0: no limit),
    ``cache`` the bytes of answers that are kept. ``site`` is the folder of the explorer, where there is one.
    """

    address: str = ""
    workers: int = 4
    queue: int = 64
    budget: float = 0
    cache: int = 16 << 20
    limits: Limits = PUBLIC
    site: Path | None = None


@dataclass(slots=True)
class Service:
    """One running server; ``digest`` names the dataset, ``described`` is what it says of itself, ``known`` its IRIs."""

    settings: Settings
    pool: Pool
    digest: str
    described: list[Statement]
    known: frozenset[str]
    catalogue: Mapping[str, queries.Query]
    cache: Cache[Entity]
    budget: Budget

    def tag(self, *parts: object) -> str:
        """The tag of what is made of these parts and the dataset."""
        told = "\0".join(map(repr, parts)).encode()
        return hashlib.sha256(self.digest.encode() + told).hexdigest()[:32]

    def base(self, request: Request) -> str:
        """The public address of the server, with a slash at its end; never what a caller makes up for it."""
        if self.settings.address:
            return self.settings.address
        host, (name, port) = request.headers.get("host", ""), request.scope["server"]
        return f"{request.url.scheme}://{host if _HOST.fullmatch(host) else f'{name}:{port}'}/"

    async def work(self, request: Request, task: object) -> Reply:
        """The reply of a process to a task, counted for the caller. Errors: those of the pool, and of the budget."""
        client = request.client.host if request.client else ""
        self.budget.check(client)
        start = time.monotonic()
        try:
            return await self.pool.ask(task)
        finally:
            self.budget.charge(client, time.monotonic() - start)

    def keep(self, entity: Entity) -> None:
        """Have an entity ready for the next who asks, where it will be the same then."""
        if entity.tag:
            self.cache.put(entity.tag, entity, len(entity.body) + _FRAME)

    async def answer(self, request: Request, task: Job | Named, chosen: Chosen, vary: str) -> Response:
        """The reply with the answer to a query, and what the reader should know of it."""
        lang = spoken(request)
        wanted = {form: offer and offer.content_type for form, offer in chosen.items()}
        tag = self.tag(task, wanted, lang)
        if has(request, tag):
            return unchanged(tag, f"{vary}, Accept-Encoding")
        entity = self.cache.get(tag)
        if entity is None:
            reply = await self.work(request, task)
            offer = chosen[reply.form]
            if offer is None:
                raise not_acceptable(OFFERS[reply.form])
            notes = tuple(told(note, lang) for note in reply.notes)
            entity = Entity(reply.body, offer.content_type, tag if reply.lasting else "", notes)
            self.keep(entity)
        return send(request, entity, vary)


def choose(accept: str, name: str = "", suffix: str = "") -> Chosen:
    """For each form of an answer, what the caller takes; a name or a suffix in the address goes before the header.

    Errors: ``RequestError`` with 406 where there is nothing that it takes.
    """
    chosen: dict[Form, Offer | None] = {
        form: negotiation.by_suffix(suffix, offers)
        if suffix
        else (negotiation.by_name(name, offers) or negotiation.best(accept, offers))
        for form, offers in OFFERS.items()
    }
    if not any(chosen.values()):
        raise not_acceptable([offer for offers in OFFERS.values() for offer in offers])
    return chosen


def formats(chosen: Chosen) -> dict[Form, str]:
    """The names of the formats, as a job wants them."""
    return {form: offer.form for form, offer in chosen.items() if offer}


def not_acceptable(offers: tuple[Offer, ...] | list[Offer]) -> RequestError:
    """The error for a caller who takes none of these."""
    media = list(dict.fromkeys(offer.media for offer in offers))
    return RequestError(406, say("server.not_acceptable", allowed=media))


async def body(request: Request, largest: int = LARGEST) -> bytes:
    """The body of a request, read as long as it is not too large. Errors: ``RequestError`` with 413 or 408."""
    parts, length = [], 0
    try:
        async with asyncio.timeout(10):
            async for part in request.stream():
                parts.append(part)
                length += len(part)
                if length > largest:
                    raise RequestError(413, say("server.large", allowed=largest), {"Connection": "close"})
    except (TimeoutError, ClientDisconnect):
        raise RequestError(408, say("server.no_query"), {"Connection": "close"}) from None
    return b"".join(parts)
