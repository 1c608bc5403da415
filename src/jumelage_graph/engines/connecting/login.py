"""A login for one server, from the environment, and how it answers a server that asks for one."""

from __future__ import annotations

import base64
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import IO, Any

from jumelage_graph.engines.connecting.address import Address
from jumelage_graph.errors import UsageError
from jumelage_graph.words import say

HOST, USER, PASSWORD, TOKEN = (f"JUMELAGE_ENDPOINT_{name}" for name in ("HOST", "USER", "PASSWORD", "TOKEN"))


@dataclass(frozen=True)
class Login:
    """What a server is told of who asks: a user and a password (basic or digest, as it wishes), or a bearer token."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no message may show."""
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        return tuple(secret for secret in (self.password, self.token, pair) if secret)


def login(address: Address, environment: Mapping[str, str]) -> Login | None:
    """The login for a server; none where the environment has none, or one for another host.

    ``JUMELAGE_ENDPOINT_HOST`` names the host (with its port, where the address has one) that it is for: no other is
    told. Errors: ``UsageError`` where the host is missing, or a user without password, or both kinds are there.
    """
    host, user, password, token = (environment.get(name, "") for name in (HOST, USER, PASSWORD, TOKEN))
    if not (user or password or token):
        return None
    if not host or bool(user) != bool(password) or (token and user):
        raise UsageError(say("engines.servers.login", host=HOST, user=USER, password=PASSWORD, token=TOKEN))
    if host.casefold() != address.host.casefold():
        return None
    if any(ord(sign) < 32 or ord(sign) > 126 for sign in token):
        raise UsageError(say("engines.servers.token", token=TOKEN))
    return Login(user, password, token)


class Challenged(urllib.request.HTTPDigestAuthHandler):
    """Answers a server that asks for a login (RFC 7616, RFC 7617), and then tells it with each request."""

    handler_order = 490

    def __init__(self, address: Address, known: Login) -> None:
        """The handler that tells this login to this server."""
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, address.url, known.user, known.password)
        super().__init__(passwords)
        self._login = known
        self._asked = ("bearer", "") if known.token else ("", "")

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        """The request with the login, in the way that the server wanted it last."""
        if told := self._told(request):
            request.add_unredirected_header("Authorization", told)
        return request

    https_request = http_request

    def http_error_401(self, request: Any, fp: IO[bytes], code: int, msg: str, headers: Message) -> Any:
        """The response to the request with a login; none where one was told already and is not taken."""
        best = max(_ways(headers), default=("", ""))
        tries = getattr(request, "tries", int(request.has_header("Authorization")))
        stale = tries == 1 and "stale=true" in best[1].lower()
        if self._login.token or not best[0] or (tries and not stale):
            return None
        request.tries, self._asked = tries + 1, best
        fp.close()
        return self.parent.open(request, timeout=request.timeout)

    def _told(self, request: urllib.request.Request) -> str | None:
        way, challenge = self._asked
        if way == "bearer":
            return f"Bearer {self._login.token}"
        if way == "basic":
            pair = f"{self._login.user}:{self._login.password}".encode()
            return f"Basic {base64.b64encode(pair).decode()}"
        if way == "digest":
            parts = filter(None, urllib.request.parse_http_list(challenge))
            answer = self.get_authorization(request, urllib.request.parse_keqv_list(list(parts)))
            return answer and f"Digest {answer}"
        return None


def _ways(headers: Message) -> Iterator[tuple[str, str]]:
    """The ways of telling a login that a server allows and that we know; the later in the alphabet the safer."""
    for challenge in headers.get_all("WWW-Authenticate", []):
        way, _, rest = str(challenge).partition(" ")
        if way.lower() in ("basic", "digest"):
            yield way.lower(), rest
