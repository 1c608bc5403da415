"""How a server is asked, as the environment has it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from jumelage_graph.engines.transport import PATIENCE, Patience
from jumelage_graph.errors import UsageError
from jumelage_graph.words import say

SECONDS, MEGABYTES, CACHE = (f"JUMELAGE_ENDPOINT_{name}" for name in ("SECONDS", "MB", "CACHE"))


def patience(environment: Mapping[str, str], usual: Patience = PATIENCE) -> Patience:
    """``JUMELAGE_ENDPOINT_SECONDS`` for one attempt, ``JUMELAGE_ENDPOINT_MB`` of one answer; else the usual.

    Errors: ``UsageError`` for what is no number above 0.
    """
    seconds, megabytes = _number(environment, SECONDS), _number(environment, MEGABYTES)
    return replace(
        usual,
        timeout=seconds or usual.timeout,
        largest=int(megabytes * (1 << 20)) or usual.largest,
    )


def kept_for(environment: Mapping[str, str]) -> float:
    """The seconds for which an answer is kept on disk (``JUMELAGE_ENDPOINT_CACHE``); 0 where none is."""
    return _number(environment, CACHE)


def _number(environment: Mapping[str, str], name: str) -> float:
    text = environment.get(name, "")
    if not text:
        return 0
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value < math.inf:
        raise UsageError(say("engines.servers.setting", name=name, found=text))
    return value
