"""Named queries: their headers and parameters, what each answers on the toy world, and that it says something on the
record. That each gives the same rows on every engine is the matter of ``test_everywhere.py``.

The rows in ``tests/expected`` were worked out by hand from ``tests/toy``; the totals beside them in ``INVARIANTS`` are
counted in the tables of ``data``.
"""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

import pytest

from jumelage_graph import build, names, queries, resources
from jumelage_graph.engines import Engine
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import DataError, UsageError
from jumelage_graph.words import LANGUAGES, told

EXPECTED = Path(__file__).parent / "expected"
NAMES = sorted(path.stem for path in resources.queries().glob("*.rq"))
Rows = list[dict[str, str]]

ASKED: dict[str, dict[str, str]] = {
    "acts": {"agreement": "aubeville-maru"},
    "agreements": {"date": "2013-01-01"},
    "alive-since": {"certainty": "possible"},
    "anniversaries": {"year": "2023"},
    "between": {"first": "clairville", "second": "sankaku-until-2005"},
    "claims": {"thing": "edition/2"},
    "code-on-date": {"government": "sankaku", "date": "2006-01-01"},
    "could-meet": {"government": "clairville"},
    "edition-report": {"edition": "2"},
    "find": {"name": "ﾏﾙ"},
    "in-force": {"date": "2017-01-01", "certainty": "possible"},
    "initiatives": {"goal": "13"},
    "labels-missing": {"lang": "ja"},
    "names": {"thing": "clairville"},
    "participants": {"edition": "1"},
    "partners": {"government": "sankaku-until-2005", "lang": "fr"},
    "sessions": {"edition": "2"},
    "shared-fields": {"first": "aubeville", "second": "tsuki"},
    "silent-since": {"certainty": "possible"},
    "signed-between": {"from": "1990-05-15", "until": "2001-12-31", "certainty": "possible"},
    "sources": {"thing": "declaration/1-declaration"},
    "successors": {"government": "kumo", "lang": "ja"},
    "timeline": {"government": "sankaku"},
}
"""What each query is asked on the toy world; a query that is not named is asked without parameters."""


def bound(engine: Engine, name: str, asked: dict[str, str]) -> str:
    return names.bind(engine, queries.find(name), asked)


def table(engine: Engine, name: str, asked: dict[str, str]) -> str:
    return engine.answer(bound(engine, name, asked)).serialise("csv").decode().replace("\r\n", "\n")


def rows(engine: Engine, name: str, /, **asked: str) -> Rows:
    return list(csv.DictReader(io.StringIO(table(engine, name, asked))))


# --- the files


def test_there_are_at_least_45_queries() -> None:
    assert len(NAMES) >= 45


@pytest.mark.parametrize("name", NAMES)
def test_each_query_says_in_three_languages_what_it_answers(name: str) -> None:
    query = queries.find(name)
    assert set(query.summary) == {"en", "fr", "ja"}
    assert all(query.summary.values())
    assert len(set(query.summary.values())) == 3
    described = {told(query.description, lang) for lang in LANGUAGES}
    assert len(described) == 3
    assert all(text.endswith((".", "。")) for text in described)
    assert query.tags


@pytest.mark.parametrize("name", NAMES)
def test_each_query_names_its_columns_and_orders_its_rows(name: str) -> None:
    text = queries.find(name).text
    assert not re.search(r"SELECT\s+(DISTINCT\s+)?\*", text)
    assert re.search(r"ORDER BY [^{}]+\Z", text)


@pytest.mark.parametrize("name", NAMES)
def test_each_query_runs_as_the_file_stands(toy_engine: EmbeddedEngine, name: str) -> None:
    assert toy_engine.answer(queries.find(name).text).variables


def test_no_two_queries_have_the_same_summary() -> None:
    for language in ("en", "fr", "ja"):
        summaries = [query.summary[language] for query in queries.catalogue().values()]
        assert len(summaries) == len(set(summaries)) > 0


