"""The words of a query: names of every script, escapes, and time that grows with the length."""

import pytest

from jumelage_graph.engines.asked import read
from jumelage_graph.engines.tokens import tokens, without_escapes


def words(query: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?項・目 $e\u0301 ?1", [("variable", "?項・目"), ("variable", "$e\u0301"), ("variable", "?1")]),
        ("?a-1", [("variable", "?a"), ("sign", "-"), ("number", "1")]),
        ("1.ex:a true.:b", [
            ("number", "1"), ("sign", "."), ("name", "ex:a"), ("word", "true"), ("sign", "."), ("name", ":b"),
        ]),
        ("1.5e3 .5 5-3 1.", [
            ("number", "1.5e3"), ("number", ".5"), ("number", "5"), ("sign", "-"), ("number", "3"),
            ("number", "1"), ("sign", "."),
        ]),
        ("a.b:c-d.e. x:%41\\.", [("name", "a.b:c-d.e"), ("sign", "."), ("name", "x:%41\\.")]),
        ("_:b1. p:*", [("blank", "_:b1"), ("sign", "."), ("name", "p:"), ("sign", "*")]),
        ("'a#' # b ' \n \"\"\"x\"y\"\"\"@ja--ltr", [("string", "'a#'"), ("string", '"""x"y"""'), ("tag", "@ja--ltr")]),
        ("?a<?b && ?c>?d", [
            ("variable", "?a"), ("sign", "<"), ("variable", "?b"), ("sign", "&&"), ("variable", "?c"),
            ("sign", ">"), ("variable", "?d"),
        ]),
        ("'''it ends 'never'", [("unclosed", "'''it ends 'never'")]),
        ("?a\u3000?b", [("variable", "?a"), ("sign", "\u3000"), ("variable", "?b")]),
    ],
)  # fmt: skip
def test_a_query_falls_into_the_tokens_of_the_grammar(query: str, expected: list[tuple[str, str]]) -> None:
    assert words(query) == expected


def test_each_token_says_where_it_stands() -> None:
    query = "ASK { ?s jg:a.ex:b 'x' # c\n 1.}"
    assert [query[token.start :][: len(token.text)] for token in tokens(query)] == [
        t for _, t in words(query)
    ]


@pytest.mark.parametrize(
    ("query", "resolved"),
    [
        (r"S\u0045LECT ?\U00000061", "SELECT ?a"),
        (r"<x:\u0061> '\u0061' # \u0061", r"<x:\u0061> '\u0061' # \u0061"),
        (r"\uD800 \U00110000", r"\uD800 \U00110000"),
    ],
)
def test_escapes_are_resolved_where_no_quotation_marks_are(query: str, resolved: str) -> None:
    assert without_escapes(query) == resolved


def test_a_query_is_read_once() -> None:
    assert read("ASK { ?s jg:a ?o }") is read("ASK { ?s jg:a ?o }")


@pytest.mark.parametrize(
    "part", ["a.", "'''", '"""x', "<", "1.", "ex:a.", "_:", "@a-", "'a\n", '"', "a.:", "\\u0041"]
)
def test_reading_takes_time_in_proportion_to_the_length(part: str) -> None:
    assert len(part) * 100_000 >= len(
        tokens(without_escapes(part * 100_000))
    )  # quadratic, this takes an hour
