"""What a picture says of itself in words: its filters and counts above, how much is known below; as on the pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jumelage_graph.record.filters import FILTERS
from jumelage_graph.record.selection import alive, chosen, undated
from jumelage_graph.record.standing import STANDINGS
from jumelage_graph.version import __version__
from jumelage_graph.views.shared.words import word
from jumelage_graph.words.forms import date, number

if TYPE_CHECKING:
    from jumelage_graph.record import Record
    from jumelage_graph.record.choice import Choice


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a picture: ``summary`` is what it shows of how much, ``foot`` where that comes from."""

    title: str
    summary: str
    foot: str


def of_record(view: str, record: Record, choice: Choice) -> Caption:
    """The words around a picture of the record."""
    lang = choice.lang
    return Caption(word(f"title_{view}", lang), summary(record, choice), foot(record, lang))


def filters(record: Record, choice: Choice) -> str:
    """The filters chosen, by their names: "Kind: friendship"; ``""`` where there are none."""
    lang = choice.lang
    values = ((one, getattr(choice, one.name)) for one in FILTERS)
    said = [
        word("pair", lang, name=word(one.name, lang), value=one.called(record, value)[lang])
        for one, value in values
        if value is not None
    ]
    return " · ".join(said)


def agreement_name(record: Record, agreement: str, lang: str) -> str:
    """The parties of an agreement in one line."""
    return " – ".join(record.governments[party].names[lang] for party in record.agreements[agreement].parties)


def summary(record: Record, choice: Choice) -> str:
    """The filters, and how many agreements the choice shows; for an empty choice, why it is empty."""
    return " – ".join(filter(None, (filters(record, choice), _counted(record, choice))))


def _counted(record: Record, choice: Choice) -> str:
    standing = chosen(record, choice, choice.year)
    lang = choice.lang
    if not standing:
        return emptiness(record, choice)
    counts = Counter(standing.values())
    if choice.year is None:
        key = "count_some" if filters(record, choice) else "count_all"
        size = {"count": len(standing), "all": len(record.agreements), "undated": counts["undated"]}
        return word(key, lang, **{name: number(count, lang) for name, count in size.items()})
    living = sum(1 for agreement in standing if alive(record.agreements[agreement], choice.year))
    sure = {str(how): number(counts[how], lang) for how in STANDINGS}
    text = word("count_year", lang, year=choice.year, evidence=number(living, lang), **sure)
    left = len(undated(record, choice))
    if not left:
        return text
    return f"{text} · {word('pair', lang, name=word('undated', lang), value=number(left, lang))}"


def emptiness(record: Record, choice: Choice) -> str:
    """Why nothing is shown."""
    first = min((a.first for a in record.agreements.values() if a.first), default="")[:4]
    early = choice.year is not None and f"{choice.year:04}" < first
    why = word("empty_before", choice.lang, first=first) if early else word("empty_filters", choice.lang)
    return f"{word('empty', choice.lang)} {why}"


def foot(record: Record, lang: str) -> str:
    """How much of what there is, as of when, in which version."""
    until = word("read_until", lang, date=date(record.last_day, lang)) if record.last_day else ""
    parts = (record.coverage.sentence(lang), until, word("licence_short", lang, version=__version__))
    return " ".join(filter(None, parts))
