"""The rules of ``ontology/rules/*.rq``: SPARQL CONSTRUCT queries that conclude something from the record.

A file begins with a header, TOML in lines that start with ``#+``: ``label`` and ``definition`` in en, fr and ja, and
``writes``, the predicates it concludes. Rules run in the order of their numbers; each sees what those before concluded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jumelage_graph import namespaces as ns
from jumelage_graph.errors import DataError
from jumelage_graph.mapping.terms import Statement, describe, iri, labels, name, text

if TYPE_CHECKING:
    from pyoxigraph import Store

_NUMBER = re.compile(r"r(\d+)-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its id (``r2``), what it means in each language, the predicates it writes, its SPARQL text."""

    id: str
    label: dict[str, str]
    definition: dict[str, str]
    writes: tuple[str, ...]
    construct: str = ""


COMPUTED = (
    Rule(
        id="distance",
        label={
            "en": "Distance between parties",
            "fr": "Distance entre les parties",
            "ja": "当事者間の距離",
        },
        definition={
            "en": "Great-circle distance in kilometres between each French and each Japanese party of an agreement, "
            "from the points of their territories, on a sphere with the mean radius of the Earth (6371.0088 km).",
            "fr": "Distance orthodromique, en kilomètres, entre chaque partie française et chaque partie japonaise d’un "
            "accord, calculée entre les points de leurs territoires sur une sphère de rayon moyen terrestre (6371,0088 km).",
            "ja": "提携のフランス側と日本側の各当事者の間の大圏距離（キロメートル）。"
            "それぞれの地域の代表点から、地球の平均半径（6371.0088 km）の球面上で計算する。",
        },
        writes=("jg:distance", "jg:between", "jg:kilometres"),
    ),
    Rule(
        id="label",
        label={"en": "Names of agreements", "fr": "Noms des accords", "ja": "提携の名称"},
        definition={
            "en": "An agreement is called after its parties, in each language in which all of them have a name.",
            "fr": "Un accord porte les noms de ses parties, dans chaque langue où toutes en ont un.",
            "ja": "すべての当事者の名称がそろう言語について、当事者の名称を並べて提携の名称とする。",
        },
        writes=("skos:prefLabel",),
    ),
    Rule(
        id="search-key",
        label={"en": "Search keys", "fr": "Clés de recherche", "ja": "検索キー"},
        definition={
            "en": "The folded form of each name, title and official code: without case, accents or macrons, with "
            "hiragana for katakana and one width of letters.",
            "fr": "La forme normalisée de chaque nom, titre et code officiel : sans casse, accents ni macrons, les "
            "katakana ramenés aux hiragana et les lettres à une seule largeur.",
            "ja": "各名称、表題、公式コードを正規化した形。大文字と小文字、アクセント、長音符号の区別をなくし、"
            "片仮名は平仮名に、全角と半角は一つにそろえる。",
        },
        writes=("jg:searchKey",),
    ),
)
"""What the build concludes without SPARQL, described like the rules."""


def read(folder: Path) -> list[Rule]:
    """The rules of a folder in the order of their numbers; ``DataError`` for a file without a good header."""
    return sorted((_read(path) for path in folder.glob("*.rq")), key=lambda rule: int(rule.id[1:]))


def _read(path: Path) -> Rule:
    number = _NUMBER.match(path.name)
    if number is None:
        raise DataError(f"{path}: the name of a rule begins with its number, such as r2-in-force.rq.")
    content = path.read_text(encoding="utf-8")
    lines = [line[2:] for line in content.splitlines() if line.startswith("#+")]
    try:
        header = tomllib.loads("\n".join(lines))
        return Rule(
            id=f"r{int(number.group(1))}",
            label=header["label"],
            definition=header["definition"],
            writes=tuple(header["writes"]),
            construct=content,
        )
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise DataError(f"{path}: its header (lines with #+) lacks or breaks {error}.") from error


def description(rule: Rule) -> Iterator[Statement]:
    """What a rule means and which predicates it writes."""
    yield from describe(
        ns.VOCABULARY,
        ns.rule(rule.id),
        {
            "rdf:type": name("jg:Rule"),
            "dct:identifier": text(rule.id),
            "skos:prefLabel": labels(**rule.label),
            "skos:definition": labels(**rule.definition),
            "jg:writes": name(*rule.writes),
            "jg:construct": text(rule.construct),
        },
    )


def conclude(rule: Rule, store: Store) -> list[Statement]:
    """What a rule concludes from the store, which then holds it too. The store is queried as the union of its graphs."""
    from pyoxigraph import RdfFormat  # noqa: PLC0415

    try:
        triples = store.query(rule.construct, prefixes=dict(ns.PREFIXES), use_default_graph_as_union=True)
    except SyntaxError as error:
        raise DataError(f"ontology/rules: rule {rule.id} is not SPARQL: {error}") from error
    lines = triples.serialize(format=RdfFormat.N_TRIPLES).decode()
    found = [_statement(line) for line in lines.splitlines()]
    store.bulk_load("".join(map(line_of, found)).encode(), RdfFormat.N_QUADS)
    return found


def _statement(line: str) -> Statement:
    subject, predicate, rest = line.split(" ", 2)
    return ns.DERIVED, subject, predicate, rest.removesuffix(" .")


def line_of(statement: Statement) -> str:
    """A statement as one line of N-Quads."""
    graph, subject, predicate, value = statement
    return f"{subject} {predicate} {value} <{graph}> .\n"
