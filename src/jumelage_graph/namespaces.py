"""The only place that makes an IRI: prefixes, named graphs, and one function for each kind of thing.

IRIs are readable and never change once published; acts, claims and codes hang under what they belong to.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from types import MappingProxyType

BASE = "https://w3id.org/jumelage/"

PREFIXES = MappingProxyType(
    {
        "jg": f"{BASE}def/",
        "jgk": f"{BASE}concept/",
        "id": f"{BASE}id/",
        "gov": f"{BASE}id/government/",
        "agr": f"{BASE}id/agreement/",
        "edt": f"{BASE}id/edition/",
        "ses": f"{BASE}id/session/",
        "src": f"{BASE}id/source/",
        "graph": f"{BASE}graph/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "void": "http://rdfs.org/ns/void#",
        "spdx": "http://spdx.org/rdf/terms#",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "sh": "http://www.w3.org/ns/shacl#",
        "vann": "http://purl.org/vocab/vann/",
        "sdo": "https://schema.org/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "time": "http://www.w3.org/2006/time#",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "cv": "http://data.europa.eu/m8g/",
        "igeo": "http://rdf.insee.fr/def/geo#",
        "sac": "http://data.e-stat.go.jp/lod/sac/",
        "sacs": "http://data.e-stat.go.jp/lod/terms/sacs#",
        "sdg": "http://metadata.un.org/sdg/",
        "sdgo": "http://metadata.un.org/sdg/ontology#",
        "wd": "http://www.wikidata.org/entity/",
        "wdt": "http://www.wikidata.org/prop/direct/",
        "gn": "https://sws.geonames.org/",
    }
)
"""Each prefix and its namespace; queries may use them without declaring them."""

WIKIDATA = {
    "wd": PREFIXES["wd"],
    "wdt": PREFIXES["wdt"],
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "pqv": "http://www.wikidata.org/prop/qualifier/value/",
    "wikibase": "http://wikiba.se/ontology#",
}
"""The namespaces of Wikidata's statements; they name nothing of ours, so that they are no known prefixes."""
WIKIDATA_ENDPOINT = "https://query.wikidata.org/sparql"

RECORD = f"{BASE}graph/record"
CLAIMS = f"{BASE}graph/claims"
DERIVED = f"{BASE}graph/derived"
VOCABULARY = f"{BASE}graph/vocabulary"
GRAPHS = (RECORD, CLAIMS, DERIVED, VOCABULARY)
"""The four named graphs: the tables, what sources say, what the rules conclude, the vocabulary."""

ONTOLOGY = f"{BASE}def"
DATASET = f"{BASE}dataset"
QUERIES = f"{BASE}query"
SERIES = f"{BASE}id/rencontres"
SDG_FRAME = "http://metadata.un.org/sdg"
"""The Sustainable Development Goals as a whole."""

LINKED = {
    "wikidata": ("sdo:sameAs", "http://www.wikidata.org/"),
    "geonames": ("sdo:sameAs", PREFIXES["gn"]),
    "e-stat": ("jg:territoryRecord", "http://data.e-stat.go.jp/lod/"),
    "insee": ("jg:territoryRecord", "http://id.insee.fr/"),
    "sdg": ("jg:addressesGoal", PREFIXES["sdg"]),
}
"""The other datasets that ours links to: by which property, and how their IRIs begin."""

EDTF_DATE = f"{PREFIXES['edtf']}EDTF"
"""The datatype of dates in the description of the tables."""

VIRTUOSO_GEOMETRY = "http://www.openlinksw.com/schemas/virtrdf#Geometry"
"""The datatype that Virtuoso gives to what it was sent as a ``geo:wktLiteral``."""

XSI = "http://www.w3.org/2001/XMLSchema-instance"
"""Namespace of the attributes by which an XML file names its schema."""

CSVW_CONTEXT = "http://www.w3.org/ns/csvw"
STANDARDS = {
    "csvw": "https://www.w3.org/TR/tabular-metadata/",
    "geojson": "https://www.rfc-editor.org/info/rfc7946",
    "gexf": "http://gexf.net/1.3",
    "graphml": "http://graphml.graphdrawing.org/xmlns",
    "ics": "https://www.rfc-editor.org/info/rfc5545",
}
"""The documents to which exported files conform."""

