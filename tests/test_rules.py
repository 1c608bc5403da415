"""What the rules conclude: worked out by hand on the toy world, known figures on the record."""

from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import rdflib.util

from conftest import World
from jumelage_graph import namespaces, resources
from jumelage_graph.build import Dataset, rules
from jumelage_graph.errors import DataError
from jumelage_graph.statements import lines

RULES = resources.ontology() / "rules"
DERIVED = pyoxigraph.NamedNode(namespaces.DERIVED)


@pytest.fixture(scope="module")
def toy_store(toy_dataset: Dataset) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(toy_dataset.nquads, pyoxigraph.RdfFormat.N_QUADS)
    return store


# --- the rules themselves


def test_rules_run_in_the_order_of_their_numbers():
    assert [rule.id for rule in rules.read(RULES)] == [
        f"r{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13)
    ]


def test_no_predicate_is_written_by_two_rules(toy: World):
    written = Counter(curie for curies in toy.having("jg:writes").values() for curie in curies)
    assert len(written) > 25
    assert [curie for curie, times in written.items() if times > 1] == []


def test_each_rule_writes_what_it_says_and_nothing_else(toy_store: pyoxigraph.Store):
    checked = 0
    for rule in rules.read(RULES):
        found = toy_store.query(rule.construct, use_default_graph_as_union=True)
        predicates = {namespaces.contract(triple.predicate.value) for triple in found}
        assert predicates == set(rule.writes), rule.id
        checked += 1
    assert checked == 12


def test_all_that_is_derived_is_described(toy: World, toy_store: pyoxigraph.Store):
    described = {curie for curies in toy.having("jg:writes").values() for curie in curies}
    derived = {
        namespaces.contract(q.predicate.value) for q in toy_store.quads_for_pattern(None, None, None, DERIVED)
    }
    assert derived - described == {"rdf:type"}  # of the distances and the periods


def test_each_rule_has_a_definition_in_three_languages(toy: World):
    definitions = {path: toy(path, "skos:definition") for path in toy.having("jg:writes")}
    assert len(definitions) == 16
    for path, texts in definitions.items():
        assert {text.rpartition("@")[2] for text in texts} == {"en", "fr", "ja"}, path


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("links.rq", "", "begins with its number"),
        ("r1-links.rq", '#+ label = {en = "x"}\nCONSTRUCT {} WHERE {}', "lacks or breaks 'definition'"),
        ("r1-links.rq", "#+ label = {en\nCONSTRUCT {} WHERE {}", "lacks or breaks"),
    ],
)
def test_a_rule_without_a_good_header_is_refused(tmp_path: Path, name, content, message):
    (tmp_path / name).write_text(content)
    with pytest.raises(DataError, match=message):
        rules.read(tmp_path)


@pytest.mark.parametrize(
    ("construct", "message"),
    [("CONSTRUCT { ?a ?b } WHERE {}", "is not SPARQL"), ("ASK {}", "is no CONSTRUCT query")],
)
def test_a_rule_that_is_no_construct_query_is_refused(construct, message):
    rule = rules.Rule(id="r1", label={}, definition={}, writes=(), construct=construct)
    with pytest.raises(DataError, match=message):
        rules.conclude(rule, pyoxigraph.Store())


def test_each_rule_concludes_the_same_on_another_engine(toy_store: pyoxigraph.Store):
    other = rdflib.Graph()
    for quad in toy_store:
        other.add(
            tuple(rdflib.util.from_n3(str(term)) for term in (quad.subject, quad.predicate, quad.object))
        )
    for rule in rules.read(RULES):
        ours = toy_store.query(rule.construct, use_default_graph_as_union=True)
        found = {(str(t.subject), str(t.predicate), str(t.object)) for t in ours}
        assert found, rule.id
        assert found == {tuple(term.n3() for term in triple) for triple in other.query(rule.construct)}, (
            rule.id
        )


# --- r1


def test_acts_and_changes_link_back(toy: World):
    assert toy("agreement/aubeville-maru/act/renewal-1", "jg:actOf") == {"agreement/aubeville-maru"}
    assert toy("government/hoshi", "org:changedBy") == {"change/maru-2010-01-01"}
    assert toy("government/maru", "org:resultedFrom") == {"change/maru-2010-01-01"}


# --- standing: (certainly from, certainly until, possibly from, possibly until)


