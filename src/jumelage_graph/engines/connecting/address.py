"""The address of a server: what may be sent to, and what of it a reader may see."""

from __future__ import annotations

import ipaddress
import re
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass, field

from jumelage_graph.errors import UsageError, whole
from jumelage_graph.words import say

_LOGIN = re.compile(r"(?<=//)[^/\s?#]*@|^[^/\s?#]*@")
_QUERY = re.compile(r"(?<![^\s\"'<>(])(\w+://[^\s\"'<>?]*)\?[^\s\"'<>]*")
_KEY = re.compile(
    r"(?i)\b((?:[\w-]*(?:api[-_]?key|token|secret|passw(?:or)?d|pwd|signature))|key|sig|authorization)"
    r"(\"?\s*[=:]\s*\"?)(?:(?:basic|bearer|digest)\s+)?[^\s&\"',;}]+"
)
_BARE = re.compile(r"(?i)\b(basic|bearer)\s+[\w.~+/=-]{6,}")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_LONGEST = 500
_SAFE = "/%:;=@!$&'()*+,~?[]"


def veiled(text: object, secrets: Sequence[str] = ()) -> str:
    """What may be shown of a text that others wrote: on one line, without logins, keys, and what steers a terminal.

    >>> veiled("https://me:pw@e.org/sparql?apikey=1 is down"), veiled("bad token=abc")
    ('https://…@e.org/sparql?… is down', 'bad token=…')
    """
    shown = str(text)
    for secret in sorted(secrets, key=len, reverse=True):
        shown = shown.replace(secret, "…")
    shown = _QUERY.sub(r"\1?…", _LOGIN.sub("…@", _STEERING.sub(" ", shown)))
    shown = _BARE.sub(r"\1 …", _KEY.sub(r"\1\2…", shown))
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


@dataclass(frozen=True)
class Address:
    """Where a server is: ``url`` as it is sent to, ``shown`` without what a key may hide in, and those ``secrets``."""

    url: str = field(repr=False)
    shown: str
    secrets: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, endpoint: str) -> Address:
        """The address that was typed. Errors: ``UsageError`` if it is none of a server, or holds a login."""
        try:
            parts = urllib.parse.urlsplit(whole(endpoint).strip())
            host = _host(parts.hostname or "")
            wrong = parts.scheme not in ("http", "https") or not host or parts.port == 0
        except ValueError:  # a port or an IPv6 address that is none; a host that no name can be
            wrong = True
        if wrong or "@" in parts.netloc or _STEERING.search(endpoint.strip()) or " " in parts.netloc:
            raise UsageError(say("engines.servers.address", found=_without_login(endpoint)))
        place = f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")
        path = urllib.parse.quote(parts.path, safe=_SAFE)
        query = urllib.parse.quote(parts.query, safe=_SAFE)
        values = tuple(value for _, value in urllib.parse.parse_qsl(parts.query) if len(value) > 3)
        shown = place + path + ("?…" if query else "")
        return cls(place + path + (f"?{query}" if query else ""), shown, values)

    @property
    def host(self) -> str:
        """The host, and the port where one was typed."""
        return urllib.parse.urlsplit(self.url).netloc


def _without_login(typed: str) -> str:
    """What may be shown of what was typed as an address: neither what is before an @ nor what is after a ?."""
    _, at, after = typed.partition("?")[0].rpartition("@")
    return veiled(f"…@{after}" if at else after)


def _host(name: str) -> str:
    """A host as it is sent to. Errors: ``ValueError`` for a name or an address that no host can have."""
    if ":" in name:
        return f"[{ipaddress.IPv6Address(name)}]"
    return name.encode("idna").decode()
