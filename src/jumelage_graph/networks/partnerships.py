"""The partnerships as a multigraph: one edge per agreement and French–Japanese pair of its parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import unknown
from jumelage_graph.networks.selecting import select
from jumelage_graph.record import standing
from jumelage_graph.record.standing import Period

if TYPE_CHECKING:
    import networkx as nx

    from jumelage_graph.engines import Engine

UPPER = ("region", "departement", "prefecture", "special-status-collectivity", "wide-area-union")

_GOVERNMENTS = """ SELECT DISTINCT ?id ?country ?type ?label_fr ?label_ja ?label_en ?population ?wikidata
?lat ?lon ?dissolved WHERE {
  ?id a jg:LocalGovernment ; jg:country ?country ; org:classification ?type .
  OPTIONAL { ?id skos:prefLabel ?label_fr FILTER(lang(?label_fr) = "fr") }
  OPTIONAL { ?id skos:prefLabel ?label_ja FILTER(lang(?label_ja) = "ja") }
  OPTIONAL { ?id skos:prefLabel ?label_en FILTER(lang(?label_en) = "en") }
  OPTIONAL { ?id jg:population ?population }
  OPTIONAL { ?id sdo:sameAs ?wikidata FILTER(STRSTARTS(STR(?wikidata), "http://www.wikidata.org/entity/")) }
  OPTIONAL { ?id dct:spatial ?territory . ?territory wgs:lat ?lat ; wgs:long ?lon }
  OPTIONAL { ?id jg:dissolvedOn ?dissolved }
} ORDER BY ?id"""

_WITHIN = """
SELECT DISTINCT ?id ?whole ?type WHERE {
  ?id jg:within ?whole . ?whole org:classification ?type
  FILTER(?type IN (jgk:region, jgk:prefecture, jgk:special-status-collectivity))
} ORDER BY ?id ?type ?whole"""

_MERGED = """
SELECT DISTINCT ?id ?heir WHERE {
  ?id jg:successor ?heir ; org:classification jgk:region . ?heir org:classification jgk:region
} ORDER BY ?id ?heir"""

_PAIRS = """ SELECT DISTINCT ?agreement ?fr ?jp ?kind ?status ?date ?earliest ?latest ?certain
?in_force_from ?in_force_until
  ?last_evidence ?distance_km WHERE {
  ?agreement a jg:Agreement ; jg:party ?fr , ?jp ; jg:agreementKind ?kind ; jg:status ?status .
  ?fr jg:country "FR" . ?jp jg:country "JP" .
  OPTIONAL { ?agreement jg:datingAct ?act . ?act jg:edtf ?date ; jg:certain ?certain
    OPTIONAL { ?act jg:earliest ?earliest } OPTIONAL { ?act jg:latest ?latest } }
  OPTIONAL { ?agreement jg:inForceFrom ?in_force_from }
  OPTIONAL { ?agreement jg:inForceUntil ?in_force_until }
  OPTIONAL { ?agreement jg:lastEvidence ?last_evidence }
  OPTIONAL { ?measured jg:between ?fr , ?jp ; jg:kilometres ?distance_km }
} ORDER BY ?agreement ?fr ?jp"""

_FIELDS = """
SELECT DISTINCT ?agreement ?field WHERE {
  ?agreement a jg:Agreement ; jg:field ?field
} ORDER BY ?agreement ?field"""

_SUSPENSIONS = """
SELECT DISTINCT ?agreement ?start ?end WHERE {
  ?agreement jg:hasAct ?act . ?act jg:actKind jgk:suspension ; jg:earliest ?start ; jg:resumedOn ?end
} ORDER BY ?agreement ?start"""

_PERIODS = """
SELECT DISTINCT ?agreement ?standing ?first ?last WHERE {
  ?agreement jg:period ?period . ?period jg:standing ?standing .
  OPTIONAL { ?period jg:firstDay ?first } OPTIONAL { ?period jg:lastDay ?last }
} ORDER BY ?agreement ?first"""

_CONCEPTS = """
SELECT DISTINCT ?slug WHERE { ?concept skos:inScheme jgk:%s ; skos:notation ?slug } ORDER BY ?slug"""


def partnerships(
    engine: Engine,
    *,
    year: int | None = None,
    kind: str | None = None,
    status: str | None = None,
    field: str | None = None,
    region: str | None = None,
) -> nx.MultiGraph[str]:
    """The network of the agreements that meet every condition given.

    A node is a party of such an agreement (a government without partner is no node); its attributes are
    those of ``governments``. An edge joins a French and a Japanese party; its key is the agreement's id, so
    that several agreements of the same two stay apart. Edge attributes: ``kind``, ``status``, ``fields``
    (tuple), ``date`` (EDTF text of the act that dates the agreement), ``earliest`` and ``latest`` (ISO
    texts, the bounds of ``date``), ``certain``, ``in_force_from``, ``in_force_until``, ``last_evidence``
    (ISO texts), ``distance_km``, ``periods`` (text, such as ``certain 1986-04-22/1998-12-31; possible
    1999-01-01/1999-12-30``: how it stands in time, see ``record.standing``).

    ``year`` keeps what was in force on some day of it, as far as the record tells (certain or presumed);
    ``region`` (id of a région or prefecture) what has an end there. ``graph.graph`` holds ``selection``
    (text), ``left_out_undated`` (agreements that meet all other conditions, but have no certain date to
    compare with ``year``) and ``explanation`` where the network is empty.

    Errors: ``UsageError`` for a kind, status, field or region that is not known.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    known = governments(engine)
    _check(engine, known, kind=kind, status=status, field=field, region=region)
    wanted = {"kind": kind, "status": status, "field": field, "region": region}
    edges = [edge for edge in _edges(engine) if _meets(edge, known, wanted)]
    graph: nx.MultiGraph[str] = nx.MultiGraph(name="French–Japanese partnerships")
    kept = [
        edge for edge in edges if year is None or standing.in_year(periods(edge[3]), year) in standing.FIRM
    ]
    for fr, jp, agreement, attributes in kept:
        graph.add_node(fr, **known[fr])
        graph.add_node(jp, **known[jp])
        graph.add_edge(fr, jp, key=agreement, **attributes)
    graph.graph |= _described({"year": year, **wanted}, edges, kept)
    return graph


