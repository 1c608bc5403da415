"""From rows to statements: what each cell becomes, and how claims are ranked. Rows are of the toy world."""

import dataclasses
import json
from decimal import Decimal

import pytest

from conftest import World
from jumelage_graph import dates, mapping, namespaces, resources, tables
from jumelage_graph.geodesy import kilometres
from jumelage_graph.mapping import bodies, claims
from jumelage_graph.mapping.attributes import ATTRIBUTES, HEADCOUNTS
from jumelage_graph.statements import terms
from jumelage_graph.tables import Tables


def by_id(rows, slug):
    (found,) = [row for row in rows if row.id == slug]
    return found


# --- tokens


@pytest.mark.parametrize(
    ("value", "written"),
    [("33.841660", "33.84166"), ("48.0", "48"), ("-0.0", "0"), ("1E2", "100"), ("0.50", "0.5"), ("10", "10")],
)
def test_decimals_are_canonical(value, written):
    assert terms.decimal(Decimal(value)) == (f'"{written}"^^<http://www.w3.org/2001/XMLSchema#decimal>',)


def test_texts_are_escaped_as_n_triples_asks():
    assert terms.text('a"b\\c\nd\te\x01') == ('"a\\"b\\\\c\\nd\\te\\u0001"',)


def test_an_empty_cell_becomes_nothing():
    assert terms.text("") == terms.tagged("fr", "") == terms.iri("") == terms.concept("") == ()
    assert (
        terms.integer(None)
        == terms.decimal(None)
        == terms.day(None)
        == terms.edtf(None)
        == terms.year(None)
        == ()
    )
    assert terms.dated(None) == {}


def test_zero_is_a_number_and_not_an_empty_cell():
    assert terms.integer(0) == ('"0"^^<http://www.w3.org/2001/XMLSchema#integer>',)


def test_an_open_end_has_no_latest_day():
    written = terms.dated(dates.parse("2012-04-01/.."))
    assert written["jg:latest"] == ()
    assert written["jg:earliest"] == ('"2012-04-01"^^<http://www.w3.org/2001/XMLSchema#date>',)


def test_an_uncertain_date_is_not_certain():
    assert terms.dated(dates.parse("2018-06-05?"))["jg:certain"] == terms.boolean(False)
    assert terms.dated(dates.parse("2018-06-05"))["jg:certain"] == terms.boolean(True)


def test_names_with_kana_or_kanji_are_japanese():
    assert terms.other_names(["丸", "マル", "Maru"]) == ('"丸"@ja', '"マル"@ja', '"Maru"')


# --- IRIs


def test_the_order_of_parties_does_not_change_the_iri_of_their_distance():
    assert namespaces.distance("x", "b", "a") == namespaces.distance("x", "a", "b")


def test_an_unknown_prefix_is_refused():
    with pytest.raises(KeyError):
        namespaces.expand("nowhere:party")


def test_codes_lead_to_the_statistical_offices():
    assert namespaces.territory_record("jp-lgcode", "172014") == "http://data.e-stat.go.jp/lod/sac/C17201"
    assert namespaces.territory_record("insee-cog", "54395") == "http://id.insee.fr/geo/commune/54395"
    assert namespaces.territory_record("siren", "246800726") == ""


def test_publishers_of_the_record_keep_apart():
    publishers = {row.publisher for row in tables.read(resources.data()).sources}
    assert len(publishers) > 100
    assert len({namespaces.publisher(name) for name in publishers}) == len(publishers)


# --- governments


def test_a_code_is_valid_from_one_change_to_the_next(toy_tables: Tables):
    changes = [change for change in toy_tables.changes if "sankaku" in change.results]
    found = bodies.dated_codes(by_id(toy_tables.governments, "sankaku"), changes)
    merged, designated = dates.parse("2005-04-01"), dates.parse("2007-04-01")
    assert found == [
        bodies.DatedCode("992020", merged, designated),
        bodies.DatedCode("991007", designated, None),
    ]


