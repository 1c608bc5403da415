"""Answers of servers that are kept on disk for a while, for who asked for that."""

from __future__ import annotations

import email.message
import hashlib
import json
import os
import time
from pathlib import Path
from urllib.request import Request

from jumelage_graph import files
from jumelage_graph.engines.transport import Reply
from jumelage_graph.errors import DataError


class Kept:
    """The replies of servers in a folder of one's own; none holds an address, a query or a login."""

    def __init__(self, folder: Path, seconds: float, who: str = "") -> None:
        """Replies that are younger than so many seconds; ``who`` asks keeps those of others apart."""
        self._folder, self._seconds, self._who = folder, seconds, who

    def find(self, request: Request) -> Reply | None:
        """The reply to the same request; none where it is too old, or its file is broken."""
        path = self._path(request)
        try:
            if time.time() - path.stat().st_mtime > self._seconds:
                return None
            head, _, body = path.read_bytes().partition(b"\n")
            told = json.loads(head)
            if told["sha256"] != hashlib.sha256(body).hexdigest():
                return None
            headers = email.message.Message()
            headers["Content-Type"] = told["type"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Reply(headers, body)

    def keep(self, request: Request, reply: Reply) -> None:
        """Keep a reply, and let go of all that are too old; nothing where the folder cannot be written."""
        head = {"type": reply.headers.get_content_type(), "sha256": hashlib.sha256(reply.body).hexdigest()}
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.scandir(self._folder) as entries:
                old = [e.path for e in entries if time.time() - e.stat().st_mtime > self._seconds]
            for path in old:
                Path(path).unlink(missing_ok=True)
            files.replace(self._path(request), json.dumps(head).encode() + b"\n" + reply.body)
        except (OSError, DataError):
            return

    def _path(self, request: Request) -> Path:
        asked = (self._who, request.full_url, str(request.get_header("Accept")))
        body = request.data if isinstance(request.data, bytes) else b""
        return self._folder / hashlib.sha256("\n".join(asked).encode() + b"\n" + body).hexdigest()
