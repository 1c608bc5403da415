"""Runs the application: the address is taken first, so that a busy one is told in a sentence."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import signal
import socket
import sys

import uvicorn

from jumelage_graph import cache
from jumelage_graph.errors import UsageError
from jumelage_graph.server.app import application
from jumelage_graph.server.patience import Patient
from jumelage_graph.server.service import Settings
from jumelage_graph.words import say, word

_BACKLOG = 1024
_CONNECTIONS = 4096


def workers() -> int:
    """How many processes serve this machine well: two endless queries leave one for each processor."""
    return (os.cpu_count() or 1) + 2


def taken(host: str, port: int) -> socket.socket:
    """The address, ready to be listened at. Errors: ``UsageError`` where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, socket.gaierror) or getattr(error, "errno", 0) == errno.EADDRNOTAVAIL:
            raise UsageError(say("server.host", host=host, reason=reason)) from None
        following = port + 1 if 0 < port < 65_535 else 8000
        raise UsageError(say("server.port", host=host, port=port, reason=reason, next=following)) from None
    return listening


def _allow_connections() -> None:
    """Have as many open connections as the system lets this process have: each is a descriptor."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  (Windows has none)

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (min(most, _CONNECTIONS) if most > 0 else _CONNECTIONS, most)
        )


def _nquads(endpoint: str | None) -> bytes:
    if endpoint is None:
        return cache.nquads()
    from jumelage_graph import loading  # noqa: PLC0415  (what asks others is not needed else)

    return loading.fetched(endpoint)


class _Server(uvicorn.Server):
    """The server, which says that it is ready once its processes are."""

    def __init__(self, config: uvicorn.Config, ready: str) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Fork the processes, and listen."""
        await super().startup(sockets)
        if self.started:
            print(self._ready, file=sys.stderr, flush=True)


def run(host: str, port: int, settings: Settings, lang: str = "en", endpoint: str | None = None) -> None:
    """Serve until a signal ends it; requests that are being answered are answered first.

    The dataset is the built one, or the one that the SPARQL server at ``endpoint`` holds now. Errors: ``UsageError``
    where the address cannot be had, ``DataError`` where there is no dataset, ``EndpointError`` where the server fails.
    """
    listening = taken(host, port)
    _allow_connections()
    app = application(_nquads(endpoint), settings)
    logging.basicConfig(stream=sys.stderr, format="%(message)s", level=logging.WARNING)
    logging.getLogger("jumelage.server").setLevel(logging.INFO)
    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        log_config=None,
        access_log=False,
        lifespan="on",
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=10,
        limit_concurrency=1000,
        backlog=_BACKLOG,
    )
    shown, number = listening.getsockname()[:2]
    address = settings.address or f"http://{f'[{shown}]' if ':' in shown else shown}:{number}/"
    ready = word("server.ready", lang, address=address, workers=settings.workers)
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # uvicorn raises them once more when it has ended in good order
        signal.signal(number, lambda *_: None)
    _Server(config, ready).run(sockets=[listening])