def test_an_absorption_leaves_the_code_as_it_was(toy_tables: Tables):
    changes = [change for change in toy_tables.changes if "maru" in change.results]
    assert changes
    found = bodies.dated_codes(by_id(toy_tables.governments, "maru"), changes)
    assert [(code.since, code.until) for code in found] == [(None, None)]


def test_the_code_of_a_dissolved_body_ends_with_it(toy: World):
    (code,) = toy("government/hoshi", "jg:officialCode")
    assert toy(code, "jg:validUntil") == {"2010-01-01"}
    assert toy(code, "jg:codeScheme") == {"jgk:jp-lgcode"}


def test_a_government_without_a_point_has_no_territory(toy: World):
    assert toy("government/maru", "dct:spatial") == {"territory/maru"}
    assert toy("government/epiville", "dct:spatial") == set()


def test_well_known_text_puts_the_longitude_first(toy: World):
    assert toy("territory/maru/centroid", "geo:asWKT") == {"POINT(136.0 36.0)"}


def test_labels_carry_the_language_of_their_script(toy: World):
    assert toy("government/maru", "skos:prefLabel") == {
        "Maru@fr", "丸市@ja", "Maru@en", "まるし@ja-hrkt", "Maru-shi@ja-latn",
    }  # fmt: skip


# --- agreements and meetings


def test_one_act_dates_an_agreement(toy: World):
    assert toy("agreement/aubeville-maru", "jg:datingAct") == {"agreement/aubeville-maru/act/signature-1"}
    assert len(toy("agreement/aubeville-maru", "jg:hasAct")) == 3


def test_a_year_alone_keeps_its_bounds_and_its_text(toy: World):
    act = "agreement/boisville-jouet-tsuki/act/signature-1"
    assert toy(act, "jg:edtf") == {"2000"}
    assert (toy(act, "jg:earliest"), toy(act, "jg:latest")) == ({"2000-01-01"}, {"2000-12-31"})


def test_a_project_spans_from_its_first_to_its_last_day(toy: World):
    project = "project/aubeville-maru-orchestra"
    assert toy(project, "jg:earliest") == {"1990-01-01"}
    assert toy(project, "jg:latest") == {"2019-05-31"}
    assert toy(project, "jg:lastSeen") == {"2019-05-01"}


def test_a_meeting_outside_its_planned_days_was_rescheduled(toy: World):
    assert toy("edition/2", "sdo:eventStatus") == {"sdo:EventRescheduled"}
    assert toy("edition/1", "sdo:eventStatus") == set()
    assert toy("edition/3", "sdo:eventStatus") == set()


def test_headcounts_stand_apart_and_only_where_stated(toy: World):
    assert toy("edition/1", "jg:headcount") == {
        f"edition/1/headcount/{who}" for who in ("fr", "jp", "people")
    }
    assert toy("edition/1/headcount/people", "jg:count") == {"50"}
    assert toy("edition/1/headcount/people", "jg:country") == set()
    assert toy("edition/1/headcount/fr", "jg:country") == {"FR"}
    assert toy("edition/2", "jg:headcount") == {
        f"edition/2/headcount/{who}" for who in ("fr", "jp", "governments")
    }


def test_a_stated_goal_has_a_primary_source_and_an_editors_goal_is_derived(toy: World):
    stated, ours = "session/2-workshop-1/claim/goal-6", "initiative/2-clairville-water/claim/goal-13"
    assert toy(stated, "prov:hadPrimarySource") == {"source/toy-organiser"}
    assert toy(stated, "prov:wasDerivedFrom") == set()
    assert toy(ours, "prov:wasDerivedFrom") == {"source/toy-organiser"}
    assert toy(ours, "jg:basis") == {"jgk:editor"}


# --- claims


