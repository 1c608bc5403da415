"""Triples, terms and paths: which predicates a pattern reads, and which variables it binds."""

from __future__ import annotations

from collections.abc import Sequence

from jumelage_graph.engines.grammar.cursor import Bound, Cursor, Terms
from jumelage_graph.engines.tokens import Token
from jumelage_graph.namespaces import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_LITERALS = ("number", "string")
_PATHS = ("/", "|", "*", "+", "?")


class Triples(Cursor):
    """The part of the grammar that says what triples are."""

    def __init__(self, parts: Sequence[Token]) -> None:
        super().__init__(parts)
        self.scope = Bound()  # what triples, while they are read, bind
        self.listed: dict[
            str, set[str]
        ] = {}  # what a variable can be, by the VALUES before it in the same group
        self.lent: dict[str, set[str]] = {}  # the same of the group in which an OPTIONAL or a group stands
        self.among: Terms = None  # what the last term can be

    def triples(self, bound: Bound) -> Bound:
        """Triples up to what cannot begin one; the variables that they bind."""
        outer, self.scope = self.scope, bound
        while True:
            says = self.node()
            if not (says and self.next.kind == "sign" and self.next.text in (".", "}")):
                self.properties(self.among)
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
        self.among = None
        if self.sign("["):
            if self.sign("]"):
                return False
            with self.inside("]"):
                self.properties(None)
            self.among = None
            return True
        if self.sign("("):
            for name in ("first", "rest"):
                self.found.read(PREFIXES["rdf"] + name)
            with self.inside(")"):
                self.node()
                while not (self.next.kind == "sign" and self.next.text == ")"):
                    self.node()
            self.among = None
            return True
        self.among = self.term()
        return False

    def term(self) -> Terms:
        if self.next.kind == "variable":
            name = self.variable()
            self.scope.add(name)
            known = self.listed.get(name) or self.lent.get(name) or {""}
            return None if "" in known else known
        if self.is_iri():
            return {f"<{self.iri()}>"}
        if self.next.kind == "blank":
            self.take()
            return None
        return self.literal()

    def is_literal(self) -> bool:
        return (
            self.next.kind in _LITERALS
            or self.next.text in ("true", "false")
            or (self.next.kind == "sign" and self.next.text in ("+", "-"))
        )

    def literal(self) -> Terms:
        """A literal; what it is in N-Triples where it stands there in the same signs."""
        if self.sign("+", "-"):
            self.need(self.next.kind == "number")
        if self.next.kind == "string":
            text = self.take().text
            if self.next.kind == "tag":
                self.take()
            elif self.sign("^^"):
                self.iri()
            elif text.isprintable() and "\\" not in text and text[0] == '"' != text[1:2]:
                return {text}
            return None
        self.need(
            self.next.kind == "number" or (self.next.kind == "word" and self.next.text in ("true", "false"))
        )
        self.take()
        return None

    def properties(self, subject: Terms) -> None:
        self.objects(self.verb(), subject)
        while self.sign(";"):
            if self.next.kind == "variable" or self.begins_path():
                self.objects(self.verb(), subject)

    def objects(self, predicates: set[str], subject: Terms) -> None:
        while True:
            self.node()
            for predicate in predicates:
                self.found.read(predicate, self.among if subject is None else subject)
            if not self.sign(","):
                break

    def verb(self) -> set[str]:
        """The predicates of a pattern of which its terms say what it reads; those of a path are noted by themselves."""
        if self.next.kind == "variable":
            name = self.variable()
            self.scope.add(name)
            self.found.any_predicate |= name not in self.listed
            return {term[1:-1] for term in self.listed.get(name, ()) if term.startswith("<")}
        after = self.parts[min(self.at + 1, len(self.parts) - 1)]
        if self.is_predicate() and not (after.kind == "sign" and after.text in _PATHS):
            return {self.predicate()}
        self.path()
        return set()

    def begins_path(self) -> bool:
        return self.is_predicate() or (self.next.kind == "sign" and self.next.text in ("^", "!", "("))

    def is_predicate(self) -> bool:
        return self.is_iri() or (self.next.kind == "word" and self.next.text == "a")

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
            self.found.read(self.predicate())
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

    def predicate(self) -> str:
        if self.next.kind == "word" and self.next.text == "a":
            self.take()
            return _TYPE
        return self.iri()
