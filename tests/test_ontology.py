"""The ontology's words, concepts, borrowed terms, and its agreement with what the build writes."""

import csv
import json
import re
import unicodedata
from collections import Counter

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from jumelage_graph import resources
from jumelage_graph.build import Dataset
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.namespaces import PREFIXES, RECORD, SDG_FRAME
from ontologies import FOLDER, JG, JGK, SDGO, own, turtle, vocabulary

LANGUAGES = {"en", "fr", "ja"}

# --- words in three languages


@pytest.mark.parametrize(
    ("kind", "label", "least"),
    [
        (OWL.Class, RDFS.label, 18),
        (OWL.ObjectProperty, RDFS.label, 40),
        (OWL.DatatypeProperty, RDFS.label, 50),
        (SKOS.Concept, SKOS.prefLabel, 100),
        (SKOS.ConceptScheme, SKOS.prefLabel, 17),
    ],
)
def test_each_term_has_one_label_and_one_definition_in_each_language(
    kind: URIRef, label: URIRef, least: int
) -> None:
    ours = (PREFIXES["jg"], PREFIXES["jgk"], SDG_FRAME)
    terms = [
        term
        for term in vocabulary().subjects(RDF.type, kind)
        if str(term).startswith(ours) and term not in SDGO
    ]
    assert len(terms) >= least
    for term in terms:
        for predicate in (label, SKOS.definition):
            assert languages(vocabulary(), term, predicate) == LANGUAGES, (term, predicate)


def languages(graph: Graph, term: URIRef, predicate: URIRef) -> set[str]:
    """The languages of a property, each used once."""
    found = [text.language for text in graph.objects(term, predicate)]
    assert len(found) == len(set(found)), (term, predicate)
    return set(found)


def test_no_two_classes_or_properties_share_a_label_in_one_language() -> None:
    classes = set(vocabulary().subjects(RDF.type, OWL.Class))
    labels = Counter(
        (text, term in classes) for term in own() for text in vocabulary().objects(term, RDFS.label)
    )
    assert len(labels) > 300
    assert [label for label, times in labels.items() if times > 1] == []


def test_texts_are_in_normal_form_and_trimmed() -> None:
    texts = [str(text) for text in vocabulary().objects() if isinstance(text, Literal)]
    assert len(texts) > 1500
    assert [text for text in texts if unicodedata.normalize("NFC", text.strip()) != text] == []


def test_japanese_labels_are_japanese_and_others_are_not() -> None:
    japanese = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
    labels = [
        text for p in (RDFS.label, SKOS.prefLabel, SKOS.definition) for text in vocabulary().objects(None, p)
    ]
    assert len(labels) > 1000
    assert [text for text in labels if (text.language == "ja") != bool(japanese.search(text))] == []


def test_french_texts_use_the_curly_apostrophe() -> None:
    texts = [t for t in vocabulary().objects() if isinstance(t, Literal) and t.language == "fr"]
    assert len(texts) > 400
    assert [text for text in texts if "'" in text] == []


# --- the header


def test_the_ontology_says_what_it_is() -> None:
    (header,) = vocabulary().subjects(RDF.type, OWL.Ontology)
    assert header == URIRef("https://w3id.org/jumelage/def")
    version = str(vocabulary().value(header, OWL.versionInfo))
    assert vocabulary().value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
    assert json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["version"] == version
    for name in ("title", "description"):
        assert languages(vocabulary(), header, URIRef(PREFIXES["dct"] + name)) == LANGUAGES
    for curie in (
        "dct:license",
        "dct:modified",
        "vann:preferredNamespacePrefix",
        "vann:preferredNamespaceUri",
    ):
        prefix, name = curie.split(":")
        assert vocabulary().value(header, URIRef(PREFIXES[prefix] + name)), curie
    assert list(vocabulary().objects(header, OWL.imports)) == []


def test_each_term_is_defined_by_the_ontology() -> None:
    terms = own()
    assert len(terms) > 100
    assert {vocabulary().value(term, RDFS.isDefinedBy) for term in terms} == {
        URIRef("https://w3id.org/jumelage/def")
    }


def test_no_file_holds_a_blank_node() -> None:
    assert [node for node in vocabulary().all_nodes() if isinstance(node, BNode)] == []


# --- concepts and tables

COLUMNS = {
    ("agreements", "kind"): "agreement-kinds",
    ("agreements", "status"): "statuses",
    ("agreements", "fields"): "fields",
    ("projects", "field"): "fields",
    ("acts", "kind"): "act-kinds",
    ("participations", "role"): "roles",
    ("sessions", "kind"): "session-kinds",
    ("governments", "type"): "government-types",
    ("governments", "code_scheme"): "code-schemes",
    ("changes", "kind"): "change-kinds",
    ("goals", "basis"): "bases",
    ("claims", "rank"): "ranks",
    ("sources", "kind"): "source-kinds",
    ("sources", "side"): "sides",
    ("organisations", "type"): "organisation-kinds",
    ("details", "aspect"): "aspects",
}
GATHERING = {
    "agreement-kinds": {"partnership"},
    "government-types": {"french-government", "japanese-government", "municipality"},
    "ranks": {"normal"},
}
"""Notations that no cell holds: concepts that only gather others, and the rank that is always derived."""


