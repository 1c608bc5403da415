"""Queries and their groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from jumelage_graph.engines.grammar.cursor import END, Bound, Found
from jumelage_graph.engines.grammar.expressions import Expressions


class Reader(Expressions):
    """The whole grammar: ``query`` reads all tokens."""

    def query(self) -> None:
        self.prologue()
        forms: Mapping[str, Callable[[], None]] = {
            "SELECT": self.select,
            "ASK": self.ask,
            "CONSTRUCT": self.construct,
        }
        self.found.form = self.take().text.upper()
        self.need(self.found.form in forms)
        forms[self.found.form]()
        self.need(self.next is END)

    def prologue(self) -> None:
        while self.word("PREFIX"):
            name = self.take()
            self.need(name.kind == "name" and name.text.endswith(":") and self.next.kind == "iri")
            self.prefixes[name.text[:-1]] = self.iri()

    def datasets(self) -> None:
        self.found.dataset = self.at
        while self.word("FROM"):
            self.word("NAMED")
            self.iri()

    def ask(self) -> None:
        self.datasets()
        bound = self.where()
        self.modifiers(bound, grouped=False)
        self.values(bound)

    def construct(self) -> None:
        if self.sign("{"):
            with self.inside("}"):
                self.template()
            self.ask()
            return
        self.datasets()
        self.need(self.word("WHERE") and self.sign("{"))
        with self.inside("}"):
            bound = self.triples(Bound())
        self.modifiers(bound, grouped=False)

    def template(self) -> None:
        """The triples that a CONSTRUCT makes: it reads none of them."""
        kept, start, self.found = self.found, self.at, Found()
        if self.begins_node():
            self.triples(Bound())
        self.found = kept
        self.found.template = range(start, self.at)

    def select(self) -> None:
        self.solutions(self.datasets)

    def solutions(self, datasets: Callable[[], None] = lambda: None) -> Bound:
        """A SELECT, of which the word is taken, with all that follows it; the variables that it gives."""
        outer, self.aggregates = self.aggregates, []
        self.word("DISTINCT", "REDUCED")
        chosen = self.projection()
        datasets()
        bound = self.where()
        self.modifiers(bound, grouped=True)
        self.values(bound)
        self.doubt(bound)
        self.aggregates = outer
        if not chosen:
            return bound
        open_ends = bound.maybe - bound.surely
        surely = {
            name
            for name, used in chosen.items()
            if (name in bound.surely if used is None else not used & open_ends)
        }
        return Bound(surely, set(chosen))

    def projection(self) -> dict[str, set[str] | None]:
        """The columns, each with the unguarded variables of the expression that makes it; none for ``*``."""
        if self.sign("*"):
            return {}
        chosen: dict[str, set[str] | None] = {}
        while True:
            if self.next.kind == "variable":
                chosen[self.variable()] = None
            elif self.sign("("):
                with self.inside(")"):
                    name, used = self.named_expression()
                    chosen[name] = used
            else:
                self.need(chosen)
                return chosen

    def named_expression(self) -> tuple[str, set[str]]:
        """The name and the unguarded variables of an expression."""
        used = self.unguarded_in(self.expression)
        self.need(self.word("AS"))
        return self.variable(), used

    def doubt(self, bound: Bound) -> None:
        """Keep the aggregates whose variables some solutions leave unbound."""
        for aggregate in self.aggregates:
            aggregate.variables &= bound.maybe - bound.surely
            if aggregate.variables:
                self.found.doubtful.append(aggregate)

    def where(self) -> Bound:
        self.word("WHERE")
        return self.group()

    def modifiers(self, bound: Bound, grouped: bool) -> None:
        if grouped and self.word("GROUP"):
            self.need(self.word("BY"))
            self.conditions(bound)
        if grouped and self.word("HAVING"):
            self.constraints()
        if self.word("ORDER"):
            self.need(self.word("BY"))
            self.conditions(bound)
        while self.word("LIMIT", "OFFSET"):
            self.need(self.take().kind == "number")

    def conditions(self, bound: Bound) -> None:
        """The conditions of GROUP BY and of ORDER BY, one or more."""
        start = self.at
        while True:
            if self.next.kind == "variable":
                self.take()
            elif self.sign("("):
                with self.inside(")"):
                    self.expression()
                    if self.word("AS"):
                        bound.add(self.variable())
            elif self.word("ASC", "DESC"):
                self.brackets()
            elif self.is_call():
                self.primary()
            else:
                break
        self.need(self.at > start)

    def constraints(self) -> None:
        start = self.at
        while self.constraint():
            pass
        self.need(self.at > start)

    def constraint(self) -> bool:
        """A bracketed expression or a call, as after FILTER; whether there was one."""
        if self.next.text == "(" and self.next.kind == "sign":
            self.brackets()
        elif self.is_call():
            self.primary()
        else:
            return False
        return True

    def is_call(self) -> bool:
        if self.is_iri():
            return True
        following = self.parts[self.at + 1] if self.next is not END else END
        return self.next.kind == "word" and (
            following.text == "(" or self.next.text.upper() in ("EXISTS", "NOT")
        )

    def group(self, lent: Mapping[str, set[str]] = MappingProxyType({})) -> Bound:
        """A group; what VALUES lists narrows the patterns of its own group, and those of the groups that it is lent to.

        These are joined with it: a row in which the variable is anything else meets no row of the outer group.
        """
        self.need(self.sign("{"))
        outer, self.listed, self.lent = (self.listed, self.lent), {}, dict(lent)
        with self.inside("}"):
            if self.word("SELECT"):
                bound = self.solutions()
            else:
                bound = Bound()
                while not (self.next.kind == "sign" and self.next.text == "}"):
                    self.element(bound)
        self.listed, self.lent = outer
        return bound

    def element(self, bound: Bound) -> None:
        """One part of a group, and the full stop after it."""
        parts: Mapping[str, Callable[[Bound], None]] = {
            "OPTIONAL": self.optional,
            "MINUS": lambda _: self.need(self.group()),
            "GRAPH": self.graph,
            "FILTER": self.filter,
            "BIND": self.bind,
            "VALUES": self.data,
        }
        if self.next.kind == "word" and (part := parts.get(self.next.text.upper())):
            self.take()
            part(bound)
        elif self.next.kind == "sign" and self.next.text == "{":
            bound.join(self.union())
        else:
            bound.join(self.triples(Bound()))
            return
        self.sign(".")

    def optional(self, bound: Bound) -> None:
        bound.maybe |= self.group(self.listed).maybe

    def filter(self, bound: Bound) -> None:
        """A condition; one that asks nothing but whether a variable is bound leaves it bound."""
        start = self.at
        self.need(self.constraint())
        said = [token.text for token in self.parts[start : self.at] if token.text not in ("(", ")")]
        if len(said) == 2 and said[0].upper() == "BOUND":
            bound.add(said[1][1:])

    def graph(self, bound: Bound) -> None:
        if self.next.kind == "variable":
            bound.add(self.variable())
            self.found.any_predicate = True  # each graph counts, even one of which no triple is read
        else:
            self.iri()
            self.need(self.next.kind == "sign" and self.next.text == "{")
            self.at += 1
            self.found.any_predicate |= not self.begins_node()  # without a triple, the graph itself counts
            self.at -= 1
        bound.join(self.group())

    def bind(self, bound: Bound) -> None:
        self.need(self.sign("("))
        with self.inside(")"):
            name, used = self.named_expression()
        bound.add(name, surely=not used & (bound.maybe - bound.surely))

    def union(self) -> Bound:
        bound = self.group(self.listed)
        while self.word("UNION"):
            other = self.group(self.listed)
            bound = Bound(bound.surely & other.surely, bound.maybe | other.maybe)
        return bound

    def values(self, bound: Bound) -> None:
        if self.word("VALUES"):
            self.data(bound)

    def data(self, bound: Bound) -> None:
        """The variables and rows of VALUES."""
        if self.next.kind == "variable":
            names = [self.variable()]
            row: Callable[[], list[str | None]] = self.alone
        else:
            self.need(self.sign("("))
            names, row = [], self.row
            while not self.sign(")"):
                names.append(self.variable())
        self.need(self.sign("{"))
        rows: list[list[str | None]] = []
        while not self.sign("}"):
            rows.append(row())
            self.need(len(rows[-1]) == len(names))
        for place, name in enumerate(names):
            column = [cells[place] for cells in rows]
            bound.add(name, surely=None not in column)
            if None not in column:
                self.listed[name] = {value for value in column if value is not None}

    def row(self) -> list[str | None]:
        self.need(self.sign("("))
        cells = []
        while not self.sign(")"):
            cells.append(self.cell())
        return cells

    def alone(self) -> list[str | None]:
        return [self.cell()]

    def cell(self) -> str | None:
        """One value of VALUES in N-Triples, nothing for a literal of other signs; ``None`` for UNDEF."""
        if self.word("UNDEF"):
            return None
        if self.is_iri():
            return f"<{self.iri()}>"
        self.need(self.is_literal())
        return "".join(self.literal() or ())
