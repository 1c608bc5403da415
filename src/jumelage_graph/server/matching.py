"""Reconciliation: which government of the record each row of a foreign table means (Reconciliation Service API 0.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jumelage_graph import names
from jumelage_graph.comparisons.reconciling import Candidate, Reconciler, Wanted
from jumelage_graph.engines import Engine
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.words import FALLBACKS, LANGUAGES, word

SPACE = PREFIXES["gov"]
ANY = "LocalGovernment"
CODES = ("code", "insee", "jp-lgcode", "wikidata")
CONDITIONS = (*CODES, "country", "place", "point")
"""What a row may tell beside the name."""

EXTENSIONS: Mapping[str, str] = {
    "label-fr": '?s skos:prefLabel ?v FILTER(LANG(?v) = "fr")',
    "label-ja": '?s skos:prefLabel ?v FILTER(LANG(?v) = "ja")',
    "label-en": '?s skos:prefLabel ?v FILTER(LANG(?v) = "en")',
    "label-ja-latn": '?s skos:prefLabel ?v FILTER(LANG(?v) = "ja-latn")',
    "label-ja-hrkt": '?s skos:prefLabel ?v FILTER(LANG(?v) = "ja-hrkt")',
    "code": "?s jg:officialCode/skos:notation ?v",
    "country": "?s jg:country ?v",
    "type": "?s org:classification ?v",
    "within": "?s jg:partOf ?v",
    "partners": "?s jg:partnerOf ?v",
    "population": "?s jg:population ?v",
    "latitude": "?s dct:spatial/wgs:lat ?v",
    "longitude": "?s dct:spatial/wgs:long ?v",
    "wikidata": '?s sdo:sameAs ?w FILTER(CONTAINS(STR(?w), "wikidata.org")) BIND(STRAFTER(STR(?w), "entity/") AS ?v)',
}
"""The columns that a table can be extended by, each with its pattern."""

_TYPES = """SELECT DISTINCT ?c ?id WHERE {
  ?s jg:country ?any ; org:classification ?c . ?c skos:notation ?id } ORDER BY ?id"""
_LABELS = "SELECT ?s ?l WHERE { ?s jg:country ?any ; skos:prefLabel ?l } ORDER BY ?s ?l"
_WITHIN = "SELECT ?s ?w WHERE { ?s jg:country ?any ; jg:partOf ?w } ORDER BY ?s ?w"
_KINDS = "SELECT ?s ?c WHERE { ?s jg:country ?any ; org:classification ?c } ORDER BY ?s"


class Matcher:
    """Everything that reconciliation needs of the record, read once."""

    def __init__(self, engine: Engine, reconciler: Reconciler) -> None:
        self.engine, self.reconciler = engine, reconciler
        rows = engine.answer(_TYPES).records()
        self.types = {str(row["id"]): str(row["c"]) for row in rows}
        self._labels: dict[str, dict[str, str]] = {}
        for row in engine.answer(_LABELS).records():
            self._labels.setdefault(row["s"], {})[row["l"].language] = str(row["l"])
        self._type_labels = {lang: self._of_types(lang) for lang in LANGUAGES}
        self._within = {str(row["s"]): str(row["w"]) for row in engine.answer(_WITHIN).records()}
        self._kinds = {str(row["s"]): str(row["c"]) for row in engine.answer(_KINDS).records()}

    def _of_types(self, lang: str) -> dict[str, str]:
        from jumelage_graph.server.things import labels  # noqa: PLC0415  (beside, not below)

        return labels(self.engine, self.types.values(), lang)

    def label(self, iri: str, lang: str) -> str:
        """The name of a government in the first language of the reader's order that it has."""
        held = self._labels.get(iri, {})
        return next((held[tag] for tag in (*FALLBACKS[lang], "ja") if tag in held), iri.removeprefix(SPACE))

    def description(self, iri: str, lang: str) -> str:
        """What kind of government it is, and where it lies."""
        kind = self._type_labels[lang].get(self._kinds.get(iri, ""), "")
        places = [self.label(self._within[iri], lang)] if iri in self._within else []
        return " · ".join([kind, *places]) if kind else ", ".join(places)

    def type_of(self, identifier: str, lang: str) -> dict[str, str]:
        """A type with its name."""
        return {
            "id": identifier,
            "name": self._type_labels[lang].get(self.types.get(identifier, ""), identifier),
        }


def types(matcher: Matcher, lang: str) -> list[dict[str, str]]:
    """The types of governments, the one that holds all first."""
    every = {"id": ANY, "name": word("server.reconciliation.any", lang)}
    return [every, *(matcher.type_of(identifier, lang) for identifier in matcher.types)]


def reconcile(matcher: Matcher, queries: Mapping[str, Mapping[str, Any]], lang: str) -> dict[str, Any]:
    """The candidates of each query of a batch."""
    return {key: {"result": _candidates(matcher, query, lang)} for key, query in queries.items()}


