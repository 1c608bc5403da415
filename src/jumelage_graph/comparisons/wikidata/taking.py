"""Takes the snapshot that is compared: from a file that is there, else asked for now and kept in the file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jumelage_graph.comparisons.wikidata import asking, snapshot
from jumelage_graph.comparisons.wikidata.identities import identities
from jumelage_graph.engines.remote import RemoteEngine
from jumelage_graph.errors import UsageError
from jumelage_graph.record import Record
from jumelage_graph.words import say

if TYPE_CHECKING:
    from jumelage_graph.comparisons.wikidata.asking import Progress
    from jumelage_graph.comparisons.wikidata.snapshot import Snapshot
    from jumelage_graph.engines import Engine


def server(address: str, contact: str) -> RemoteEngine:
    """The server to ask, which is told whom to write to. Errors: ``UsageError`` where neither can be sent."""
    if not (contact.isascii() and contact.isprintable()):  # it goes into a line of HTTP
        raise UsageError(say("wikidata.contact", found=ascii(contact)))
    return RemoteEngine(address, graphs=(), contact=contact)


def is_there(file: Path | None, renew: bool) -> bool:
    """Whether a snapshot is read and nothing asked. Errors: ``UsageError`` where one without a file is renewed."""
    if renew and file is None:
        raise UsageError(say("wikidata.no-snapshot"))
    return bool(file and file.exists() and not renew)


def taken(
    engine: Engine, remote: RemoteEngine, file: Path | None, renew: bool, pause: float, progress: Progress
) -> Snapshot:
    """The snapshot for the governments that ``engine`` holds; ``pause`` is in seconds, between two requests.

    Errors: those of ``server`` and ``is_there``; ``DataError`` where the file is no snapshot or cannot be written;
    ``EndpointError`` where the server fails.
    """
    if is_there(file, renew):
        assert file
        return snapshot.read(file.read_bytes(), file.name)
    asker = asking.Asker(remote, pause)
    asking.ask(asker, identities(engine, Record(engine)).values(), progress)
    content = snapshot.render(asker.told, remote.endpoint, datetime.datetime.now(datetime.UTC))
    if file:
        snapshot.keep(file, content)
    return snapshot.read(content, remote.endpoint)
