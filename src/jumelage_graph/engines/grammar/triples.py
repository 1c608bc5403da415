"""Triples, terms and paths: which predicates a pattern reads, and which variables it binds."""

from __future__ import annotations

from collections.abc import Sequence

from jumelage_graph.engines.grammar.cursor import Bound, Cursor
from jumelage_graph.engines.tokens import Token
from jumelage_graph.namespaces import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_LITERALS = ("number", "string")


class Triples(Cursor):
    """The part of the grammar that says what triples are."""

    def __init__(self, parts: Sequence[Token]) -> None:
        super().__init__(parts)
        self.scope = Bound()  # what triples, while they are read, bind
        self.listed: dict[
            str, set[str]
        ] = {}  # what a variable can be, by the VALUES before it in the same group

    def triples(self, bound: Bound) -> Bound:
        """Triples up to what cannot begin one; the variables that they bind."""
        outer, self.scope = self.scope, bound
        while True:
            listed = self.node()
            if not (listed and self.next.kind == "sign" and self.next.text in (".", "}")):
                self.properties()
            if not self.sign(".") or not self.begins_node():
                break
        self.scope = outer
        return bound

    def begins_node(self) -> bool:
        kinds = ("variable", "iri", "name", "blank", *_LITERALS)
        return (
            self.next.kind in kinds
            or (self.next.kind == "sign" and self.next.text in ("[", "(", "+", "-"))
            or (self.next.kind == "word" and self.next.text in ("true", "false"))
        )

    def node(self) -> bool:
        """A term, a list or a blank node; whether it says something by itself."""
        if self.sign("["):
            if self.sign("]"):
                return False
            with self.inside("]"):
                self.properties()
            return True
        if self.sign("("):
            self.found.predicates |= {PREFIXES["rdf"] + name for name in ("first", "rest")}
            with self.inside(")"):
                self.node()
                while not (self.next.kind == "sign" and self.next.text == ")"):
                    self.node()
            return True
        self.term()
        return False

    def term(self) -> None:
        if self.next.kind == "variable":
            self.scope.add(self.variable())
        elif self.is_iri():
            self.iri()
        elif self.next.kind == "blank":
            self.take()
        else:
            self.literal()

    def is_literal(self) -> bool:
        return (
            self.next.kind in _LITERALS
            or self.next.text in ("true", "false")
            or (self.next.kind == "sign" and self.next.text in ("+", "-"))
        )

    def literal(self) -> None:
        if self.sign("+", "-"):
            self.need(self.next.kind == "number")
        if self.next.kind == "string":
            self.take()
            if self.next.kind == "tag":
                self.take()
            elif self.sign("^^"):
                self.iri()
            return
        self.need(
            self.next.kind == "number" or (self.next.kind == "word" and self.next.text in ("true", "false"))
        )
        self.take()

    def properties(self) -> None:
        self.verb()
        self.objects()
        while self.sign(";"):
            if self.next.kind == "variable" or self.begins_path():
                self.verb()
                self.objects()

    def objects(self) -> None:
        self.node()
        while self.sign(","):
            self.node()

    def verb(self) -> None:
        if self.next.kind == "variable":
            name = self.variable()
            self.scope.add(name)
            self.found.predicates |= self.listed.get(name, set())
            self.found.any_predicate |= name not in self.listed
        else:
            self.path()

    def begins_path(self) -> bool:
        return (
            self.is_iri()
            or self.next.text == "a"
            or (self.next.kind == "sign" and self.next.text in ("^", "!", "("))
        )

    def path(self) -> None:
        self.step()
        while self.sign("/", "|"):
            self.step()

    def step(self) -> None:
        self.sign("^")
        if self.sign("!"):
            self.found.any_predicate = True
            self.negated()
        elif self.sign("("):
            with self.inside(")"):
                self.path()
        else:
            self.predicate()
        if self.sign("*", "?"):
            self.found.any_predicate = True  # a path of length zero joins every node with itself
        else:
            self.sign("+")

    def negated(self) -> None:
        if not self.sign("("):
            self.sign("^")
            self.predicate()
            return
        with self.inside(")"):
            while True:
                self.sign("^")
                self.predicate()
                if not self.sign("|"):
                    break

    def predicate(self) -> None:
        if self.next.kind == "word" and self.next.text == "a":
            self.take()
            self.found.predicates.add(_TYPE)
        else:
            self.found.predicates.add(self.iri())
