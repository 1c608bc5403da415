"""JSON-LD written by our own context: pyld, which knows all of the standard, judges compaction and frames."""

import json
from itertools import pairwise
from typing import Any, NoReturn

import pytest
from pyld import jsonld as pyld

from conftest import toy_folder
from jumelage_graph import build, resources
from jumelage_graph.exports import frames
from jumelage_graph.exports._compaction import Compaction
from jumelage_graph.exports.jsonld import context, nodes
from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import PREFIXES, expand
from jumelage_graph.statements.syntaxes import by_graph

Json = dict[str, Any]


@pytest.fixture(scope="module")
def toy_copy(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = toy_folder(tmp_path_factory.mktemp("toy"))
    return Release.of(build.dataset(folder, resources.ontology()).nquads, folder)


def refuse(url: str, options: object = None) -> NoReturn:
    raise ValueError(f"JSON-LD asks for {url}, but nothing is fetched.")


OPTIONS = {"documentLoader": refuse, "graph": True}


def judged(found: list[Json]) -> list[Json]:
    compact: list[Json] = pyld.compact(found, context(), OPTIONS)["@graph"]
    return compact


def test_pyld_compacts_the_dataset_to_the_same_bytes(toy_copy: Release) -> None:
    terms = Compaction(context())
    for graph in nodes(by_graph(toy_copy.nquads)):
        ours = [terms.node(node) for node in graph["@graph"]]
        assert len(ours) > 20
        assert json.dumps(ours) == json.dumps(judged(graph["@graph"]))


@pytest.mark.parametrize("name", frames.names())
def test_pyld_frames_the_things_to_the_same_bytes(name: str, toy_copy: Release) -> None:
    folder = resources.ontology() / "frames"
    construct = (folder / f"{name}.rq").read_text(encoding="utf-8")
    shape = json.loads((folder / f"{name}.jsonld").read_text(encoding="utf-8"))
    graph = nodes(toy_copy.engine.answer(construct).serialise("ntriples"))
    options = {"documentLoader": refuse, "omitDefault": True, "omitGraph": False}
    theirs = pyld.frame(graph, {"@context": context(), **shape}, options)["@graph"]
    _, *ours = json.loads(frames.render(toy_copy, name))["@graph"]
    assert ours
    assert json.dumps(ours) == json.dumps(theirs)


def test_the_context_is_as_simple_as_compaction_needs_it() -> None:
    terms = [means for term, means in context().items() if not term.startswith("@")]
    told = [{"@id": means} if isinstance(means, str) else means for means in terms]
    assert {key for means in told for key in means} == {"@id", "@reverse", "@type", "@container"}
    assert {
        tuple(sorted(means["@container"])) for means in told if isinstance(means.get("@container"), list)
    } == {("@language", "@set")}
    assert {each for means in told if isinstance(each := means.get("@container"), str)} == {
        "@set",
        "@language",
    }
    for direction in ("@id", "@reverse"):
        meant = [Compaction(context()).expand(means[direction]) for means in told if direction in means]
        assert len(meant) == len(set(meant))
    assert {key for key in context() if key.startswith("@")} == {"@version", "@protected"}


JG, ID = PREFIXES["jg"], PREFIXES["id"]
VALUES = {
    "text": {"@value": "Nancy"},
    "second text": {"@value": "金沢"},
    "French": {"@language": "fr", "@value": "Nancy"},
    "French too": {"@language": "fr", "@value": "Nanci"},
    "Japanese": {"@language": "ja", "@value": "ナンシー"},
    "day": {"@type": expand("xsd:date"), "@value": "1973-10-12"},
    "EDTF": {"@type": expand("edtf:EDTF"), "@value": "1973"},
    "number": {"@type": expand("xsd:integer"), "@value": "3"},
    "foreign type": {"@type": "https://example.org/type", "@value": "3"},
    "thing": {"@id": f"{ID}government/nancy"},
    "class": {"@id": expand("jg:Agreement")},
    "property": {"@id": expand("jg:about")},
    "foreign thing": {"@id": "https://example.org/a?b#c"},
    "a prefix itself": {"@id": JG},
    "with a colon": {"@id": f"{JG}a:b"},
}


def test_every_term_takes_every_value_as_pyld_has_it() -> None:
    """A property meets every kind of value, alone and beside another: the wrong ones find a key of their own."""
    terms, values = Compaction(context()), list(VALUES.values())
    lists = [[one] for one in values] + [[one, other] for one, other in pairwise([*values, values[0]])]
    for term in [*(term for term, means in context().items() if isinstance(means, dict)), "jg:unknown"]:
        found = [{"@id": f"{ID}{number}", terms.expand(term): listed} for number, listed in enumerate(lists)]
        assert json.dumps([terms.node(node) for node in found]) == json.dumps(judged(found)), term