_INSEE = {"insee-cog": "commune", "insee-departement": "departement", "insee-region": "region"}


@cache
def expand(curie: str) -> str:
    """The IRI that a prefixed name stands for; ``KeyError`` for a prefix that is not in ``PREFIXES``.

    >>> expand("jg:party")
    'https://w3id.org/jumelage/def/party'
    """
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def shorten(iri: str) -> str:
    """How people read an IRI: the path of a thing, the prefixed name of a term, else the IRI itself.

    >>> shorten("https://w3id.org/jumelage/id/government/nancy"), shorten("https://w3id.org/jumelage/def/party")
    ('government/nancy', 'jg:party')
    """
    if iri.startswith(PREFIXES["id"]):
        return iri.removeprefix(PREFIXES["id"])
    prefix, space = max(PREFIXES.items(), key=lambda entry: len(entry[1]) if iri.startswith(entry[1]) else 0)
    return f"{prefix}:{iri.removeprefix(space)}" if iri.startswith(space) else iri


def staging(graph: str, mark: str = "") -> str:
    """The graph in which what shall become ``graph`` is gathered on a server; without a mark, how all such begin."""
    return f"{graph}/staging/{mark}"


def thing(path: str) -> str:
    """The thing at a path under ``id/``, such as ``session/7-workshop-3``."""
    return f"{BASE}id/{path}"


def concept(slug: str) -> str:
    """A kind, status, role, field …: a concept of one of the schemes."""
    return f"{BASE}concept/{slug}"


def source(slug: str) -> str:
    """A page, register or code list that was read."""
    return thing(f"source/{slug}")


def publisher(name: str) -> str:
    """Who published a source, by the slug of its name."""
    return thing(f"publisher/{slug(name)}")


def government(slug: str) -> str:
    """A collectivité, living or former."""
    return thing(f"government/{slug}")


def territory(slug: str) -> str:
    """The place that a government governs."""
    return thing(f"territory/{slug}")


def centroid(slug: str) -> str:
    """The point that stands for a territory."""
    return f"{territory(slug)}/centroid"


def code(government_slug: str, scheme: str, notation: str) -> str:
    """An official code of a government, in its scheme."""
    return f"{government(government_slug)}/code/{scheme}-{notation}"


def change(slug: str) -> str:
    """A merger, an absorption, a renaming, a change of status."""
    return thing(f"change/{slug}")


def membership(member: str, body: str) -> str:
    """The belonging of a government to an intermunicipal body or union."""
    return f"{government(member)}/membership/{body}"


def host_town(slug: str) -> str:
    """The registration of a government as a host town of the Tokyo Games."""
    return thing(f"host-town/{slug}")


def agreement(slug: str) -> str:
    """The lasting relation between its parties."""
    return thing(f"agreement/{slug}")


def act(agreement_slug: str, slug: str) -> str:
    """A dated step of an agreement."""
    return f"{agreement(agreement_slug)}/act/{slug}"


def period(agreement_slug: str, number: int) -> str:
    """A stretch of days through which an agreement stands in one way, by its place among them."""
    return f"{agreement(agreement_slug)}/period/{number}"


def person(slug: str) -> str:
    """Someone who signed for a government."""
    return thing(f"person/{slug}")


def signing(agreement_slug: str, act_slug: str, person_slug: str, government_slug: str) -> str:
    """One person's signing of an act for one party."""
    return f"{act(agreement_slug, act_slug)}/signing/{person_slug}--{government_slug}"


def distance(agreement_slug: str, *parties: str) -> str:
    """How far apart two parties of an agreement are; the order in which they are named does not matter."""
    return f"{agreement(agreement_slug)}/distance/{'--'.join(sorted(parties))}"


def project(slug: str) -> str:
    """A joint project of an agreement."""
    return thing(f"project/{slug}")


def edition(number: int) -> str:
    """One of the Rencontres, by its number."""
    return thing(f"edition/{number}")


def headcount(number: int, who: str) -> str:
    """A stated number of participants of an edition: ``fr``, ``jp``, ``people`` …"""
    return f"{edition(number)}/headcount/{who}"


