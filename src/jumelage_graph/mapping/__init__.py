"""From typed rows to statements: one pure function for each kind of row.

Every cell becomes a value under a property; an empty cell becomes nothing.
"""

from jumelage_graph.mapping.bodies import change, government, organisation
from jumelage_graph.mapping.claims import claim
from jumelage_graph.mapping.documents import detail, rejected, source, total
from jumelage_graph.mapping.meetings import (
    declaration,
    edition,
    goal,
    initiative,
    participation,
    series,
    session,
)
from jumelage_graph.mapping.partnerships import act, agreement, project

__all__ = [
    "act",
    "agreement",
    "change",
    "claim",
    "declaration",
    "detail",
    "edition",
    "goal",
    "government",
    "initiative",
    "organisation",
    "participation",
    "project",
    "rejected",
    "series",
    "session",
    "source",
    "total",
]
