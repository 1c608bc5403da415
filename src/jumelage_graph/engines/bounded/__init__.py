"""Engines for queries that somebody typed: each runs in a forked process that can be killed and can open nothing.

Oxigraph's Python binding cannot stop a query, and both its parser and its evaluation can end their process.
"""

from __future__ import annotations

import os

from jumelage_graph.engines import Engine


def bounded(engine: Engine) -> Engine:
    """The engine within the limits of one's own machine; the engine itself where the system cannot fork."""
    if not hasattr(os, "fork"):
        return engine
    from jumelage_graph.engines.bounded.engine import BoundedEngine  # noqa: PLC0415
    from jumelage_graph.engines.embedded import EmbeddedEngine  # noqa: PLC0415
    from jumelage_graph.engines.remote import RemoteEngine  # noqa: PLC0415

    return BoundedEngine(engine) if isinstance(engine, EmbeddedEngine | RemoteEngine) else engine
