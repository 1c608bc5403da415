"""Which columns hold the two ends of a link: the headings that files of this field have.

Known: Gephi, SNAP, Neo4j, answers of Wikidata about P190 (twinned administrative body), lists of twin towns in English,
French, German, Spanish and Japanese, and two columns that differ in a last 1 and 2, or a and b.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PAIRS = [
    ("source", "target"),
    ("from", "to"),
    ("fromnodeid", "tonodeid"),
    ("sourceid", "targetid"),
    ("startid", "endid"),
    ("subject", "object"),
]
_TOWN = re.compile(
    "(item|city|town|place|municipality|government|commune|ville|collectivit[ée]|stadt|ort|gemeinde|ciudad"
    "|都市|都市名|自治体|自治体名|市町村)(label|name)?"
)
_PARTNER = re.compile(
    "(p190|(twin|sister|partner|twinned)(city|town|with|administrativebody)?|jumelle|jumelage|villejumel[ée]e|villejumelle"
    "|partenaire|partnerstadt|partnergemeinde|(ciudad)?hermanada|姉妹都市|友好都市|提携(先|都市|自治体|自治体名))(label|name)?"
)
_NUMBERED = re.compile(r"^(.*?)(1|2|a|b)(label|name)?$")
_WEIGHTS = ("weight", "count")


@dataclass(frozen=True, slots=True)
class Ends:
    """Names of the columns of both ends, and of those that label them (empty: none)."""

    source: str
    target: str
    source_label: str = ""
    target_label: str = ""


def known_ends(names: Sequence[str]) -> Ends | None:
    """The columns of the ends where their headings are known; ``None`` otherwise.

    >>> known_ends(["item", "itemLabel", "twin", "twinLabel"])
    Ends(source='item', target='twin', source_label='itemLabel', target_label='twinLabel')
    >>> known_ends(["town_1", "town_2", "year"])
    Ends(source='town_1', target='town_2', source_label='', target_label='')
    """
    own = {_plain(name): name for name in reversed(names)}
    for source, target in (*_PAIRS, *_towns(own), *_numbered(own)):
        for suffix in ("", "label", "name"):
            if source + suffix in own and target + suffix in own:
                labels = [own.get(end + "label", "") if not suffix else "" for end in (source, target)]
                return Ends(own[source + suffix], own[target + suffix], *labels)
    return None


def weight(names: Sequence[str]) -> str:
    """The column of weights; empty where none is headed so."""
    return next((name for name in names if _plain(name) in _WEIGHTS), "")


def kind(names: Sequence[str]) -> str:
    """The column in which Gephi says whether a link is directed; empty where there is none."""
    return next((name for name in names if _plain(name) == "type"), "")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _towns(own: dict[str, str]) -> list[tuple[str, str]]:
    """Each heading of a town with each heading of its partner, both without what says that it is a label."""
    towns, partners = (
        [match[1] for name in own if (match := known.fullmatch(name))] for known in (_TOWN, _PARTNER)
    )
    return [(town, partner) for town in towns for partner in partners]


def _numbered(own: dict[str, str]) -> list[tuple[str, str]]:
    """The one pair of columns that differ in a last 1 and 2, or a and b; none where several do."""
    stems = {(match[1], match[2]) for name in own if (match := _NUMBERED.match(name))}
    pairs = [
        (stem + one, stem + other)
        for one, other in ("12", "ab")
        for stem, last in sorted(stems)
        if last == one and (stem, other) in stems and len(stem) > 1
    ]
    return pairs if len(pairs) == 1 else []
