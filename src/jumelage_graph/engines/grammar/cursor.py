"""The place in the tokens of a query, and what is found on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from jumelage_graph.engines.tokens import Token, unescaped
from jumelage_graph.namespaces import PREFIXES

END = Token("end", "", 0)
_DEEPEST = 60  # brackets in brackets; Python's own stack ends at some hundreds


Terms = set[str] | None
"""What a term can be, in N-Triples; ``None`` where it can be anything."""


class Unsure(Exception):
    """The text is not surely SPARQL 1.1."""


@dataclass(slots=True)
class Aggregate:
    """An aggregate, by the place of its name, and the variables in it that no ``COALESCE`` or ``BOUND`` guards."""

    name: Token
    variables: set[str]


@dataclass(slots=True)
class Found:
    """What a query holds: its form, what it reads, and the aggregates over what may be unbound.

    ``reads`` has, by predicate, the terms of which one stands in each statement that counts, ``None`` where all count.
    ``any_predicate``: it may read other predicates as well; ``template``: the tokens of what a CONSTRUCT makes;
    ``dataset``: the token before which ``FROM`` can stand, -1 where there is none.
    """

    form: str = ""
    reads: dict[str, set[str] | None] = field(default_factory=dict)
    any_predicate: bool = False
    template: range = range(0)
    dataset: int = -1
    doubtful: list[Aggregate] = field(default_factory=list)

    def read(self, predicate: str, among: Terms = None) -> None:
        """Note that statements of a predicate are read: all, or those with one of some terms."""
        before = self.reads.setdefault(predicate, set())
        self.reads[predicate] = None if among is None or before is None else before | among


class Bound:
    """The variables of a pattern: those that each solution binds, and all that one may bind."""

    def __init__(self, surely: Iterable[str] = (), maybe: Iterable[str] = ()) -> None:
        self.surely, self.maybe = set(surely), set(maybe)

    def join(self, other: Bound) -> None:
        self.surely |= other.surely
        self.maybe |= other.maybe

    def add(self, variable: str, surely: bool = True) -> None:
        self.maybe.add(variable)
        if surely:
            self.surely.add(variable)


class Cursor:
    """The place in the tokens; ``sign`` and ``word`` take what they find, ``need`` gives up where they do not."""

    def __init__(self, parts: Sequence[Token]) -> None:
        self.parts = [*parts, END]
        self.at = 0
        self.depth = 0
        self.found = Found()
        self.prefixes: dict[str, str] = dict(PREFIXES)

    @property
    def next(self) -> Token:
        return self.parts[self.at]

    def take(self) -> Token:
        token = self.next
        self.at += 1
        return token

    def sign(self, *texts: str) -> bool:
        """Whether the next token was one of these signs; then it is taken."""
        taken = self.next.kind == "sign" and self.next.text in texts
        self.at += taken
        return taken

    def word(self, *texts: str) -> bool:
        taken = self.next.kind == "word" and self.next.text.upper() in texts
        self.at += taken
        return taken

    def need(self, taken: object) -> None:
        if not taken:
            raise Unsure

    @contextmanager
    def inside(self, closing: str) -> Iterator[None]:
        """What stands in brackets; the opening one is taken."""
        self.depth += 1
        self.need(self.depth <= _DEEPEST)
        yield
        self.need(self.sign(closing))
        self.depth -= 1

    def variable(self) -> str:
        self.need(self.next.kind == "variable")
        return self.take().text[1:]

    def is_iri(self) -> bool:
        return self.next.kind in ("iri", "name")

    def iri(self) -> str:
        token = self.take()
        if token.kind == "iri":
            return unescaped(token.text[1:-1])
        self.need(token.kind == "name")
        prefix, _, local = token.text.partition(":")
        self.need(prefix in self.prefixes)
        return self.prefixes[prefix] + local.replace("\\", "")