def allowed(table: str, column: str) -> set[str]:
    """The values that the description of the tables allows in a column."""
    described = json.loads((resources.data() / "csv-metadata.json").read_text(encoding="utf-8"))["tables"]
    columns = next(t["tableSchema"]["columns"] for t in described if t["url"] == f"{table}.csv")
    datatype: dict[str, str] = next(c["datatype"] for c in columns if c["name"] == column)
    return set(datatype["format"].split("|"))


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_allows_exactly_the_notations_of_its_scheme(table: str, column: str) -> None:
    scheme = COLUMNS[table, column]
    notations = {
        str(vocabulary().value(c, SKOS.notation)) for c in vocabulary().subjects(SKOS.inScheme, JGK[scheme])
    }
    assert notations - GATHERING.get(scheme, set()) == allowed(table, column)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_each_word_in_a_cell_has_its_concept(table: str, column: str) -> None:
    with (resources.data() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        cells = {word for row in csv.DictReader(file) for word in row[column].split(";") if word}
    prefix = {
        ("sources", "kind"): "source-",
        ("sources", "side"): "side-",
        ("details", "aspect"): "aspect-",
    }.get((table, column), "")
    assert cells
    for word in cells:
        assert (JGK[prefix + word], SKOS.inScheme, JGK[COLUMNS[table, column]]) in vocabulary(), word


def test_a_word_without_a_concept_would_be_noticed() -> None:
    assert (JGK["twining"], SKOS.inScheme, None) not in vocabulary()


def test_each_topic_of_an_initiative_belongs_to_one_field() -> None:
    with (resources.data() / "initiatives.csv").open(encoding="utf-8", newline="") as file:
        topics = {word for row in csv.DictReader(file) for word in row["topics"].split(";") if word}
    assert len(topics) > 50
    for topic in topics:
        word = Literal(topic, "en")
        named = {f for p in (SKOS.prefLabel, SKOS.hiddenLabel) for f in vocabulary().subjects(p, word)}
        assert len({f for f in named if (f, SKOS.inScheme, JGK.fields) in vocabulary()}) == 1, topic


def test_the_goals_have_the_official_japanese_titles_and_colours() -> None:
    sdg = Namespace(PREFIXES["sdg"])
    goals = set(vocabulary().subjects(RDF.type, SDGO.Goal))
    assert goals == {sdg[str(number)] for number in range(1, 18)}
    assert (sdg["13"], SKOS.prefLabel, Literal("気候変動に具体的な対策を", "ja")) in vocabulary()
    assert (
        sdg["17"],
        SKOS.prefLabel,
        Literal("Partenariats pour la réalisation des objectifs", "fr"),
    ) in vocabulary()
    colours = {str(vocabulary().value(goal, URIRef(PREFIXES["sdo"] + "color"))) for goal in goals}
    assert len(colours) == 17
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in colours)


# --- borrowed terms


def pinned() -> dict[str, set[str]]:
    """The terms that each vocabulary defines, by its namespace."""
    lists = {}
    for path in (FOLDER / "borrowed").glob("*.txt"):
        first, _, *terms = path.read_text(encoding="utf-8").splitlines()
        lists[first.removeprefix("# ")] = set(terms)
    return lists


def unpinned(graph: Graph) -> set[str]:
    """Terms from elsewhere that no pinned list defines: predicates, types, ends of axioms and mappings."""
    axioms = {RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso, RDFS.domain, RDFS.range}
    axioms |= {SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch, SKOS.exactMatch}
    used = set(graph.predicates())
    used |= {o for s, p, o in graph if p in axioms and not str(o).startswith("https://www.unic.or.jp/")}
    used |= {
        s
        for s, p, o in graph.triples((None, RDF.type, None))
        if str(o).startswith((PREFIXES["owl"], PREFIXES["rdfs"]))
    }
    foreign = {str(term) for term in used if not str(term).startswith("https://w3id.org/jumelage/")}
    lists = pinned()
    return {
        term
        for term in foreign
        if not any(term.startswith(n) and term[len(n) :] in t for n, t in lists.items())
    }


def test_each_borrowed_term_is_defined_by_its_vocabulary() -> None:
    assert len(pinned()) > 15
    assert unpinned(vocabulary()) == set()


@pytest.mark.parametrize(
    "dead",
    [
        "http://www.w3.org/ns/org#OrganisationalCollaboration",
        "http://schema.org/Event",
        "http://rdf.insee.fr/def/geo#EPCI",
    ],
)
def test_a_dead_term_is_noticed(dead: str) -> None:
    graph = Graph()
    graph.add((JG.Agreement, RDFS.subClassOf, URIRef(dead)))
    assert unpinned(graph) == {dead}


