"""The redirections for w3id.org, where all our IRIs begin: ``.htaccess`` of the folder ``jumelage`` there."""

from __future__ import annotations

import re

from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import BASE
from jumelage_graph.words import say

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?/(?:[A-Za-z0-9._~-]+/)*")
_RULES = """# {base}: the knowledge graph of French-Japanese local partnerships.
# The server there negotiates the media type; every path below the base is one of ours.
Options +FollowSymLinks
RewriteEngine on
RewriteRule ^$ {address} [R=302,L]
RewriteRule ^(def|shape)/[0-9]+\\.[0-9]+\\.[0-9]+/?$ {address}$1 [R=303,NE,L]
RewriteRule ^(.+)$ {address}$1 [R=303,NE,L]
"""


def redirections(address: str) -> str:
    """The rules that lead every IRI to the server at a public address.

    Errors: ``UsageError`` where that is none.
    """
    if not _ADDRESS.fullmatch(address):
        raise UsageError(say("server.address", found=address))
    return _RULES.format(base=BASE, address=address)
