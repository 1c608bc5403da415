"""The JSON-LD context and the frames: complete, faithful both ways, and never fetched."""

import json
import socket
from typing import Any

import pytest
from rdflib import Graph

from jumelage_graph.build import Dataset
from jumelage_graph.namespaces import PREFIXES
from ontologies import FOLDER, JG, example, own


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))
    return document["@context"]  # type: ignore[no-any-return]


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_the_context_names_each_term_of_ours(context: dict[str, Any]) -> None:
    terms = [term for key, term in context.items() if not key.startswith("@")]
    named = {term.get("@id") if isinstance(term, dict) else term for term in terms}
    assert {f"jg:{term.removeprefix(JG)}" for term in own()} - named == set()


def test_the_context_knows_the_prefixes_of_the_project(context: dict[str, Any]) -> None:
    prefixes = {key: term for key, term in context.items() if isinstance(term, str) and term[-1] in "/#"}
    assert len(prefixes) > 20
    assert {key: PREFIXES[key] for key in prefixes} == prefixes


@pytest.mark.usefixtures("offline")
def test_the_example_survives_the_way_through_json_ld(context: dict[str, Any]) -> None:
    from pyld import jsonld

    triples = sorted(example().serialize(format="nt").splitlines())
    expanded = jsonld.from_rdf("\n".join(triples), {"format": "application/n-quads"})
    compact = jsonld.compact(expanded, {"@context": context})
    back = Graph().parse(data=jsonld.to_rdf(compact, {"format": "application/n-quads"}), format="nt")
    assert set(back) == set(example())
    agreement = next(node for node in compact["@graph"] if node["@type"] == "Agreement")
    assert agreement["agreementKind"] == "jgk:twinning"
    assert sorted(agreement["party"]) == ["id:government/kanazawa", "id:government/nancy"]
    assert agreement["designation"] == {"ja": ["姉妹都市"]}


@pytest.mark.usefixtures("offline")
def test_a_protected_term_cannot_be_redefined(context: dict[str, Any]) -> None:
    from pyld import jsonld

    with pytest.raises(jsonld.JsonLdError, match="protected"):
        jsonld.expand({"@context": [context, {"party": "https://example.org/party"}], "party": "x"})


@pytest.mark.usefixtures("offline")
def test_the_frame_nests_parties_acts_and_claims(context: dict[str, Any]) -> None:
    framed = frame("agreement", "agreement/nancy-kanazawa", example(), context)
    assert {party["prefLabel"]["ja"] for party in framed["party"]} == {"ナンシー市", "金沢市"}
    assert [act["date"] for act in framed["hasAct"]] == [["1973-10-12"]]
    assert [claim["rank"] for claim in framed["claims"]] == ["jgk:normal"]


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize(
    ("name", "thing", "nested"),
    [
        ("agreement", "agreement/nancy-kanazawa", {"party", "hasAct", "claims"}),
        ("edition", "edition/7", {"sessions", "involvements", "headcount", "host"}),
        ("government", "government/nancy", {"officialCode", "partnerOf", "spatial"}),
    ],
)
def test_each_frame_nests_what_belongs_to_the_thing(
    real_dataset: Dataset, context: dict[str, Any], name: str, thing: str, nested: set[str]
) -> None:
    framed = frame(name, thing, around(real_dataset.nquads, PREFIXES["id"] + thing), context)
    for key in nested:
        values = framed[key] if isinstance(framed[key], list) else [framed[key]]
        assert values, key
        assert all(isinstance(value, dict) and "@type" in value for value in values), key


def frame(name: str, thing: str, graph: Graph, context: dict[str, Any]) -> dict[str, Any]:
    """One thing in the shape of a frame."""
    from pyld import jsonld

    shape = json.loads((FOLDER / "frames" / f"{name}.jsonld").read_text(encoding="utf-8"))
    shape |= {"@context": context, "@id": f"id:{thing}"}
    lines = "\n".join(sorted(graph.serialize(format="nt").splitlines()))
    expanded = jsonld.from_rdf(lines, {"format": "application/n-quads"})
    framed: dict[str, Any] = jsonld.frame(expanded, shape, {"omitGraph": True, "omitDefault": True})
    return framed


def around(nquads: bytes, thing: str) -> Graph:
    """What the dataset says of a thing, of what hangs on it, and of what both point to."""
    triples = [line.rsplit(" ", 2)[0] + " .\n" for line in nquads.decode().splitlines()]
    node = f"<{thing}>"
    first = [t for t in triples if t.startswith(node) or f" {node} ." in t]
    near = {t.split(" ", 1)[0] for t in first} | {t.split(" ")[2] for t in first if t.startswith(node)}
    second = [t for t in triples if t.split(" ", 1)[0] in near]
    far = {t.split(" ")[2] for t in second if "/def/agent> " in t}
    third = [t for t in triples if t.split(" ", 1)[0] in far]
    return Graph().parse(data="".join({*second, *third}), format="nt")
