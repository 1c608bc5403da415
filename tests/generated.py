"""SPARQL queries made at random, over a small world of their own: all forms, groups, paths, and odd spellings."""

from itertools import chain

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from jumelage_graph.namespaces import BASE, GRAPHS

DEF = f"{BASE}def/"
PREDICATES = ("party", "field", "note", "knows")
THINGS = ("one", "two", "three")
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LIST = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

TRIPLES = [
    ("one", "party", "<x:two>"),
    ("one", "party", "<x:three>"),
    ("one", "field", '"a ?p ?o"'),
    ("one", "note", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ("two", "field", '"b"@fr'),
    ("two", "knows", "<x:one>"),
    ("two", "note", '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ("three", "knows", "<x:two>"),
    ("three", "party", "<x:three>"),
]


def world() -> bytes:
    """The small world in N-Quads: four graphs, a list, types, and predicates of two namespaces."""
    lines = [f"<x:{s}> <{DEF}{p}> {o} <{GRAPHS[number % 4]}> ." for number, (s, p, o) in enumerate(TRIPLES)]
    lines += [f"<x:{thing}> {_TYPE} <{DEF}Agreement> <{GRAPHS[0]}> ." for thing in THINGS[:2]]
    lines += [f"<x:two> <x:party> <x:three> <{GRAPHS[1]}> .", f"<x:one> <x:note> <x:one> <{GRAPHS[2]}> ."]
    lines += [
        f'<x:three> <{_LIST}first> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <{GRAPHS[0]}> .',
        f"<x:three> <{_LIST}rest> <{_LIST}nil> <{GRAPHS[0]}> .",
    ]
    return "".join(f"{line}\n" for line in sorted(lines)).encode()


_VARIABLES = st.sampled_from(["?a", "?b", "$c", "?項・目", "?e\u0301", "?_1"])
_SPACE = st.sampled_from([" "] * 12 + ["\n", "\t", " # ?s ?p ?o }\n", " #' \"\r", " #<\n", "\n#'''\n"])
_TIGHT = set("{}()[];,")


@st.composite
def queries(draw: DrawFn) -> str:
    """A query; nearly all are valid SPARQL. None sorts or cuts its answer: rows have no order to compare."""
    words = [*draw(_prologue()), *draw(_form())]
    text = ""
    for word in words:
        spelled = _escaped(draw, word) if draw(st.integers(0, 40)) == 0 else word
        glued = text[-1:] in _TIGHT or word[:1] in _TIGHT
        text += ("" if glued and draw(st.booleans()) else draw(_SPACE)) + spelled
    return text.lstrip(" ")


def _escaped(draw: DrawFn, word: str) -> str:
    if word.startswith(("'", '"', "#")) or "\\" in word:
        return word
    at = draw(st.integers(0, len(word) - 1))
    inside = at not in (0, len(word) - 1) or not word.startswith("<")
    return f"{word[:at]}\\u{ord(word[at]):04x}{word[at + 1 :]}" if inside else word


def _prologue() -> st.SearchStrategy[list[str]]:
    lines = [
        ["PREFIX", "jg:", "<x:>"],
        ["prefix", "p:", f"<{DEF}>"],
        ["PREFIX", "項目:", f"<{DEF}>"],
        ["PREFIX", ":", "<x:>"],
        ["PREFIX", "service:", f"<{DEF}>"],
    ]
    fixed = ["PREFIX", "p:", f"<{DEF}>", "PREFIX", "x:", "<x:>"]
    return st.lists(st.sampled_from(lines), max_size=2).map(lambda found: [*fixed, *chain(*found)])


@st.composite
def _iri(draw: DrawFn, names: tuple[str, ...], space: str) -> str:
    name = draw(st.sampled_from(names))
    if space == "x:":
        return draw(st.sampled_from([f"<x:{name}>", f"x:{name}", f"<x:\\u{ord(name[0]):04X}{name[1:]}>"]))
    forms = [
        f"jg:{name}",
        f"p:{name}",
        f"<{DEF}{name}>",
        f"<{DEF}\\U{ord(name[0]):08x}{name[1:]}>",
        f"x:{name}",
    ]
    return draw(st.sampled_from(forms))


_THING = _iri(THINGS, "x:")
_PREDICATE = st.one_of(_iri(PREDICATES, DEF), _iri(PREDICATES, DEF), _iri(PREDICATES, DEF), st.just("a"))
_LITERAL = st.sampled_from(
    [
        '"a ?p ?o"',
        '"b"@fr',
        "1",
        "2",
        "-1",
        "1.5",
        "1e0",
        "true",
        "'''a ?p\n'o'''",
        '"\\"{ ?s ?p ?o"',
        "'#'",
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '""',
    ]
)
_NODE = st.one_of(_VARIABLES, _VARIABLES, _THING)


@st.composite
def _path(draw: DrawFn, depth: int = 2) -> list[str]:
    kind = draw(st.integers(0, 17 if depth else 9))
    if kind < 10:
        return [draw(_PREDICATE)]
    inner = draw(_path(depth - 1))
    other = draw(_path(depth - 1))
    forms = [
        ["^", *inner] if inner[0] != "^" else inner,
        [*inner, "/", *other],
        [*inner, "|", *other],
        ["(", *inner, ")", "+"],
        ["(", *inner, "/", *other, ")"],
        ["(", *inner, ")", draw(st.sampled_from(["*", "?"]))],
        ["!", draw(_PREDICATE)],
        ["!", "(", draw(_PREDICATE), "|", "^", draw(_PREDICATE), ")"],
    ]
    return forms[kind - 10]


@st.composite
def _verb(draw: DrawFn) -> list[str]:
    return [draw(_VARIABLES)] if draw(st.integers(0, 5)) == 0 else draw(_path())


@st.composite
def _object(draw: DrawFn, depth: int = 1) -> list[str]:
    kind = draw(st.integers(0, 11 if depth else 8))
    if kind < 6:
        return [draw(_NODE)]
    if kind < 9:
        return [draw(_LITERAL)]
    if kind == 9:
        return ["[", *draw(_verb()), *draw(_object(depth - 1)), "]"]
    if kind == 10:
        return ["(", *draw(_object(depth - 1)), ")"]
    return draw(st.sampled_from([["[", "]"], ["_:b1"]]))


@st.composite
def _triples(draw: DrawFn) -> list[str]:
    words = [draw(_NODE)] if draw(st.integers(0, 9)) else draw(_object())
    words += draw(_verb()) + draw(_object())
    for _ in range(draw(st.integers(0, 1))):
        more = draw(st.integers(0, 2))
        words += (
            [[","], [";"], [".", draw(_NODE)]][more] + ([] if more == 0 else draw(_verb())) + draw(_object())
        )
    return words


@st.composite
def _annotated(draw: DrawFn) -> list[str]:
    """What SPARQL 1.2 adds."""
    s, p, o = draw(_VARIABLES), draw(_PREDICATE), draw(_VARIABLES)
    return draw(
        st.sampled_from(
            [
                ["<<", s, p, o, ">>", draw(_PREDICATE), draw(_VARIABLES)],
                [s, p, o, "{|", draw(_PREDICATE), draw(_VARIABLES), "|}"],
                [s, p, o, "~", draw(_VARIABLES)],
                ["BIND", "(", "<<(", s, p, o, ")>>", "AS", "?t", ")"],
            ]
        )
    )


@st.composite
def _expression(draw: DrawFn, depth: int) -> list[str]:
    a, b = draw(_VARIABLES), draw(st.one_of(_VARIABLES, _THING, _LITERAL))
    kind = draw(st.integers(0, 7 if depth else 5))
    if kind == 6:
        return [
            *draw(st.sampled_from([["EXISTS"], ["NOT", "EXISTS"], ["!", "exists"]])),
            *draw(_group(depth - 1)),
        ]
    if kind == 7:
        return ["(", *draw(_expression(depth - 1)), ")", draw(st.sampled_from(["&&", "||"])), a, "=", b]
    forms = [
        [a, draw(st.sampled_from(["=", "!=", "<", ">="])), b],
        ["BOUND", "(", a, ")"],
        [a, draw(st.sampled_from(["IN", "NOT IN"])), "(", b, ",", draw(_LITERAL), ")"],
        ["!", "isIRI", "(", a, ")"],
        ["COALESCE", "(", "STR", "(", a, ")", ",", "'x'", ")", "=", b],
        ["IF", "(", "BOUND", "(", a, ")", ",", "true", ",", "false", ")"],
    ]
    return forms[kind]


@st.composite
def _values(draw: DrawFn) -> list[str]:
    cell = st.one_of(_THING, _iri(PREDICATES, DEF), _LITERAL, st.just("UNDEF"))
    one = ["VALUES", draw(_VARIABLES), "{", *draw(st.lists(cell, max_size=2)), "}"]
    two = ["VALUES", "(", "?a", "?b", ")", "{", "(", draw(cell), draw(cell), ")", "}"]
    return draw(st.sampled_from([one, two]))


@st.composite
def _subquery(draw: DrawFn, depth: int) -> list[str]:
    names = draw(st.lists(_VARIABLES, min_size=1, max_size=4, unique=True))
    inner = draw(_group(depth - 1))
    plain = ["SELECT", *draw(st.sampled_from([[], ["DISTINCT"]])), *names, "WHERE", *inner]
    counted = ["SELECT", *names, "(", "COUNT", "(", "*", ")", "AS", "?n", ")", *inner, "GROUP", "BY", *names]
    having = [*counted, "HAVING", "(", "COUNT", "(", "*", ")", ">", "1", ")"]
    return ["{", *draw(st.sampled_from([plain, ["SELECT", "*", *inner], counted, having])), "}"]


@st.composite
def _element(draw: DrawFn, depth: int) -> list[str]:
    kind = draw(st.integers(0, 19 if depth else 10))
    if kind < 9:
        return draw(_triples())
    if kind < 11:
        return draw(st.one_of(_values(), _annotated()))
    if kind == 19:
        return draw(_subquery(depth))
    inner = draw(_group(depth - 1))
    graph = draw(st.sampled_from([*(f"<{name}>" for name in GRAPHS), "?g", "graph:record"]))
    forms = [
        ["OPTIONAL", *inner],
        ["MINUS", *inner],
        [*inner, "UNION", *draw(_group(depth - 1))],
        ["GRAPH", graph, *inner],
        ["FILTER", "(", *draw(_expression(depth)), ")"],
        ["FILTER", *draw(st.sampled_from([["EXISTS"], ["NOT", "EXISTS"]])), *inner],
        ["BIND", "(", *draw(_expression(depth - 1)), "AS", "?x" + str(draw(st.integers(0, 99))), ")"],
        inner,
    ]
    return forms[kind - 11]


@st.composite
def _group(draw: DrawFn, depth: int) -> list[str]:
    words = ["{"]
    for _ in range(draw(st.integers(1, 2))):
        words += draw(_element(max(depth, 0)))
        words += ["."] if words[-1] not in ("}", ")", ">>") else []
    return [*words, "}"]


@st.composite
def _form(draw: DrawFn) -> list[str]:
    where = draw(_group(2))
    source = draw(st.sampled_from([*[""] * 8, *GRAPHS[:2]]))
    named = ["FROM", f"<{source}>", "FROM", "NAMED", f"<{GRAPHS[1]}>"] if source else []
    forms = [
        ["SELECT", "*", *named, *where],
        ["select", "distinct", "?a", "$c", *named, "where", *where],
        [
            "SELECT",
            "?a",
            "?b",
            "(",
            "COUNT",
            "(",
            "*",
            ")",
            "AS",
            "?n",
            ")",
            *named,
            *where,
            "GROUP BY",
            "?a",
            "?b",
        ],
        ["ASK", *named, *where],
        ["CONSTRUCT", "{", "?a", "?b", "$c", "}", *named, "WHERE", *where],
        ["CONSTRUCT", *named, "WHERE", "{", *draw(_triples()), "}"],
        ["DESCRIBE", "<x:one>"],
    ]
    return forms[draw(st.sampled_from([0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6]))]
