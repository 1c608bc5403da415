"""``dcat.ttl``: its figures are those of the data, its checksums those of the files, its terms those that exist."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import DCTERMS, RDF, BNode, Graph, Literal, Namespace, URIRef

from conftest import toy_folder
from jumelage_graph import build, distributions, executables, publication, resources
from jumelage_graph.build import Dataset
from jumelage_graph.exports.release import Release
from jumelage_graph.namespaces import DATASET, PREFIXES, contract, expand, thing
from jumelage_graph.site.copies import Copies
from jumelage_graph.words import LANGUAGES
from test_ontology import pinned, unpinned

DCAT, SPDX, VOID = (Namespace(PREFIXES[prefix]) for prefix in ("dcat", "spdx", "void"))
SET = URIRef(DATASET)
LINKSETS = {
    "wikidata": ("sdo:sameAs", "http://www.wikidata.org/entity/"),
    "geonames": ("sdo:sameAs", "https://sws.geonames.org/"),
    "e-stat": ("jg:territoryRecord", "http://data.e-stat.go.jp/lod/sac/"),
    "insee": ("jg:territoryRecord", "http://id.insee.fr/geo/"),
    "sdg": ("jg:addressesGoal", "http://metadata.un.org/sdg/"),
}
TELLING = {distributions.NAME, publication.SUMS, executables.NAME}
"""Files that tell of the others, or of the questions: no copies of the data."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = toy_folder(tmp_path_factory.mktemp("toy"))
    return Release.of(build.dataset(folder, resources.ontology()).nquads, folder)


