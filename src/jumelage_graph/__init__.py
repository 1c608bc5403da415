"""The knowledge graph of French–Japanese local partnerships.

``open`` gives one object for a dataset, with ``query``, ``network``, ``analyse``, ``draw``, ``card`` and more; the
functions of the same names do it on the dataset of this computer. See ``jumelage_graph.api``.
"""

from typing import TYPE_CHECKING, Any

from jumelage_graph.version import __version__

if TYPE_CHECKING:
    from jumelage_graph.api import (
        KnowledgeGraph,
        analyse,
        ask,
        card,
        check,
        compare,
        conflicts,
        construct,
        diff,
        draw,
        export,
        link,
        load,
        network,
        open,
        publish,
        push,
        query,
        search,
        sources,
        wikidata,
    )
    from jumelage_graph.api.page import Page
    from jumelage_graph.api.rows import Rows
    from jumelage_graph.errors import (
        AmbiguousNameError,
        CrashError,
        DataError,
        EndpointAnswerError,
        EndpointBusyError,
        EndpointError,
        EndpointRefusedError,
        EndpointTimeoutError,
        EndpointUnreachableError,
        FaultsError,
        JumelageError,
        LimitError,
        UnknownNameError,
        UsageError,
    )

__all__ = [
    "AmbiguousNameError",
    "CrashError",
    "DataError",
    "EndpointAnswerError",
    "EndpointBusyError",
    "EndpointError",
    "EndpointRefusedError",
    "EndpointTimeoutError",
    "EndpointUnreachableError",
    "FaultsError",
    "JumelageError",
    "KnowledgeGraph",
    "LimitError",
    "Page",
    "Rows",
    "UnknownNameError",
    "UsageError",
    "__version__",
    "analyse",
    "ask",
    "card",
    "check",
    "citation",
    "compare",
    "conflicts",
    "construct",
    "diff",
    "draw",
    "export",
    "link",
    "load",
    "network",
    "open",
    "publish",
    "push",
    "query",
    "search",
    "sources",
    "sparql",
    "wikidata",
]

_HOMES = {"Page": "api.page", "Rows": "api.rows"}


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that ``jumelage --help`` stays instant."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    home = "errors" if name.endswith("Error") else _HOMES.get(name, "api")
    return getattr(import_module(f"{__name__}.{home}"), name)