def involvement(number: int, government_slug: str, role: str, session_slug: str) -> str:
    """One government's part, in one role, in an edition or in one of its sessions."""
    parts = [government_slug, role, session_slug]
    return f"{edition(number)}/involvement/{'-'.join(part for part in parts if part)}"


def session(slug: str) -> str:
    """A workshop, round table, visit … of an edition."""
    return thing(f"session/{slug}")


def declaration(slug: str) -> str:
    """A text adopted at an edition."""
    return thing(f"declaration/{slug}")


def initiative(slug: str) -> str:
    """A policy that a government presented at an edition."""
    return thing(f"initiative/{slug}")


def organisation(slug: str) -> str:
    """A body that is no local government."""
    return thing(f"organisation/{slug}")


def detail(subject: str, number: int) -> str:
    """One fact told of the thing at the path ``subject``, by its number there."""
    return f"{thing(subject)}/detail/{number}"


def claim(subject: str, slug: str) -> str:
    """What one source says of the thing at the path ``subject``."""
    return f"{thing(subject)}/claim/{slug}"


def total(slug: str) -> str:
    """A number that others have counted."""
    return thing(f"total/{slug}")


def rejected(slug: str) -> str:
    """A link that was checked and is no partnership."""
    return thing(f"rejected/{slug}")


def rule(slug: str) -> str:
    """A rule, the description of what it concludes."""
    return thing(f"rule/{slug}")


def goal(number: int) -> str:
    """A Sustainable Development Goal: the United Nations' own IRI."""
    return f"{SDG_FRAME}/{number}"


def wikidata(item: str) -> str:
    """The Wikidata item of that Q number."""
    return expand(f"wd:{item}")


def geonames(number: str) -> str:
    """The GeoNames feature of that number."""
    return f"{PREFIXES['gn']}{number}/"


def territory_record(scheme: str, notation: str) -> str:
    """The statistical office's IRI for the territory of that code, or ``""`` where it has none.

    INSEE: ``http://id.insee.fr/geo/commune/54395``. e-Stat: five digits, without the ministry's check digit.
    """
    if scheme == "jp-lgcode":
        return expand(f"sac:C{notation[:5]}")
    return f"http://id.insee.fr/geo/{_INSEE[scheme]}/{notation}" if scheme in _INSEE else ""


def contract(address: str) -> str:
    """The prefixed name of an IRI, by its longest namespace; the IRI itself where no prefix fits.

    >>> contract("https://w3id.org/jumelage/def/party")
    'jg:party'
    """
    fitting = [prefix for prefix, space in PREFIXES.items() if address.startswith(space)]
    if not fitting:
        return address
    prefix = max(fitting, key=lambda each: len(PREFIXES[each]))
    return f"{prefix}:{address.removeprefix(PREFIXES[prefix])}"


def partition(kind: str, term: str) -> str:
    """The part of the dataset that uses one ``class`` or one ``property``."""
    return f"{DATASET}/{kind}/{re.sub('[^A-Za-z0-9]+', '-', contract(term))}"


def linkset(target: str) -> str:
    """The links to another dataset."""
    return f"{DATASET}/links/{target}"


def distribution(name: str) -> str:
    """A copy of the dataset, by the name of its file."""
    return f"{DATASET}/distribution/{name}"


def checksum(name: str) -> str:
    """The SHA-256 of a copy of the dataset, by the name of its file."""
    return f"{distribution(name)}/sha-256"


def query(name: str) -> str:
    """A named query."""
    return f"{QUERIES}/{name}"


def media_type(name: str) -> str:
    """A media type, such as ``text/turtle``: its page in the register of the IANA."""
    return f"https://www.iana.org/assignments/media-types/{name}"


def file_format(name: str) -> str:
    """A file format, such as ``Turtle``: the W3C's IRI."""
    return f"http://www.w3.org/ns/formats/{name}"


def language(tag: str) -> str:
    """A language by its two letters: the IRI of the Library of Congress, which DCAT recommends."""
    return f"http://id.loc.gov/vocabulary/iso639-1/{tag}"


def slug(text: str) -> str:
    """An ASCII slug: no accents, lower case, a hyphen for every other sign.

    >>> slug("Cités Unies France")
    'cites-unies-france'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "-".join(kept.split())
