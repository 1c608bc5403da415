"""Which predicates a query can see, told from its words alone.

Most queries name all their predicates. Then the triples of other predicates cannot change the answer, and an engine
need not load them. Wherever the words leave a doubt, the query sees everything.
"""

from __future__ import annotations

from collections.abc import Iterator

from jumelage_graph.engines.tokens import Token, tokens
from jumelage_graph.namespaces import PREFIXES

_TERMS = ("variable", "iri", "name", "string", "long", "number", "tag")
_OPENS, _CLOSES = ("{", "[", "("), ("}", "]", ")")
_NONE = Token("none", "", 0)


def predicates(query: str) -> frozenset[str] | None:
    """The IRIs among which are all predicates that the query can see; ``None`` where it may see any.

    It may see any if a variable can stand for a predicate, if a path is negated (``!p``) or may have length zero
    (``p*``, ``p?``: it then joins every node with itself), and with ``DESCRIBE``, ``BASE`` and ``GRAPH ?g``.
    """
    parts = tokens(query)
    words = {token.text.upper() for token in parts if token.kind == "word"}
    if words & {"DESCRIBE", "BASE"} or _any_predicate(parts):
        return None
    return frozenset(_iris(parts))


def _iris(parts: list[Token]) -> Iterator[str]:
    known = dict(PREFIXES)
    for word, name, iri in zip(parts, parts[1:], parts[2:], strict=False):
        if word.text.upper() == "PREFIX":
            known[name.text[:-1]] = iri.text[1:-1]
    for token in parts:
        if token.kind == "iri":
            yield token.text[1:-1]
        elif token.kind == "word" and token.text == "a":
            yield f"{PREFIXES['rdf']}type"
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            yield known.get(prefix, f"{prefix}:") + local.replace("\\", "")


def _any_predicate(parts: list[Token]) -> bool:
    around = zip([_NONE, *parts], parts, [*parts[1:], _NONE], [*parts[2:], _NONE, _NONE], strict=False)
    brackets: list[tuple[str, bool]] = []
    ended = False  # whether the token before ends a term
    for before, token, after, later in around:
        if _stands_for_predicate(before, token, after, ended, brackets) or _sees_all(token, after, later):
            return True
        if token.text in _OPENS and token.kind == "sign":
            brackets.append((token.text, before.kind not in ("word", "name") or before.text == "a"))
        ended = token.kind in _TERMS
        if token.text in _CLOSES and token.kind == "sign" and brackets:
            opened, is_term = brackets.pop()
            ended = opened == "[" or (opened == "(" and is_term)
    return False


def _stands_for_predicate(
    before: Token, token: Token, after: Token, ended: bool, brackets: list[tuple[str, bool]]
) -> bool:
    if token.kind == "variable" and brackets and brackets[-1][0] in ("{", "["):
        follows = ended or before.text in (";", "[")
        return follows and (
            after.kind in _TERMS or after.text in ("[", "(", "+", "-", "true", "false", "<", "<<")
        )
    return False


def _sees_all(token: Token, after: Token, later: Token) -> bool:
    if token.text == "!":
        named = later if after.text == "(" else after
        return named.kind in ("iri", "name") or named.text in ("a", "^")
    if token.text.upper() == "GRAPH":
        return after.kind == "variable"
    return (token.kind in ("iri", "name") or token.text in ("a", ")")) and after.text in ("*", "?")