@pytest.mark.parametrize(
    ("claim", "rank"),
    [
        ("agreement/aubeville-maru/claim/signed-toy-register", "preferred"),  # the dating act's date
        (
            "agreement/aubeville-maru/claim/signed-toy-aubeville",
            "normal",
        ),  # its year: compatible, not the same
        ("agreement/aubeville-maru/claim/signed-toy-press", "normal"),
        ("agreement/aubeville-maru/claim/signed-toy-extract", "deprecated"),  # written by hand
        (
            "agreement/aubeville-maru/claim/designation-fr-toy-aubeville",
            "normal",
        ),  # "Jumelage": no conflict, but not the same
        ("agreement/aubeville-maru/claim/party-toy-register", "preferred"),  # one of the parties
        ("agreement/aubeville-maru/claim/fields-toy-press", "normal"),  # "toys" is not among the fields
        ("agreement/boisville-yama/claim/signed-toy-press", "normal"),  # the record holds no date
        ("edition/2/claim/venue-toy-press", "preferred"),  # one of the two venues
        ("edition/2/claim/host-toy-press", "normal"),  # two hosts where the record has one
        ("edition/2/claim/people-toy-press", "normal"),  # the record has no number
        ("edition/2/claim/next-host-toy-organiser", "preferred"),  # written: lives in claims alone
        ("session/2-workshop-1/claim/theme-ja-toy-organiser", "preferred"),
    ],
)
def test_a_claim_is_ranked_by_what_the_record_holds(toy: World, claim, rank):
    assert toy(claim, "jg:rank") == {f"jgk:{rank}"}


def test_a_claim_on_the_signing_is_about_the_dating_act(toy: World):
    claim = "agreement/aubeville-maru/claim/signed-toy-press"
    assert toy(claim, "jg:claimSubject") == {"agreement/aubeville-maru/act/signature-1"}
    assert toy(claim, "jg:about") == {"agreement/aubeville-maru"}
    assert toy("agreement/boisville-yama/claim/signed-toy-press", "jg:claimSubject") == {
        "agreement/boisville-yama"
    }


def test_a_claim_on_a_number_is_about_the_headcount_if_the_record_has_one(toy: World):
    assert toy("edition/2/claim/governments-fr-toy-press", "jg:claimSubject") == {"edition/2/headcount/fr"}
    assert toy("edition/2/claim/people-toy-press", "jg:claimSubject") == {"edition/2"}


def test_preferred_values_without_a_column_are_the_records(toy: World):
    assert toy("edition/2", "jg:nextHost") == {"government/epiville"}
    assert toy("edition/2", "jg:postponements") == {"1"}
    assert toy("edition/2", "dct:subject") == {namespaces.SDG_FRAME}
    assert toy("edition/3", "jg:meetingStatus") == {"jgk:planned"}
    assert toy("edition/1", "jg:initiator") == {"government/aubeville", "government/maru"}
    assert toy("initiative/2-clairville-water", "jg:presentedAt") == {"session/2-workshop-1"}
    assert toy("session/2-workshop-1", "jg:theme") == {"みず@ja"}
    assert toy("edition/2/headcount/governments", "jg:count") == {"7"}


def test_other_values_without_a_column_stay_claims(toy: World):
    assert not toy.having("jg:claimPredicate")["edition/2/claim/absent-toy-press"] - {"jg:absent"}
    assert "jg:absent" not in {namespaces.contract(predicate) for predicate in toy.predicates}


def test_claims_can_be_compared(toy: World):
    claim = "agreement/aubeville-maru/claim/signed-toy-aubeville"
    assert (toy(claim, "jg:earliest"), toy(claim, "jg:latest")) == ({"1973-01-01"}, {"1973-12-31"})
    assert toy("edition/2/claim/host-toy-press", "jg:valueKey") == {"maru;sankaku"}
    assert toy("edition/2/claim/venue-toy-press", "jg:multivalued") == {"true"}
    assert toy("edition/2/claim/host-toy-press", "jg:multivalued") == set()


def known_rows(toy_tables: Tables):
    return {f"agreement/{row.id}": row for row in toy_tables.agreements} | {
        f"government/{row.id}": row for row in toy_tables.governments
    }