@pytest.mark.parametrize(
    ("agreement", "certainly", "possibly"),
    [
        ("aubeville-maru", ("1973-10-12", ""), ("1973-10-12", "")),
        # signed in May 1990: certain from the end of the month, possible from its beginning;
        # the transfer goes to a party and closes nothing
        ("clairville-sankaku", ("1990-05-31", ""), ("1990-05-01", "")),
        ("boisville-jouet-tsuki", ("2000-12-31", ""), ("2000-01-01", "")),  # signed in 2000
        ("boisville-yama", ("", ""), ("", "")),  # undated
        ("jouet-departement-maru-prefecture", ("", ""), ("2018-06-05", "")),  # signed on 2018-06-05?
        # suspended in 2016, ended on 2018-06-30: certain until the first day of 2016, possible until its last
        ("clairville-yama", ("2001-03-03", "2016-01-01"), ("2001-03-03", "2016-12-31")),
        ("jouet-region-maru-prefecture", ("2005-05-05", "2012-01-01"), ("2005-05-05", "2012-12-31")),
        ("epiville-maru", ("1980-07-14", ""), ("1980-07-14", "")),  # suspended, then renewed
        # the transfer goes to a body that is no party: it closes
        ("dunes-departement-maru-prefecture", ("2014-11-03", "2021-01-01"), ("2014-11-03", "2021-01-01")),
        ("aubeville-tsuki", ("1985-06-01", ""), ("1985-06-01", "")),  # dormant: a status ends nothing
    ],
)
def test_periods_in_force(toy: World, agreement, certainly, possibly):
    def one(name):
        return "".join(toy(f"agreement/{agreement}", f"jg:{name}"))

    assert (one("inForceFrom"), one("inForceUntil")) == certainly
    assert (one("possiblyInForceFrom"), one("possiblyInForceUntil")) == possibly


def test_periods_have_one_standing_each(toy: World):
    def periods(agreement):
        nodes = sorted(toy(f"agreement/{agreement}", "jg:period"))
        return [
            tuple("".join(toy(node, f"jg:{name}")) for name in ("standing", "firstDay", "lastDay"))
            for node in nodes
        ]

    # Signed in May 1990, last seen alive in 2020: certain from the last day of May to the day of the record.
    assert periods("clairville-sankaku") == [
        ("jgk:possible", "1990-05-01", "1990-05-30"),
        ("jgk:certain", "1990-05-31", "2026-11-24"),
        ("jgk:possible", "2026-11-25", ""),
    ]
    # Last seen alive when it was signed, ten years later only presumed.
    assert periods("aubeville-tsuki")[:2] == [
        ("jgk:certain", "1985-06-01", "2026-01-01"),
        ("jgk:presumed", "2026-01-02", "2026-11-24"),
    ]
    assert periods("boisville-yama") == []


def test_a_suspension_ends_with_the_next_renewal(toy: World):
    assert toy("agreement/epiville-maru/act/suspension-1", "jg:resumedOn") == {"2003-03-03"}
    assert set(toy.having("jg:resumedOn")) == {"agreement/epiville-maru/act/suspension-1"}


def test_whoever_made_the_dating_act_signed(toy: World):
    assert toy("agreement/clairville-sankaku", "jg:signatory") == {
        "government/clairville",
        "government/sankaku-until-2005",
    }


# --- r3


def test_partners_are_of_two_countries(toy: World):
    assert toy("government/tsuki", "jg:partnerOf") == {
        "government/aubeville", "government/boisville", "government/jouet-departement",
    }  # fmt: skip
    assert "government/jouet-departement" not in toy("government/boisville", "jg:partnerOf")


def test_partner_links_are_symmetric(toy: World):
    for curie in ("jg:partnerOf", "jg:everPartnerOf"):
        links = {(one, other) for one, others in toy.having(curie).items() for other in others}
        assert len(links) > 10
        assert links == {(other, one) for one, other in links}


def test_closed_and_suspended_agreements_make_no_partners_but_once_did(toy: World):
    for one, other in [
        ("yama", "clairville"), ("jouet-region", "maru-prefecture"), ("dunes-departement", "maru-prefecture"),
    ]:  # fmt: skip
        assert f"government/{other}" not in toy(f"government/{one}", "jg:partnerOf")
        assert f"government/{other}" in toy(f"government/{one}", "jg:everPartnerOf")


def test_an_undated_agreement_makes_partners(toy: World):
    assert toy("government/yama", "jg:partnerOf") == {"government/boisville"}


def test_who_signed_and_is_gone_was_once_a_partner(toy: World):
    assert toy("government/hoshi", "jg:partnerOf") == set()
    assert toy("government/hoshi", "jg:everPartnerOf") == {"government/epiville"}


# --- r4, r5, r7


def test_lineage_is_followed_over_several_changes(toy: World):
    assert toy("government/kumo", "jg:successor") == {"government/shikaku"}
    assert toy("government/kumo", "jg:successorTransitive") == {"government/shikaku", "government/sankaku"}
    assert toy("government/sankaku", "jg:predecessor") == {
        "government/sankaku-until-2005",
        "government/shikaku",
    }
    assert toy("government/sankaku", "jg:predecessorTransitive") == {
        "government/sankaku-until-2005", "government/shikaku", "government/kumo",
    }  # fmt: skip


def test_a_body_that_goes_on_is_not_its_own_successor(toy: World):
    assert toy("government/sankaku", "jg:successor") == set()
    assert toy("government/maru", "jg:successor") == set()


def test_every_agreement_is_of_the_top_kind(toy: World):
    kinds = toy.having("jg:broaderKind")
    assert len(kinds) == 10
    assert all("jgk:partnership" in broader for broader in kinds.values())