@pytest.fixture(scope="module")
def folder(copy: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that is published of the toy world."""
    out = tmp_path_factory.mktemp("dist")
    names = [file.name for file in publication._write(Copies(copy), out)]
    assert sorted(names) == sorted(path.name for path in out.iterdir())
    return out


@pytest.fixture(scope="module")
def described(folder: Path) -> Graph:
    return Graph().parse(folder / distributions.NAME)


# --- files


def wrong_files(graph: Graph, folder: Path) -> list[str]:
    """Copies whose size or checksum is not that of their file, and those without a file."""
    found = []
    for node in sorted(graph.objects(SET, DCAT.distribution)):
        path = folder / str(graph.value(node, DCTERMS.title))
        content = path.read_bytes() if path.is_file() else b""
        checksum = graph.value(node, SPDX.checksum)
        size, digest = graph.value(node, DCAT.byteSize), graph.value(checksum, SPDX.checksumValue)
        if (str(size), str(digest).lower()) != (str(len(content)), hashlib.sha256(content).hexdigest()):
            found.append(path.name)
    return found


def names(graph: Graph) -> set[str]:
    return {str(graph.value(node, DCTERMS.title)) for node in graph.objects(SET, DCAT.distribution)}


def test_each_copy_of_the_data_is_described_with_the_size_and_checksum_of_its_file(
    described: Graph, folder: Path
) -> None:
    files = {path.name for path in folder.iterdir()} - TELLING
    assert names(described) == {name for name in files if not name.endswith(".html")}
    assert len(names(described)) == 18
    assert wrong_files(described, folder) == []


def test_a_changed_and_a_missing_file_are_noticed(described: Graph, folder: Path, tmp_path: Path) -> None:
    for name in names(described) - {"jumelage.nq"}:
        (tmp_path / name).symlink_to(folder / name)
    (tmp_path / "jumelage.ttl").unlink()
    (tmp_path / "jumelage.ttl").write_bytes((folder / "jumelage.ttl").read_bytes().replace(b"a", b"b", 1))
    assert wrong_files(described, tmp_path) == ["jumelage.nq", "jumelage.ttl"]


def test_the_description_stands_in_the_list_of_checksums(folder: Path) -> None:
    lines = (folder / publication.SUMS).read_text(encoding="utf-8").splitlines()
    sums = dict(reversed(line.split("  ")) for line in lines)
    assert set(sums) == {path.name for path in folder.iterdir()} - {publication.SUMS}
    assert sums["dcat.ttl"] == hashlib.sha256((folder / "dcat.ttl").read_bytes()).hexdigest()


NEEDED = (
    DCTERMS.title,
    DCTERMS.description,
    DCTERMS.license,
    DCTERMS.modified,
    DCAT.mediaType,
    DCAT.byteSize,
    DCAT.version,
    SPDX.checksum,
)


def lacking(graph: Graph) -> list[tuple[str, str]]:
    """What copies do not say of themselves, or say twice; a description stands in three languages."""
    return [
        (str(graph.value(node, DCTERMS.title)), str(predicate))
        for node in graph.objects(SET, DCAT.distribution)
        for predicate in NEEDED
        if sorted(str(getattr(value, "language", None)) for value in graph.objects(node, predicate))
        != (sorted(LANGUAGES) if predicate == DCTERMS.description else ["None"])
    ]


def test_each_copy_says_its_licence_version_day_and_media_type(described: Graph, copy: Release) -> None:
    assert lacking(described) == []
    node = URIRef(f"{DATASET}/distribution/jumelage.zip")
    assert described.value(node, DCTERMS.license) == URIRef(copy.licence)
    assert str(described.value(node, DCTERMS.modified)) == copy.as_of
    assert str(described.value(node, DCAT.mediaType)).endswith("/text/csv")
    assert str(described.value(node, DCAT.packageFormat)).endswith("/application/zip")
    shorter = Graph() + described
    shorter.remove((node, DCTERMS.license, None))
    assert lacking(shorter) == [("jumelage.zip", str(DCTERMS.license))]


def test_only_archives_have_a_package_format_and_only_rdf_has_a_syntax(described: Graph) -> None:
    for node in described.objects(SET, DCAT.distribution):
        name = str(described.value(node, DCTERMS.title))
        assert (described.value(node, DCAT.packageFormat) is not None) == name.endswith(".zip")
        rdf = name.endswith((".ttl", ".trig", ".nq", ".nt", ".rdf", ".jsonld"))
        assert (described.value(node, DCTERMS.format) is not None) == rdf
    assert len(set(described.objects(SET, VOID.feature))) == 6


def test_an_xml_file_is_in_the_namespace_that_its_standard_is_named_by(
    described: Graph, folder: Path
) -> None:
    for name in ("jumelage.gexf", "jumelage.graphml"):
        standard = described.value(URIRef(f"{DATASET}/distribution/{name}"), DCTERMS.conformsTo)
        assert f'xmlns="{standard}"' in (folder / name).read_text(encoding="utf-8")


def test_no_address_is_promised_that_does_not_exist(described: Graph) -> None:
    nowhere = (DCAT.downloadURL, DCAT.accessURL, DCAT.accessService, VOID.dataDump, VOID.sparqlEndpoint)
    assert [predicate for predicate in nowhere if (None, predicate, None) in described] == []
    assert (None, RDF.type, DCAT.DataService) not in described
    assert [node for node in described.all_nodes() if isinstance(node, BNode)] == []


# --- figures


def counted(nquads: bytes) -> dict[tuple[str, str], int]:
    """What VoID counts, counted again: by kind of count and what it is of."""
    quads = list(pyoxigraph.parse(nquads, format=pyoxigraph.RdfFormat.N_QUADS))
    triples = {(q.subject, q.predicate.value, q.object) for q in quads}
    subjects = {subject for subject, _, _ in triples}
    classes = Counter(o.value for _, p, o in triples if p == str(RDF.type))
    properties = Counter(p for _, p, _ in triples)
    links = {
        ("linkset", name): sum(
            p == expand(curie) and getattr(o, "value", "").startswith(start) for _, p, o in triples
        )
        for name, (curie, start) in LINKSETS.items()
    }
    return {
        ("dataset", "triples"): len(triples),
        ("dataset", "distinctSubjects"): len(subjects),
        ("dataset", "entities"): sum(subject.value.startswith(thing("")) for subject in subjects),
        ("dataset", "classes"): len(classes),
        ("dataset", "properties"): len(properties),
        **{("graph", graph): size for graph, size in Counter(q.graph_name.value for q in quads).items()},
        **{("class", iri): size for iri, size in classes.items()},
        **{("property", iri): size for iri, size in properties.items()},
        **links,
    }


def stated(graph: Graph) -> dict[tuple[str, str], int]:
    """The figures of the description, under the same names."""

    def number(node: URIRef, predicate: URIRef) -> int:
        return int(str(graph.value(node, predicate)))

    whole = ("triples", "distinctSubjects", "entities", "classes", "properties")
    found = {("dataset", name): number(SET, VOID[name]) for name in whole}
    for part in graph.objects(SET, VOID.subset):
        linkset = (part, RDF.type, VOID.Linkset) in graph
        key = ("linkset", str(part).rpartition("/")[2]) if linkset else ("graph", str(part))
        found[key] = number(part, VOID.triples)
    for part in graph.objects(SET, VOID.classPartition):
        found["class", str(graph.value(part, VOID["class"]))] = number(part, VOID.entities)
    for part in graph.objects(SET, VOID.propertyPartition):
        found["property", str(graph.value(part, VOID.property))] = number(part, VOID.triples)
    return found


def test_the_figures_are_those_of_the_toy_data(described: Graph, copy: Release) -> None:
    real = {key: size for key, size in counted(copy.nquads).items() if size}
    assert len(real) > 150
    assert stated(described) == real


def test_the_figures_are_those_of_the_record(real_dataset: Dataset) -> None:
    figures = stated(Graph().parse(data=distributions.render(real_dataset.nquads, [])))
    assert figures == counted(real_dataset.nquads)
    assert all(figures["linkset", name] > 50 for name in LINKSETS)


def test_a_wrong_figure_is_noticed(described: Graph, copy: Release) -> None:
    lines = copy.nquads.splitlines(keepends=True)
    fewer = b"".join(line for line in lines if b"/def/designation>" not in line)
    figures = stated(described)
    different = {key for key, size in counted(fewer).items() if figures.get(key, 0) != size}
    assert {("dataset", "triples"), ("graph", f"{PREFIXES['graph']}record")} <= different


def test_each_linkset_says_from_where_to_where_and_by_what(real_dataset: Dataset) -> None:
    graph = Graph().parse(data=distributions.render(real_dataset.nquads, []))
    sets = set(graph.subjects(RDF.type, VOID.Linkset))
    assert len(sets) == 5
    for linkset in sets:
        curie, start = LINKSETS[str(linkset).rpartition("/")[2]]
        assert graph.value(linkset, VOID.subjectsTarget) == SET
        assert start.startswith(str(graph.value(linkset, VOID.objectsTarget)))
        assert contract(str(graph.value(linkset, VOID.linkPredicate))) == curie


def test_the_example_has_the_space_of_the_things_and_each_vocabulary_is_used(
    described: Graph, copy: Release
) -> None:
    space = str(described.value(SET, VOID.uriSpace))
    example = str(described.value(SET, VOID.exampleResource))
    assert example.startswith(space)
    assert f"<{example}> ".encode() in copy.nquads
    terms = {key[1] for key in counted(copy.nquads) if key[0] in ("class", "property")}
    spaces = {str(vocabulary) for vocabulary in described.objects(SET, VOID.vocabulary)}
    assert len(spaces) > 10
    assert [term for term in terms if not term.startswith(tuple(spaces))] == []
    assert [space for space in spaces if not any(term.startswith(space) for term in terms)] == []


# --- rights


def test_each_source_that_names_a_licence_is_named_with_it(real_dataset: Dataset) -> None:
    graph = Graph().parse(data=distributions.render(real_dataset.nquads, []))
    sources = set(graph.objects(SET, DCTERMS.source))
    rows = (resources.data() / "sources.csv").read_text(encoding="utf-8")
    assert len(sources) > 10
    for source in sources:
        assert re.search(rf"^{str(source).rpartition('/')[2]},", rows, re.M)
        assert str(graph.value(source, DCTERMS.rights)) in rows
        assert graph.value(source, DCTERMS.title)
    assert graph.value(URIRef(f"{thing('source')}/geonames"), DCTERMS.rights) == Literal("CC BY 4.0")
    assert {text.language for text in graph.objects(SET, DCTERMS.rights)} == {"en", "fr", "ja"}


# --- terms


def unknown(graph: Graph) -> set[str]:
    """Terms, media types, file formats and algorithms that no pinned list holds."""
    values = {
        str(value)
        for predicate in (DCAT.mediaType, DCAT.packageFormat, DCTERMS.format, VOID.feature, SPDX.algorithm)
        for value in graph.objects(None, predicate)
    }
    lists = pinned().items()
    return unpinned(graph) | {
        value
        for value in values
        if not any(value.startswith(space) and value.removeprefix(space) in terms for space, terms in lists)
    }


def test_each_term_is_one_that_its_vocabulary_defines(described: Graph) -> None:
    assert len(set(described.predicates())) > 25
    assert unknown(described) == set()


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (DCAT.mediaType, "https://www.iana.org/assignments/media-types/text/turtel"),
        (DCTERMS.format, "http://www.w3.org/ns/formats/turtle"),
        (SPDX.algorithm, "http://spdx.org/rdf/terms#sha256"),
        (RDF.type, "http://www.w3.org/ns/dcat#Download"),
    ],
)
def test_a_term_that_does_not_exist_is_noticed(predicate: URIRef, value: str) -> None:
    graph = Graph()
    graph.add((SET, predicate, URIRef(value)))
    assert unknown(graph) == {value}


def test_a_property_that_does_not_exist_is_noticed() -> None:
    graph = Graph()
    graph.add((SET, URIRef(expand("dcat:size")), Literal(1)))
    assert unknown(graph) == {expand("dcat:size")}