def governments(engine: Engine) -> dict[str, dict[str, Any]]:
    """The attributes of every government, by its id.

    ``country`` (FR, JP), ``side`` (the same), ``type``, ``level`` (``municipal``, ``intermunicipal`` or
    ``upper``: région, département, prefecture, special-status collectivity), ``label_fr``, ``label_ja``,
    ``label_en``, ``population`` (inhabitants), ``lat``, ``lon`` (WGS 84, degrees), ``wikidata``,
    ``dissolved`` (ISO text), ``region``: the id of the région of today, of the overseas collectivity, or of
    the prefecture that it is or lies in.
    """
    known = {row.pop("id"): row for row in select(engine, _GOVERNMENTS)}
    regions = _regions(engine, known)
    for name, attributes in known.items():
        attributes["side"] = attributes["country"]
        attributes["level"] = _level(attributes["type"])
        if name in regions:
            attributes["region"] = regions[name]
    return known


def _level(kind: str) -> str:
    if kind == "epci":
        return "intermunicipal"
    return "upper" if kind in UPPER else "municipal"


def _regions(engine: Engine, known: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Région or prefecture of each government; a special-status collectivity where no région is above it."""
    own = {name: name for name, row in known.items() if row["type"] in ("region", "prefecture")}
    special = {name: name for name, row in known.items() if row["type"] == "special-status-collectivity"}
    for row in select(engine, _WITHIN):
        (special if row["type"] == "special-status-collectivity" else own)[row["id"]] = row["whole"]
    heirs = {row["id"]: row["heir"] for row in select(engine, _MERGED)}
    return {name: heirs.get(region, region) for name, region in (special | own).items()}


def _edges(engine: Engine) -> list[tuple[str, str, str, dict[str, Any]]]:
    fields: dict[str, list[str]] = defaultdict(list)
    for row in select(engine, _FIELDS):
        fields[row["agreement"]].append(row["field"])
    breaks: dict[str, list[str]] = defaultdict(list)
    for row in select(engine, _SUSPENSIONS):
        breaks[row["agreement"]].append(f"{row['start']}/{row['end']}")
    periods: dict[str, list[Period]] = defaultdict(list)
    for row in select(engine, _PERIODS):
        periods[row["agreement"]].append(Period(row["standing"], row.get("first", ""), row.get("last", "")))
    rows = list(select(engine, _PAIRS))
    for row in rows:
        row["fields"] = tuple(fields[row["agreement"]])
        if row["agreement"] in periods:
            row["periods"] = standing.write(periods[row["agreement"]])
        if row["agreement"] in breaks:
            row["suspensions"] = tuple(breaks[row["agreement"]])
    return [(row.pop("fr"), row.pop("jp"), row.pop("agreement"), row) for row in rows]


def _check(engine: Engine, known: dict[str, dict[str, Any]], **wanted: str | None) -> None:
    for name, scheme in (("kind", "agreement-kinds"), ("status", "statuses"), ("field", "fields")):
        value = wanted[name]
        if value and value not in (slugs := [row["slug"] for row in select(engine, _CONCEPTS % scheme)]):
            raise unknown(name, value, slugs)
    regions = {row["region"] for row in known.values() if "region" in row}
    if wanted["region"] and wanted["region"] not in regions:
        raise unknown("region", wanted["region"], regions)


def _meets(
    edge: tuple[str, str, str, dict[str, Any]],
    known: dict[str, dict[str, Any]],
    wanted: dict[str, str | None],
) -> bool:
    fr, jp, _, attributes = edge
    return all(
        (
            wanted["kind"] in (None, attributes["kind"]),
            wanted["status"] in (None, attributes["status"]),
            wanted["field"] is None or wanted["field"] in attributes["fields"],
            wanted["region"] in (None, known[fr].get("region"), known[jp].get("region")),
        )
    )


def in_force(attributes: Mapping[str, Any], day: str) -> bool:
    """Whether an agreement, by the attributes of its edge, was in force on a day (ISO text): certain or presumed."""
    return standing.standing(periods(attributes), day, day) in standing.FIRM


def periods(attributes: Mapping[str, Any]) -> list[Period]:
    """The periods of an agreement, by the attributes of its edge."""
    return list(standing.read(attributes.get("periods", "")))


def _described(
    wanted: dict[str, Any], edges: list[tuple[str, str, str, dict[str, Any]]], kept: list[Any]
) -> dict[str, Any]:
    text = ", ".join(f"{name} {value}" for name, value in wanted.items() if value is not None)
    undated = {agreement for _, _, agreement, row in edges if "in_force_from" not in row}
    described = {"selection": text, "left_out_undated": len(undated) if wanted["year"] is not None else 0}
    if not kept:
        described["explanation"] = _explanation(text, edges)
    return described


def _explanation(text: str, edges: list[tuple[str, str, str, dict[str, Any]]]) -> str:
    """Why nothing meets the conditions: before the first agreement, or after the last day that is certain."""
    firm = [one for *_, row in edges for one in periods(row) if one.standing in standing.FIRM]
    first, last = min((one.first for one in firm), default=""), max((one.last for one in firm), default="")
    known = f" Of the other conditions, agreements are in force from {first} to {last}, as far as is known."
    return f"No agreement meets: {text or 'no condition at all'}.{known if firm else ''}"
