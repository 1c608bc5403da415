"""A question in a form that others can repeat: its SPARQL, and what to say beside the answer."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from jumelage_graph import names, queries
from jumelage_graph.api.asking import TYPED
from jumelage_graph.engines import Engine, sparql
from jumelage_graph.namespaces import DATASET

_RELEASE = f"""SELECT ?version ?as_of ?licence {{
  <{DATASET}> dcat:version ?version ; dct:modified ?as_of ; dct:license ?licence }}"""


def text(query: queries.Query, values: Mapping[str, str], on: Engine, lang: str = "") -> str:
    """SPARQL 1.1 that gives the same rows on any engine whose default graph is the union of the dataset's graphs.

    The values of the parameters stand in it, the line of one that is left out does not (some engines join ``UNDEF``
    with nothing), and every prefix is declared. Errors: as ``names.bind``.
    """
    whole = sparql.with_prefixes(names.bind(on, query, values, lang))
    if query.name == TYPED:
        return whole
    return f"# {_named(query, values)}: {query.summary[lang or 'en']}\n{queries.bare(whole)}\n"


def citation(query: queries.Query, values: Mapping[str, str], on: Engine) -> dict[str, str]:
    """What to say beside an answer: ``query``, ``asked`` (the day), ``version``, ``as_of``, ``licence``, ``cite``.

    The release is that of the dataset which answers; where it does not say which it is, these are left out.
    """
    from jumelage_graph.exports.release import citation as cited  # noqa: PLC0415

    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    said = {"query": _named(query, values), "asked": today}
    for row in on.answer(_RELEASE).records():
        release = {name: str(cell) for name, cell in row.items()}
        said |= release | {"cite": cited(release["version"], release["as_of"])}
    return said


def _named(query: queries.Query, values: Mapping[str, str]) -> str:
    """The name of a query with its values; the text of one that was typed, in one line."""
    if query.name == TYPED:
        return " ".join(query.text.split())
    given = ", ".join(f"{name}={value}" for name, value in values.items())
    return f"{query.name} ({' '.join(given.split())})" if given else query.name
