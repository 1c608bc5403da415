"""What a query asks: its text is read once, and all that is judged by its words is judged from that."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from jumelage_graph.engines import grammar
from jumelage_graph.engines.tokens import Token, tokens, unescaped, without_escapes
from jumelage_graph.namespaces import PREFIXES

Reads = Mapping[str, Collection[str] | None]
"""By predicate, the terms (in N-Triples) of which one stands in each statement; ``None`` for all its statements."""

_PROLOGUE = ("BASE", "PREFIX", "VERSION")


@dataclass(frozen=True)
class Asked:
    """A query: its ``text``, codepoint escapes outside of IRIs and strings resolved, and its tokens."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def first_word(self) -> str:
        """The word, in capitals, that says what is asked for, such as SELECT; empty where there is none."""
        words = (token.text.upper() for token in self.tokens if token.kind == "word")
        return next((word for word in words if word not in _PROLOGUE), "")

    @cached_property
    def patterns(self) -> grammar.Found | None:
        """What the grammar finds; ``None`` where the text is not surely SPARQL 1.1."""
        try:
            return grammar.read(self.tokens)
        except grammar.Unsure:
            return None

    @cached_property
    def reads(self) -> Reads | None:
        """The predicates that the query can read; ``None`` where it may read any.

        It may read any if a variable can stand for a predicate (unless VALUES, before it in the same group, lists
        what it can be), if a path is negated (``!p``) or may have length zero (``p*``, ``p?``: it then joins every
        node with itself), with ``DESCRIBE``, ``BASE`` and ``GRAPH ?g``, and wherever its text leaves a doubt.

        Of a predicate it can read all statements, or those alone in which one of some terms stands: where each
        of its patterns has such a term as subject or object, or a variable for which VALUES lists them.
        """
        found = self.patterns
        return None if found is None or found.any_predicate else found.reads

    @cached_property
    def names_graphs(self) -> bool:
        """Whether the query says with ``FROM`` which graphs it asks."""
        return any(token.kind == "word" and token.text.upper() == "FROM" for token in self.tokens)

    @cached_property
    def declared(self) -> dict[str, str]:
        """The prefixes that the query declares, and their namespaces."""
        heads = zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False)
        return {
            name.text[:-1]: unescaped(iri.text[1:-1])
            for word, name, iri in heads
            if word.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
        }

    @cached_property
    def undeclared(self) -> set[str]:
        """The prefixes that the query uses without declaring them."""
        used = {token.text.partition(":")[0] for token in self.tokens if token.kind == "name"}
        return used - set(self.declared)

    @cached_property
    def lent(self) -> dict[str, str]:
        """The known prefixes that the query uses without declaring them, and their namespaces."""
        return {name: PREFIXES[name] for name in sorted(self.undeclared & PREFIXES.keys())}

    @cached_property
    def may_ask_others(self) -> bool:
        """Whether the word ``SERVICE`` stands anywhere in the text."""
        return "service" in self.text.casefold()

    def iris(self) -> Iterator[tuple[str, str]]:
        """Each IRI outside the prologue and the template of a CONSTRUCT, after the word or sign before it."""
        made = self.patterns.template if self.patterns else range(0)
        for number, (before, token) in enumerate(pairwise([Token("start", "", 0), *self.tokens])):
            if number not in made and (iri := self._iri(before, token)):
                yield before.text.upper(), iri

    def _iri(self, before: Token, token: Token) -> str:
        if token.kind == "iri" and not before.text.endswith(":"):
            return unescaped(token.text[1:-1])
        if token.kind == "name" and before.text.upper() != "PREFIX":
            prefix, _, local = token.text.partition(":")
            space = self.declared.get(prefix, PREFIXES.get(prefix, ""))
            return space and space + local.replace("\\", "")
        return ""


@lru_cache(maxsize=64)
def read(query: str) -> Asked:
    """What a query asks; the same text is read once."""
    text = without_escapes(query)
    return Asked(text, tuple(tokens(text)))
