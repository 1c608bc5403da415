"""Colours and dashes that people tell apart who do not see all colours; in grey print the dashes do.

The hues follow Paul Tol's colour schemes (*bright* and *muted*, technical note SRON/EPS/TN/09-002), darkened where
a line on white would have less than 3 : 1 contrast.
"""

from __future__ import annotations

from jumelage_graph.networks.writing import COLOURS

COUNTRIES = {country: colour for country, colour in COLOURS.items() if country}
SHAPES = {"FR": "dot", "JP": "square"}

KINDS: dict[str, tuple[str, tuple[int, ...]]] = {
    "twinning": ("#117733", ()),
    "friendship": ("#aa3377", (9, 4)),
    "decentralised-cooperation": ("#b06a00", (2, 4)),
    "memorandum": ("#3a86b7", (12, 4, 2, 4)),
    "letter-of-intent": ("#555555", (5, 5)),
    "other-exchange": ("#8f7a6a", (1, 5)),
}
"""Colour and dash pattern (lengths of line and gap, px) of each kind of agreement."""

OTHER_KIND = ("#444444", (3, 3))

GROUPS = (
    "#332288",
    "#0f8b8d",
    "#882255",
    "#6b8e23",
    "#d4558a",
    "#7b5ea7",
    "#a0522d",
    "#1c4f5c",
    "#c39b00",
)
"""Colours of communities and types, in order of size: none of a kind of agreement, none of a country, no grey."""

UNGROUPED = "#9a9a9a"

GOALS = {
    1: "#e5243b",
    2: "#dda63a",
    3: "#4c9f38",
    4: "#c5192d",
    5: "#ff3a21",
    6: "#26bde2",
    7: "#fcc30b",
    8: "#a21942",
    9: "#fd6925",
    10: "#dd1367",
    11: "#fd9d24",
    12: "#bf8b2e",
    13: "#3f7e44",
    14: "#0a97d9",
    15: "#56c02b",
    16: "#00689d",
    17: "#19486a",
}
"""The United Nations' colours of the goals; a goal is always named by its number too."""


def kind_style(kind: str) -> tuple[str, tuple[int, ...]]:
    """Colour and dash pattern of a kind of agreement, also of one that a foreign dataset adds."""
    return KINDS.get(kind, OTHER_KIND)
