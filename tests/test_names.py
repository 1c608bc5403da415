"""From a text in any spelling to the thing that is meant, and the search over all names."""

import json
from pathlib import Path

import opencc
import pytest

from jumelage_graph import names
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import UsageError
from jumelage_graph.folding import fold, new_forms

BASE = "https://w3id.org/jumelage/id/"


@pytest.mark.parametrize(
    "text",
    [
        "maru",
        "Maru",
        "MARU",
        "丸市",
        "丸",
        "まる",
        "まるし",
        "マル",
        "ﾏﾙ",
        "Maru-shi",
        "maru shi",
        "Ｍａｒｕ",
        "Maru City",
        " maru ",
    ],
)
def test_any_spelling_finds_the_town(toy_engine: EmbeddedEngine, text: str) -> None:
    assert names.resolve(toy_engine, text) == f"{BASE}government/maru"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("maru-prefecture", "maru-prefecture"),
        ("丸県", "maru-prefecture"),
        ("Maru-ken", "maru-prefecture"),
        ("Préfecture de Maru", "maru-prefecture"),
        ("Epiville", "epiville"),
        ("ville d’Épiville", "epiville"),
        ("Clairville", "clairville"),
        ("clairville sur oeuf", "clairville"),
        ("20001", "aubeville"),
        ("2A003", "clairville"),
        ("government/maru", "maru"),
        (f"{BASE}government/maru", "maru"),
    ],
)
def test_an_id_a_code_and_a_name_are_looked_for_in_this_order(
    toy_engine: EmbeddedEngine, text: str, expected: str
) -> None:
    assert names.resolve(toy_engine, text) == f"{BASE}government/{expected}"


def test_the_living_town_comes_before_the_dissolved_one_of_the_same_name(toy_engine: EmbeddedEngine) -> None:
    assert names.resolve(toy_engine, "三角市") == f"{BASE}government/sankaku"
    assert names.resolve(toy_engine, "sankaku-until-2005") == f"{BASE}government/sankaku-until-2005"


def test_a_former_code_finds_the_town_that_lives_on(toy_engine: EmbeddedEngine) -> None:
    assert names.resolve(toy_engine, "992020") == f"{BASE}government/sankaku"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("京都", "kyoto"),
        ("京都府", "kyoto-prefecture"),
        ("東京", "tokyo-prefecture"),
        ("金沢", "kanazawa"),
        ("かなざわ", "kanazawa"),
        ("kanazawa-shi", "kanazawa"),
        ("172014", "kanazawa"),
        ("静岡市", "shizuoka"),
        ("evian", "evian-les-bains"),
        ("Haut-Rhin", "haut-rhin-departement"),
    ],
)
def test_names_of_the_record(real_engine: EmbeddedEngine, text: str, expected: str) -> None:
    assert names.resolve(real_engine, text) == f"{BASE}government/{expected}"


SPELLINGS = json.loads((Path(__file__).parent / "spellings.json").read_text())


@pytest.mark.parametrize(
    ("kind", "expected", "text"),
    [
        (kind, meant, text)
        for kind, each in SPELLINGS.items()
        for meant, texts in each.items()
        for text in texts
    ],
)
def test_every_spelling_finds_what_it_means(
    real_engine: EmbeddedEngine, kind: str, expected: str, text: str
) -> None:
    path = expected if kind == "thing" else f"{kind}/{expected}"
    assert names.resolve(real_engine, text, kind) == f"{BASE}{path}"


@pytest.mark.parametrize("text", ["Tours – Nancy", "Dijon-Nancy"])
def test_parties_without_an_agreement_name_none(real_engine: EmbeddedEngine, text: str) -> None:
    with pytest.raises(UsageError, match="There is no agreement"):
        names.resolve(real_engine, text, "agreement")


def test_a_party_of_several_agreements_is_answered_with_them(real_engine: EmbeddedEngine) -> None:
    with pytest.raises(UsageError, match="more than one agreement") as refused:
        names.resolve(real_engine, "Kyoto", "agreement")
    assert "paris-kyoto" in str(refused.value)


def test_texts_are_folded_by_the_rules_that_the_pages_share() -> None:
    cases = json.loads((Path(__file__).parent / "folding.json").read_text())
    assert len(cases) > 20
    assert {text: fold(text) for text in cases} == cases
    assert all(fold(key) == key for key in cases.values())


def test_old_kanji_are_those_of_opencc_and_no_new_form_is_old() -> None:
    convert = opencc.OpenCC("t2jp").convert
    kyujitai = {code: convert(chr(code)) for code in range(0x3400, 0xA000) if convert(chr(code)) != chr(code)}
    assert len(kyujitai) > 300
    assert kyujitai.items() <= new_forms().items()
    assert not set(map(ord, new_forms().values())) & set(new_forms())


