"""Statements: what is written is what is read, whatever the terms hold."""

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jumelage_graph.errors import DataError
from jumelage_graph.statements import Statement, lines, reading, syntaxes
from jumelage_graph.statements.cells import Cell, quoted, unescape
from jumelage_graph.statements.gathering import Gathered

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
"""Any text that UTF-8 can write, with quotes, backslashes and every sign that somebody takes for the end of a line."""

IRIS = st.text(st.sampled_from("abcé金/#?=,;:._~%-\u3000\u0085")).map("https://example.org/{}".format)
LANGUAGES = st.sampled_from(["fr", "ja", "ja-latn", "en"])
NODES = IRIS.map("<{}>".format)
LITERALS = st.one_of(
    TEXTS.map(quoted),
    st.builds("{}@{}".format, TEXTS.map(quoted), LANGUAGES),
    st.builds("{}^^<{}>".format, TEXTS.map(quoted), IRIS),
)
TRIPLES = st.builds("<<( {} {} {} )>>".format, NODES, NODES, LITERALS)
STATEMENTS = st.tuples(IRIS | st.just(""), NODES, NODES, NODES | LITERALS | TRIPLES)
HOSTILE = ("https://g.example/", "<https://a.example/>", "<https://b.example/>", '"a <b> .\\n <c> ."')


@given(STATEMENTS)
@example(HOSTILE)
@example(("", *HOSTILE[1:]))
def test_a_statement_is_read_as_it_was_written(statement: Statement) -> None:
    assert lines.parse(lines.write(statement)) == statement


@given(st.lists(STATEMENTS))
def test_a_text_of_lines_is_read_as_it_was_written(statements: list[Statement]) -> None:
    assert list(lines.parse_all(lines.write_all(statements))) == statements


@given(STATEMENTS)
@example(HOSTILE)
def test_a_line_says_to_another_parser_what_it_says_to_ours(statement: Statement) -> None:
    (quad,) = pyoxigraph.parse(
        lines.write_all([statement]), format=pyoxigraph.RdfFormat.N_QUADS, lenient=True
    )
    graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else quad.graph_name.value
    assert reading.statement(quad.triple, graph) == statement


@given(TEXTS)
@example("'\\u0041\"\U0001f5fe")
def test_a_text_is_unescaped_as_it_was_escaped(text: str) -> None:
    assert unescape(quoted(text)[1:-1]) == text


@given(LITERALS | NODES | TRIPLES)
def test_a_cell_is_read_as_it_was_written(token: str) -> None:
    assert Cell.parse(token).token == token


@pytest.mark.parametrize(
    ("escaped", "text"),
    [(r"l\'Isle", "l'Isle"), (r"\u00E9\U0001F5FE", "é🗾"), (r"\\n", r"\n"), ("a\tb", "a\tb")],
)
def test_every_escape_of_the_syntax_is_read(escaped: str, text: str) -> None:
    assert unescape(escaped) == text


@pytest.mark.parametrize(
    "line",
    [
        "",
        "<a> <b> <c>",
        "<a> <b> .",
        '<a> <b> "c .',
        '<a> <b> "c"d" .',
        "<a>  <b> <c> .",
        "<a> <b> <c> <d> .\n",
    ],
)
def test_a_line_that_was_not_written_so_is_refused(line: str) -> None:
    with pytest.raises(DataError, match="allowed is a line of canonical N-Quads"):
        lines.parse(line)


def test_the_same_statements_are_the_same_bytes_in_any_order() -> None:
    one, other = HOSTILE, ("", *HOSTILE[1:])
    assert lines.canonical([one, other, one]) == lines.canonical([other, one])
    assert lines.canonical([one, other, one]).count(b"\n") == 2


def test_the_union_holds_a_triple_of_two_graphs_once_and_types_first() -> None:
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    said = [(graph, "<s>", predicate, '"o\u2028"') for graph in ("g", "h") for predicate in ("<a>", kind)]
    assert syntaxes.union(lines.write_all(said)).decode() == f'<s> {kind} "o\u2028" .\n<s> <a> "o\u2028" .\n'


def test_the_union_has_each_triple_once_and_types_first() -> None:
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    said = [
        ("https://e.org/g", "<https://e.org/a>", "<https://e.org/p>", '"two  spaces  \\n  and a break"@fr'),
        ("https://e.org/g", "<https://e.org/a>", "<http://e.org/first>", f'" {kind} "'),
        ("https://e.org/h", "<https://e.org/a>", kind, "<https://e.org/T>"),
        ("https://e.org/g", "<https://e.org/a>", kind, "<https://e.org/T>"),
        ("https://e.org/g", "<https://e.org/a/b>", kind, "<https://e.org/S>"),
        (
            "https://e.org/g",
            "<https://e.org/a/b>",
            "<https://e.org/p>",
            "<<( <https://e.org/a> <https://e.org/p> 1 )>>",
        ),
    ]
    found = syntaxes.union(lines.canonical(said)).decode().splitlines()
    order = sorted({statement[1:] for statement in said}, key=lambda t: (t[0], t[1] != kind, t[1], t[2]))
    assert found == [f"{' '.join(triple)} ." for triple in order]
    assert len(found) == 5


@given(st.lists(st.sampled_from(["a", "b", "é", "金", "zz"]), max_size=30), st.integers(1, 7))
def test_gathered_statements_come_back_sorted_and_once_however_few_are_held(
    names: list[str], limit: int
) -> None:
    told = [("g:" + name[0], f"<s:{name}>", "<p:>", f'"{name}"@fr') for name in names]
    gathered = Gathered(limit)
    for at in range(0, len(told), 5):
        gathered.add(told[at : at + 5])
    assert "".join(gathered.ordered()).encode() == lines.canonical(told)
    assert [lines.cut(line) for line in gathered.ordered()] == [
        lines.parse(line[:-1]) for line in gathered.ordered()
    ]
    gathered.add([("g:x", "<s:0>", "<p:>", '"later"')])
    whole = lines.canonical([*told, ("g:x", "<s:0>", "<p:>", '"later"')])
    text = gathered.text()
    assert bytes(text) == bytes(text) == whole
    assert list(text.lines()) == whole.splitlines(keepends=True)
