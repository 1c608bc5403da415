"""The partnerships as a multigraph: one edge per agreement and French–Japanese pair of its parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

from jumelage_graph.networks.nodes import government
from jumelage_graph.record import Record, standing
from jumelage_graph.record.selection import Selection, stands
from jumelage_graph.record.standing import FIRM, Period
from jumelage_graph.words import say

if TYPE_CHECKING:
    import networkx as nx

    from jumelage_graph.engines import Engine
    from jumelage_graph.record.things import Agreement

Edge = tuple[str, str, str, dict[str, Any]]
"""French party, Japanese party, agreement, attributes."""


def partnerships(source: Engine | Record, **selection: Any) -> nx.MultiGraph[str]:
    """The network of the agreements that meet every condition given.

    A node is a party of such an agreement (a government without partner is no node); its attributes are
    those of ``governments``. An edge joins a French and a Japanese party; its key is the agreement's id, so
    that several agreements of the same two stay apart. Edge attributes: ``kind``, ``status``, ``fields``
    (tuple), ``date`` (EDTF text of the act that dates the agreement), ``earliest`` and ``latest`` (ISO
    texts, the bounds of ``date``), ``certain``, ``in_force_from``, ``in_force_until`` (ISO texts),
    ``last_evidence`` (EDTF text), ``last_evidence_earliest`` and ``last_evidence_latest`` (ISO texts, the last days
    such that a sign of life then or later is certain, or possible), ``distance_km``,
    ``periods`` (text, such as ``certain 1986-04-22/1998-12-31; possible
    1999-01-01/1999-12-30``: how it stands in time, see ``record.standing``).

    ``selection`` are the keywords of ``record.selection.Selection``, in any spelling: ``kind``, ``status``,
    ``field``, ``goal``, ``edition``, ``region`` (of an end), and ``year``, which keeps what was in force on
    some day of it, as far as the record tells (certain or presumed). ``graph.graph`` holds ``selection``
    (text), ``left_out_undated`` (agreements that meet all other conditions, but have no certain date to
    compare with ``year``) and ``explanation`` where the network is empty.

    Errors: ``UsageError`` for a keyword or a value that is not known.
    """
    import networkx as nx  # noqa: PLC0415  (slow to import)

    record = Record.of(source)
    wanted = Selection.of(record, selection)
    met = [agreement for agreement in record.agreements.values() if wanted.meets(record, agreement)]
    kept = [agreement for agreement in met if wanted.year is None or stands(agreement, wanted.year) in FIRM]
    graph: nx.MultiGraph[str] = nx.MultiGraph(name="French–Japanese partnerships")
    for fr, jp, agreement, attributes in _edges(record, kept):
        for end in (fr, jp):
            graph.add_node(end, **government(record.governments[end]))
        graph.add_edge(fr, jp, key=agreement, **attributes)
    graph.graph |= _described(wanted, met, empty=not graph)
    return graph


def _edges(record: Record, agreements: Iterable[Agreement]) -> list[Edge]:
    """One edge for each pair of parties of two countries."""
    edges = []
    for agreement in agreements:
        of = {c: [p for p in agreement.parties if record.governments[p].country == c] for c in ("FR", "JP")}
        apart = {(fr, jp): kilometres for fr, jp, kilometres in agreement.distances}
        edges += [
            (fr, jp, agreement.id, _attributes(agreement, apart.get((fr, jp))))
            for fr, jp in product(of["FR"], of["JP"])
        ]
    return edges


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
        "last_evidence": agreement.last_sign,
        "last_evidence_earliest": agreement.evidence,
        "last_evidence_latest": agreement.maybe_evidence,
        "distance_km": kilometres,
        "fields": tuple(agreement.fields),
        "suspensions": tuple(f"{act.earliest}/{act.resumed}" for act in rests),
        "periods": standing.write(agreement.periods),
    }
    always = ("fields", "certain")
    return {name: value for name, value in known.items() if name in always or value not in (None, "", ())}


def in_force(attributes: Mapping[str, Any], day: str) -> bool:
    """Whether an agreement, by the attributes of its edge, was in force on a day (ISO text): certain or presumed."""
    return standing.standing(periods(attributes), day, day) in FIRM


def periods(attributes: Mapping[str, Any]) -> list[Period]:
    """The periods of an agreement, by the attributes of its edge."""
    return list(standing.read(attributes.get("periods", "")))


def _described(wanted: Selection, met: Iterable[Agreement], *, empty: bool) -> dict[str, Any]:
    undated = [agreement for agreement in met if not agreement.since]
    described = {"selection": wanted.text(), "left_out_undated": len(undated) if wanted.year else 0}
    return described | ({"explanation": _explanation(wanted.text(), met)} if empty else {})


def _explanation(text: str, met: Iterable[Agreement]) -> str:
    """Why nothing meets the conditions: before the first agreement, or after the last day that is certain."""
    firm = [period for agreement in met for period in agreement.periods if period.standing in FIRM]
    if not firm:
        return say("networks.partnerships.none", selection=text or "–")
    first, last = min(one.first for one in firm), max(one.last for one in firm)
    return say("networks.partnerships.none_then", selection=text or "–", first=first, last=last)
