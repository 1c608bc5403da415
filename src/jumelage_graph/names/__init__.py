"""From what somebody typed to the thing that is meant: 金沢, かなざわ, Kanazawa, kanazawa-shi, 172014.

A name is looked for as an id, then as an official code, then as a label or other name in any script, with or
without 市, 県, -shi and their like, then in the ways of ``spellings``. Among several governments the living come before
the dissolved, and municipalities before prefectures, départements and regions; what was passed over is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jumelage_graph import queries
from jumelage_graph.errors import AmbiguousNameError, UnknownNameError, UsageError, whole
from jumelage_graph.folding import fold
from jumelage_graph.names.candidates import (
    HELD,
    OWN,
    Candidate,
    Step,
    by_keys,
    candidates,
    forms,
    hidden,
    longer,
    named,
    restriction,
    shorter,
)
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.statements.cells import quoted
from jumelage_graph.words import FALLBACKS, Said, say

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

_MOST = 12
_GOAL = r"(?i)(?:(?:sdg|odd|goal)[ -]?)?(1[0-7]|[1-9])"
__all__ = ["Found", "Hit", "bind", "bound", "find", "forms", "resolve", "search"]

_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~/-]*")


class Found(NamedTuple):
    """The thing that a text means, and ``notes`` on how that was decided: the governments that it may mean as well."""

    iri: str
    notes: tuple[str, ...] = ()


Find = Callable[[str, str], Found]
"""From a text and a kind of thing to the thing that is meant, with notes, or ``UsageError``."""


def bound(
    engine: Engine,
    query: queries.Query,
    texts: Mapping[str, str],
    lang: str = "",
    finding: Find | None = None,
) -> tuple[str, list[str]]:
    """As ``bind``, with the notes on how names were decided; ``finding`` finds things in place of ``find``."""
    notes: list[str] = []

    def noting(text: str, kind: str) -> str:
        meant = (finding or partial(find, engine))(text, kind)
        notes.extend(meant.notes)
        return meant.iri

    return bind(engine, query, texts, lang, noting), notes


def bind(
    engine: Engine,
    query: queries.Query,
    texts: Mapping[str, str],
    lang: str = "",
    finding: queries.Resolve | None = None,
) -> str:
    """The SPARQL text of a named query with what was typed for its parameters put in.

    ``lang`` is the reader's language, for the queries that have a parameter for it. ``finding`` finds things in
    place of ``resolve``, such as one that remembers.

    Errors: ``UsageError`` for an unknown or missing parameter, and a value that is not allowed or not known.
    """
    spoken = {p.name: lang for p in query.parameters if p.type == "language" and lang}
    return queries.bind(
        query, queries.tokens(query, spoken | dict(texts), finding or partial(resolve, engine))
    )


def resolve(engine: Engine, text: str, kind: str = "government") -> str:
    """The IRI of the thing that ``text`` names; see ``find``."""
    return find(engine, text, kind).iri


def find(engine: Engine, text: str, kind: str = "government") -> Found:
    """The thing that ``text`` names, with what should be known of the choice.

    ``kind`` is ``government``, ``agreement``, ``edition``, ``goal``, ``thing`` (of any kind; a government
    where several share a name) or ``concept:`` with the id of its scheme. An id, an IRI or a code means one thing; a
    name may mean others, which are told. Errors: ``UsageError`` with the nearest names if there is no such thing, with
    the candidates if there are several.
    """
    if kind == "goal":
        return Found(_goal(text))
    kind, _, scheme = kind.partition(":")
    text = whole(text).strip()
    for step in _steps():
        if possible := step(engine, text, kind, scheme):
            iri = _only(engine, text, kind, _preferred(possible))
            return Found(iri, () if step in _CERTAIN else tuple(_notes(engine, text, iri, possible)))
    raise _nothing(engine, text, kind, scheme)


def _steps() -> Iterator[Step]:
    yield from (*_CERTAIN, _by_name, _by_bare_name)
    from jumelage_graph.names import spellings  # noqa: PLC0415  (most names are written as the record has them)

    yield from spellings.STEPS


def _goal(text: str) -> str:
    if match := re.fullmatch(_GOAL, text.strip()):
        return f"{PREFIXES['sdg']}{match.group(1)}"
    raise UnknownNameError(say("names.no_goal", found=text))


# --- the steps, in their order


def _by_iri(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    """``government/nancy``, or the whole IRI."""
    path = text.removeprefix(PREFIXES["id"])
    if "/" not in text or not _PATH.fullmatch(path):
        return []
    any_class = "" if kind in OWN else "?thing a ?any ."
    return candidates(engine, kind, scheme, f"VALUES ?thing {{ <{PREFIXES['id']}{path}> }} {any_class}")


def _by_id(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    if kind in OWN:  # the IRI says the id: no identifier need be read
        return _by_iri(engine, f"{kind}/{text}", kind, scheme)
    predicate = "skos:notation" if kind == "concept" else "dct:identifier"
    return candidates(engine, kind, scheme, f"?thing {predicate} {quoted(text)} .")


def _by_code(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    if kind not in ("government", "thing") or not text.isascii():
        return []
    pattern = f"?thing jg:officialCode ?code . ?code skos:notation {quoted(text)} ."
    return candidates(engine, "government", scheme, pattern)


def _by_name(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    key = fold(text)
    return by_keys(engine, [key, *longer(key)], kind, scheme) if key else []


def _by_bare_name(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    bare = list(shorter(fold(text)))
    keys = [*bare, *(form for name in bare for form in longer(name))]
    return by_keys(engine, keys, kind, scheme) if bare else []


_CERTAIN: tuple[Step, ...] = (_by_iri, _by_id, _by_code)


# --- one, none, several


def _preferred(possible: list[Candidate]) -> list[str]:
    best = min(candidate.rank for candidate in possible)
    return [candidate.iri for candidate in possible if candidate.rank == best]


def _only(engine: Engine, text: str, kind: str, possible: list[str]) -> str:
    if len(possible) == 1:
        return possible[0]
    names: list[str] = named(engine, possible[:_MOST])
    names += [say("errors.more", count=len(possible) - _MOST)] if len(possible) > _MOST else []
    raise AmbiguousNameError(say("names.several", found=text, kind=_kind(kind), names=names))


def _notes(engine: Engine, text: str, iri: str, possible: list[Candidate]) -> Iterator[str]:
    """What a name may mean as well: governments of the same name, else bodies with the agreements that it lacks."""
    if not iri.startswith(PREFIXES["gov"]):
        return
    others = [each.iri for each in possible if each.iri != iri and each.is_alive_government]
    if others:
        yield say(
            "names.others", found=text, chosen=named(engine, [iri])[0], names=named(engine, others[:_MOST])
        )
    elif bodies := hidden(engine, iri, fold(text)):
        yield say("names.hidden", chosen=named(engine, [iri])[0], names=named(engine, bodies[:_MOST]))


def _kind(kind: str) -> Said:
    return say(f"names.kinds.{kind}")


def _nothing(engine: Engine, text: str, kind: str, scheme: str) -> UsageError:
    if kind == "concept":
        return UnknownNameError(
            say("names.no_concept", found=text, scheme=scheme, allowed=_notations(engine, scheme))
        )
    keys = _keys(engine, kind)
    import difflib  # noqa: PLC0415  (slow to import)

    near = difflib.get_close_matches(fold(text), keys, n=3, cutoff=0.6)
    names = named(engine, dict.fromkeys(keys[key] for key in near)) if near else []
    hint = say("names.near", names=names) if names else say("names.nothing_near")
    return UnknownNameError(say("names.none", kind=_kind(kind), found=text, hint=hint))


def _notations(engine: Engine, scheme: str) -> list[str]:
    sparql = f"SELECT ?slug WHERE {{ ?c skos:inScheme jgk:{scheme} ; skos:notation ?slug }} ORDER BY ?slug"
    return [row["slug"] for row in engine.answer(sparql).records()]


def _keys(engine: Engine, kind: str) -> dict[str, str]:
    """Every search key of a kind of thing, and its id in the same form, with one thing that has it."""
    sparql = f"""SELECT ?thing ?key WHERE {{
      {restriction(kind, "")} ?thing jg:searchKey|dct:identifier ?key }} ORDER BY DESC(?thing)"""
    return {fold(row["key"]): row["thing"] for row in engine.answer(sparql).records()}


# --- search


class Hit(NamedTuple):
    """One thing that a search found.

    ``kind`` is ``government``, ``agreement``, ``edition``, ``organisation``, ``concept`` …; ``key`` is the
    folded name that matched; ``match`` is ``exact``, ``prefix`` or ``contains``.
    """

    iri: str
    kind: str
    id: str
    label: str
    key: str
    match: str


_MATCHES = ("exact", "prefix", "contains")


def search(engine: Engine, text: str, lang: str = "en") -> list[Hit]:
    """Everything of which a name, in any spelling, is, begins with or contains ``text``: best first.

    A meeting is found by its year too. Errors: ``UsageError`` where ``text`` has neither a letter nor a digit.
    """
    key = fold(whole(text))
    if not key:
        raise UsageError(say("names.no_letter", found=text))
    sparql = f"""SELECT ?thing ?key ?id ?label ?dissolved WHERE {{
      {{ ?thing jg:searchKey ?key FILTER(CONTAINS(?key, {quoted(key)})) }}
      UNION {{ {HELD} BIND(SUBSTR(?day, 1, 4) AS ?key) FILTER(?key = {quoted(key)}) }}
      OPTIONAL {{ ?thing dct:identifier ?id }} {_labelled(lang)}
      OPTIONAL {{ ?thing jg:dissolvedOn ?dissolved }} }} ORDER BY ?thing ?key"""
    rows = sorted(engine.answer(sparql).records(), key=lambda row: _order(row, key))
    hits: dict[str, Hit] = {}
    for row in rows:
        hits.setdefault(row["thing"], _hit(row, key))
    return list(hits.values())


def _labelled(lang: str) -> str:
    """Binds ``?label``: in the language, else in the next, else without one (publishers), else any title (sources)."""
    label = 'OPTIONAL {{ ?thing skos:prefLabel|dct:title ?l{0} FILTER(lang(?l{0}) = "{1}") }} '
    tags = (*FALLBACKS[lang], "")
    labels = ", ".join(f"?l{number}" for number in range(len(tags)))
    options = "".join(label.format(*each) for each in enumerate(tags))
    return options + f"OPTIONAL {{ ?thing dct:title ?title }} BIND(COALESCE({labels}, ?title) AS ?label)"


def _match(key_found: str, key: str) -> int:
    return 0 if key_found == key else 1 if key_found.startswith(key) else 2


def _order(row: Mapping[str, str], key: str) -> tuple[int, bool, bool, str]:
    match = _match(row["key"], key)
    return match, "/government/" not in row["thing"], "dissolved" in row, row["thing"]


def _hit(row: Mapping[str, str], key: str) -> Hit:
    path = row["thing"].removeprefix(PREFIXES["id"])
    kind = "concept" if path.startswith("http") else path.partition("/")[0]
    match = _MATCHES[_match(row["key"], key)]
    name = row.get("id", path)
    return Hit(row["thing"], kind, name, row.get("label", name), row["key"], match)
