"""The things that a name may mean: those that have its key, and how they are told apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from jumelage_graph.levels import level
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.statements.cells import quoted

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

HELD = """?thing a jg:Edition . OPTIONAL { ?thing jg:start ?held } OPTIONAL { ?thing jg:planned ?planned }
  BIND(COALESCE(STR(?held), STR(?planned)) AS ?day)"""
"""The pattern of a meeting and its first day, else the one for which it was planned last."""

OWN = {"government": "org:classification", "agreement": "jg:agreementKind", "edition": "jg:host"}
"""A predicate that every thing of that kind has, and nothing else: fewer triples to look through than its class."""

_WORDS = "shi machi cho mura son ku ken fu to city town village ward prefecture departement region"
_AFTER = (
    *"市町村区県府都",
    *("し", "ちょう", "まち", "そん", "むら", "く", "けん", "ふ", "と"),
    *(f" {word}" for word in _WORDS.split()),
)
_BEFORE = ("city of ", "town of ", "ville de ", "ville d ", "commune de ", "prefecture de ", "prefecture d ")


class Candidate(NamedTuple):
    """A thing that may be meant. The least ``rank`` goes first: no government, dissolved, not municipal, publisher."""

    iri: str
    rank: tuple[bool, bool, bool, bool] = (True, False, False, False)

    @property
    def is_alive_government(self) -> bool:
        """Whether it is a government, and one of today."""
        return self.rank[:2] == (False, False)


Step = Callable[["Engine", str, str, str], list[Candidate]]
"""One way of finding things: by an engine, what was typed, the kind of thing, and the scheme of a concept."""


def forms(key: str) -> set[str]:
    """The forms of a folded name that mean the same: as it is, and with or without 市, 県, -shi, “ville de” …"""
    bare = set(shorter(key))
    return {key, *longer(key), *bare, *(form for name in bare for form in longer(name))}


def longer(key: str) -> Iterator[str]:
    """The name with 市, 県, -shi … behind it."""
    return (key + suffix for suffix in _AFTER)


def shorter(key: str) -> Iterator[str]:
    """The name without 市, 県, -shi … behind it or “ville de” before it."""
    yield from (key.removesuffix(suffix) for suffix in _AFTER if key.endswith(suffix) and key != suffix)
    yield from (key.removeprefix(prefix) for prefix in _BEFORE if key.startswith(prefix) and key != prefix)


def by_keys(engine: Engine, keys: Iterable[str], kind: str, scheme: str) -> list[Candidate]:
    """The things of a kind that have one of the folded names."""
    values = " ".join(quoted(key) for key in keys)
    return candidates(engine, kind, scheme, f"VALUES ?key {{ {values} }} ?thing jg:searchKey ?key .")


def candidates(engine: Engine, kind: str, scheme: str, pattern: str) -> list[Candidate]:
    """The things of a kind that a pattern finds as ``?thing``."""
    sparql = f"""SELECT DISTINCT ?thing ?type ?dissolved WHERE {{
      {pattern} {restriction(kind, scheme)}
      OPTIONAL {{ ?thing org:classification ?class . ?class skos:notation ?type }}
      OPTIONAL {{ ?thing jg:dissolvedOn ?dissolved }} }} ORDER BY ?thing"""
    return [_candidate(row) for row in engine.answer(sparql).records()]


def restriction(kind: str, scheme: str) -> str:
    """The pattern of what is of a kind."""
    if kind == "concept":
        return f"?thing skos:inScheme jgk:{scheme} ."
    return f"?thing {OWN[kind]} ?own ." if kind in OWN else ""


def _candidate(row: Mapping[str, str]) -> Candidate:
    kind = row.get("type", "")
    thing = row["thing"]
    return Candidate(
        thing, (not kind, "dissolved" in row, level(kind) != "municipal", "/publisher/" in thing)
    )


def named(engine: Engine, iris: Collection[str]) -> list[str]:
    """Each thing as its id with its labels in English and Japanese: ``kyoto (Kyoto, 京都市)``."""
    values = " ".join(f"<{iri}>" for iri in iris)
    sparql = f"""SELECT ?thing ?id ?en ?ja WHERE {{ VALUES ?thing {{ {values} }}
      OPTIONAL {{ ?thing dct:identifier ?id }}
      OPTIONAL {{ ?thing skos:prefLabel ?en FILTER(lang(?en) = "en") }}
      OPTIONAL {{ ?thing skos:prefLabel ?ja FILTER(lang(?ja) = "ja") }} }} ORDER BY ?thing"""
    names: dict[str, str] = {row["thing"]: _name(row) for row in engine.answer(sparql).records()}
    return [names[iri] for iri in iris]


def _name(row: Mapping[str, str]) -> str:
    path = row["thing"].removeprefix(PREFIXES["id"])
    kind, _, rest = path.partition("/")
    labels = ", ".join(row[tag] for tag in ("en", "ja") if tag in row)
    identifier = rest if kind in OWN else path
    return f"{identifier} ({labels})" if labels else identifier


def hidden(engine: Engine, iri: str, key: str) -> list[str]:
    """The governments with agreements whose name holds ``key`` as a whole word, if the one at ``iri`` has none."""
    within = (
        f'CONTAINS(CONCAT(" ", ?key, " "), {quoted(f" {key} ")})'
        if key.isascii()
        else f"CONTAINS(?key, {quoted(key)})"
    )
    if engine.answer(f"ASK {{ ?agreement jg:party|jg:signatory <{iri}> }}").boolean:
        return []
    sparql = f"""SELECT DISTINCT ?thing WHERE {{
      ?agreement jg:party|jg:signatory ?thing . ?thing jg:searchKey ?key FILTER({within}) }} ORDER BY ?thing"""
    return [row["thing"] for row in engine.answer(sparql).records()]
