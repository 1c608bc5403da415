"""Expressions: nothing in them but EXISTS reads the data, and aggregates may meet what is unbound."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jumelage_graph.engines.grammar.cursor import Aggregate, Bound
from jumelage_graph.engines.grammar.triples import Triples
from jumelage_graph.engines.tokens import Token

_COMPARED = ("=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "&&", "||")
_GUARDS = ("COALESCE", "BOUND")
_STRICT = ("SUM", "MIN", "MAX", "AVG", "GROUP_CONCAT")


class Expressions(Triples):
    """The part of the grammar that says what expressions are."""

    def __init__(self, parts: Sequence[Token]) -> None:
        super().__init__(parts)
        self.aggregates: list[Aggregate] = []
        self.unguarded: set[str] = set()  # the variables of the expression that is being read
        self.guarded: set[str] = set()  # those of which it asks whether they are bound

    def group(self) -> Bound:
        """A group, in braces; the variables that it binds."""
        raise NotImplementedError

    def brackets(self) -> None:
        self.need(self.sign("("))
        with self.inside(")"):
            self.expression()

    def expression(self) -> None:
        while True:
            while self.sign("!", "+", "-"):
                pass
            self.primary()
            if self.sign(*_COMPARED):
                continue
            if self.next.text.upper() in ("IN", "NOT") and self.next.kind == "word":
                self.word("NOT")
                self.need(self.word("IN"))
                self.arguments()
                if self.sign(*_COMPARED):
                    continue
            return

    def primary(self) -> None:
        if self.next.kind == "variable":
            name = self.variable()
            self.unguarded.add(name)
        elif self.next.kind == "sign" and self.next.text == "(":
            self.brackets()
        elif self.is_iri():
            self.iri()
            if self.next.kind == "sign" and self.next.text == "(":
                self.arguments()
        elif self.is_literal():
            self.literal()
        elif self.word("NOT"):
            self.need(self.word("EXISTS"))
            self.group()
        elif self.word("EXISTS"):
            self.group()
        else:
            self.call()

    def call(self) -> None:
        name = self.take()
        self.need(name.kind == "word")
        if name.text.upper() in _STRICT:
            self.aggregates.append(Aggregate(name, self.unguarded_in(self.arguments)))
        elif name.text.upper() in _GUARDS:
            guarded = self.unguarded_in(self.arguments)
            self.guarded |= guarded if name.text.upper() == "BOUND" else set()
        else:
            self.arguments()

    def unguarded_in(self, read: Callable[[], object]) -> set[str]:
        """The variables in what ``read`` reads that no COALESCE holds and no BOUND asks about."""
        outer, self.unguarded, self.guarded = (self.unguarded, self.guarded), set(), set()
        read()
        found = self.unguarded - self.guarded
        self.unguarded, self.guarded = outer
        return found

    def arguments(self) -> None:
        """What a function takes, in brackets: expressions, ``*``, and the separator of GROUP_CONCAT."""
        self.need(self.sign("("))
        with self.inside(")"):
            self.word("DISTINCT")
            if self.sign("*") or (self.next.kind == "sign" and self.next.text == ")"):
                return
            self.expression()
            while self.sign(","):
                self.expression()
            if self.sign(";"):
                self.need(self.word("SEPARATOR") and self.sign("=") and self.take().kind == "string")
