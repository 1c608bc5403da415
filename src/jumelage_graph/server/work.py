"""What the processes of the pool can do: answer SPARQL, named queries, and small questions about things."""

from __future__ import annotations

import contextlib
import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from jumelage_graph import names, queries, words
from jumelage_graph.comparisons.reconciling import Reconciler, homonyms
from jumelage_graph.engines.answers import Form
from jumelage_graph.engines.bounded import jobs
from jumelage_graph.engines.bounded.jobs import Job, Reply
from jumelage_graph.engines.bounded.limits import Limits
from jumelage_graph.engines.embedded import EmbeddedEngine
from jumelage_graph.errors import UsageError
from jumelage_graph.server import matching, things
from jumelage_graph.wording import silence
from jumelage_graph.words import LANGUAGES, forms

_NEEDED = (difflib, forms)
_UNKNOWN = ("no such place", "無い澤")
"""Names of nothing: looking for them takes every step of ``names``, and so reads all that a step reads."""


_MISSPELT = "ASK { ?a jg:partnerof ?b }"


@dataclass(frozen=True, slots=True)
class Named:
    """A named query with the values of its parameters as they are typed; see ``Job`` for ``formats``."""

    name: str
    texts: Mapping[str, str]
    lang: str
    formats: Mapping[Form, str]


@dataclass(frozen=True, slots=True)
class Call:
    """One of our own questions, by its name; the reply is what it returns, as JSON."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


class Work:
    """All that a process can be asked; everything that it needs is read before it is forked."""

    def __init__(self, engine: EmbeddedEngine, limits: Limits) -> None:
        self._engine, self._limits = engine, limits
        self._store = engine.store
        self._queries = queries.catalogue()
        self._find = lru_cache(maxsize=1024)(partial(names.find, engine))
        self._remarks = lru_cache(maxsize=256)(engine.remarks)
        self._matcher = matching.Matcher(engine, Reconciler(engine))
        homonyms("FR", "")
        engine.remarks(_MISSPELT)
        for lang in LANGUAGES:
            for room in words.rooms():
                words.of(room, lang)
            words.word("errors.near", lang, names=["", ""])
            forms.number(0.5, lang)
        for text in _UNKNOWN:
            for kind in ("government", "thing"):
                with contextlib.suppress(UsageError):
                    names.find(engine, text, kind)

    def __call__(self, task: Job | Named | Call) -> Reply:
        """The reply to a task. Errors: those of the task."""
        if isinstance(task, Job):
            reply = jobs.reply(self._store, self._limits, task)
            return reply._replace(notes=tuple(self._remarks(task.query)))
        if isinstance(task, Named):
            return self._named(task)
        return Reply(body=json.dumps(self._called(task), ensure_ascii=False).encode())

    def _named(self, task: Named) -> Reply:
        query = self._queries[task.name]
        sparql, notes = names.bound(self._engine, query, task.texts, task.lang, self._find)
        reply = jobs.written(self._engine.answer(sparql), task.formats, self._limits)
        if not reply.rows:
            notes.append(silence(query, task.texts, self._engine))
        return reply._replace(notes=tuple(notes))

    def _called(self, task: Call) -> Any:
        if task.name in things.CALLS:
            return things.CALLS[task.name](self._engine, **task.arguments)
        return matching.CALLS[task.name](self._matcher, **task.arguments)