# --- what they answer


def lacking(names: Iterable[str], answered: Collection[str], claimed: Collection[str]) -> list[str]:
    """What to add for queries without an expected answer or a claim on the record, and what to delete."""
    advice = {
        "add tests/expected/{}.csv: its rows on tests/toy, worked out by hand": set(names) - set(answered),
        "add {} to INVARIANTS in tests/test_queries.py: what is true of it on the record": set(names)
        - set(claimed),
        "delete what the tests say of {}: there is no such query": {*answered, *claimed} - set(names),
    }
    return [said.format(name) for said, wrong in advice.items() for name in sorted(wrong)]


def claim(name: str) -> tuple[dict[str, str], Callable[[Rows], bool]]:
    """What is asked of a query on the record, and what has to be true; without it, a failure that says what to add."""
    if name not in INVARIANTS:
        pytest.fail(lacking([name], [name], [])[0])
    return INVARIANTS[name]


def test_every_query_has_an_expected_answer_and_a_claim_on_the_record() -> None:
    assert lacking(NAMES, {path.stem for path in EXPECTED.glob("*.csv")}, set(INVARIANTS)) == []


def test_a_query_without_its_answer_or_its_claim_is_told_what_to_add() -> None:
    assert lacking(["new"], ["old"], []) == [
        "add tests/expected/new.csv: its rows on tests/toy, worked out by hand",
        "add new to INVARIANTS in tests/test_queries.py: what is true of it on the record",
        "delete what the tests say of old: there is no such query",
    ]
    with pytest.raises(pytest.fail.Exception, match="add new to INVARIANTS"):
        claim("new")


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_on_the_toy_world_is_the_one_worked_out_by_hand(
    toy_engine: EmbeddedEngine, name: str
) -> None:
    path = EXPECTED / f"{name}.csv"
    if not path.exists():
        pytest.fail(lacking([name], [], [name])[0])
    assert table(toy_engine, name, ASKED.get(name, {})) == path.read_text(encoding="utf-8")


def test_a_region_without_any_link_is_listed(toy_data: Path) -> None:
    header, *others = (toy_data / "governments.csv").read_text(encoding="utf-8").splitlines()
    lonely = "ile-region,FR,region,Île,島地域圏,Isle" + "," * (header.count(",") - 6) + "toy-codes,"
    text = "\n".join([header, *sorted([*others, lonely])]) + "\n"
    (toy_data / "governments.csv").write_text(text, encoding="utf-8")
    engine = EmbeddedEngine.from_nquads(build.dataset(toy_data, resources.ontology()).nquads)
    assert [row["id"] for row in rows(engine, "areas-without-link")] == ["ile-region"]


def test_two_who_sat_in_one_workshop_without_being_partners_could_meet(toy_data: Path) -> None:
    path = toy_data / "participations.csv"
    header, *others = path.read_text(encoding="utf-8").splitlines()
    lines = sorted([*others, "2,tsuki,participant,,,,2-workshop-1,toy-organiser,"])
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    engine = EmbeddedEngine.from_nquads(build.dataset(toy_data, resources.ontology()).nquads)
    (found,) = rows(engine, "could-meet", government="clairville")
    assert (found["id"], found["topics"]) == ("tsuki", "session/2-workshop-1")


def _ids(found: Rows, column: str = "agreement") -> set[str]:
    return {row[column] for row in found}


