"""The governments: who they are, and the région or prefecture of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.record.things import Government

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jumelage_graph.record.facts import Classes, Facts

PROPERTIES = """jg:country org:classification skos:prefLabel jg:officialCode jg:population sdo:sameAs dct:spatial
  jg:dissolved jg:within jg:successor jg:attended wgs:lat wgs:long"""

_WIKIDATA = PREFIXES["wd"]
_OWN = ("region", "prefecture")
_SPECIAL = "special-status-collectivity"


def governments(places: Classes) -> dict[str, Government]:
    """Every government by its id."""
    told = sorted(places["LocalGovernment"], key=lambda f: f.slug)
    territories = {f.iri: f for f in places["Location"]}
    regions = _regions(told)
    return {f.slug: _government(f, territories, regions) for f in told}


def keys(found: Classes) -> dict[str, str]:
    """The keys under which a search finds each government, joined by ``|``."""
    return {f.slug: "|".join(sorted(set(f.texts("searchKey")))) for f in found["LocalGovernment"]}


def _government(f: Facts, territories: dict[str, Facts], regions: dict[str, str]) -> Government:
    return Government(
        id=f.slug,
        country=f.text("country"),
        type=f.slug_of("classification"),
        names=f.names(),
        borrowed=f.borrowed(),
        kana=f.tagged("prefLabel").get("ja-hrkt", ""),
        code=max(f.slugs("officialCode"), default=""),
        region=regions.get(f.slug, ""),
        place=_place([territories[iri] for iri in f.texts("spatial") if iri in territories]),
        population=f.number("population"),
        dissolved=f.text("dissolved"),
        wikidata=next(
            (iri.removeprefix(_WIKIDATA) for iri in f.texts("sameAs") if iri.startswith(_WIKIDATA)), ""
        ),
    )


def _place(territories: Iterable[Facts]) -> tuple[float, float] | None:
    """Latitude and longitude of a territory (WGS 84, degrees)."""
    known = (f for f in territories if f.has("lat") and f.has("long"))
    return next(((float(f.text("lat")), float(f.text("long"))) for f in known), None)


def _regions(told: Iterable[Facts]) -> dict[str, str]:
    """Région of today or prefecture of each government; a special-status collectivity where none is above it."""
    known = {f.slug: f for f in told}
    regions = {slug: _above(f, known) for slug, f in known.items()}
    return {slug: _heir(region, known) for slug, region in regions.items() if region}


def _above(f: Facts, known: dict[str, Facts]) -> str:
    """The last in order of the wholes in which it lies, itself first, of the kinds that count."""
    wholes = [slug for slug in (f.slug, *f.slugs("within")) if slug in known]
    of = {slug: known[slug].slug_of("classification") for slug in wholes}
    own = [slug for slug in wholes if of[slug] in _OWN]
    special = [slug for slug in wholes if of[slug] == _SPECIAL]
    return next(iter([*reversed(own), *reversed(special)]), "")


def _heir(region: str, known: dict[str, Facts]) -> str:
    """The région into which a former one has merged, or the same."""
    if known[region].slug_of("classification") != "region":
        return region
    heirs = [slug for slug in known[region].slugs("successor") if slug in known]
    return next(
        (slug for slug in reversed(heirs) if known[slug].slug_of("classification") == "region"), region
    )