@pytest.mark.parametrize(
    ("change", "column", "found"),
    [
        ({"attribute": "postponements", "value": "2"}, "attribute", "postponements"),  # not of agreements
        ({"attribute": "signed", "value": "once"}, "value", "once"),
        ({"attribute": "signed", "value": "[..1984]"}, "value", "[..1984]"),
        ({"attribute": "signed", "value": ".."}, "value", ".."),
        ({"attribute": "years_in_force", "value": "many"}, "value", "many"),
        ({"attribute": "party", "value": "atlantis"}, "value", "government/atlantis"),
    ],
)
def test_a_wrong_claim_is_named(toy_tables: Tables, change, column, found):
    rows = known_rows(toy_tables)
    right = by_id(toy_tables.claims, "party-toy-register")
    assert list(claims.faults("data/claims.csv", [right], rows)) == []
    (fault,) = claims.faults("data/claims.csv", [dataclasses.replace(right, **change)], rows)
    assert (fault.path, fault.line, fault.column, fault.value) == (
        "data/claims.csv",
        right.line,
        column,
        found,
    )


def test_every_attribute_that_the_tables_allow_is_listed():
    described = json.loads((resources.data() / "csv-metadata.json").read_text(encoding="utf-8"))
    (table,) = [table for table in described["tables"] if table["url"] == "claims.csv"]
    (column,) = [c for c in table["tableSchema"]["columns"] if c["name"] == "attribute"]
    allowed = set(column["datatype"]["format"].split("|"))
    assert allowed <= {name for _, name in ATTRIBUTES}
    assert set(HEADCOUNTS) == {name for (_, name), each in ATTRIBUTES.items() if each.bearer == "headcount"}


# --- computed


def test_a_quarter_of_the_equator():
    # 2 π × 6371.0088 km / 4 = 10 007.557 km
    assert kilometres(0, 0, 0, 90) == pytest.approx(10007.557, abs=0.001)
    assert kilometres(48, 6, 48, 6) == 0
    assert kilometres(90, 0, -90, 0) == pytest.approx(20015.115, abs=0.001)  # pole to pole: π × R


def test_distances_join_the_two_countries_only(toy: World):
    assert toy("agreement/clairville-sankaku/distance/clairville--sankaku", "jg:kilometres") == {"10007.6"}
    pairs = {path.rpartition("/")[2] for path in toy("agreement/boisville-jouet-tsuki", "jg:distance")}
    assert pairs == {"boisville--tsuki", "jouet-departement--tsuki"}


def test_no_distance_without_both_points(toy: World):
    assert toy("agreement/epiville-maru", "jg:distance") == set()


def test_an_agreement_is_named_where_all_parties_have_a_name(toy: World):
    assert toy("agreement/clairville-sankaku", "skos:prefLabel") == {
        "Clairville-sur-Œuf – Sankaku@fr",
        "Clairville-sur-Œuf – Sankaku@en",
    }  # fmt: skip  (Clairville has no Japanese name)
    assert "オーブヴィル市 – 丸市@ja" in toy("agreement/aubeville-maru", "skos:prefLabel")


def test_search_keys_fold_every_name_and_the_code(toy: World):
    assert toy("government/epiville", "jg:searchKey") == {"epiville", "えぴびる市", "20004"}
    assert {"maru shi", "まるし", "丸", "丸市", "maru"} <= toy("government/maru", "jg:searchKey")
    assert "clairville sur oeuf" in toy("government/clairville", "jg:searchKey")


def test_every_kind_of_row_is_mapped(toy_tables: Tables):
    makers = [
        getattr(mapping, name) for name in mapping.__all__ if name not in ("Statement", "series", "claim")
    ]
    assert len(makers) == 20
    for make in makers:
        named = {"rejected": "rejected", "person": "people", "host_town": "hosttowns"}
        row = next(iter(getattr(toy_tables, named.get(make.__name__, f"{make.__name__}s"))))
        statements = list(make(row))
        assert statements, make
        assert {graph for graph, *_ in statements} <= {namespaces.RECORD, namespaces.CLAIMS}