def test_an_ambiguous_name_is_answered_with_its_candidates(real_engine: EmbeddedEngine) -> None:
    with pytest.raises(UsageError) as refused:
        names.resolve(real_engine, "Ichikawa")
    assert "ichikawa (Ichikawa, 市川市)" in str(refused.value)
    assert "ichikawa-hyogo (Ichikawa (Hyogo), 市川町)" in str(refused.value)


def test_an_unknown_name_is_answered_with_the_nearest_first(toy_engine: EmbeddedEngine) -> None:
    with pytest.raises(UsageError, match=r'no government "aubevile". Did you mean aubeville \(Aubeville'):
        names.resolve(toy_engine, "aubevile")


@pytest.mark.parametrize("text", ["xyzzy", "!", "", 'a" } ?s ?p ?o {"', "government/nowhere", "a/b c"])
def test_what_is_no_name_is_an_error_and_never_a_traceback(toy_engine: EmbeddedEngine, text: str) -> None:
    with pytest.raises(UsageError, match="There is no government"):
        names.resolve(toy_engine, text)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("agreement", "aubeville-maru", f"{BASE}agreement/aubeville-maru"),
        ("edition", "2", f"{BASE}edition/2"),
        ("goal", "11", "http://metadata.un.org/sdg/11"),
        ("goal", "SDG 7", "http://metadata.un.org/sdg/7"),
        ("concept:statuses", "in-force", "https://w3id.org/jumelage/concept/in-force"),
        ("concept:statuses", "en vigueur", "https://w3id.org/jumelage/concept/in-force"),
        ("thing", "丸", f"{BASE}government/maru"),
        ("thing", "session/1-plenary", f"{BASE}session/1-plenary"),
        ("thing", "toy-register", f"{BASE}source/toy-register"),
        ("thing", "2008", f"{BASE}edition/1"),
        ("thing", "２０２７年", f"{BASE}edition/3"),  # it is planned for that year
    ],
)
def test_other_kinds_of_thing(toy_engine: EmbeddedEngine, kind: str, text: str, expected: str) -> None:
    assert names.resolve(toy_engine, text, kind) == expected


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("agreement", "aubeville-mar", "Did you mean aubeville-maru"),
        ("edition", "9", "There is no edition"),
        ("goal", "18", "a number from 1 to 17"),
        ("concept:statuses", "alive", "allowed: dormant, ended"),
        ("government", "aubeville-maru", "There is no government"),
        ("thing", "2011", 'There is no thing "2011"'),  # the second was planned for 2011 and held in 2012
    ],
)
def test_an_unknown_thing_says_what_there_is(
    toy_engine: EmbeddedEngine, kind: str, text: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        names.resolve(toy_engine, text, kind)


def test_a_search_gives_exact_names_then_beginnings_then_the_rest(toy_engine: EmbeddedEngine) -> None:
    hits = names.search(toy_engine, "Ｍａｒｕ")
    matches = [hit.match for hit in hits]
    assert (hits[0].id, hits[0].match) == ("maru", "exact")
    assert matches == sorted(matches, key=["exact", "prefix", "contains"].index)
    assert set(matches) == {"exact", "prefix", "contains"}
    assert len({hit.iri for hit in hits}) == len(hits)


def test_a_search_goes_over_all_kinds_of_thing(toy_engine: EmbeddedEngine) -> None:
    kinds = {hit.kind for word in ("maru", "toy", "parcs", "twin") for hit in names.search(toy_engine, word)}
    assert {"government", "agreement", "edition", "session", "initiative", "organisation", "concept"} <= kinds


def test_a_search_for_a_year_gives_the_meeting_first(toy_engine: EmbeddedEngine) -> None:
    assert [names.search(toy_engine, year)[0].iri for year in ("2012", "２０２７")] == [
        f"{BASE}edition/2",
        f"{BASE}edition/3",
    ]
    assert not [hit for hit in names.search(toy_engine, "201") if hit.kind == "edition"]


def test_a_search_shows_labels_in_the_language_asked_for(toy_engine: EmbeddedEngine) -> None:
    assert names.search(toy_engine, "aubeville", "ja")[0].label == "オーブヴィル市"
    assert names.search(toy_engine, "clairville", "ja")[0].label == "Clairville-sur-Œuf"


def test_a_search_shows_the_title_of_a_source_not_what_was_searched_in(toy_engine: EmbeddedEngine) -> None:
    hits = {hit.id: hit.label for hit in names.search(toy_engine, "villes jumelles")}
    assert hits["toy-aubeville"] == "Nos villes jumelles"


def test_a_search_for_nothing_is_refused(toy_engine: EmbeddedEngine) -> None:
    with pytest.raises(UsageError, match="at least one letter or digit"):
        names.search(toy_engine, " – ")


def test_a_search_without_a_hit_is_an_empty_list(toy_engine: EmbeddedEngine) -> None:
    assert names.search(toy_engine, "xyzzy") == []
