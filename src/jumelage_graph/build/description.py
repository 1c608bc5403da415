"""How the dataset describes itself: VoID figures and DCAT metadata, computed from what it holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from jumelage_graph.mapping import Statement


def describe(statements: Sequence[Statement], as_of: datetime.date, version: str) -> Iterator[Statement]:
    """Nothing yet."""
    yield from ()