def _candidates(matcher: Matcher, query: Mapping[str, Any], lang: str) -> list[dict[str, Any]]:
    wanted = _wanted(query, matcher)
    limit = query.get("limit")
    candidates = matcher.reconciler.candidates(wanted, limit if isinstance(limit, int) and limit > 0 else 5)
    return [_told(matcher, candidate, lang) for candidate in candidates]


def _wanted(query: Mapping[str, Any], matcher: Matcher) -> Wanted:
    told: dict[str, str] = {}
    for each in query.get("properties") or ():
        if str(each.get("pid")) in CONDITIONS:
            told.setdefault("code" if each["pid"] in CODES else str(each["pid"]), _plain(each.get("v")))
    kinds = query.get("type") or ()
    kind = [each for each in ([kinds] if isinstance(kinds, str) else kinds) if each in matcher.types]
    text = str(query.get("query") or "")
    iri = text.removeprefix(SPACE)
    return Wanted(
        name=iri,
        code=told.get("code", text if any(sign.isdigit() for sign in text) else ""),
        country=told.get("country", "").upper(),
        place=told.get("place", ""),
        type=kind[0] if len(kind) == 1 else "",
        point=_point(told.get("point", "")),
    )


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return _plain(value[0]) if value else ""
    if isinstance(value, dict):
        return str(value.get("id") or value.get("name") or "").removeprefix(SPACE)
    return "" if value is None else str(value).strip()


def _point(text: str) -> tuple[float, float] | None:
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _told(matcher: Matcher, candidate: Candidate, lang: str) -> dict[str, Any]:
    iri = f"{SPACE}{candidate.id}"
    return {
        "id": candidate.id,
        "name": matcher.label(iri, lang),
        "description": matcher.description(iri, lang),
        "type": [matcher.type_of(candidate.type, lang)],
        "score": candidate.score,
        "match": candidate.match,
        "features": [{"id": reason.name, "value": reason.points} for reason in candidate.reasons],
    }


def suggest(matcher: Matcher, prefix: str, lang: str) -> list[dict[str, Any]]:
    """Governments of which a name begins with or contains what was typed; the best ten."""
    hits = names.search(matcher.engine, prefix, lang) if any(map(str.isalnum, prefix)) else []
    things = [hit for hit in hits if hit.iri.startswith(SPACE)][:10]
    return [
        {
            "id": hit.iri.removeprefix(SPACE),
            "name": hit.label,
            "description": matcher.description(hit.iri, lang),
        }
        for hit in things
    ]


def preview(matcher: Matcher, identifier: str, lang: str) -> dict[str, str] | None:
    """The name and the description of a government; ``None`` where there is none of that id."""
    iri = SPACE + identifier.removeprefix(SPACE)
    if iri not in matcher._kinds:
        return None
    return {"iri": iri, "name": matcher.label(iri, lang), "description": matcher.description(iri, lang)}


def extend(matcher: Matcher, ids: Sequence[str], properties: Sequence[str], lang: str) -> dict[str, Any]:
    """The values of properties of governments, by id and property; unknown ones have none."""
    iris = {SPACE + each.removeprefix(SPACE): each for each in ids}
    known = [iri for iri in iris if iri in matcher._kinds]
    rows: dict[str, dict[str, list[Any]]] = {each: {name: [] for name in properties} for each in ids}
    for name in properties:
        if pattern := EXTENSIONS.get(name):
            listed = " ".join(f"<{iri}>" for iri in known)
            sparql = (
                f"SELECT DISTINCT ?s ?v WHERE {{ VALUES ?s {{ {listed} }} {pattern} }} ORDER BY ?s STR(?v)"
            )
            for row in matcher.engine.answer(sparql).records():
                rows[iris[row["s"]]][name].append(_value(matcher, row["v"], lang))
    return {"meta": [property_named(name, lang) for name in properties], "rows": rows}


def _value(matcher: Matcher, value: Any, lang: str) -> dict[str, Any]:
    if value.kind == "iri" and value.startswith(SPACE):
        return {"id": value.removeprefix(SPACE), "name": matcher.label(value, lang)}
    if value.kind == "iri":
        return {"str": matcher._type_labels[lang].get(value, str(value))}
    number = value.value
    if isinstance(number, int) and not isinstance(number, bool):
        return {"int": number}
    return {"str": str(value)} if isinstance(number, str) else {"float": float(number)}


def property_named(name: str, lang: str) -> dict[str, str]:
    """A property with its name."""
    return {"id": name, "name": word(f"server.reconciliation.{name}", lang)}


CALLS: Mapping[str, Callable[..., Any]] = {
    "types": types,
    "reconcile": reconcile,
    "suggest": suggest,
    "preview": preview,
    "extend": extend,
}
"""What a process of the pool can be asked by name."""