def test_prefixes_of_the_lists_are_those_of_the_project() -> None:
    for path in (FOLDER / "borrowed").glob("*.txt"):
        namespace = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert PREFIXES.get(path.stem, namespace) == namespace


# --- the closed world


def test_the_dataset_uses_declared_terms_only_and_all_of_them(real_dataset: Dataset) -> None:
    used = used_terms(real_dataset.nquads)
    declared = {str(term) for term in vocabulary().subjects()}
    assert len(used) > 150
    assert used - declared == {str(RDF.type)}
    assert {str(term) for term in own()} - used == set()


def test_a_misspelt_term_is_noticed() -> None:
    thing, graph = PREFIXES["id"] + "x", PREFIXES["graph"] + "record"
    line = f"<{thing}> <{JG.partyy}> <{thing}> <{graph}> .\n"
    assert used_terms(line.encode()) - {str(term) for term in vocabulary().subjects()} == {str(JG.partyy)}


def used_terms(nquads: bytes) -> set[str]:
    """Predicates, types, terms and concepts that the things of a dataset use; axioms do not count."""
    found: set[str] = set()
    for line in nquads.decode().splitlines():
        subject, predicate, rest = line.split(" ", 2)
        if rest.endswith("/graph/vocabulary> .") and "/jumelage/id/rule/" not in subject:
            continue
        found.add(predicate[1:-1])
        value = rest.split(" ", 1)[0]
        if predicate == f"<{RDF.type}>" or value.startswith((f"<{JG}", f"<{JGK}")):
            found.add(value[1:-1])
    return found


AXIOMS = {
    "a subject outside the domain": """
        SELECT ?p ?s { ?p rdfs:domain ?class .
          ?s ?p ?o FILTER NOT EXISTS { ?s a/rdfs:subClassOf* ?class } }""",
    "a node outside the range": """
        SELECT ?p ?s { ?p a owl:ObjectProperty ; rdfs:range ?class .
          ?s ?p ?o FILTER NOT EXISTS { ?o a/rdfs:subClassOf* ?class } }""",
    "a value of another datatype": """
        SELECT ?p ?s { VALUES ?type { xsd:string xsd:integer xsd:decimal xsd:boolean } ?p rdfs:range ?type .
          ?s ?p ?o FILTER(DATATYPE(?o) != ?type) }""",
    "two values of a functional property": """
        SELECT ?p ?s { ?p a owl:FunctionalProperty . ?s ?p ?one , ?two FILTER(?one != ?two) }""",
    "a thing of two disjoint classes": """
        SELECT ?a ?s { ?a owl:disjointWith ?b . ?s a/rdfs:subClassOf* ?a . ?s a/rdfs:subClassOf* ?b }""",
    "a link that is not symmetric": """
        SELECT ?p ?s { ?p a owl:SymmetricProperty . ?s ?p ?o FILTER NOT EXISTS { ?o ?p ?s } }""",
    "a statement without its inverse": """
        SELECT ?p ?s { ?p owl:inverseOf|^owl:inverseOf ?q . ?s ?p ?o FILTER NOT EXISTS { ?o ?q ?s } }""",
    "a link from a thing to itself": """
        SELECT ?p ?s { ?p a owl:IrreflexiveProperty . ?s ?p ?s }""",
}
WRONG = """
id:a a jg:Agreement , jg:Claim ; jg:population 1 ; jg:agreementKind id:b , id:c ; jg:hasAct id:a ;
    jg:partnerOf id:a , id:b ; jg:yearsInForce 50.5 .
"""


@pytest.fixture(scope="module")
def engine(real_dataset: Dataset) -> EmbeddedEngine:
    return EmbeddedEngine.from_nquads(real_dataset.nquads)


@pytest.mark.parametrize("axiom", AXIOMS)
def test_the_dataset_keeps_the_axiom(engine: EmbeddedEngine, axiom: str) -> None:
    assert answer(engine, AXIOMS[axiom]) == []


@pytest.mark.parametrize("axiom", AXIOMS)
def test_a_breach_of_the_axiom_is_noticed(axiom: str) -> None:
    triples = (vocabulary() + turtle(WRONG)).serialize(format="nt").splitlines()
    quads = "".join(f"{triple.removesuffix('.')}<{RECORD}> .\n" for triple in triples if triple)
    assert answer(EmbeddedEngine.from_nquads(quads.encode()), AXIOMS[axiom]) != []


def answer(engine: EmbeddedEngine, query: str) -> list[tuple[str, ...]]:
    """The rows of a query as texts; all prefixes of the project are known."""
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    return [tuple(map(str, row)) for row in engine.answer(prefixes + query).rows()]