def _counted(name: str, **cells: str) -> int:
    """How many rows of a table of the record hold these cells."""
    with (resources.data() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return sum(cells.items() <= row.items() for row in csv.DictReader(file))


AGREEMENTS = _counted("agreements")
DATED = _counted("acts", dating="yes")

INVARIANTS: dict[str, tuple[dict[str, str], Callable[[Rows], bool]]] = {
    "acts": (
        {"agreement": "nancy-kanazawa"},
        lambda r: [x["date"] for x in r if x["dates"] == "yes"] == ["1973-10-12"],
    ),
    "agreements": (
        {"date": "1975-01-01"},
        lambda r: "nancy-kanazawa" in _ids(r) and "chartres-sakurai" not in _ids(r) and len(r) < 30,
    ),
    "alive-since": (
        {"date": "2024-01-01"},
        lambda r: "pau-kofu" in _ids(r) and "albi-wakkanai" not in _ids(r) and len(r) < AGREEMENTS / 2,
    ),
    "anniversaries": (
        {"year": "2023"},
        lambda r: {"50"} == {x["age"] for x in r if x["agreement"] == "nancy-kanazawa"} and len(r) < 40,
    ),
    "areas-without-link": (
        {},
        lambda r: "corse-region" in _ids(r, "id") and "ishikawa-prefecture" not in _ids(r, "id"),
    ),
    "attendance": (
        {"times": "5"},
        lambda r: "kanazawa" in _ids(r, "id") and all(int(x["times"]) >= 5 for x in r),
    ),
    "between": ({"first": "nancy", "second": "金沢"}, lambda r: _ids(r) == {"nancy-kanazawa"}),
    "came-without-partner": (
        {"edition": "7"},
        lambda r: {x["alone"] for x in r} == {"yes"} and "kanazawa" not in _ids(r, "id") and 0 < len(r) < 36,
    ),
    "changes": (
        {"kind": "region-merger"},
        lambda r: "occitanie-region" in {x["after"] for x in r} and len(r) < 20,
    ),
    "claims": (
        {"thing": "nancy-kanazawa", "attribute": "signed"},
        lambda r: {"1973", "1973-10-12"} <= _ids(r, "value") and _ids(r, "attribute") == {"signed"},
    ),
    "clair-tests": (
        {},
        lambda r: len(r) == AGREEMENTS and {x["approved_by_assembly"] for x in r} == {"yes", "unknown"},
    ),
    "code-on-date": (
        {"government": "kumamoto", "date": "2012-03-31"},
        lambda r: [(x["id"], x["code"]) for x in r] == [("kumamoto", "432016")],
    ),
    "compatible-precisions": (
        {},
        lambda r: any((x["finer"], x["coarser"]) == ("1973-10-12", "1973") for x in r) and len(r) < 400,
    ),
    "concentration": (
        {"country": "JP"},
        lambda r: 20 < len(r) <= 47 and all(float(x["share"]) < 20 for x in r),
    ),
    "conflicts": (
        {},
        lambda r: (
            any(x["about"] == "edition/7" and x["attribute"] == "governments_fr" for x in r)
            and not any(x["attribute"] == "party" for x in r)
        ),
    ),
    "could-meet": ({"government": "kanazawa"}, lambda r: 0 < len(r) < 60 and "nancy" not in _ids(r, "id")),
    "coverage": (
        {},
        lambda r: (
            {x["what"]: (x["have"], x["of"]) for x in r}["agreements with a date"]
            == (str(DATED), str(AGREEMENTS))
        ),
    ),
    "declarations": ({}, lambda r: len(_ids(r, "declaration")) == 7 and "7" in _ids(r, "number")),
    "deprecated-claims": ({}, lambda r: "postponement_period" in _ids(r, "attribute") and len(r) < 30),
    "designations": (
        {},
        lambda r: (
            any(x["french"] == "accord de coopération décentralisée" for x in r) and len(_ids(r)) < AGREEMENTS
        ),
    ),
    "distances": ({}, lambda r: all(7000 < float(x["kilometres"]) < 16000 for x in r) and 80 <= len(r) < 95),
    "edition-report": (
        {"edition": "7"},
        lambda r: len(r) > 150 and any("2022-10-03" in x.values() for x in r),
    ),
    "editions": (
        {},
        lambda r: [x["edition"] for x in r if x["complete"] == "true"] == ["1", "5", "7"] and len(r) == 9,
    ),
    "fields": (
        {},
        lambda r: len(r) == 20 and r[0]["field"] == "culture" and 0 < int(r[0]["agreements"]) < AGREEMENTS,
    ),
    "find": ({"name": "エビアン"}, lambda r: "evian-les-bains" in _ids(r, "id") and len(r) < 10),
    "first-agreements": (
        {},
        lambda r: {"kind", "field", "type"} == _ids(r, "of") and "paris-kyoto" in _ids(r),
    ),
    "former-hosts": (
        {},
        lambda r: (
            ("2", "nancy", "nancy-kanazawa") in {(x["edition"], x["former_host"], x["agreement"]) for x in r}
            and _ids(r, "edition") == {str(n) for n in range(2, 10)}
        ),
    ),
    "goals": (
        {},
        lambda r: [x["goal"] for x in r] == [str(n) for n in range(1, 18)] and int(r[10]["sessions"]) > 0,
    ),
    "goals-basis": ({}, lambda r: _ids(r, "basis") == {"editor", "stated"} and "session" in _ids(r, "of")),
    "goals-by-edition": ({}, lambda r: "7" in _ids(r, "edition") and "9" not in _ids(r, "edition")),
    "goals-by-field": ({}, lambda r: "culture" in _ids(r, "field") and len(r) < 20 * 17),
    "goals-by-region": (
        {"country": "FR"},
        lambda r: _ids(r, "country") == {"FR"} and "corse-region" not in _ids(r, "area"),
    ),
    "governments-without-partner": (
        {"type": "prefecture"},
        lambda r: (
            "iwate-prefecture" in _ids(r, "id") and "kyoto-prefecture" not in _ids(r, "id") and len(r) < 47
        ),
    ),
    "growth": (
        {},
        lambda r: (
            r[0]["year"] == "1958"
            and int(r[-1]["total"]) == sum(int(x["new"]) for x in r)
            and 0.9 * DATED < sum(int(x["new"]) + int(x["uncertain"]) for x in r) <= DATED
        ),
    ),
    "host-towns": (
        {},
        lambda r: (
            ("kamakura", "nice-kamakura", "grew-from") in {(x["id"], x["agreement"], x["tie"]) for x in r}
            and "nara" not in _ids(r, "id")
        ),
    ),
    "in-force": (
        {"date": "1995-01-01"},
        lambda r: "nancy-kanazawa" in _ids(r) and "aix-en-provence-kumamoto" not in _ids(r),
    ),
    "initiatives": (
        {"edition": "7"},
        lambda r: "7-arbois-hydrogen" in _ids(r, "initiative") and _ids(r, "number") == {"7"},
    ),
    "intermunicipal": (
        {"body": "cu-le-mans-metropole"},
        lambda r: (
            {(x["agreement"], x["is"]) for x in r}
            == {("le-mans-suzuka", "possible"), ("le-mans-oyama-shizuoka", "certain")}
        ),
    ),
    "kinds": ({}, lambda r: sum(int(x["agreements"]) for x in r) == AGREEMENTS and len(r) == 6),
    "kinds-by-side": ({}, lambda r: all(x["french"] != x["japanese"] for x in r) and 0 < len(_ids(r)) < 30),
    "labels-missing": (
        {"lang": "ja"},
        lambda r: "government" in _ids(r, "class") and "kanazawa" not in _ids(r, "id"),
    ),
    "level-pairs": ({}, lambda r: 5 < len(r) < 30 and int(r[0]["agreements"]) < AGREEMENTS),
    "links-gone": (
        {},
        lambda r: "mbc-2018" in _ids(r, "source") and len(r) < _counted("sources") / 10,
    ),
    "met-and-signed": (
        {"when": "before"},
        lambda r: "nantes-niigata" in _ids(r) and "nancy-kanazawa" not in _ids(r),
    ),
    "most-partners": (
        {},
        lambda r: int(r[0]["partners"]) > int(r[-1]["partners"]) and "sora" not in _ids(r, "id"),
    ),
    "names": ({"thing": "kanazawa"}, lambda r: {"金沢市", "かなざわし"} <= _ids(r, "name") and len(r) < 15),
    "never-came": (
        {},
        lambda r: {x["absent"] for x in r} == {"1; 5; 7"} and "nancy" not in _ids(r, "id") and len(r) < 172,
    ),
    "one-side-only": ({}, lambda r: _ids(r, "side") == {"fr", "jp"} and "nancy-kanazawa" not in _ids(r)),
    "overseas": (
        {},
        lambda r: {"la-foa-tsuruoka", "guadeloupe-departement-okinawa-prefecture"} < _ids(r) and len(r) < 12,
    ),
    "participants": (
        {"edition": "7"},
        lambda r: (
            [sum(x["country"] == c for x in r) for c in ("FR", "JP")] == [22, 14]
            and {(x["country"], x["stated"]) for x in r} == {("FR", "22"), ("JP", "14")}
        ),
    ),
    "partners": (
        {"government": "金沢"},
        lambda r: [(x["id"], x["date"], x["status"]) for x in r] == [("nancy", "1973-10-12", "in-force")],
    ),
    "partners-of-partners": (
        {},
        lambda r: 0 < len(r) < 200 and all(x["government"] != x["reachable"] for x in r),
    ),
    "population": (
        {"country": "FR"},
        lambda r: r[0]["id"] == "ile-de-france-region" and _ids(r, "country") == {"FR"},
    ),
    "population-ratio": ({}, lambda r: all(float(x["ratio"]) >= 1 for x in r) and 70 < len(r) < 95),
    "postponements": ({}, lambda r: {x["edition"]: x["moved"] for x in r}["7"] == "yes" and len(r) < 9),
    "read-again": (
        {"before": "2026-11-28"},
        lambda r: "evian-les-bains-izumo" in _ids(r) and "l-ile-des-pins-matsushima" not in _ids(r),
    ),
    "region-prefecture": ({}, lambda r: "grand-est-region" in _ids(r, "region") and 30 < len(r) < 200),
    "rejected": ({}, lambda r: len(_ids(r, "id")) == _counted("rejected")),
    "renewals": ({}, lambda r: "nancy-kanazawa" in _ids(r) and len(r) < 60),
    "rgre-kinds": ({}, lambda r: sum(int(x["agreements"]) for x in r) == AGREEMENTS),
    "sessions": ({"edition": "7"}, lambda r: len(r) == 12 and "7-workshop-3" in _ids(r, "session")),
    "shared-fields": (
        {"first": "nancy", "second": "tours"},
        lambda r: "culture" in _ids(r, "field") and len(r) < 20,
    ),
    "shared-partners": ({}, lambda r: 0 < len(r) < 100 and all(x["first"] < x["second"] for x in r)),
    "signatories-dissolved": (
        {},
        lambda r: {"ichinomiya-yamanashi", "katsunuma", "sefuri", "sotome"} <= _ids(r, "id") and len(r) < 40,
    ),
    "signed-between": (
        {"from": "1970-01-01", "until": "1979-12-31"},
        lambda r: "nancy-kanazawa" in _ids(r) and _ids(r, "is") == {"certain"} and len(r) < 30,
    ),
    "signers": (
        {"agreement": "annecy-nerima"},
        lambda r: (
            {(x["signer"], x["government"]) for x in r} > {("jean-luc-rigaut", "annecy-agglomeration")}
            and "志村豊志郎" in _ids(r, "name")
        ),
    ),
    "silent-since": ({}, lambda r: 0 < len(r) < 40 and "nancy-kanazawa" not in _ids(r)),
    "single-source": ({}, lambda r: 0 < len(r) < AGREEMENTS / 4 and "nancy-kanazawa" not in _ids(r)),
    "source-kinds": (
        {},
        lambda r: "register" in _ids(r, "kind") and 10 < sum(int(x["sources"]) for x in r) < 2000,
    ),
    "sources": (
        {"thing": "nancy-kanazawa"},
        lambda r: "clair-719" in _ids(r, "source") and len(_ids(r, "source")) < 60,
    ),
    "speakers": ({"edition": "7"}, lambda r: "Hiroyuki Yamada" in _ids(r, "speaker") and len(r) < 60),
    "successors": ({"government": "sotome"}, lambda r: "nagasaki" in _ids(r, "after") and len(r) < 40),
    "timeline": ({"government": "kanazawa"}, lambda r: "1973-10-12" in _ids(r, "date") and len(r) < 60),
    "totals": (
        {},
        lambda r: (
            {(x["source"], x["count"]) for x in r if x["counted"] == "agreements"}
            == {("jumelage-graph", str(AGREEMENTS))}
            and "91" in _ids(r, "count")
        ),
    ),
    "translations": (
        {"language": "ja"},
        lambda r: _ids(r, "language") == {"ja"} and "tours-takamatsu-bon-appetit" in _ids(r, "id"),
    ),
    "undated": ({}, lambda r: len(r) == AGREEMENTS - DATED),
    "who-carries": (
        {},
        lambda r: (
            {("nuits-saint-georges-fuefuki", "ichinomiya-yamanashi", "fuefuki")}
            < {(x["agreement"], x["signatory"], x["carrier"]) for x in r}
        ),
    ),
}
"""What is asked of the record, and what has to be true of the answer: false of no rows, and of all there are."""


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_on_the_record_is_neither_nothing_nor_everything(
    real_engine: EmbeddedEngine, name: str
) -> None:
    asked, holds = claim(name)
    found = rows(real_engine, name, **asked)
    assert found
    assert holds(found), found[:5]


# --- parameters


def query(text: str) -> queries.Query:
    return queries.parse("sample", text)


def unasked(text: str, kind: str) -> str:
    pytest.fail(f"{kind} {text} was looked for")


SAMPLE = """
#+ summary = {en = "One", fr = "Une", ja = "一"}
#+ parameters = [
#+   {name = "day", type = "date", required = true, description = "A day."},
#+   {name = "year", type = "year", description = "A year."},
#+   {name = "times", type = "integer", description = "A number."},
#+   {name = "lang", type = "language", default = "en", description = "A language."},
#+   {name = "word", type = "text", choices = ["certain", "possible"], default = "certain", description = "A word."},
#+   {name = "name", type = "key", description = "A name."},
#+ ]
SELECT ?day WHERE {
  VALUES ?day { UNDEF }  # parameter day
  VALUES ?year { UNDEF }  # parameter year
  VALUES ?times { UNDEF }  # parameter times
  VALUES ?word { "certain" }  # parameter word
  VALUES ?name { UNDEF }  # parameter name
  OPTIONAL { VALUES ?lang { "en" } ?a ?b ?c FILTER(LANG(?c) = ?lang) }  # parameter lang
  OPTIONAL { VALUES ?second { "fr" } ?a ?b ?d FILTER(LANG(?d) = ?second) }  # parameter lang-2
  OPTIONAL { VALUES ?third { "ja-latn" } ?a ?b ?e FILTER(LANG(?e) = ?third) }  # parameter lang-3
} ORDER BY ?day
"""


def put(**texts: str) -> str:
    sample = query(SAMPLE)
    return queries.bind(sample, queries.tokens(sample, texts, unasked))


def test_a_value_goes_into_its_line_as_a_term() -> None:
    assert 'VALUES ?day { "1995-07-01"^^<http://www.w3.org/2001/XMLSchema#date> }' in put(day="1995-07-01")
    assert 'VALUES ?year { "1995"^^<http://www.w3.org/2001/XMLSchema#integer> }' in put(
        day="1995-07-01", year="1995"
    )
    assert 'VALUES ?name { "かなざわ" }' in put(day="1995-07-01", name="カナザワ")


def test_the_line_of_a_parameter_without_a_value_is_left_out() -> None:
    assert "?year" not in put(day="1995-07-01")
    assert 'VALUES ?word { "certain" }' in put(day="1995-07-01")


@pytest.mark.parametrize(
    ("lang", "order"),
    [("ja", ["ja", "en", "fr"]), ("fr", ["fr", "en", "ja-latn"]), ("en", ["en", "fr", "ja-latn"])],
)
def test_a_language_brings_those_that_stand_in_for_it(lang: str, order: list[str]) -> None:
    found = re.findall(r'VALUES \?(?:lang|second|third) \{ "([\w-]+)" \}', put(day="1995-07-01", lang=lang))
    assert found == order


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"day": "1995"}, "a day, written as 1995-07-01"),
        ({"day": "1995-07"}, "a day, written as 1995-07-01"),
        ({"day": "1995-02-30"}, "a day, written as 1995-07-01"),
        ({"day": "1995-07-01", "year": "95"}, "a year of four digits"),
        ({"day": "1995-07-01", "times": "-1"}, "a whole number"),
        ({"day": "1995-07-01", "times": "²"}, "a whole number"),
        ({"day": "1995-07-01", "lang": "de"}, "one of: en, fr, ja"),
        ({"day": "1995-07-01", "word": "sure"}, "one of: certain, possible"),
        ({"day": "1995-07-01", "name": "!?"}, "at least one letter or digit"),
        ({}, "needs a value for:\n  -p day="),
        ({"day": ""}, "needs a value for:\n  -p day="),
        ({"day": "1995-07-01", "yaer": "1995"}, "Did you mean year"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(texts: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as refused:
        put(**texts)
    assert said in str(refused.value)


def test_a_query_without_parameters_says_so() -> None:
    with pytest.raises(UsageError, match='The query "undated2" has no parameters'):
        queries.tokens(queries.parse("undated2", "ASK { ?a ?b ?c }"), {"x": "1"}, unasked)


def test_a_text_cannot_leave_its_quotes(toy_engine: EmbeddedEngine) -> None:
    hostile = '" } ?s ?p ?o } #\\'
    assert rows(toy_engine, "claims", thing="edition/2", attribute=hostile) == []


def test_an_unknown_query_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean partners"):
        queries.find("partnres")


def test_a_concept_is_one_of_its_scheme(toy_engine: EmbeddedEngine) -> None:
    with pytest.raises(UsageError, match="allowed: dormant, ended, in-force, suspended, unknown"):
        bound(toy_engine, "agreements", {"status": "twinning"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#+ parameters = [", "cannot be read as a query"),
        (
            '#+ parameters = [{name = "a", type = "colour", description = ""}]\nVALUES ?a { UNDEF }  # parameter a',
            "colour",
        ),
        ("SELECT ?a WHERE {\n  VALUES ?a { UNDEF }  # parameter a\n}", "different parameters"),
        ("SELECT ?a WHERE {\n  ?a ?b ?c  # parameter a\n}", "VALUES"),
    ],
)
def test_a_file_with_a_wrong_header_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "own.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        queries.read(path)


def test_a_query_of_ones_own_may_have_a_header(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text(SAMPLE, encoding="utf-8")
    assert [parameter.name for parameter in queries.read(path).parameters][:2] == ["day", "year"]


# --- what there is


def test_the_schema_counts_classes_and_properties_and_gives_one_example(toy_engine: EmbeddedEngine) -> None:
    terms = {term.iri.rpartition("/")[2]: term for term in queries.schema(toy_engine)}
    assert (terms["Edition"].kind, terms["Edition"].count) == ("class", 3)
    assert terms["Edition"].example == "https://w3id.org/jumelage/id/edition/1"
    assert (terms["party"].kind, terms["party"].count) == ("property", 21)  # nine pairs and one of three
