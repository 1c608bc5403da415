"""The network of partnerships as two tables, nodes and edges: their columns and rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.networks import partnerships, writing

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its XML Schema type, what its values mean."""

    name: str
    type: str
    meaning: str


NODES = (
    Column("id", "string", f"Id of the government, the end of its IRI: {PREFIXES['gov']}…"),
    Column("label", "string", "Name in English, else in French, else in Japanese."),
    Column("label_fr", "string", "Name in French."),
    Column("label_ja", "string", "Name in Japanese."),
    Column("country", "string", "FR or JP."),
    Column("type", "string", "Type of government, such as commune or city."),
    Column("level", "string", "municipal, intermunicipal or upper (région, département, prefecture)."),
    Column("region", "string", "Id of the région of today or of the prefecture that it is or lies in."),
    Column("population", "integer", "Inhabitants."),
    Column("lat", "decimal", "Latitude in degrees, WGS 84."),
    Column("lon", "decimal", "Longitude in degrees, WGS 84."),
    Column("wikidata", "string", "Wikidata item."),
    Column("dissolved", "string", "Date on which it ceased to exist, as well as known (EDTF)."),
)
EDGES = (
    Column("id", "string", "Agreement and both ends, joined by colons."),
    Column("source", "string", "Id of the French party."),
    Column("target", "string", "Id of the Japanese party."),
    Column("agreement", "string", "Id of the agreement; one of three parties is two edges."),
    Column("kind", "string", "Kind of agreement."),
    Column("status", "string", "Latest status known."),
    Column("fields", "string", "Fields of cooperation, joined by semicolons."),
    Column("date", "string", "Date of the act that dates the agreement, as well as known (EDTF)."),
    Column("earliest", "date", "First day that this date can mean."),
    Column("latest", "date", "Last day that this date can mean."),
    Column("certain", "boolean", "Whether the date is given without reserve."),
    Column("dated", "boolean", "Whether it is known since which day it is certainly in force."),
    Column("in_force_from", "date", "First day on which it was certainly in force."),
    Column("in_force_until", "date", "First day on which it was no longer certainly in force."),
    Column(
        "periods",
        "string",
        "Its periods: standing (certain, presumed, possible), first and last day; .. is open.",
    ),
    Column(
        "suspensions",
        "string",
        "Suspensions, from the first day on which each can have begun to the last it can have lasted.",
    ),
    Column("last_evidence", "string", "Date of the last sign of life, as well as known (EDTF)."),
    Column("last_evidence_earliest", "date", "Last day such that a sign of life then or later is certain."),
    Column("last_evidence_latest", "date", "Last day such that a sign of life then or later is possible."),
    Column("distance_km", "decimal", "Great-circle distance between the two ends in kilometres."),
)
TABLES = {"nodes": NODES, "edges": EDGES}


def tables(release: Release) -> dict[str, Rows]:
    """The rows of both tables, a dictionary each; an unknown value has no key."""
    flat = writing.plain(partnerships(release.record))
    nodes = [{"id": node, **data} for node, data in flat.nodes(data=True)]
    edges = [
        {"id": key, "source": fr, "target": jp, **data}
        for fr, jp, key, data in flat.edges(keys=True, data=True)
    ]
    return {"nodes": nodes, "edges": edges}
