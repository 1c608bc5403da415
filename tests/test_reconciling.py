"""From a name in a foreign list to the government that is meant, with a score and its reasons."""

import pytest

from jumelage_graph.build import Dataset
from jumelage_graph.comparisons.reconciling import POINTS, Candidate, Reconciler, Wanted, homonyms
from jumelage_graph.engines.embedded import EmbeddedEngine


@pytest.fixture(scope="module")
def toy_names(toy_dataset: Dataset) -> Reconciler:
    return Reconciler(EmbeddedEngine.from_nquads(toy_dataset.nquads))


@pytest.fixture(scope="module")
def real_names(real_dataset: Dataset) -> Reconciler:
    return Reconciler(EmbeddedEngine.from_nquads(real_dataset.nquads))


def why(candidate: Candidate) -> list[str]:
    return [reason.name for reason in candidate.reasons]


def test_a_code_comes_before_the_name(toy_names: Reconciler) -> None:
    [found] = toy_names.candidates(Wanted(name="Aubeville-la-Belle", code="20001"))
    assert (found.id, found.score, found.match, why(found)) == ("aubeville", 100, True, ["code"])


def test_a_code_beside_the_name_of_another_government_is_no_match(toy_names: Reconciler) -> None:
    [found] = toy_names.candidates(Wanted(name="Boisville", code="20001"))
    assert (found.id, found.match, why(found)) == ("aubeville", False, ["code", "other-name"])


@pytest.mark.parametrize(
    "name", ["Aubeville", "AUBEVILLE", "Ville d’Aubeville", "オーブヴィル市", "オーブヴィル"]
)
def test_a_name_in_any_spelling_is_a_match(toy_names: Reconciler, name: str) -> None:
    [found] = toy_names.candidates(Wanted(name=name, country="FR"))
    assert (found.id, found.match) == ("aubeville", True)
    assert found.score in (POINTS["name"], POINTS["bare-name"])


def test_the_place_speaks_for_or_against_a_name(toy_names: Reconciler) -> None:
    [right] = toy_names.candidates(Wanted(name="Aubeville", place="Jouet"))
    [wrong] = toy_names.candidates(Wanted(name="Aubeville", place="Dunes"))
    assert (right.score, right.match, why(right)) == (95, True, ["name", "place"])
    assert (wrong.score, wrong.match, wrong.contradicted) == (20, False, True)


def test_a_departement_lies_in_itself_in_lists_that_tell_the_departement(real_names: Reconciler) -> None:
    [found, *_] = real_names.candidates(Wanted(name="Essonne", country="FR", place="Essonne"))
    assert (found.id, found.match) == ("essonne-departement", True)
    [other, *_] = real_names.candidates(Wanted(name="Essonne", country="FR", place="Var"))
    assert (other.match, other.contradicted) == (False, True)


def test_the_living_come_before_the_former_and_a_former_one_alone_is_no_match(toy_names: Reconciler) -> None:
    first, second = toy_names.candidates(Wanted(name="三角市"))
    assert (first.id, first.match, second.id, second.match) == ("sankaku", True, "sankaku-until-2005", False)
    [former] = toy_names.candidates(Wanted(name="Hoshi"))
    assert (former.id, former.match, why(former)) == ("hoshi", False, ["name", "dissolved"])


def test_a_name_that_two_levels_bear_is_decided_by_the_type(toy_names: Reconciler) -> None:
    assert [(each.id, each.match) for each in toy_names.candidates(Wanted(name="丸"))] == [
        ("maru", False),
        ("maru-prefecture", False),
    ]
    first, _ = toy_names.candidates(Wanted(name="丸", type="prefecture"))
    assert (first.id, first.match) == ("maru-prefecture", True)


def test_a_name_of_the_other_country_and_a_near_name_are_no_match(toy_names: Reconciler) -> None:
    assert toy_names.candidates(Wanted(name="Aubeville", country="JP")) == []
    assert toy_names.candidates(Wanted(name="Zzz")) == toy_names.candidates(Wanted()) == []
    [near] = toy_names.candidates(Wanted(name="Aubevile"))
    assert (near.id, near.match, why(near)) == ("aubeville", False, ["near-name"])


def test_a_point_tells_homonyms_apart(real_names: Reconciler) -> None:
    chiba, hyogo = (35.72, 139.93), (34.99, 134.76)
    assert len(homonyms("JP", "Ichikawa")) == 2
    by_name, near, far = (
        real_names.candidates(Wanted(name="Ichikawa", country="JP", point=point))[0]
        for point in (None, chiba, hyogo)
    )
    assert (by_name.id, by_name.match, by_name.reasons[-1].detail) == ("ichikawa", False, "122033, 284424")
    assert (near.id, near.match, why(near)) == ("ichikawa", True, ["name", "near"])
    assert (far.id, far.match) == ("ichikawa-hyogo", True)


def test_a_point_far_away_speaks_against_the_only_government_of_that_name(real_names: Reconciler) -> None:
    [found] = real_names.candidates(Wanted(name="Nancy", country="FR", point=(48.39, -4.49)))
    assert (found.id, found.match, found.contradicted) == ("nancy", False, True)


def test_every_government_of_the_record_is_found_again_by_its_code(real_names: Reconciler) -> None:
    coded = [(each.id, code) for each in real_names._known.values() for code in each.codes if len(code) > 4]
    assert len(coded) > 300
    lost = [
        (id_, code)
        for id_, code in coded
        if id_ not in {c.id for c in real_names.candidates(Wanted(code=code))}
    ]
    assert lost == []
