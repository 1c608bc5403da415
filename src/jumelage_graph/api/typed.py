"""What a caller in Python gives for the parameters of a query, as the texts that all doors share."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from jumelage_graph import queries
from jumelage_graph.api.asking import TYPED
from jumelage_graph.errors import UsageError, whole
from jumelage_graph.words import say


def asked(name: object) -> queries.Query:
    """The query that ``name`` means: the name of one, SPARQL written out in full, or the path of a file.

    Errors: ``UsageError`` where it is none of these.
    """
    if isinstance(name, Path):
        return queries.read(name)
    if not isinstance(name, str):
        raise UsageError(say("api.name", found=repr(name), type=type(name).__name__))
    named = name.isascii() and name.replace("-", "").isalnum()
    return queries.find(name) if named else queries.parse(TYPED, whole(name))


def texts(query: queries.Query, parameters: Mapping[str, object]) -> dict[str, str]:
    """The parameters as texts; those that are ``None`` are left out, and ``from_`` means ``from``.

    Errors: ``UsageError`` for a value of a type that is no text, number or day, and for a missing parameter.
    """
    given = {key.rstrip("_"): _text(key, value) for key, value in parameters.items() if value is not None}
    if missing := queries.missing(query, given):
        raise queries.needed(query, [(parameter.name, parameter) for parameter in missing])
    return given


def _text(key: str, value: object) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, bool) or not (isinstance(value, str | datetime.date) or _is_number(value)):
        raise UsageError(say("api.value", parameter=key, found=repr(value), type=type(value).__name__))
    return str(value)


def _is_number(value: object) -> bool:
    from numbers import Number  # noqa: PLC0415

    return isinstance(value, Number)
