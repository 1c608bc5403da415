"""The partnerships as a multigraph: one edge per agreement and French–Japanese pair of its parties."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

from jumelage_graph.errors import unknown
from jumelage_graph.networks.nodes import governments
from jumelage_graph.record import Record, standing
from jumelage_graph.record.standing import Period

if TYPE_CHECKING:
    import networkx as nx

    from jumelage_graph.engines import Engine
    from jumelage_graph.record.things import Agreement

Edge = tuple[str, str, str, dict[str, Any]]
"""French party, Japanese party, agreement, attributes."""


def partnerships(
    source: Engine | Record,
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

    record = Record.of(source)
    known = governments(record)
    _check(record, kind=kind, status=status, field=field, region=region)
    wanted = {"kind": kind, "status": status, "field": field, "region": region}
    edges = [edge for edge in _edges(record) if _meets(edge, known, wanted)]
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


def _edges(record: Record) -> list[Edge]:
    """French party, Japanese party, agreement, attributes: one for each pair of parties of two countries."""
    found = []
    for agreement in record.agreements.values():
        of = {c: [p for p in agreement.parties if record.governments[p].country == c] for c in ("FR", "JP")}
        apart = {(fr, jp): kilometres for fr, jp, kilometres in agreement.distances}
        found += [
            (fr, jp, agreement.id, _attributes(agreement, apart.get((fr, jp))))
            for fr, jp in product(of["FR"], of["JP"])
        ]
    return found


def _attributes(agreement: Agreement, kilometres: float | None) -> dict[str, Any]:
    act = agreement.dated
    dated = (
        {"date": act.edtf, "earliest": act.earliest, "latest": act.latest, "certain": act.certain}
        if act
        else {}
    )
    rests = (act for act in agreement.acts if act.kind == "suspension" and act.earliest and act.resumed)
    known = {
        "kind": agreement.kind,
        "status": agreement.status,
        **dated,
        "in_force_from": agreement.since,
        "in_force_until": agreement.until,
        "last_evidence": agreement.evidence,
        "distance_km": kilometres,
        "fields": tuple(agreement.fields),
        "suspensions": tuple(f"{act.earliest}/{act.resumed}" for act in rests),
        "periods": standing.write(agreement.periods),
    }
    always = ("fields", "certain")
    return {name: value for name, value in known.items() if name in always or value not in (None, "", ())}


def _check(record: Record, **wanted: str | None) -> None:
    for name, scheme in (("kind", "agreement-kinds"), ("status", "statuses"), ("field", "fields")):
        if wanted[name] and wanted[name] not in record.concepts[scheme]:
            raise unknown(name, str(wanted[name]), record.concepts[scheme])
    regions = {known.region for known in record.governments.values() if known.region}
    if wanted["region"] and wanted["region"] not in regions:
        raise unknown("region", wanted["region"], regions)


def _meets(
    edge: Edge,
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


def _described(wanted: dict[str, Any], edges: list[Edge], kept: list[Any]) -> dict[str, Any]:
    text = ", ".join(f"{name} {value}" for name, value in wanted.items() if value is not None)
    undated = {agreement for _, _, agreement, row in edges if "in_force_from" not in row}
    described = {"selection": text, "left_out_undated": len(undated) if wanted["year"] is not None else 0}
    if not kept:
        described["explanation"] = _explanation(text, edges)
    return described


def _explanation(text: str, edges: list[Edge]) -> str:
    """Why nothing meets the conditions: before the first agreement, or after the last day that is certain."""
    firm = [one for *_, row in edges for one in periods(row) if one.standing in standing.FIRM]
    first, last = min((one.first for one in firm), default=""), max((one.last for one in firm), default="")
    known = f" Of the other conditions, agreements are in force from {first} to {last}, as far as is known."
    return f"No agreement meets: {text or 'no condition at all'}.{known if firm else ''}"