def test_within_goes_up_to_the_region(toy: World):
    assert toy("government/aubeville", "jg:within") == {
        "government/jouet-departement",
        "government/jouet-region",
    }


# --- r6, r8, r9, r10


def test_goals_of_sessions_and_initiatives_are_raised_at_the_edition(toy: World):
    assert toy("edition/1", "jg:goalRaised") == {"sdg:11"}
    assert toy("edition/2", "jg:goalRaised") == {"sdg:6", "sdg:13", "sdg:17"}  # session, initiative, itself
    assert toy("edition/3", "jg:goalRaised") == set()


@pytest.mark.parametrize(
    ("agreement", "day"),
    [
        ("aubeville-maru", "2024-01-01"),  # status as of 2024, after the renewal of September 2023
        ("boisville-jouet-tsuki", "2017-03-01"),  # a project, after the status of 2015
        ("clairville-yama", "2001-03-03"),  # neither the end nor the status "ended" is a sign of life
        ("dunes-departement-maru-prefecture", "2014-11-03"),  # nor is a transfer
        ("boisville-yama", "2012-01-01"),  # undated, seen in 2012
        ("jouet-departement-maru-prefecture", ""),  # only an uncertain date
    ],
)
def test_last_evidence(toy: World, agreement, day):
    assert "".join(toy(f"agreement/{agreement}", "jg:lastEvidence")) == day


def test_being_named_next_host_is_no_attendance(toy: World):
    assert toy("government/epiville", "jg:attended") == set()
    assert toy("government/aubeville", "jg:attended") == {"edition/1", "edition/2"}


def test_a_list_is_complete_if_it_reaches_both_headcounts(toy: World):
    # edition 1: Aubeville, Boisville of 2; Maru, Tsuki of 2
    # edition 2: Clairville, Aubeville of 3; Sankaku of 4
    known = {"1": ("2", "2", "true"), "2": ("2", "1", "false"), "3": ("", "", "")}
    for number, expected in known.items():
        names = ("knownFrenchGovernments", "knownJapaneseGovernments", "participantListComplete")
        assert tuple("".join(toy(f"edition/{number}", f"jg:{name}")) for name in names) == expected


# --- the record


def test_the_record_has_three_complete_lists(real: World):
    complete = {
        path for path, values in real.having("jg:participantListComplete").items() if values == {"true"}
    }
    assert {"edition/1", "edition/5", "edition/7"} <= complete


def test_signatories_of_the_record_that_no_longer_exist_have_successors(real: World):
    gone = {
        signatory
        for signatories in real.having("jg:signatory").values()
        for signatory in signatories
        if real(signatory, "jg:dissolvedOn")
    }
    assert {"government/sotome", "government/katsunuma", "government/languedoc-roussillon-region"} <= gone
    assert [path for path in gone if not real(path, "jg:successor")] == []


def test_the_suspended_pact_of_essonne_is_in_force_again(real: World):
    agreement = "agreement/essonne-departement-ibaraki-prefecture"
    assert real(f"{agreement}/act/suspension-1", "jg:resumedOn") == {"2018-10-31"}
    assert real(agreement, "jg:inForceUntil") == set()


def test_only_agreements_of_certain_date_are_certainly_in_force(real: World):
    dating = {act for acts in real.having("jg:datingAct").values() for act in acts}
    uncertain = {act for act in dating if real(act, "jg:certain") == {"false"}}
    assert len(dating) >= 80 > len(uncertain) > 0
    assert len(real.having("jg:possiblyInForceFrom")) == len(dating)
    assert len(real.having("jg:inForceFrom")) == len(dating) - len(uncertain)


# --- r11, r12, r13


def test_a_french_government_is_overseas_by_its_code(toy: World):
    assert set(toy.having("jg:overseas")) == {"government/dunes-departement"}  # département 976


def test_former_hosts_are_those_of_the_earlier_editions_that_were_held(toy: World):
    assert {path: set(hosts) for path, hosts in toy.having("jg:previousHost").items()} == {
        "edition/2": {"government/aubeville"},
        "edition/3": {"government/aubeville", "government/sankaku"},
    }


def test_an_agreement_was_last_read_when_its_newest_source_was(toy: World):
    assert toy("agreement/aubeville-maru", "jg:lastRead") == {"2026-01-02"}


def test_rules_conclude_from_their_premises_what_they_conclude_from_everything(toy_dataset: Dataset) -> None:
    known = rules.read(resources.ontology() / "rules")
    stated = [each for each in lines.parse_all(toy_dataset.nquads) if each[0] != namespaces.DERIVED]
    premises, whole = rules.Premises(known), pyoxigraph.Store()
    assert list(premises.heard(stated)) == stated
    whole.bulk_load(lines.write_all(stated), pyoxigraph.RdfFormat.N_QUADS)
    assert 0 < len(premises.store) < 0.7 * len(whole)
    for rule in known:
        found = rules.conclude(rule, premises.store)
        assert sorted(found) == sorted(rules.conclude(rule, whole)) != [], rule.id
