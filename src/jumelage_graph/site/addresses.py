"""Which page shows a thing: its place in the site, the same in each language."""

from __future__ import annotations

import re
from functools import lru_cache

from jumelage_graph.namespaces import PREFIXES

KINDS = (
    *("government", "agreement", "edition", "session", "initiative", "declaration", "project"),
    *("goal", "concept", "organisation", "person", "host-town", "change", "rejected", "conflict", "total"),
    *("source", "publisher", "rule"),
)
"""What has a page each, in the order of the menu."""

_OWN = set(KINDS) - {"goal", "concept", "conflict"}
_SPACES = {PREFIXES["sdg"]: "goal", PREFIXES["jgk"]: "concept"}
_STEP = re.compile(r"[\w.~-]+")


@lru_cache(maxsize=1 << 15)
def place(iri: str) -> tuple[str, str] | None:
    """The kind and the id of the page that shows a thing or that of which it is a part; ``None`` without one."""
    for space, kind in _SPACES.items():
        rest = iri.removeprefix(space)
        if rest != iri:
            return (kind, rest) if _STEP.fullmatch(rest) and _known(kind, rest) else None
    kind, _, rest = iri.removeprefix(PREFIXES["id"]).partition("/")
    step = rest.partition("/")[0]
    return (kind, step) if kind in _OWN and _STEP.fullmatch(step) and iri.startswith(PREFIXES["id"]) else None


def _known(kind: str, rest: str) -> bool:
    return kind != "goal" or rest.isdecimal()


def owner(iri: str) -> str | None:
    """The IRI of the thing whose page shows this one."""
    place_of = place(iri)
    return place_of and thing(*place_of)


def thing(kind: str, name: str) -> str:
    """The IRI of the thing of that kind and id."""
    space = next((space for space, own in _SPACES.items() if own == kind), f"{PREFIXES['id']}{kind}/")
    return f"{space}{name}"


def anchor(iri: str) -> str:
    """The part of its page where a thing stands: ``claim-signed-clair-719``; empty for the whole page."""
    place_of = place(iri)
    return iri.removeprefix(thing(*place_of)).strip("/").replace("/", "-") if place_of else ""


def path(iri: str) -> str:
    """The address of what shows a thing, from the folder of a language; empty where nothing does."""
    place_of = place(iri)
    if not place_of:
        return ""
    part = anchor(iri)
    return f"{place_of[0]}/{place_of[1]}.html{'#' if part else ''}{part}"
