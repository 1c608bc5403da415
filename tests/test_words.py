"""The words: every one in three languages, with the same values, used; dates and numbers in the reader's form."""

import ast
import datetime
import pickle
import re
import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from jumelage_graph import analyses, cli, exports, queries, views, words
from jumelage_graph.build import Dataset
from jumelage_graph.errors import Fault, FaultsError, UsageError, unknown
from jumelage_graph.namespaces import expand
from jumelage_graph.words import catalogue, forms
from jumelage_graph.words.speech import is_one

SOURCE = Path(words.__file__).resolve().parents[1]
JAPANESE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
ALIKE = {"ID", "URL"}
"""Words that Japanese writes in Latin letters."""
EXAMPLES = {"guide.cookbook.find", "guide.tutorial.find", "pages.controls.search_hint", "site.search.hint"}
"""Texts that show a word of another language."""


def entries() -> dict[str, words.Entry]:
    """Every entry of every file, by its key."""
    return {f"{room}.{path}": entry for room in words.rooms() for path, entry in words.entries(room).items()}


def texts(entry: words.Entry, lang: str) -> list[str]:
    """The text of an entry in one language, or both of its forms."""
    said = entry.get(lang, [])
    return [said] if isinstance(said, str) else list(said)


def values(text: str) -> set[tuple[str, str]]:
    """The values that a text names, each with the form that it asks for."""
    return {(name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name is not None}


# --- three languages


def faults(known: Mapping[str, words.Entry]) -> Iterator[str]:
    """What is wrong with entries by themselves."""
    for key, entry in known.items():
        said = {lang: texts(entry, lang) for lang in words.LANGUAGES}
        for lang, forms_ in said.items():
            if not forms_ or not all(text.strip() for text in forms_):
                yield f"{key} has no {lang}"
            elif len(forms_) > 2 or (len(forms_) == 2 and lang == "ja"):
                yield f"{key} has too many forms in {lang}"
        if len({frozenset(values(text)) for forms_ in said.values() for text in forms_}) > 1:
            yield f"{key} takes different values in its languages"
        if any("'" in text or (JAPANESE.search(text) and key not in EXAMPLES) for text in said["fr"]):
            yield f"{key} is not in French"
        if any(re.search(r" [:;?!»]|« ", text) for text in said["fr"]):
            yield f"{key} breaks a line before a French sign"
        if not all(strange(text) for text in said["ja"]):
            yield f"{key} is not in Japanese"


def strange(text: str) -> bool:
    """Whether a text has Japanese signs, or nothing that would need them."""
    bare = re.sub(r"\{[^}]*\}", "", text)
    return bool(JAPANESE.search(text)) or bare.strip() in ALIKE or not re.search(r"[^\W\d_]", bare)


def test_each_word_stands_in_three_languages_with_the_same_values() -> None:
    assert len(entries()) > 500
    assert list(faults(entries())) == []


def test_entries_read_one_by_one_are_those_of_the_whole_file() -> None:
    for room in words.rooms():
        whole = tomllib.loads((SOURCE / "words" / f"{room}.toml").read_text(encoding="utf-8"))
        assert plain(words.tree(room)) == whole
        assert all(catalogue.entry(room, path) == each for path, each in words.entries(room).items())


def test_an_entry_is_read_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    loads = tomllib.loads

    def counted(text: str) -> dict[str, Any]:
        parsed.append(text)
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", counted)
    group = catalogue.Group()
    group.add("a", 'a = { en = "x" }')
    group.add('"b c"', '"b c" = [')
    assert (list(group), parsed) == (["a", "b c"], [])
    assert [group["a"], group["a"]] == [{"en": "x"}] * 2
    assert len(parsed) == 1
    with pytest.raises(tomllib.TOMLDecodeError):
        group["b c"]


def plain(held: Any) -> Any:
    return {name: plain(each) for name, each in held.items()} if isinstance(held, words.Group) else held


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"en": "a row", "fr": "une ligne"}, "k has no ja"),
        ({"en": "", "fr": "une ligne", "ja": "行"}, "k has no en"),
        ({"en": "{a}", "fr": "{b}", "ja": "{a}"}, "k takes different values in its languages"),
        ({"en": "{a}", "fr": "{a:or}", "ja": "{a}"}, "k takes different values in its languages"),
        ({"en": "a row", "fr": "l'accord", "ja": "行"}, "k is not in French"),
        ({"en": "a row", "fr": "une ligne !", "ja": "行"}, "k breaks a line before a French sign"),
        ({"en": "a row", "fr": "une ligne", "ja": "a row"}, "k is not in Japanese"),
        ({"en": "rows", "fr": "lignes", "ja": ["行", "行"]}, "k has too many forms in ja"),
    ],
)
def test_a_faulty_word_is_noticed(entry: dict[str, Any], fault: str) -> None:
    assert list(faults({"k": entry})) == [fault]


