"""How an engine is asked, whichever door the question came through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jumelage_graph import names, queries
from jumelage_graph.engines import Answer, Engine
from jumelage_graph.errors import DataError, JumelageError
from jumelage_graph.words import say

if TYPE_CHECKING:
    import networkx  # only its types: the graphs come from networks

    from jumelage_graph.analyses import Progress, Study, Table

TYPED = "query"
"""The name of a query that somebody typed."""


def answer(
    query: queries.Query,
    values: Mapping[str, str],
    on: Engine,
    lang: str = "",
    finding: names.Find | None = None,
) -> Answer:
    """The answer of engine ``on`` to a query, its parameters given as they are typed, in the reader's language.

    ``finding`` finds things by name in place of ``names.find``; what it notes are the ``notes`` of the answer. Errors:
    ``UsageError`` for unknown parameters, unknown or ambiguous names, malformed SPARQL; ``EndpointError``;
    ``LimitError`` and ``CrashError`` for a query that somebody typed: it runs in a process of its own.
    """
    sparql, notes = names.bound(on, query, values, lang, finding)
    answered = _answered(on, sparql, typed=query.name == TYPED)
    answered.notes = notes
    return answered


def _answered(on: Engine, sparql: str, typed: bool) -> Answer:
    if not typed:
        return on.answer(sparql)
    from jumelage_graph.engines.bounded import bounded  # noqa: PLC0415

    return bounded(on).answer(sparql)


def remarks(query: queries.Query, on: Engine) -> list[str]:
    """What the reader of a typed query should know: terms and graphs that the dataset lacks, doubtful aggregates.

    There are none for a named query, nor where a server answers.
    """
    from jumelage_graph.engines.embedded import EmbeddedEngine  # noqa: PLC0415

    return on.remarks(query.text) if query.name == TYPED and isinstance(on, EmbeddedEngine) else []


def measure(
    name: str | None,
    subject: Engine | networkx.Graph[Any] | Study,
    *,
    seed: int = 1,
    progress: Progress | None = None,
    selection: Mapping[str, Any] | None = None,
    lang: str = "en",
) -> Iterator[tuple[str, Table]]:
    """The analysis of that name, or every one that the subject allows, each with its name.

    Errors: as ``analyse``; ``DataError``, after all the others, for what could not be measured.
    """
    from jumelage_graph import analyses  # noqa: PLC0415

    study = analyses.Study.of(subject, seed=seed, progress=progress, selection=selection, lang=lang)
    chosen = [analyses.find(name)] if name else list(analyses.catalogue().values())
    failed = []
    for analysis in chosen:
        if name is None and analysis.refused(study):
            continue
        try:
            table = analysis.run(study)
        except JumelageError:
            raise
        except Exception as error:  # whatever stops one measure must not take the others away
            failed.append(f"{analysis.name} ({type(error).__name__}: {error})")
        else:
            yield analysis.name, table
    if failed:
        raise DataError(say("analyses.notes.failed", names=failed))
