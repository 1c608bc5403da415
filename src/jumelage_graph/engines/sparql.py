"""SPARQL before it is answered: what engines refuse, and the prefixes that need no declaration."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import pyoxigraph

from jumelage_graph.engines.answers import Results
from jumelage_graph.engines.asked import Asked, read
from jumelage_graph.errors import UsageError
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.words import say

_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}


def run(
    store: pyoxigraph.Store, query: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
) -> Results:
    """What the store answers to a query over the union of its graphs, or over those named with ``FROM``.

    ``default_graphs`` and ``named_graphs``, where there are any, are the dataset in place of the one that it names.

    Errors: ``UsageError`` for an update, for ``SERVICE``, and for malformed SPARQL, with line and column.
    """
    asked = read(query)
    _refuse_updates(asked)
    _refuse_services(asked)
    try:
        if default_graphs or named_graphs:
            return store.query(
                asked.text,
                prefixes=asked.lent,
                default_graph=list(map(pyoxigraph.NamedNode, default_graphs)),
                named_graphs=list(map(pyoxigraph.NamedNode, named_graphs)),
            )
        return _parsed(store, asked.text, asked.lent, union=not asked.names_graphs)
    except SyntaxError as error:
        raise _malformed(asked.text, error) from None


def _parsed(store: pyoxigraph.Store, text: str, prefixes: dict[str, str], union: bool = False) -> Results:
    return store.query(text, prefixes=prefixes, use_default_graph_as_union=union)


def _malformed(text: str, error: SyntaxError) -> UsageError:
    from jumelage_graph.engines.malformed import explain  # noqa: PLC0415

    return UsageError(explain(text, str(error)))


def with_prefixes(query: str) -> str:
    """The query with the known prefixes that it uses without declaring them.

    >>> with_prefixes("ASK { ?a a jg:Agreement }")
    'PREFIX jg: <https://w3id.org/jumelage/def/> ASK { ?a a jg:Agreement }'
    """
    asked = read(query)
    return "".join(f"PREFIX {name}: <{space}> " for name, space in asked.lent.items()) + asked.text


def over(query: str, graphs: Sequence[str]) -> str | None:
    """The query with these graphs as its dataset (``FROM``); ``None`` where it is not sure what the text says.

    >>> over("ASK { ?a ?b ?c }", ["http://e.org/g"])
    'ASK FROM <http://e.org/g> FROM NAMED <http://e.org/g> { ?a ?b ?c }'
    """
    asked = read(query)
    if asked.patterns is None:
        return None
    place = asked.tokens[asked.patterns.dataset].start
    named = "".join(f"FROM <{graph}> FROM NAMED <{graph}> " for graph in graphs)
    return asked.text[:place] + named + asked.text[place:]


def _refuse_updates(asked: Asked) -> None:
    if asked.first_word in _UPDATES:
        raise UsageError(say("engines.update", word=asked.first_word))


def _refuse_services(asked: Asked) -> None:
    """Refuse ``SERVICE`` where the parser takes it for the keyword: the query fails once the word is another.

    The query itself is never parsed before that is settled, for Oxigraph asks the other server as soon as it can.
    """
    if not asked.may_ask_others:
        return
    other = next(word for signs in product("qxzjkvw", repeat=7) if (word := "".join(signs)) not in asked.text)
    renamed = re.sub("(?i)service", other, asked.text)
    try:
        _parsed(pyoxigraph.Store(), renamed, dict(PREFIXES))
    except SyntaxError as error:
        from jumelage_graph.engines.malformed import explain, wrong  # noqa: PLC0415

        if other not in wrong(renamed, str(error)).text:
            raise UsageError(explain(renamed, str(error), shown=asked.text)) from None
        raise UsageError(say("engines.service")) from None