def lists_of_languages(text: str) -> list[int]:
    """The lines where a tuple, list or set of our three languages is written down."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        and [ast.unparse(each) for each in sorted(node.elts, key=ast.unparse)] == ["'en'", "'fr'", "'ja'"]
    ]


def test_the_languages_and_their_order_are_written_once() -> None:
    assert lists_of_languages("x = {'fr', 'en', 'ja'}") == [1]
    homes = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if lists_of_languages(path.read_text(encoding="utf-8"))
    }
    assert homes == {"words/catalogue.py"}


def test_each_parameter_of_a_query_is_described_in_three_languages() -> None:
    described = {
        f"{name}: {parameter.name}": parameter.about.texts if isinstance(parameter.about, words.Texts) else {}
        for name, query in queries.catalogue().items()
        for parameter in query.parameters
        if parameter.type != "language" or parameter.about
    }
    assert len(described) > 40
    assert list(faults(described)) == []


# --- used, and used rightly

SAYERS = {"say", "word"}
PARTS = {
    "analyses.summaries": analyses.catalogue,
    "analyses.readings": analyses.catalogue,
    "explanations": analyses.catalogue,
    "publication.formats": exports.names,
    "publication.pictures": views.names,
}
"""Groups that have an entry for each analysis, format or picture."""
ELSEWHERE = ("answers.", "terms.", *(f"{group}." for group in PARTS))
"""Groups whose use another test holds: headings and cells of answers (``test_wording``), terms of the record."""


def said(text: str) -> Iterator[tuple[str, set[str] | None]]:
    """Each key that a Python text says, with the names of its values; ``None`` where these are not written out."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        key = node.args[0]
        if name in SAYERS and isinstance(key, ast.Constant) and "." in str(key.value):
            names = {str(each.arg) for each in node.keywords}
            yield str(key.value), None if "None" in names else names


def wrongly_said(sources: Iterable[str], known: Mapping[str, words.Entry]) -> list[str]:
    """The keys that are said but do not exist, or are said with other values than they name."""
    wrong = []
    for key, names in (each for text in sources for each in said(text)):
        if key not in known:
            wrong.append(f"{key} does not exist")
        elif names is not None:
            wanted = {
                name
                for lang in words.LANGUAGES
                for text in texts(known[key], lang)
                for name, _ in values(text)
            }
            wanted |= {"count"} if len(texts(known[key], "en")) > 1 else set()
            wrong += (
                [f"{key} is said with {sorted(names)}, it takes {sorted(wanted)}"] if names != wanted else []
            )
    return wrong


def python() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")]


def test_what_is_said_exists_and_gets_its_values() -> None:
    assert sum(1 for text in python() for _ in said(text)) > 15
    assert wrongly_said(python(), entries()) == []
    assert wrongly_said(['say("errors.nothing")', 'say("errors.more", total=1)'], entries()) == [
        "errors.nothing does not exist",
        "errors.more is said with ['total'], it takes ['count']",
    ]


def unused(sources: Iterable[str], known: Iterable[str]) -> list[str]:
    """The keys that nothing says: neither as a whole, nor by their last step, or the beginning of it, in a source."""
    whole = "\n".join(sources)
    steps = set(re.findall(r"(?<=[\"'`.])[\w-]+(?=[\"'`\s)])", whole))
    begun = tuple(re.findall(r"[`\"'](\w+_)(?:\$?\{|[\"'] ?[+~])", whole))
    names = {key: key.rpartition(".")[2] for key in known}
    return [
        key
        for key, name in names.items()
        if not (name in steps or name.startswith(begun) or f'"{key}"' in whole)
    ]


def test_each_word_is_used() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.*")
        if path.suffix in (".py", ".js", ".html")
    ]
    assert unused(sources, [key for key in entries() if not key.startswith(ELSEWHERE)]) == []
    two = ["errors.more", "errors.near"]
    assert [unused([text], two) for text in ('say("errors.more")', "['near']", "`mo_${x}`")] == [
        two[1:],
        two[:1],
        two,
    ]


