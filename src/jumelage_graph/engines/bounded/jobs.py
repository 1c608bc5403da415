"""One query as a job for another process, and its reply."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph

from jumelage_graph.engines import answers, malformed, sparql
from jumelage_graph.engines.answers import Answer, Form
from jumelage_graph.engines.asked import read
from jumelage_graph.engines.bounded.limits import Limits, refuse
from jumelage_graph.errors import JumelageError, LimitError
from jumelage_graph.words import say

PASSED_ON: Mapping[Form, str] = {"select": "json", "ask": "json", "graph": "ntriples"}
"""In which format an answer is passed on to a caller that reads it."""

_FLEETING = {"NOW", "RAND", "UUID", "STRUUID", "BNODE"}
"""Functions that give another value each time."""

_NEEDED = (malformed, say("engines.rows", found=0, allowed=0))
"""What is read or imported late elsewhere is so here at once: the process will be able to open no file."""


@dataclass(frozen=True, slots=True)
class Job:
    """One query; ``formats`` has the format that is wanted for each form, and none where no answer is.

    ``default_graphs`` and ``named_graphs`` are the dataset that a protocol names, in place of that of the query.
    """

    query: str
    formats: Mapping[Form, str]
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


class Reply(NamedTuple):
    """The answer to a job: its form, the format of ``body``, or the error that it ended in.

    ``rows`` says how many rows or triples there are, where their number is limited. ``notes`` is what the reader
    should know of it, in words for ``told``. ``lasting``: it is the same each time that the job is given to this
    dataset. ``last``: the process that gave it ends itself now.
    """

    form: Form = "select"
    format: str = ""
    body: bytes = b""
    error: JumelageError | None = None
    rows: int = 0
    notes: tuple[str, ...] = ()
    lasting: bool = True
    last: bool = False


def reply(store: pyoxigraph.Store, limits: Limits, job: Job) -> Reply:
    """The reply of a store to a job.

    Errors: ``UsageError``; ``LimitError`` for a query that may not be parsed, and an answer that is too large.
    """
    refuse(job.query, limits)
    results = sparql.run(store, job.query, job.default_graphs, job.named_graphs)
    answered = written(answers.answer(results, lambda: results), job.formats, limits)
    words = {token.text.upper() for token in read(job.query).tokens if token.kind == "word"}
    return answered._replace(lasting=not words & _FLEETING)


def written(answer: Answer, formats: Mapping[Form, str], limits: Limits) -> Reply:
    """An answer in the format that is wanted. Errors: ``LimitError`` for one that is too large."""
    form = formats.get(answer.form)
    if not form:
        return Reply(answer.form)
    body = answer.serialise(form)
    if 0 < limits.size < len(body):
        raise LimitError(say("engines.size", found=len(body) >> 20, allowed=limits.size >> 20))
    rows = _rows(answer, form, body) if limits.rows else 0
    if rows > limits.rows:
        raise LimitError(say("engines.rows", found=rows, allowed=limits.rows))
    return Reply(answer.form, form, body, rows=rows)


def _rows(answer: Answer, form: str, body: bytes) -> int:
    """How many rows or triples were written, told from the bytes where that is exact."""
    if answer.form == "ask":
        return 1
    if form == "xml":
        return body.count(b"<result>")
    if form == "json" and b"{}" in body:
        return len(json.loads(body)["results"]["bindings"])
    if form == "json":
        return body.count(b'}},{"') + (b'"bindings":[{' in body)  # in a text, quotation marks are escaped
    if form == "tsv":
        return body.count(b"\n") - 1
    return len(answer.rows()) if answer.form == "select" else len(answer.triples())
