"""From typed rows to statements: one pure function for each kind of row.

Every cell becomes a value under a property; an empty cell becomes nothing.
"""

from jumelage_graph.mapping.bodies import change, government, membership, organisation
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
from jumelage_graph.mapping.partnerships import act, agreement, host_town, project
from jumelage_graph.mapping.people import person, signing

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
    "host_town",
    "initiative",
    "membership",
    "organisation",
    "participation",
    "person",
    "project",
    "rejected",
    "series",
    "session",
    "signing",
    "source",
    "total",
]