@pytest.mark.parametrize("group", PARTS)
def test_each_analysis_format_and_picture_has_its_words_and_no_other_name_has(group: str) -> None:
    assert sorted(words.of(group, "en")) == sorted(PARTS[group]())


def test_each_term_that_has_a_word_is_one_that_the_record_uses(real_dataset: Dataset) -> None:
    named = {f"<{expand(curie)}>".encode() for curie in words.entries("terms")}
    assert len(named) > 20
    used = {line.split(b" ", 2)[1] for line in real_dataset.nquads.splitlines()}
    assert named - used == set()
    assert b"<https://example.org/>" not in used


# --- said in the language of the reader


def test_an_error_is_told_in_each_language() -> None:
    error = unknown("query", "partnrs", ["partners", "sources"])
    assert [error.told(lang) for lang in words.LANGUAGES] == [
        'There is no query "partnrs". Did you mean partners?',
        "Il n’y a pas de requête «\u00a0partnrs\u00a0». Vouliez-vous dire partners\u00a0?",
        "クエリ「partnrs」はありません。partnersではありませんか。",
    ]
    assert str(error) == error.told("en")
    assert UsageError("plain").told("fr") == "plain"


def test_a_fault_is_told_in_each_language() -> None:
    fault = Fault("a.csv", 2, "code", "1", "the form is wrong", "mend it")
    assert [fault.told(lang) for lang in words.LANGUAGES] == [
        'a.csv:2: code: found "1"; the form is wrong; mend it',
        "a.csv:2: code: trouvé «\u00a01\u00a0»\u00a0; the form is wrong\u00a0; mend it",
        "a.csv:2: code: 「1」とありますが、the form is wrong。mend it",
    ]
    assert FaultsError([fault] * 22).told("fr").endswith("… et 2 de plus")


def test_what_is_said_survives_another_process() -> None:
    again = pickle.loads(pickle.dumps(words.say("errors.more", count=2)))
    assert words.told(again, "ja") == "…ほか2件"


def test_the_command_line_fails_in_the_language_of_its_reader(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["query", "partnrs", "--lang=fr"]) == 2
    assert capsys.readouterr().err.startswith("Erreur\u00a0: Il n’y a pas de requête «\u00a0partnrs\u00a0».")
    assert cli.run(["--lang", "ja", "qury"]) == 2
    assert cli.run(["show", "nancy", "--lang", "xx"]) == 2
    assert "'xx'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("key", "counts", "expected"),
    [
        ("answers.rows", (0, 1, 2), {"en": "0 rows, 1 row, 2 rows", "fr": "0 ligne, 1 ligne, 2 lignes"}),
        ("errors.counts.violation", (1, 3), {"en": "1 violation, 3 violations", "ja": "違反1件, 違反3件"}),
    ],
)
def test_a_count_takes_its_form(key: str, counts: tuple[int, ...], expected: dict[str, str]) -> None:
    for lang, text in expected.items():
        assert ", ".join(words.word(key, lang, count=count) for count in counts) == text


def test_forms_for_one_are_chosen_as_unicode_does() -> None:
    # Babel is not asked for every count: it would cost more than the command. French has a form for millions, too.
    for lang in ("en", "fr"):
        rule = Locale(lang).plural_form
        assert [is_one(count, lang) for count in range(1000)] == [
            rule(count) == "one" for count in range(1000)
        ]
    assert Locale("ja").plural_form(5) == Locale("ja").plural_form(1)


# --- dates, numbers, lists

DATES = [
    ("1973-10-12", "12 October 1973", "12 octobre 1973", "1973年10月12日"),
    ("1973-05-01", "1 May 1973", "1er mai 1973", "1973年5月1日"),
    ("1973-10", "October 1973", "octobre 1973", "1973年10月"),
    ("1973", "1973", "1973", "1973年"),
    ("1985~", "about 1985", "vers 1985", "1985年頃"),
    ("1985-03?", "March 1985 (uncertain)", "mars 1985 (incertain)", "1985年3月（不確か）"),
    ("1985%", "about 1985 (uncertain)", "vers 1985 (incertain)", "1985年頃（不確か）"),
    ("198X", "1980s", "années 1980", "1980年代"),
    ("2001-21", "spring 2001", "printemps 2001", "2001年春"),
    ("2012/2014", "from 2012 to 2014", "de 2012 à 2014", "2012年から2014年まで"),
    ("2012-05-03/2012-05-04", "from 3 May 2012 to 4 May 2012", "du 3 mai 2012 au 4 mai 2012", None),
    ("1973/..", "since 1973", "depuis 1973", "1973年以降"),
    ("../1973", "until 1973", "jusqu’à 1973", "1973年まで"),
    ("1973/", "from 1973, end unknown", "à partir de 1973, fin inconnue", "1973年から、終わりは不明"),
    ("/1973", "until 1973, beginning unknown", "jusqu’à 1973, début inconnu", "1973年まで、始まりは不明"),
    ("1872-12-31", "31 December 1872", "31 décembre 1872", "1872年12月31日"),
    ("../..", "../..", "../..", "../.."),
    ("1973-13", "1973-13", "1973-13", "1973-13"),
    ("unknown", "unknown", "unknown", "unknown"),
]


