"""The items of a snapshot, and what they say of their twins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jumelage_graph.comparisons.wikidata import shape
from jumelage_graph.namespaces import PREFIXES, WIKIDATA
from jumelage_graph.statements import Statement
from jumelage_graph.statements.cells import Cell

_LABEL = f"{PREFIXES['rdfs']}label"
_POINT = re.compile(r"Point\((-?[\d.]+(?:E-?\d+)?) (-?[\d.]+(?:E-?\d+)?)\)", re.I)
_DIGITS = {9: 4, 10: 7, 11: 10}
"""How many signs of a day are known, by Wikidata's number of the precision: year, month, day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of Wikidata, as far as it is compared.

    ``labels`` by language; ``countries``, ``kinds``, ``within`` and ``heirs`` are items; ``codes`` are official ones as
    (property, code as the record writes it); ``point`` is latitude and longitude in degrees; ``dissolved`` is the day,
    ``?`` where only the fact is told, empty for what still is.
    """

    id: str
    labels: Mapping[str, str]
    countries: frozenset[str]
    kinds: tuple[str, ...]
    within: tuple[str, ...]
    heirs: tuple[str, ...]
    codes: frozenset[tuple[str, str]]
    point: tuple[float, float] | None
    dissolved: str

    def name(self, lang: str) -> str:
        """Its label in a language, else in another, else its id."""
        return self.labels.get(lang) or next(iter(self.labels.values()), self.id)

    @property
    def country(self) -> str:
        """``FR``, ``JP`` or empty."""
        return next((code for code, item in shape.COUNTRIES.items() if item in self.countries), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Twinning:
    """What one item says of one twin; ``start`` and ``end`` are EDTF, empty where nothing is told."""

    item: str
    other: str
    start: str
    end: str


def items(told: Iterable[Statement]) -> dict[str, Item]:
    """Every item of which anything is told, by its id, in the order of these."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    facts: dict[str, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for _, subject, predicate, value in sorted(told):
        one, prop, cell = _item(subject), predicate[1:-1], Cell.parse(value)
        if one and prop == _LABEL:
            labels[one][cell.language] = str(cell)
        elif one and prop.startswith(WIKIDATA["wdt"]):
            facts[one][prop.removeprefix(WIKIDATA["wdt"])].append(cell)
    return {one: _made(one, labels[one], facts[one]) for one in sorted({*labels, *facts}, key=_number)}


def _made(one: str, labels: Mapping[str, str], facts: Mapping[str, list[Cell]]) -> Item:
    def named(prop: str) -> tuple[str, ...]:
        return tuple(filter(None, (_item(cell.token) for cell in facts.get(prop, ()))))

    gone = facts.get(shape.DISSOLVED, [])
    return Item(
        id=one,
        labels={lang: labels[lang] for lang in sorted(labels)},
        countries=frozenset(named(shape.COUNTRY)),
        kinds=named(shape.KIND),
        within=named(shape.WITHIN),
        heirs=named(shape.HEIR),
        codes=frozenset(
            (prop, shape.code_of(prop, cell))
            for prop in (shape.ISO, *shape.CODES.values())
            for cell in facts.get(prop, ())
        ),
        point=next(filter(None, map(_point, facts.get(shape.POINT, ()))), None),
        dissolved=next((cell[:10] for cell in gone if cell.kind == "literal"), "?" if gone else ""),
    )


def _point(cell: Cell) -> tuple[float, float] | None:
    match = _POINT.search(cell)
    return (float(match[2]), float(match[1])) if match else None


def twinnings(told: Iterable[Statement]) -> list[Twinning]:
    """What the items say of their twins, deprecated statements left out, sorted."""
    of: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for _, subject, predicate, value in sorted(told):
        of[subject][predicate[1:-1]].append(value)
    p, ps = (f"{WIKIDATA[name]}{shape.TWIN}" for name in ("p", "ps"))
    twinned = [
        Twinning(
            item=_item(subject),
            other=_item(other),
            start=_date(of, statement, shape.START) or _date(of, statement, shape.MOMENT),
            end=_date(of, statement, shape.END),
        )
        for subject in sorted(of)
        for statement in of[subject].get(p, ())
        if f"<{WIKIDATA['wikibase']}DeprecatedRank>"
        not in of[statement].get(f"{WIKIDATA['wikibase']}rank", ())
        for other in of[statement].get(ps, ())
    ]
    return sorted(
        (each for each in twinned if each.item and each.other), key=lambda each: (each.item, each.other)
    )


def _date(of: Mapping[str, Mapping[str, list[str]]], statement: str, prop: str) -> str:
    """The date of a qualifier, as precise as Wikidata says; empty without one, or where it is vaguer than a year."""
    for value in of[statement].get(f"{WIKIDATA['pqv']}{prop}", ()):
        told = {
            name: of[value].get(f"{WIKIDATA['wikibase']}{name}", ())
            for name in ("timeValue", "timePrecision")
        }
        for time, precision in zip(told["timeValue"], told["timePrecision"], strict=False):
            if digits := _DIGITS.get(int(Cell.parse(precision))):
                return Cell.parse(time)[:digits]
    return ""


def _item(token: str) -> str:
    """The id of an item; empty for every other term.

    >>> _item("<http://www.wikidata.org/entity/Q90>")
    'Q90'
    """
    one = token[1:-1].removeprefix(WIKIDATA["wd"]) if token.startswith(f"<{WIKIDATA['wd']}Q") else ""
    return one if re.fullmatch(r"Q[1-9]\d*", one) else ""


def _number(one: str) -> int:
    return int(one[1:])
