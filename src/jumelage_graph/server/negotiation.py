"""Which of the forms that there are a reader takes: media types, languages, compressions (RFC 9110, section 12)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jumelage_graph.engines.answers import Form
from jumelage_graph.words import LANGUAGES

_QUALITY = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")


@dataclass(frozen=True, slots=True)
class Offer:
    """One form in which there is an answer: its media type, our name for it, and the suffix of its address."""

    media: str
    form: str
    suffix: str = ""

    @property
    def content_type(self) -> str:
        """The media type, with the charset where a text has one."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


TABLES = (
    Offer("application/sparql-results+json", "json", "json"),
    Offer("application/sparql-results+xml", "xml", "xml"),
    Offer("text/csv", "csv", "csv"),
    Offer("text/tab-separated-values", "tsv", "tsv"),
    Offer("application/json", "json"),
    Offer("application/xml", "xml"),
)
"""Of a SELECT or ASK; the first of those that are liked equally is sent."""

GRAPHS = (
    Offer("text/turtle", "turtle", "ttl"),
    Offer("application/n-triples", "ntriples", "nt"),
    Offer("application/ld+json", "jsonld", "jsonld"),
    Offer("application/rdf+xml", "rdfxml", "rdf"),
    Offer("application/n-quads", "ntriples", "nq"),
    Offer("application/trig", "turtle", "trig"),
    Offer("application/json", "jsonld"),
)
"""Of a graph; triples without the name of a graph are N-Quads and TriG as they are."""

OFFERS: dict[Form, tuple[Offer, ...]] = {"select": TABLES, "ask": TABLES, "graph": GRAPHS}


def _ranges(header: str) -> list[tuple[str, float]]:
    """The entries of a header such as Accept, each in lower case with its quality; what is malformed is left out."""
    ranges = []
    for entry in header.lower().split(","):
        value, *parameters = (part.strip() for part in entry.split(";"))
        quality = next((part[2:].strip() for part in parameters if part.startswith("q=")), "1")
        if value and _QUALITY.fullmatch(quality):
            ranges.append((value, float(quality)))
    return ranges


@lru_cache(maxsize=256)
def best(accept: str, offers: tuple[Offer, ...]) -> Offer | None:
    """The offer that is liked best, the first of equals; ``None`` where none is acceptable.

    >>> best("text/csv;q=0.5, application/*", TABLES).form, best("image/png", TABLES)
    ('json', None)
    """
    ranges = _ranges(accept) if accept.strip() else [("*/*", 1.0)]
    liked = [(_liking(offer.media, ranges), offer) for offer in offers]
    quality, offer = max(liked, key=lambda each: each[0])
    return offer if quality > 0 else None


def _liking(media: str, ranges: Iterable[tuple[str, float]]) -> float:
    """The quality of the most specific range that a media type falls under."""
    kind = media.partition("/")[0]
    for wanted in (media, f"{kind}/*", "*/*"):
        qualities = [quality for value, quality in ranges if value == wanted]
        if qualities:
            return max(qualities)
    return 0.0


def by_suffix(suffix: str, offers: Iterable[Offer]) -> Offer | None:
    """The offer whose addresses end so."""
    return next((offer for offer in offers if suffix and offer.suffix == suffix), None)


def by_name(name: str, offers: Iterable[Offer]) -> Offer | None:
    """The offer of that name: ours, its media type or its suffix."""
    return next((offer for offer in offers if name and name in (offer.form, offer.media, offer.suffix)), None)


@lru_cache(maxsize=256)
def language(accept: str) -> str:
    """Of our languages, the one that the reader likes best; English where none is liked.

    >>> language("de, ja-JP;q=0.8, fr;q=0.5")
    'ja'
    """
    ranked = sorted(_ranges(accept), key=lambda each: -each[1])
    tags = (value.partition("-")[0] for value, quality in ranked if quality)
    return next((tag for tag in tags if tag in LANGUAGES), "en")


@lru_cache(maxsize=256)
def takes_gzip(accept: str) -> bool:
    """Whether a body may be sent compressed with gzip.

    >>> takes_gzip("br, gzip"), takes_gzip("gzip;q=0, *"), takes_gzip("")
    (True, False, False)
    """
    named = dict(_ranges(accept))
    return named.get("gzip", named.get("x-gzip", named.get("*", 0.0))) > 0