@pytest.mark.parametrize(("text", "en", "fr", "ja"), DATES)
def test_a_date_is_written_as_its_reader_reads_it(text: str, en: str, fr: str, ja: str | None) -> None:
    assert [forms.date(text, lang) for lang in ("en", "fr")] == [en, fr]
    assert ja is None or forms.date(text, "ja") == ja


def test_days_months_and_whole_numbers_are_written_as_babel_does() -> None:
    days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=number) for number in range(366)]
    numbers = (0, 7, 999, 1000, -1, -1234, 12345, 10**6, 987654321)
    for lang in words.LANGUAGES:
        rules = forms.locale(lang)
        for day in (*days, datetime.date(794, 11, 2)):
            written = format_date(day, "long", locale=rules)
            first = lang == "fr" and day.day == 1
            assert forms.date(f"{day}", lang) == (written.replace("1", "1er", 1) if first else written)
            assert forms.date(f"{day}"[:7], lang) == format_skeleton("yMMMM", day, locale=rules)
        assert [forms.number(each, lang) for each in numbers] == [
            format_decimal(each, locale=rules, decimal_quantization=False) for each in numbers
        ]


def test_numbers_and_lists_follow_the_language() -> None:
    assert [forms.number(12345.5, lang) for lang in words.LANGUAGES] == [
        "12,345.5",
        "12\u202f345,5",
        "12,345.5",
    ]
    for lang in words.LANGUAGES:
        for number in (0, 7, 999, 1000, -1, -1234, 12345, 10**6, 987654321):
            rules = forms.locale(lang)
            assert forms.number(number, lang) == format_decimal(
                number, locale=rules, decimal_quantization=False
            )
    named = {lang: words.word("errors.near", lang, names=["a", "b", "c"]) for lang in words.LANGUAGES}
    assert named == {
        "en": " Did you mean a, b or c?",
        "fr": " Vouliez-vous dire a, b ou c\u00a0?",
        "ja": "a、b、またはcではありませんか。",
    }


# --- nothing is said that is no word


def unworded(text: str) -> list[int]:
    """The lines where an error or a fault is made with a text that is written there."""
    wrong = []
    for node in ast.walk(ast.parse(text)):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if name == "Fault" or re.fullmatch(r"(Usage|Data|Faults|Endpoint\w*)Error", name):
            parts = [
                each for argument in node.args[4 if name == "Fault" else 0 :] for each in ast.walk(argument)
            ]
            said = [each for call in parts if isinstance(call, ast.Call) for each in ast.walk(call)]
            literals = [
                each for each in parts if isinstance(each, ast.Constant | ast.JoinedStr) and each not in said
            ]
            wrong += [node.lineno for each in literals if " " in ast.unparse(each).strip("'")]
    return sorted(set(wrong))


def test_errors_and_faults_say_words_alone() -> None:
    assert unworded('raise UsageError(f"The year is {year}.")\nDataError(say("errors.more", count=1))') == [1]
    assert unworded('Fault(path, 1, "", "", say("faults.cut"), "is its end cut off?")') == [1]
    wrong = {
        path.relative_to(SOURCE).as_posix(): lines
        for path in SOURCE.rglob("*.py")
        if (lines := unworded(path.read_text(encoding="utf-8")))
    }
    assert wrong == {}


def test_a_check_speaks_the_language_of_its_reader(
    toy_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = toy_data / "agreements.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("fields", "feilds", 1), encoding="utf-8")
    assert cli.run(["check", str(toy_data), "--lang", "fr"]) == 1
    assert "fields: la colonne manque\u00a0; est-ce «\u00a0feilds\u00a0»\u00a0?" in capsys.readouterr().out
